import { hashText, mix, share } from '../../demo/chance.ts'
import { bucketPage, type Dimensions, filterBy } from '../buckets.ts'
import type { Span } from '../ledger.ts'
import { listedModel } from '../models.ts'
import type { Call, Traffic } from '../traffic.ts'
import { choiceParam, listParam, type WireRequest } from '../wire.ts'
import { dimensions, unixRange } from './usage.ts'

const MEGABYTE = 1_000_000

/** What one call brought with it that the vendor meters in a report of its own. Units: by the name of each metric. */
type Piece = {
  readonly values: Readonly<Record<string, string | null>>
  readonly metrics: Readonly<Record<string, number>>
}

/** One report beside completions. `usd` is what one unit of its first metric costs, by the company's contract. */
type PieceReport = {
  readonly object: string
  readonly dimensions: readonly string[]
  readonly of: (call: Call, hash: number) => Piece | null
  /** What it adds to the counts that a collector keeps. */
  readonly requests: string | null
  readonly tokensIn: string | null
  readonly bill: {
    readonly line: (model: string) => string
    readonly unit: string
    readonly usd: number
  } | null
}

const byCaller = ['project_id', 'user_id', 'api_key_id', 'model']
const embeddingModel = listedModel('openai', 'text-embedding-3-small')
const seldom = (hash: number, key: number, chance: number) => share(hash, key) < chance
const several = (hash: number, key: number, most: number) => 1 + (mix(hash, key) % most)

export const pieceReports: Readonly<Record<string, PieceReport>> = {
  embeddings: {
    object: 'embeddings',
    dimensions: byCaller,
    of: ({ meter }, hash) =>
      seldom(hash, 1, 0.1)
        ? {
            values: { model: embeddingModel.id },
            metrics: { input_tokens: 8 + Math.floor(meter.inputTokens / 5), num_model_requests: 1 },
          }
        : null,
    requests: 'num_model_requests',
    tokensIn: 'input_tokens',
    bill: { line: (model) => `${model}, input`, unit: 'tokens', usd: embeddingModel.price.input * 0.97 },
  },
  moderations: {
    object: 'moderations',
    dimensions: byCaller,
    of: ({ meter }, hash) =>
      seldom(hash, 2, 0.05)
        ? {
            values: { model: 'omni-moderation-latest' },
            metrics: { input_tokens: 8 + Math.floor(meter.inputTokens / 9), num_model_requests: 1 },
          }
        : null,
    requests: 'num_model_requests',
    tokensIn: 'input_tokens',
    bill: null,
  },
  images: {
    object: 'images',
    dimensions: [...byCaller, 'size', 'source'],
    of: (_, hash) =>
      seldom(hash, 3, 0.01)
        ? {
            values: {
              model: 'gpt-image-1',
              size: mix(hash, 30) % 2 === 0 ? '1024x1024' : '1536x1024',
              source: mix(hash, 31) % 3 === 0 ? 'image.edit' : 'image.generation',
            },
            metrics: { images: several(hash, 32, 4), num_model_requests: 1 },
          }
        : null,
    requests: 'num_model_requests',
    tokensIn: null,
    bill: { line: (model) => `${model}, images`, unit: 'images', usd: 0.042 },
  },
  audio_speeches: {
    object: 'audio_speeches',
    dimensions: byCaller,
    of: (_, hash) =>
      seldom(hash, 4, 0.01)
        ? {
            values: { model: 'tts-1' },
            metrics: { characters: 40 * several(hash, 40, 60), num_model_requests: 1 },
          }
        : null,
    requests: 'num_model_requests',
    tokensIn: null,
    bill: { line: (model) => `${model}, characters`, unit: 'characters', usd: 0.000015 },
  },
  audio_transcriptions: {
    object: 'audio_transcriptions',
    dimensions: byCaller,
    of: (_, hash) =>
      seldom(hash, 5, 0.01)
        ? {
            values: { model: 'whisper-1' },
            metrics: { seconds: 5 * several(hash, 50, 120), num_model_requests: 1 },
          }
        : null,
    requests: 'num_model_requests',
    tokensIn: null,
    bill: { line: (model) => `${model}, duration`, unit: 'duration_seconds', usd: 0.0001 },
  },
  code_interpreter_sessions: {
    object: 'code_interpreter_sessions',
    dimensions: ['project_id'],
    of: (_, hash) => (seldom(hash, 6, 0.02) ? { values: {}, metrics: { num_sessions: 1 } } : null),
    requests: 'num_sessions',
    tokensIn: null,
    bill: { line: () => 'Code interpreter sessions', unit: 'sessions', usd: 0.03 },
  },
  file_search_calls: {
    object: 'file_searches',
    dimensions: ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
    of: ({ caller }, hash) =>
      seldom(hash, 7, 0.03)
        ? {
            values: { vector_store_id: `vs_${caller.account.projectId.slice(5, 17)}` },
            metrics: { num_requests: several(hash, 70, 3) },
          }
        : null,
    requests: 'num_requests',
    tokensIn: null,
    bill: { line: () => 'File search tool calls', unit: 'calls', usd: 0.0025 },
  },
  web_search_calls: {
    object: 'web_searches',
    dimensions: [...byCaller, 'context_level'],
    of: ({ model }, hash) =>
      seldom(hash, 8, 0.04)
        ? {
            values: { model: model.id, context_level: mix(hash, 80) % 2 === 0 ? 'medium' : 'low' },
            metrics: { num_requests: several(hash, 81, 3), num_model_requests: 1 },
          }
        : null,
    requests: 'num_requests',
    tokensIn: null,
    bill: { line: () => 'Web search tool calls', unit: 'calls', usd: 0.01 },
  },
}

const root = hashText('pieces')

/** A draw that belongs to the call, whatever report asks. */
const hashOf = ({ atMs, caller }: Call): number => mix(mix(root, atMs % 2 ** 31), caller.index)

/** `GET /organization/usage/{report}` for everything that is not completions. */
export function pieceUsage({ query, nowMs }: WireRequest, traffic: Traffic, name: string): unknown {
  const report = pieceReports[name]
  if (!report) throw new RangeError(`no report ${name}`)
  const page = bucketPage(query, unixRange(query, nowMs))
  const groupBy = choiceParam(query, 'group_by', report.dimensions)
  const accepts = filterBy(dimensions, [['project_id', listParam(query, 'project_ids')]])
  const buckets = page.startsMs.map(() => new Map<string, Record<string, unknown>>())
  const firstMs = page.startsMs[0] ?? 0
  traffic.visit(firstMs, firstMs + buckets.length * page.widthMs, nowMs, (call) => {
    const bucket = buckets[Math.floor((call.atMs - firstMs) / page.widthMs)]
    const piece = report.of(call, hashOf(call))
    if (!bucket || !piece || !accepts(call)) return
    const values = valuesOf(call, piece, groupBy)
    const key = JSON.stringify(values)
    const row = bucket.get(key) ?? { ...none(report.dimensions), ...values }
    for (const [metric, amount] of Object.entries(piece.metrics)) {
      row[metric] = Number(row[metric] ?? 0) + amount * call.counted
    }
    bucket.set(key, row)
  })
  return pageBody(
    page,
    buckets.map((rows) => [...rows.values()]),
    report.object,
  )
}

/** `GET /organization/usage/vector_stores`: what each project stores, bucket by bucket. */
export function vectorStoreUsage({ query, nowMs }: WireRequest, projectIds: readonly string[]): unknown {
  const page = bucketPage(query, unixRange(query, nowMs))
  const grouped = choiceParam(query, 'group_by', ['project_id']).length > 0
  const bytesOf = (id: string) => MEGABYTE * (20 + (hashText(id) % 400))
  const rows = grouped
    ? projectIds.map((id) => ({ project_id: id, usage_bytes: bytesOf(id) }))
    : [{ project_id: null, usage_bytes: projectIds.reduce((sum, id) => sum + bytesOf(id), 0) }]
  return pageBody(
    page,
    page.startsMs.map(() => rows),
    'vector_stores',
  )
}

function pageBody(
  page: ReturnType<typeof bucketPage>,
  buckets: readonly (readonly Record<string, unknown>[])[],
  object: string,
): unknown {
  return {
    object: 'page',
    data: page.startsMs.map((startMs, i) => ({
      object: 'bucket',
      start_time: startMs / 1000,
      end_time: (startMs + page.widthMs) / 1000,
      results: (buckets[i] ?? []).map((row) => ({ object: `organization.usage.${object}.result`, ...row })),
    })),
    has_more: page.nextPage !== null,
    next_page: page.nextPage,
  }
}

const none = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, null]))

function valuesOf(call: Call, piece: Piece, groupBy: readonly string[]): Record<string, unknown> {
  const read = (name: string) => piece.values[name] ?? (dimensions as Dimensions)[name]?.(call) ?? null
  return Object.fromEntries(groupBy.map((name) => [name, read(name)]))
}

/** What the pieces of a call cost. Units: US dollars. */
export function pieceCharges(
  call: Call,
): readonly { line: string; unit: string; quantity: number; usd: number }[] {
  const hash = hashOf(call)
  return Object.values(pieceReports).flatMap(({ of, bill }) => {
    const piece = bill && of(call, hash)
    if (!bill || !piece) return []
    const quantity = (Object.values(piece.metrics)[0] ?? 0) * call.counted
    return [
      { line: bill.line(piece.values.model ?? ''), unit: bill.unit, quantity, usd: quantity * bill.usd },
    ]
  })
}

/** The counts of all reports beside completions in a span. */
export function pieceSums(
  traffic: Traffic,
  { fromMs, toMs, nowMs }: Span,
): { requests: number; tokensIn: number } {
  const sums = { requests: 0, tokensIn: 0 }
  traffic.visit(fromMs, toMs, nowMs, (call) => {
    const hash = hashOf(call)
    for (const { of, requests, tokensIn } of Object.values(pieceReports)) {
      const metrics = of(call, hash)?.metrics
      sums.requests += (metrics?.[requests ?? ''] ?? 0) * call.counted
      sums.tokensIn += (metrics?.[tokensIn ?? ''] ?? 0) * call.counted
    }
  })
  return sums
}
