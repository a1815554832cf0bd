import { z } from 'zod'
import { decimalFromNano, nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { basic } from '../authorization.ts'
import { projectRow } from '../lists.ts'
import { messageText } from '../message-text.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, fetchPage, judged } from '../page.ts'
import { amount, count, nonEmpty, ref } from '../shapes.ts'
import { distinctCalls } from '../sums.ts'
import {
  type CollectedCall,
  type Pulled,
  type PulledPage,
  type PullWindow,
  type Validation,
  type VendorContext,
  vendor,
} from '../vendor.ts'

/** An answer with text holds at most 5 MB, so pages stay small. */
const rowsPerPage = 100
const nameCharsMax = 128
const oldPagePrefix = 'v1:'

/**
 * Langfuse projects, an import source: every generation that an application traced, with its text.
 * Source: Langfuse's OpenAPI document, August 2026.
 */
export const langfuse = vendor({
  id: 'langfuse',
  label: 'Langfuse',
  apis: { api: { default: '{base_url}', env: 'LANGFUSE_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'project_keys',
      label: 'Secret key of a project',
      hint: /^sk-lf-[0-9a-f-]{36}$/,
      help: 'Made in the project’s settings under API keys; the public key beside it is needed too. A key sees one project.',
      settings: [
        {
          name: 'public_key',
          label: 'Public key',
          help: 'Begins with pk-lf-.',
          pattern: /^pk-lf-[\w-]{8,64}$/,
          required: true,
        },
        {
          name: 'base_url',
          label: 'Address',
          help: 'https://cloud.langfuse.com, https://us.cloud.langfuse.com, or your own server. Keys of another region are refused.',
          pattern: /^https?:\/\/[^\s?#]+$/,
          required: true,
        },
      ],
    },
  ],
  units: { money: 'US dollars, as a number', time: 'RFC 3339' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 15 * 60,
      bucketMs: null,
      overlapMs: hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 6 * hourMs,
      emptyWindowMs: 28 * dayMs,
      paceMs: 2_000,
      pull: pullCalls,
    },
    {
      name: 'inventory',
      kind: 'inventory',
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 2_000,
      pull: pullProjects,
    },
  ],
  absent: {
    cost: 'Costs are Langfuse’s own estimates, one per call; there is no bill behind them.',
    content: 'Text comes with each call.',
    audit: 'Langfuse has no audit log to read.',
  },
})

const projects = z.object({ data: z.array(z.object({ id: nonEmpty })) })

async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), '/api/public/projects', {})
  const read = await fetchPage(ctx, { url, headers: keys(ctx) }, projects)
  return read.ok ? ok({ accountRef: read.value.body.data[0]?.id ?? null }) : read
}

const listed = z.object({ data: z.array(z.unknown()) })

/** Names of projects. Users are ids that the application made up, and there is no list of them. */
async function pullProjects(ctx: VendorContext): Pulled {
  const url = addressOf(ctx.base('api'), '/api/public/projects', {})
  const read = await fetchPage(ctx, { url, headers: keys(ctx) }, listed)
  if (!read.ok) return read
  const { kept, rows, skipped } = judged(read.value.body.data, projectRow)
  return ok({ ...emptyPage(), raw: read.value.raw, inventory: kept, rows, skipped })
}

const figures = z.record(z.string(), z.number()).nullish()
const generation = z.object({
  id: nonEmpty,
  traceId: ref,
  projectId: ref,
  startTime: z.iso.datetime({ offset: true }),
  endTime: z.iso.datetime({ offset: true }).nullish(),
  name: ref,
  level: ref,
  userId: ref,
  sessionId: ref,
  input: z.unknown().optional(),
  output: z.unknown().optional(),
  providedModelName: ref,
  model: ref,
  usageDetails: figures,
  usage: z.object({ input: count.nullish(), output: count.nullish() }).nullish(),
  totalCost: amount.nullish(),
  calculatedTotalCost: amount.nullish(),
  costDetails: figures,
  latency: z.number().min(0).nullish(),
})
type Generation = z.infer<typeof generation>

const currentPage = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ cursor: z.string().nullish() }).nullish(),
})
const oldPage = z.object({
  data: z.array(z.unknown()),
  meta: z.object({ page: z.int(), totalPages: z.int() }),
})

/** Servers of an older version answer 404 to the current list and have one with numbered pages. */
async function pullCalls(ctx: VendorContext, window: PullWindow): Pulled {
  const { page } = window
  if (page?.startsWith(oldPagePrefix)) return pullOld(ctx, window, page.slice(oldPagePrefix.length))
  const url = addressOf(ctx.base('api'), '/api/public/v2/observations', {
    ...spanOf(window),
    type: 'GENERATION',
    fields: 'core,basic,time,io,model,usage,metrics,trace_context',
    limit: rowsPerPage,
    cursor: page,
  })
  const read = await fetchPage(ctx, { url, headers: keys(ctx) }, currentPage)
  if (!read.ok) {
    const isOld = page === null && read.failure.tag === 'not_found'
    return isOld ? pullOld(ctx, window, '1') : read
  }
  const next = read.value.body.meta?.cursor || null
  return ok(pageOf(ctx, read.value.raw, read.value.body.data, next === page ? null : next))
}

async function pullOld(ctx: VendorContext, window: PullWindow, page: string): Pulled {
  const url = addressOf(ctx.base('api'), '/api/public/observations', {
    ...spanOf(window),
    type: 'GENERATION',
    limit: rowsPerPage,
    page,
  })
  const read = await fetchPage(ctx, { url, headers: keys(ctx) }, oldPage)
  if (!read.ok) return read
  const { data, meta } = read.value.body
  const next = data.length > 0 && meta.page < meta.totalPages ? `${oldPagePrefix}${meta.page + 1}` : null
  return ok(pageOf(ctx, read.value.raw, data, next))
}

const spanOf = ({ fromMs, toMs }: PullWindow) => ({
  fromStartTime: new Date(fromMs).toISOString(),
  toStartTime: new Date(toMs).toISOString(),
})

function pageOf(ctx: VendorContext, raw: string, data: unknown[], nextPage: string | null): PulledPage {
  const { kept, rows, skipped } = judged(data, generation)
  const { calls, repeated } = distinctCalls(kept.map((each) => callOf(ctx, each)))
  return { ...emptyPage(), raw, calls, rows: rows - repeated, skipped, nextPage }
}

function callOf(ctx: VendorContext, seen: Generation): CollectedCall {
  const tokens = tokensOf(seen)
  const startMs = Date.parse(seen.startTime)
  const endMs = seen.endTime ? Date.parse(seen.endTime) : null
  const latencyMs = seen.latency != null ? seen.latency * 1000 : endMs === null ? null : endMs - startMs
  const prompt = messageText(seen.input)
  const response = messageText(seen.output)
  const cost = seen.totalCost ?? seen.calculatedTotalCost ?? seen.costDetails?.total ?? null
  return {
    naturalKey: naturalKey('langfuse', ctx.accountRef, 'call', seen.id),
    model: (seen.providedModelName || seen.model || 'unknown').slice(0, nameCharsMax),
    operation: 'chat',
    timestamp: new Date(startMs).toISOString(),
    status: seen.level === 'ERROR' ? 'error' : 'success',
    actorRef: seen.userId || null,
    projectRef: seen.projectId || null,
    ...(seen.traceId ? { trace_id: seen.traceId.slice(0, nameCharsMax) } : {}),
    ...(latencyMs === null ? {} : { latency_ms: Math.min(Math.max(0, Math.round(latencyMs)), dayMs) }),
    ...tokens,
    ...(cost === null ? {} : { cost_usd: decimalFromNano(nanoFromDecimal(cost)) }),
    ...(prompt === null ? {} : { prompt }),
    ...(response === null ? {} : { response }),
  }
}

/** Kinds of tokens are disjoint, and told apart by their names: `input`, `input_cached_tokens`, `output_reasoning`, … */
function tokensOf({ usageDetails, usage }: Generation) {
  const entries = Object.entries(usageDetails ?? {}).filter(([, tokens]) => Number.isInteger(tokens))
  if (entries.length === 0) {
    return usage ? { tokens_in: usage.input ?? 0, tokens_out: usage.output ?? 0 } : {}
  }
  const sum = (fits: (name: string) => boolean) =>
    entries.reduce((total, [name, tokens]) => total + (fits(name) && tokens > 0 ? tokens : 0), 0)
  const isInput = (name: string) => name.startsWith('input') || name.includes('cache')
  return {
    tokens_in: sum(isInput),
    tokens_out: sum((name) => name.startsWith('output')),
    tokens_cached: sum((name) => isInput(name) && /cached|cache_read/.test(name)),
    tokens_reasoning: sum((name) => name.startsWith('output') && name.includes('reasoning')),
  }
}

function keys({ secret, settings }: VendorContext) {
  return basic(settings.public_key ?? '', secret.reveal())
}
