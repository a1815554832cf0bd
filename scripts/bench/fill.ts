import type { Database } from './clickhouse.ts'

const rowsAtOnce = 1_000_000

/** Twelve models of five vendors: what a million tokens cost in US dollars, and how long an answer takes. */
const models = [
  ['openai', 'gpt-5.2', 4, 900],
  ['openai', 'gpt-5-mini', 0.8, 420],
  ['openai', 'gpt-4.1', 3, 700],
  ['anthropic', 'claude-sonnet-5', 5, 1_100],
  ['anthropic', 'claude-opus-4-8', 12, 2_100],
  ['anthropic', 'claude-haiku-4-5', 1.5, 380],
  ['gemini', 'gemini-2.5-flash', 0.6, 350],
  ['gemini', 'gemini-2.5-pro', 3.5, 1_300],
  ['mistral', 'mistral-large-latest', 2.5, 650],
  ['mistral', 'mistral-small-latest', 0.3, 300],
  ['deepseek', 'deepseek-chat', 0.5, 1_600],
  ['deepseek', 'deepseek-reasoner', 0.9, 6_000],
] as const

const literal = (value: string | number): string => (typeof value === 'string' ? `'${value}'` : String(value))
const column = (index: 0 | 1 | 2 | 3): string =>
  `[${models.map((model) => literal(model[index])).join(', ')}]`

/**
 * Makes the stored events number `from` to `until` of an organization: 30 days, more by day than by night and on
 * workdays than at weekends, a few models with most of the calls, 4 % violations. The rollups fill as for any insert.
 */
export async function fillEvents(db: Database, orgId: string, from: number, until: number): Promise<void> {
  for (let start = from; start < until; start += rowsAtOnce) {
    await db.command(fillSql(orgId, start, Math.min(rowsAtOnce, until - start)))
  }
}

/** Chance is a hash of the row's number and a name, so that every fill is the same but for the clock. */
function fillSql(orgId: string, start: number, count: number): string {
  const chance = (name: string): string => `(cityHash64(number, '${name}') % 1000000 / 1000000)`
  return `
    INSERT INTO events (
      org_id, id, kind, source, vendor_id, model, operation, actor_id, requests, tokens_in, tokens_out, cost_usd,
      cost_source, latency_ms, status, violation_type, violation_label, severity, compliance_hits, prompt_excerpt,
      response_excerpt, risk_score, risk_label, inspected, region, created_at, ingested_at, expires_at, batch_id)
    WITH
      ${column(0)} AS vendors, ${column(1)} AS models, ${column(2)} AS prices, ${column(3)} AS latencies,
      1 + toUInt8(floor(12 * pow(${chance('model')}, 1.8))) AS which,
      toStartOfHour(now('UTC')) - INTERVAL 1 HOUR AS until,
      until - toUInt32(30 * 86400 * ${chance('at')}) AS thrown_at,
      if(toDayOfWeek(thrown_at) > 5 AND ${chance('weekend')} < 0.7,
        thrown_at - INTERVAL 3 DAY, thrown_at) AS on_day,
      if(toHour(on_day) NOT BETWEEN 7 AND 18 AND ${chance('night')} < 0.7,
        on_day - INTERVAL 10 HOUR, on_day) AS at_second,
      toDateTime64(at_second, 3, 'UTC') + toIntervalMillisecond(number % 1000) AS at,
      toInt64(80 + 900 * pow(${chance('in')}, 3)) AS tokens_read,
      toInt64(40 + 700 * pow(${chance('out')}, 3)) AS tokens_written,
      ${chance('violation')} < 0.04 AS violates,
      1 + cityHash64(number, 'code') % 4 AS code,
      ['pii_email', 'pii_phone', 'secret_api_key', 'prompt_injection'][code] AS hit,
      'Please summarise the attached notes of customer ' || toString(cityHash64(number, 'who') % 5000)
        || ' for the meeting on ' || toString(toDate(at)) || ' and list what is still open.' AS prompt
    SELECT
      '${orgId}', 'fill-' || toString(number), 'llm', 'ingest', vendors[which], models[which], 'chat',
      'act_' || toString(cityHash64(number, 'person') % 400), 1, tokens_read, tokens_written,
      toDecimal128((tokens_read + 4 * tokens_written) * prices[which] / 1e6, 9), 'priced',
      latencies[which] * (0.5 + 3 * pow(${chance('latency')}, 4)), if(${chance('status')} < 0.015, 'error', 'ok'),
      if(violates, hit, ''), if(violates, hit, ''), if(violates, ['medium', 'medium', 'critical', 'high'][code], ''),
      if(violates, [hit], []), prompt, 'These points are open: ' || hex(cityHash64(number, 'answer')),
      if(violates, 0.6, 0.1), if(violates, 'suspicious', 'normal'), 'full', 'us', at, at,
      toDateTime(at, 'UTC') + INTERVAL 400 DAY, 'fill-' || toString(intDiv(number, 500))
    FROM numbers(${start}, ${count})
    SETTINGS max_insert_threads = 1`
}
