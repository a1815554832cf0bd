import { dice, hashText, mix } from '../../demo/chance.ts'
import { teamActivity } from '../../demo/rhythm.ts'
import type { Caller, Directory } from '../directory.ts'
import type { Span } from '../ledger.ts'
import { DAY_MS, floorTo, HOUR_MS } from '../moments.ts'
import { HISTORY_DAYS } from '../traffic.ts'
import { intParam, Refusal, type VendorLedger, type WireRequest } from '../wire.ts'
import { unixRange } from './usage.ts'

/** Figures of a day turn up this long after its end. */
const LAG_MS = 12 * HOUR_MS

type Client = { client_id: string; threads: number; turns: number; credits: number } & Tokens
type Tokens = {
  uncached_text_input_tokens: number
  cached_text_input_tokens: number
  text_output_tokens: number
  text_total_tokens: number
}

type Day = {
  readonly dayMs: number
  readonly caller: Caller
  readonly clients: readonly Client[]
  readonly reviews: number
}

/** `GET /analytics/codex/workspaces/{id}/usage` and `…/code_reviews`, by the person and day. */
export function codexReport(
  { query, nowMs }: WireRequest,
  seed: string,
  directory: Directory,
  report: 'usage' | 'code_reviews',
): unknown {
  const { startMs, endMs } = unixRange(query, nowMs)
  const limit = intParam(query, 'limit', { min: 1, max: 500, otherwise: 100 })
  const offset = Number(/^rows_(\d{1,7})$/.exec(query.get('page') ?? 'rows_0')?.[1] ?? Number.NaN)
  if (Number.isNaN(offset)) throw new Refusal(400, 'Invalid page cursor.', 'page')
  const days = daysOf({ fromMs: startMs, toMs: endMs, nowMs }, seed, directory).filter(
    ({ reviews }) => report === 'usage' || reviews > 0,
  )
  const more = days.length > offset + limit
  return {
    object: 'page',
    data: days
      .slice(offset, offset + limit)
      .map((day) => (report === 'usage' ? usageRow(day) : reviewRow(day))),
    has_more: more,
    next_page: more ? `rows_${offset + limit}` : null,
  }
}

/** What both reports say of a span in all. */
export function codexSums(span: Span, seed: string, directory: Directory): Omit<VendorLedger, 'costsNano'> {
  const sums = { requests: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0 }
  for (const { clients, reviews } of daysOf(span, seed, directory)) {
    sums.requests += reviews
    for (const client of clients) {
      sums.requests += client.turns
      sums.tokensIn += client.uncached_text_input_tokens + client.cached_text_input_tokens
      sums.tokensCached += client.cached_text_input_tokens
      sums.tokensOut += client.text_output_tokens
    }
  }
  return sums
}

function daysOf({ fromMs, toMs, nowMs }: Span, seed: string, directory: Directory): readonly Day[] {
  const root = hashText(`${seed}/codex`)
  const floorMs = Math.floor(nowMs / DAY_MS - HISTORY_DAYS) * DAY_MS
  const days: Day[] = []
  for (let dayMs = Math.max(floorTo(fromMs, DAY_MS), floorMs); dayMs < toMs; dayMs += DAY_MS) {
    if (dayMs + DAY_MS + LAG_MS > nowMs) break
    for (const caller of directory.callers) {
      const day = dayOf(mix(mix(root, dayMs / DAY_MS), caller.index), dayMs, caller)
      if (day) days.push(day)
    }
  }
  return days
}

function dayOf(hash: number, dayMs: number, caller: Caller): Day | null {
  const { team } = caller.account
  if (!caller.person || team.id !== 'engineering' || teamActivity(team, dayMs + 12 * HOUR_MS) < 0.3)
    return null
  const throws = dice(hash)
  const clients = ['CODEX_CLI', 'CODEX_WEB'].slice(0, 1 + throws.below(2)).map((client_id) => {
    const turns = 1 + throws.below(40)
    const tokens = {
      uncached_text_input_tokens: turns * (800 + throws.below(3_000)),
      cached_text_input_tokens: turns * (4_000 + throws.below(9_000)),
      text_output_tokens: turns * (200 + throws.below(600)),
    }
    const total = Object.values(tokens).reduce((sum, count) => sum + count, 0)
    return {
      client_id,
      threads: Math.ceil(turns / 9),
      turns,
      credits: turns * 3.5,
      ...tokens,
      text_total_tokens: total,
    }
  })
  return { dayMs, caller, clients, reviews: throws.below(4) }
}

const frame = ({ dayMs, caller }: Day) => ({
  start_time: dayMs / 1000,
  end_time: (dayMs + DAY_MS) / 1000,
  user_id: caller.openaiId,
  actor: { type: 'account_user', user_id: caller.openaiId, email: caller.person?.email ?? null },
})

function usageRow(day: Day): unknown {
  const total = (field: 'threads' | 'turns' | 'credits') =>
    day.clients.reduce((sum, client) => sum + client[field], 0)
  return {
    object: 'workspace.usage',
    ...frame(day),
    totals: { threads: total('threads'), turns: total('turns'), credits: total('credits') },
    clients: day.clients,
    models: [{ model: 'gpt-5-codex', credits: total('credits'), speed: null }],
    code_attribution: { lines_added: 11 * total('turns'), lines_removed: 2 * total('turns') },
  }
}

const reviewRow = (day: Day) => ({
  object: 'workspace.code_reviews',
  ...frame(day),
  pull_request_reviews: day.reviews,
  comments: 2 * day.reviews,
  comment_details: { p0: 0, p1: day.reviews, p2: day.reviews },
})
