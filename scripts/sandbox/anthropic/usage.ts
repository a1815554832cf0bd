import { bucketPage, type Dimensions, filterBy, type Group, sumByBucket } from '../buckets.ts'
import { instantText } from '../moments.ts'
import type { Call, Traffic } from '../traffic.ts'
import { choiceParam, listParam, Refusal, type WireRequest } from '../wire.ts'

const FAST_MODE_BETA = 'fast-mode-2026-02-01'

const dimensions: Dimensions = {
  account_id: (call) => (call.caller.person ? call.caller.anthropicId : null),
  api_key_id: (call) => (call.playground ? null : call.caller.anthropicKeyId),
  context_window: () => '0-200k',
  inference_geo: () => 'global',
  model: (call) => call.model.id,
  service_account_id: (call) => (call.caller.person ? null : call.caller.anthropicId),
  service_tier: (call) => (call.batch ? 'batch' : 'standard'),
  workspace_id: workspaceOf,
}
const betaDimensions: Dimensions = { ...dimensions, speed: () => 'standard' }

/**
 * The workspace a call belongs to. The Workbench runs in the default workspace, which the vendor reports as
 * null.
 */
export function workspaceOf(call: Call): string | null {
  return call.playground ? null : call.caller.account.workspaceId
}

/** The time range of a request. Errors: Refusal 400. */
export function instantRange(query: URLSearchParams, nowMs: number): { startMs: number; endMs: number } {
  const instant = (name: string): number | null => {
    const text = query.get(name)
    if (text === null) return null
    const wellFormed = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text)
    const ms = wellFormed ? Date.parse(text) : Number.NaN
    if (Number.isNaN(ms)) throw new Refusal(400, `${name}: Input should be a valid RFC 3339 datetime`)
    return ms
  }
  const startMs = instant('starting_at')
  if (startMs === null) throw new Refusal(400, 'starting_at: Field required')
  return { startMs, endMs: instant('ending_at') ?? nowMs }
}

/** An instant as the vendor writes it, without a fraction. */

/** `GET /v1/organizations/usage_report/messages`. */
export function messagesUsage({ query, headers, nowMs }: WireRequest, traffic: Traffic): unknown {
  const beta = (headers.get('anthropic-beta') ?? '').split(',').some((name) => name.trim() === FAST_MODE_BETA)
  const known = beta ? betaDimensions : dimensions
  const page = bucketPage(query, instantRange(query, nowMs))
  const groupBy = choiceParam(query, 'group_by', Object.keys(known))
  const accepts = filterBy(known, [
    ['account_id', listParam(query, 'account_ids')],
    ['api_key_id', listParam(query, 'api_key_ids')],
    ['service_account_id', listParam(query, 'service_account_ids')],
    ['workspace_id', listParam(query, 'workspace_ids')],
    ['model', listParam(query, 'models')],
    ['service_tier', listParam(query, 'service_tiers')],
    ['context_window', listParam(query, 'context_window')],
    ['inference_geo', listParam(query, 'inference_geos')],
    ['speed', listParam(query, 'speeds')],
  ])
  const buckets = sumByBucket(traffic, page, nowMs, known, groupBy, accepts)
  return {
    data: page.startsMs.map((startMs, i) => ({
      starting_at: instantText(startMs),
      ending_at: instantText(startMs + page.widthMs),
      results: (buckets[i] ?? []).map(resultOf),
    })),
    has_more: page.nextPage !== null,
    next_page: page.nextPage,
  }
}

function resultOf({ values, meter }: Group): unknown {
  return {
    uncached_input_tokens:
      meter.inputTokens - meter.cacheReadTokens - meter.cacheWrite5mTokens - meter.cacheWrite1hTokens,
    cache_creation: {
      ephemeral_1h_input_tokens: meter.cacheWrite1hTokens,
      ephemeral_5m_input_tokens: meter.cacheWrite5mTokens,
    },
    cache_read_input_tokens: meter.cacheReadTokens,
    output_tokens: meter.outputTokens,
    server_tool_use: { web_search_requests: meter.webSearches },
    account_id: null,
    api_key_id: null,
    context_window: null,
    inference_geo: null,
    model: null,
    service_account_id: null,
    service_tier: null,
    workspace_id: null,
    ...values,
  }
}
