import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { usdOf } from '../charges.ts'
import { grouped } from '../grouped.ts'
import type { Span } from '../ledger.ts'
import { DAY_MS, dayText, floorTo, HOUR_MS } from '../moments.ts'
import { objectIn } from '../routes.ts'
import type { Call, Traffic } from '../traffic.ts'
import { choiceParam, Refusal, type WireRequest } from '../wire.ts'
import type { OpenrouterAccount } from './account.ts'

/** An answer of the real server holds 10,000 rows; here a busy day does not fit into one. */
const ROWS_MAX = 400
const ACTIVITY_DAYS = 30
const PLATFORM_FEE = 0.05

/** Engineering calls the first model with a key of its own at the provider and pays OpenRouter a fee. */
const isOwnKey = ({ caller, model }: Call) =>
  caller.account.team.id === 'engineering' && model.id.startsWith('openai/')

const creditsUsdOf = (call: Call) => usdOf(call) * (isOwnKey(call) ? PLATFORM_FEE : 1)
const ownUsdOf = (call: Call) => (isOwnKey(call) ? usdOf(call) : 0)
const usd = (value: number) => Number(value.toFixed(10))

type Sums = {
  hourMs: number
  model: string
  key: string
  requests: number
  tokensIn: number
  tokensOut: number
  tokensCached: number
  usd: number
}

/**
 * `POST /analytics/query` by hour, model and key, which is named by its label. Counts are texts. The end of the range
 * belongs to it. Errors: Refusal 400.
 */
export function analyticsQuery(request: WireRequest, traffic: Traffic, account: OpenrouterAccount): unknown {
  const { metrics, dimensions, granularity, time_range, limit = 1000 } = objectIn(request)
  const range = time_range as { start?: unknown; end?: unknown } | undefined
  const [fromMs, toMs] = [Date.parse(String(range?.start)), Date.parse(String(range?.end))]
  if (!(fromMs < toMs)) throw new Refusal(400, 'Invalid time range')
  if (granularity !== 'hour') throw new Refusal(400, 'This account is asked by the hour')
  if (JSON.stringify(dimensions) !== '["model","api_key_id"]') throw new Refusal(400, 'Invalid dimensions')
  if (!Array.isArray(metrics) || metrics.length === 0) throw new Refusal(400, 'At least one metric is needed')
  if (!(Number(limit) >= 1 && Number(limit) <= 10_000)) throw new Refusal(400, 'Invalid limit')

  const endMs = floorTo(toMs, HOUR_MS) + HOUR_MS
  const sums = grouped<Sums>(
    traffic,
    { startMs: floorTo(fromMs, HOUR_MS), endMs },
    request.nowMs,
    (call) =>
      `${floorTo(call.atMs, HOUR_MS)}/${call.model.id}/${call.playground ? '' : account.keyOf(call.caller).hash}`,
    (call) => ({
      hourMs: floorTo(call.atMs, HOUR_MS),
      model: call.model.id,
      key: call.playground ? '' : account.keyOf(call.caller).name,
      requests: 0,
      tokensIn: 0,
      tokensOut: 0,
      tokensCached: 0,
      usd: 0,
    }),
    (sum, call) => {
      sum.requests += call.meter.requests * call.counted
      sum.tokensIn += call.meter.inputTokens * call.counted
      sum.tokensOut += call.meter.outputTokens * call.counted
      sum.tokensCached += call.meter.cacheReadTokens * call.counted
      sum.usd += creditsUsdOf(call) + ownUsdOf(call)
    },
  ).toSorted((a, b) => a.hourMs - b.hourMs)
  const rowsMax = Math.min(Number(limit), ROWS_MAX)
  const values = (sum: Sums): Record<string, string | number> => ({
    total_usage: usd(sum.usd),
    request_count: String(sum.requests),
    tokens_prompt: String(sum.tokensIn),
    tokens_completion: String(sum.tokensOut),
    reasoning_tokens: '0',
    cached_tokens: String(sum.tokensCached),
  })
  return {
    data: {
      data: sums.slice(0, rowsMax).map((sum) => ({
        date__hour: new Date(sum.hourMs).toISOString().replace('T', ' ').slice(0, 19),
        model: sum.model,
        api_key_id: sum.key,
        ...Object.fromEntries(metrics.map((name) => [name, values(sum)[String(name)] ?? null])),
      })),
      metadata: {
        query_time_ms: 41.2,
        row_count: Math.min(sums.length, rowsMax),
        truncated: sums.length > rowsMax,
      },
      cachedAt: request.nowMs,
      warnings: [],
    },
  }
}

type Line = {
  readonly dayMs: number
  readonly model: string
  readonly workspaceId: string
  requests: number
  tokensIn: number
  tokensOut: number
  usd: number
  ownUsd: number
}

function linesOf(traffic: Traffic, account: OpenrouterAccount, nowMs: number, byWorkspace: boolean): Line[] {
  const todayMs = floorTo(nowMs, DAY_MS)
  return grouped<Line>(
    traffic,
    { startMs: todayMs - ACTIVITY_DAYS * DAY_MS, endMs: todayMs },
    nowMs,
    ({ atMs, model, caller }) =>
      `${floorTo(atMs, DAY_MS)}/${model.id}/${byWorkspace ? caller.account.team.id : ''}`,
    ({ atMs, model, caller }) => ({
      dayMs: floorTo(atMs, DAY_MS),
      model: model.id,
      workspaceId: account.workspaceIdOf(caller.account),
      requests: 0,
      tokensIn: 0,
      tokensOut: 0,
      usd: 0,
      ownUsd: 0,
    }),
    (line, call) => {
      line.requests += call.meter.requests * call.counted
      line.tokensIn += call.meter.inputTokens * call.counted
      line.tokensOut += call.meter.outputTokens * call.counted
      line.usd += creditsUsdOf(call)
      line.ownUsd += ownUsdOf(call)
    },
  )
}

/** `GET /activity`: the last 30 days that are over. Errors: Refusal 400. */
export function activity(
  { query, nowMs }: WireRequest,
  traffic: Traffic,
  account: OpenrouterAccount,
): unknown {
  const byWorkspace = choiceParam(query, 'group_by', ['workspace']).length > 0
  const date = query.get('date')
  const lines = linesOf(traffic, account, nowMs, byWorkspace)
  return {
    data: lines
      .filter(({ dayMs }) => date === null || dayText(dayMs) === date)
      .map((line) => ({
        date: dayText(line.dayMs),
        model: line.model,
        model_permaslug: line.model,
        endpoint_id: 'a1b2c3d4-0000-4000-8000-000000000000',
        provider_name: line.model.split('/')[0],
        usage: usd(line.usd),
        byok_usage_inference: usd(line.ownUsd),
        requests: line.requests,
        prompt_tokens: line.tokensIn,
        completion_tokens: line.tokensOut,
        reasoning_tokens: 0,
        ...(byWorkspace ? { workspace_id: line.workspaceId } : {}),
      })),
  }
}

/** What the day report by workspace says of a span in all. Units: billionths of a dollar. */
export function costsNano(
  traffic: Traffic,
  account: OpenrouterAccount,
  { fromMs, toMs, nowMs }: Span,
): bigint {
  return linesOf(traffic, account, nowMs, true)
    .filter(({ dayMs }) => dayMs >= fromMs && dayMs < toMs)
    .reduce((sum, line) => sum + nanoFromDecimal(usd(line.usd)) + nanoFromDecimal(usd(line.ownUsd)), 0n)
}
