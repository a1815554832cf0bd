import { nanoFromCents } from '../../../analytics/pricing/money.ts'
import { dice, hashText, mix } from '../../demo/chance.ts'
import { teamActivity } from '../../demo/rhythm.ts'
import type { Caller, Directory } from '../directory.ts'
import type { Span } from '../ledger.ts'
import { DAY_MS, floorTo, HOUR_MS, instantText } from '../moments.ts'
import { choiceParam, intParam, Refusal, type VendorLedger, type WireRequest } from '../wire.ts'
import { anthropicModels } from './models.ts'
import { instantRange } from './usage.ts'

const FIRST_MS = Date.UTC(2026, 0, 1)
const RANGE_DAYS_MAX = 31
/** Figures turn up this long after a day, and are not yet whole for some days more. */
const LAG_MS = 4 * HOUR_MS
const REVISED_DAYS = 5
/** How long a cursor holds. */
const CURSOR_MS = HOUR_MS

const dimensions = [
  'context_window',
  'inference_geo',
  'model',
  'product',
  'rbac_group_id',
  'slack_channel_id',
  'speed',
]

type Figures = {
  readonly dayMs: number
  readonly caller: Caller
  readonly product: string
  readonly model: (typeof anthropicModels)[number]
  readonly requests: number
  readonly uncached: number
  readonly cacheRead: number
  readonly write5m: number
  readonly output: number
}

/** `GET /v1/organizations/analytics/user_usage_report`. */
export function userUsage(request: WireRequest, seed: string, directory: Directory): unknown {
  const groupBy = choiceParam(request.query, 'group_by', dimensions)
  const rows = figuresOf(spanOf(request), seed, directory)
  const grouped = groupBy.includes('model') && groupBy.includes('product') ? rows : byPerson(rows)
  const isGrouped = grouped === rows
  return pageOf(request, grouped, (row) => ({
    ...frame(row),
    requests: row.requests,
    total_tokens: row.uncached + row.cacheRead + row.write5m + row.output,
    uncached_input_tokens: row.uncached,
    output_tokens: row.output,
    cache_read_input_tokens: row.cacheRead,
    cache_creation: { ephemeral_1h_input_tokens: 0, ephemeral_5m_input_tokens: row.write5m },
    server_tool_use: { web_search_requests: 0 },
    model: isGrouped ? row.model.id : null,
    product: isGrouped ? row.product : null,
    context_window: groupBy.includes('context_window') ? '0-200k' : null,
    inference_geo: null,
    rbac_group_id: null,
    slack_channel_id: null,
    speed: groupBy.includes('speed') ? 'standard' : null,
  }))
}

/** `GET /v1/organizations/analytics/user_cost_report`. Units: cents, as decimal strings. */
export function userCosts(request: WireRequest, seed: string, directory: Directory): unknown {
  choiceParam(request.query, 'group_by', [...dimensions, 'cost_type', 'token_type'])
  return pageOf(request, figuresOf(spanOf(request), seed, directory), (row) => ({
    ...frame(row),
    amount: centsOf(row),
    list_amount: centsOf(row),
    currency: 'USD',
    cost_type: 'tokens',
    token_type: null,
    requests: row.requests,
    model: row.model.id,
    product: row.product,
  }))
}

/** What both reports say of a span in all. */
export function enterpriseLedger(span: Span, seed: string, directory: Directory): VendorLedger {
  const sums = { requests: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0 }
  let nano = 0n
  for (const row of figuresOf(span, seed, directory)) {
    sums.requests += row.requests
    sums.tokensIn += row.uncached + row.cacheRead + row.write5m
    sums.tokensOut += row.output
    sums.tokensCached += row.cacheRead
    nano += nanoFromCents(centsOf(row))
  }
  return { ...sums, costsNano: { USD: nano } }
}

function spanOf({ query, nowMs }: WireRequest): Span {
  choiceParam(query, 'bucket_width', ['1d'])
  const { startMs, endMs } = instantRange(query, nowMs)
  if (startMs < FIRST_MS) throw new Refusal(400, 'starting_at: data begins on 2026-01-01')
  if (startMs < nowMs - 366 * DAY_MS) throw new Refusal(400, 'starting_at: must be within the last 365 days')
  if (endMs - startMs > RANGE_DAYS_MAX * DAY_MS) throw new Refusal(400, 'The range must be at most 31 days.')
  return { fromMs: floorTo(startMs, DAY_MS), toMs: endMs, nowMs }
}

function pageOf(
  { query, nowMs }: WireRequest,
  rows: readonly Figures[],
  write: (row: Figures) => object,
): unknown {
  const limit = intParam(query, 'limit', { min: 1, max: 1000, otherwise: 20 })
  const [issuedMs, offset] = cursorOf(query.get('page'), nowMs)
  if (issuedMs + CURSOR_MS < nowMs)
    throw new Refusal(410, 'The page cursor has expired. Restart from the first page.')
  const data = rows.slice(offset, offset + limit)
  const hasMore = rows.length > offset + limit
  return {
    organization_id: 'org_01Northwind',
    data_refreshed_at: instantText(nowMs - (nowMs % HOUR_MS)),
    has_more: hasMore,
    next_page: hasMore ? Buffer.from(`${issuedMs}:${offset + limit}`).toString('base64url') : null,
    data: data.map(write),
  }
}

function cursorOf(page: string | null, nowMs: number): readonly [issuedMs: number, offset: number] {
  if (page === null) return [nowMs, 0]
  const [, issued, offset] = /^(\d+):(\d+)$/.exec(Buffer.from(page, 'base64url').toString()) ?? []
  if (issued === undefined) throw new Refusal(400, 'page: Invalid cursor')
  return [Number(issued), Number(offset)]
}

const frame = ({ dayMs, caller }: Figures) => ({
  actor: {
    type: 'user_actor',
    user_id: caller.anthropicId,
    email: caller.person?.email ?? null,
    name: caller.name,
    deleted: false,
  },
  starting_at: instantText(dayMs),
  ending_at: instantText(dayMs + DAY_MS),
})

function centsOf({ model: { price }, uncached, cacheRead, write5m, output }: Figures): string {
  const usd =
    uncached * price.input +
    cacheRead * price.cacheRead +
    write5m * price.cacheWrite5m +
    output * price.output
  return (100 * usd).toFixed(5).replace(/\.?0+$/, '')
}

function figuresOf({ fromMs, toMs, nowMs }: Span, seed: string, directory: Directory): readonly Figures[] {
  const root = hashText(`${seed}/claude-enterprise`)
  const rows: Figures[] = []
  for (let dayMs = Math.max(fromMs, FIRST_MS); dayMs < toMs; dayMs += DAY_MS) {
    if (dayMs + DAY_MS + LAG_MS > nowMs) break
    const share = dayMs + (1 + REVISED_DAYS) * DAY_MS > nowMs ? 0.93 : 1
    for (const caller of directory.callers) {
      rows.push(...figuresOfDay(mix(mix(root, dayMs / DAY_MS), caller.index), dayMs, caller, share))
    }
  }
  return rows
}

function figuresOfDay(hash: number, dayMs: number, caller: Caller, share: number): readonly Figures[] {
  const { team } = caller.account
  const throws = dice(hash)
  if (!caller.person || throws.share() > teamActivity(team, dayMs + (team.startHour + 4) * HOUR_MS)) return []
  const products = team.id === 'engineering' ? ['chat', 'claude_code'] : ['chat']
  return products.map((product) => {
    const requests = 1 + throws.below(40)
    const each = (count: number) => Math.floor(share * requests * count)
    return {
      dayMs,
      caller,
      product,
      model: throws.pick(anthropicModels),
      requests,
      uncached: each(300 + throws.below(2_000)),
      cacheRead: each(throws.below(9_000)),
      write5m: each(throws.below(900)),
      output: each(150 + throws.below(700)),
    }
  })
}

function byPerson(rows: readonly Figures[]): readonly Figures[] {
  const byKey = new Map<string, Figures>()
  for (const row of rows) {
    const key = `${row.dayMs}/${row.caller.index}`
    const same = byKey.get(key)
    byKey.set(
      key,
      same
        ? {
            ...same,
            requests: same.requests + row.requests,
            uncached: same.uncached + row.uncached,
            cacheRead: same.cacheRead + row.cacheRead,
            write5m: same.write5m + row.write5m,
            output: same.output + row.output,
          }
        : row,
    )
  }
  return [...byKey.values()]
}
