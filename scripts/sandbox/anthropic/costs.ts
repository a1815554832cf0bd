import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import { bucketPage } from '../buckets.ts'
import { chargesOf, type TokenKind } from '../charges.ts'
import { type Span, wholeReport } from '../ledger.ts'
import { DAY_MS, instantText } from '../moments.ts'
import type { Call, Traffic } from '../traffic.ts'
import { choiceParam, type WireRequest } from '../wire.ts'
import { instantRange, workspaceOf } from './usage.ts'

const WEB_SEARCH_CENTS = 1

/** The bill's own name for each kind of token. */
const kinds: Readonly<Record<TokenKind, { type: string; words: string }>> = {
  input: { type: 'uncached_input_tokens', words: 'Input Tokens' },
  cacheRead: { type: 'cache_read_input_tokens', words: 'Input Tokens, Cache Hit' },
  cacheWrite5m: { type: 'cache_creation.ephemeral_5m_input_tokens', words: 'Input Tokens, Cache Write 5m' },
  cacheWrite1h: { type: 'cache_creation.ephemeral_1h_input_tokens', words: 'Input Tokens, Cache Write 1h' },
  output: { type: 'output_tokens', words: 'Output Tokens' },
}

type Line = {
  readonly cost_type: string | null
  readonly context_window: string | null
  readonly description: string | null
  readonly inference_geo: string | null
  readonly model: string | null
  readonly service_tier: string | null
  readonly token_type: string | null
}

const undescribed: Line = {
  cost_type: null,
  context_window: null,
  description: null,
  inference_geo: null,
  model: null,
  service_tier: null,
  token_type: null,
}

/** `GET /v1/organizations/cost_report`. Units: cents, as decimal strings. */
export function costReport({ query, nowMs }: WireRequest, traffic: Traffic): unknown {
  const page = bucketPage(query, instantRange(query, nowMs), ['1d'])
  const groupBy = choiceParam(query, 'group_by', ['workspace_id', 'description'])
  const firstMs = page.startsMs[0] ?? 0
  const days = page.startsMs.map(
    () => new Map<string, { cents: number; line: Line; workspaceId: string | null }>(),
  )

  traffic.visit(firstMs, firstMs + days.length * DAY_MS, nowMs, (call) => {
    const day = days[Math.floor((call.atMs - firstMs) / DAY_MS)]
    if (!day) return
    const workspaceId = groupBy.includes('workspace_id') ? workspaceOf(call) : null
    const add = (cents: number, describe: () => Line) => {
      const line = groupBy.includes('description') ? describe() : undescribed
      const key = `${workspaceId}\n${line.description}`
      const row = day.get(key) ?? { cents: 0, line, workspaceId }
      row.cents += cents
      day.set(key, row)
    }
    for (const charge of chargesOf(call)) add(charge.usd * 100, () => tokenLine(call, charge.kind))
    const searches = call.meter.webSearches * call.counted
    if (searches > 0) add(searches * WEB_SEARCH_CENTS, () => searchLine)
  })

  return {
    data: page.startsMs.map((startMs, i) => ({
      starting_at: instantText(startMs),
      ending_at: instantText(startMs + DAY_MS),
      results: [...(days[i]?.values() ?? [])].map(({ cents, line, workspaceId }) => ({
        amount: decimalText(cents),
        currency: 'USD',
        ...line,
        workspace_id: workspaceId,
      })),
    })),
    has_more: page.nextPage !== null,
    next_page: page.nextPage,
  }
}

/** What the report says of a span in all. Units: billionths of a dollar. */
export function costsNano(traffic: Traffic, { fromMs, toMs, nowMs }: Span): bigint {
  const reports = wholeReport((page) => {
    const query = new URLSearchParams({
      starting_at: instantText(fromMs),
      ending_at: instantText(toMs),
      limit: '31',
      group_by: 'workspace_id,description',
      ...(page === null ? {} : { page }),
    })
    const request = { method: 'GET', path: '', query, headers: new Headers(), body: '', nowMs }
    const body = costReport(request, traffic) as CostPage
    return { body, next: body.next_page }
  })
  return reports
    .flatMap(({ data }) => data.flatMap(({ results }) => results))
    .reduce((sum, { amount }) => sum + nanoFromCents(amount), 0n)
}

type CostPage = { data: { results: { amount: string }[] }[]; next_page: string | null }

const searchLine: Line = { ...undescribed, cost_type: 'web_search', description: 'Web Search Usage' }

function tokenLine({ model, batch }: Call, kind: TokenKind): Line {
  return {
    cost_type: 'tokens',
    context_window: '0-200k',
    description: `${model.label}${batch ? ' Batch' : ''} Usage - ${kinds[kind].words}`,
    inference_geo: 'global',
    model: model.id,
    service_tier: batch ? 'batch' : 'standard',
    token_type: kinds[kind].type,
  }
}

function decimalText(cents: number): string {
  return cents.toFixed(6).replace(/\.?0+$/, '')
}
