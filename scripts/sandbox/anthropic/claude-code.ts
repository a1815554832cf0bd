import { dice, hashText, mix } from '../../demo/chance.ts'
import { teamActivity } from '../../demo/rhythm.ts'
import type { Caller, Directory } from '../directory.ts'
import type { Span } from '../ledger.ts'
import { DAY_MS, HOUR_MS, instantText } from '../moments.ts'
import { HISTORY_DAYS } from '../traffic.ts'
import { after, intParam, Refusal, type WireRequest } from '../wire.ts'
import { anthropicModels } from './models.ts'

const SUBSCRIBED = 'subscription'

type Tokens = { input: number; output: number; cache_read: number; cache_creation: number }

type DayRecord = {
  readonly id: string
  readonly caller: Caller
  readonly customerType: 'api' | typeof SUBSCRIBED
  readonly models: readonly { model: string; tokens: Tokens; cents: number }[]
  readonly sessions: number
}

/** `GET /v1/organizations/usage_report/claude_code`: one day of UTC, which grows until an hour after its end. */
export function claudeCodeReport({ query, nowMs }: WireRequest, seed: string, directory: Directory): unknown {
  const text = query.get('starting_at') ?? ''
  const dayMs = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(dayMs)) throw new Refusal(400, 'starting_at: Input should be a date in YYYY-MM-DD format')
  const limit = intParam(query, 'limit', { min: 1, max: 1000, otherwise: 20 })
  const rest = after(recordsOf(seed, directory, dayMs, nowMs), query.get('page'), 'page')
  const data = rest.slice(0, limit)
  const hasMore = rest.length > data.length
  return {
    data: data.map((record) => rowOf(record, dayMs, directory)),
    has_more: hasMore,
    next_page: hasMore ? data.at(-1)?.id : null,
  }
}

/** What subscriptions used, which is in no other report. */
export function subscriptionSums({ fromMs, toMs, nowMs }: Span, seed: string, directory: Directory) {
  const sums = { tokensIn: 0, tokensOut: 0, tokensCached: 0 }
  for (let dayMs = fromMs; dayMs < toMs; dayMs += DAY_MS) {
    for (const { customerType, models } of recordsOf(seed, directory, dayMs, nowMs)) {
      if (customerType !== SUBSCRIBED) continue
      for (const { tokens } of models) {
        sums.tokensIn += tokens.input + tokens.cache_read + tokens.cache_creation
        sums.tokensOut += tokens.output
        sums.tokensCached += tokens.cache_read
      }
    }
  }
  return sums
}

function recordsOf(seed: string, directory: Directory, dayMs: number, nowMs: number): readonly DayRecord[] {
  const hours = Math.min(24, Math.floor((nowMs - HOUR_MS - dayMs) / HOUR_MS))
  const isForgotten = dayMs < Math.floor(nowMs / DAY_MS - HISTORY_DAYS) * DAY_MS
  if (hours <= 0 || isForgotten) return []
  const root = mix(hashText(`${seed}/claude-code`), dayMs / DAY_MS)
  return directory.callers.flatMap((caller) => {
    const { team } = caller.account
    const works =
      team.id === 'engineering' && (!caller.person || teamActivity(team, dayMs + 12 * HOUR_MS) > 0.3)
    return works ? [recordOf(mix(root, caller.index), caller, hours / 24)] : []
  })
}

function recordOf(hash: number, caller: Caller, share: number): DayRecord {
  const throws = dice(hash)
  const models = anthropicModels.slice(0, 1 + throws.below(2)).map(({ id, price }) => {
    const part = (count: number) => Math.floor(share * count)
    const tokens = {
      input: part(2_000 + throws.below(20_000)),
      output: part(9_000 + throws.below(60_000)),
      cache_read: part(90_000 + throws.below(900_000)),
      cache_creation: part(9_000 + throws.below(70_000)),
    }
    const usd =
      tokens.input * price.input +
      tokens.output * price.output +
      tokens.cache_read * price.cacheRead +
      tokens.cache_creation * price.cacheWrite5m
    return { model: id, tokens, cents: Math.round(100 * usd) }
  })
  return {
    id: `row_${hash}`,
    caller,
    customerType: caller.person && caller.index % 2 === 1 ? SUBSCRIBED : 'api',
    models,
    sessions: 1 + throws.below(7),
  }
}

function rowOf(
  { caller, customerType, models, sessions }: DayRecord,
  dayMs: number,
  directory: Directory,
): unknown {
  const { person, name } = caller
  return {
    date: instantText(dayMs),
    actor: person
      ? { type: 'user_actor', email_address: person.email }
      : { type: 'api_actor', api_key_name: name },
    organization_id: directory.organizationId,
    customer_type: customerType,
    subscription_type: customerType === SUBSCRIBED ? 'team' : null,
    terminal_type: person ? 'vscode' : 'ci',
    is_remote: false,
    core_metrics: {
      num_sessions: sessions,
      lines_of_code: { added: 120 * sessions, removed: 40 * sessions },
      commits_by_claude_code: sessions,
      pull_requests_by_claude_code: Math.floor(sessions / 3),
    },
    tool_actions: {
      edit_tool: { accepted: 8 * sessions, rejected: sessions },
      write_tool: { accepted: 2, rejected: 0 },
    },
    model_breakdown: models.map(({ model, tokens, cents }) => ({
      model,
      tokens,
      estimated_cost: { currency: 'USD', amount: cents },
    })),
  }
}
