import type { EventFilters } from './contract/analytics.ts'

/** Filters as the store knows them: it holds nobody's address, only the ids of those who have one. */
export type StoreFilters = Omit<EventFilters, 'actor_email'> & {
  actor_email?: never
  actor_ids?: readonly string[]
  /** Calls of models and what vendors report of them; no predictions and no decisions. */
  metered?: true
}

/** A condition on `events` with the parameters that it binds. */
export type Condition = { sql: string; bound: Record<string, unknown> }

/** Filters that ask for one value of a column of the same name. */
const equal = [
  'kind',
  'source',
  'operation',
  'vendor_id',
  'model',
  'workspace_id',
  'project_id',
  'actor_id',
  'api_key_id',
  'status',
  'severity',
  'violation_label',
  'risk_label',
  'decision',
  'policy_version',
  'inspected',
  'uninspected_reason',
  'detector_version',
  'cost_source',
  'region',
  'trace_id',
] as const satisfies readonly (keyof StoreFilters)[]

/** The other filters: each value is bound under the filter's own name. */
const others = {
  violation_type: `has(compliance_hits, {violation_type:String}) AND violation_type != ''`,
  detector: 'has(compliance_hits, {detector:String})',
  flag: 'has(flags, {flag:String})',
  actor_ids: 'actor_id IN {actor_ids:Array(String)}',
  latency_min_ms: 'latency_ms >= {latency_min_ms:Float64}',
  latency_max_ms: 'latency_ms <= {latency_max_ms:Float64}',
  cost_min_usd: 'cost_usd >= {cost_min_usd:Decimal(38, 9)}',
  cost_max_usd: 'cost_usd <= {cost_max_usd:Decimal(38, 9)}',
  risk_min: 'risk_score >= {risk_min:Float32}',
  risk_max: 'risk_score <= {risk_max:Float32}',
  tokens_min: 'tokens_in + tokens_out >= {tokens_min:Int64}',
  tokens_max: 'tokens_in + tokens_out <= {tokens_max:Int64}',
  tokens_cached_min: 'tokens_cached >= {tokens_cached_min:Int64}',
  tokens_reasoning_min: 'tokens_reasoning >= {tokens_reasoning_min:Int64}',
  tokens_estimated: 'tokens_estimated = {tokens_estimated:Bool}',
  requests_min: 'requests >= {requests_min:Int64}',
  requests_max: 'requests <= {requests_max:Int64}',
  from: `created_at >= parseDateTime64BestEffort({from:String}, 3, 'UTC')`,
  to: `created_at < parseDateTime64BestEffort({to:String}, 3, 'UTC')`,
  ingested_from: `ingested_at >= parseDateTime64BestEffort({ingested_from:String}, 3, 'UTC')`,
  ingested_to: `ingested_at < parseDateTime64BestEffort({ingested_to:String}, 3, 'UTC')`,
} as const satisfies Partial<Record<keyof StoreFilters, string>>

const usdDigits = 9

/** Scripts that put no space between words, so that a word of the reader is none of the index. */
const unspaced =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
/** A byte of these is part of a word. Source: the `splitByNonAlpha` tokenizer, which takes all of non-ASCII as letters. */
const wordCharacter = /[A-Za-z0-9\u0080-\u{10ffff}]/u

/**
 * Words are looked up in the index over both texts; a word that the index cannot know is looked for in the texts
 * themselves.
 */
function textCondition(q: string): Condition {
  const isIndexed = wordCharacter.test(q) && !unspaced.test(q)
  return {
    sql: isIndexed
      ? `hasAllTokens(concat(prompt_excerpt, '\\n', response_excerpt), {q:String})`
      : `positionCaseInsensitiveUTF8(concat(prompt_excerpt, '\\n', response_excerpt), {q:String}) > 0`,
    bound: { q },
  }
}

/** What keeps a question about `events` to the filters of the list, every value bound. */
export function conditionsOfFilters(filters: StoreFilters): Condition[] {
  const conditions: Condition[] = []
  for (const name of equal) {
    const value = filters[name]
    if (value !== undefined) conditions.push({ sql: `${name} = {${name}:String}`, bound: { [name]: value } })
  }
  for (const [name, sql] of Object.entries(others)) {
    const value = filters[name as keyof typeof others]
    if (value === undefined) continue
    conditions.push({
      sql,
      bound: { [name]: name.startsWith('cost_') ? Number(value).toFixed(usdDigits) : value },
    })
  }
  if (filters.only_violations) conditions.push({ sql: `violation_type != ''`, bound: {} })
  if (filters.metered) conditions.push({ sql: `kind IN ('llm', 'usage')`, bound: {} })
  if (filters.q !== undefined) conditions.push(textCondition(filters.q))
  return conditions
}
