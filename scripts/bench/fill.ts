import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from './clickhouse.ts'
import { shareOut } from './http-client.ts'

/** Rows of 90 days at once make many groups in the views, and an embedded engine has little memory. */
const rowsAtOnce = 50_000
const insertsAtOnce = 2
const echoesAtOnce = 2
const echoRowsAtOnce = 200_000
const triesMax = 300
const retryMs = 2_000
const days = 90

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

/** Beyond these, an event is an echo of one of them. */
const ownRows = 1_000_000
/** Those that events fill; days of dimensions are filled by their hours. */
const rollups = ['dimension_hourly', 'usage_daily', 'facet_daily', 'inspection_daily', 'model_hourly']

/**
 * Makes the stored events number `from` to `until` of an organization: 90 days, more by day than by night and on
 * workdays than at weekends, a few models with most of the calls, 400 people in 8 workspaces and 24 projects with 30
 * keys, 4 % violations. The first million fill the rollups as any insert does. What comes after are their echoes at
 * other moments of the same hour, so that the rollups' sums are theirs times a number, which is ten times as quick.
 */
export async function fillEvents(db: Database, orgId: string, from: number, until: number): Promise<void> {
  const ownUntil = Math.min(until, ownRows)
  await shareOut(startsOf(from, ownUntil), insertsAtOnce, async (start) => {
    await insistently(() =>
      db.command(
        fillSql(orgId, { start, count: Math.min(rowsAtOnce, ownUntil - start), from, until: ownUntil }),
      ),
    )
  })
  if (until > ownRows) await echo(db, orgId, Math.max(from, ownRows), until)
}

const startsOf = (from: number, until: number): number[] =>
  Array.from(
    { length: Math.max(0, Math.ceil((until - from) / rowsAtOnce)) },
    (_, index) => from + index * rowsAtOnce,
  )

/** Units: `from` and `until` are whole multiples of the own rows, `until` one of `from`. */
async function echo(db: Database, orgId: string, from: number, until: number): Promise<void> {
  const times = until / from - 1
  if (from % ownRows !== 0 || !Number.isInteger(times)) throw new Error(`cannot echo ${from} up to ${until}`)
  await insistently(async () => {
    await db.command('DROP TABLE IF EXISTS fill_own')
    await db.command(`CREATE TABLE fill_own ENGINE = MergeTree ORDER BY created_at AS
      SELECT * FROM events WHERE org_id = '${orgId}' AND startsWith(id, 'fill-')`)
  })
  const slices = Math.ceil((until - from) / echoRowsAtOnce)
  await shareOut(
    Array.from({ length: slices }, (_, index) => index),
    echoesAtOnce,
    (slice) => insistently(() => db.command(echoSql(slice, slices, from / ownRows, until / ownRows))),
  )
  await db.command('DROP TABLE fill_own')
  for (const rollup of rollups) await db.command(await timesSql(db, rollup, orgId, times))
  // In service this happens to a month by itself, minutes after the last event came into it.
  for (const rollup of [...rollups, 'dimension_daily']) await db.command(`OPTIMIZE TABLE ${rollup} FINAL`)
}

/** Merges of large parts may have the memory that an insert wants. It comes again under the same token. */
async function insistently(insert: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      return await insert()
    } catch (error) {
      if (tries === triesMax) throw error
      await sleep(retryMs)
    }
  }
}

/**
 * One of so many slices of the 90 days with all of its echoes, as parts come to lie beside each other when events come
 * in as time goes by.
 */
const echoSql = (slice: number, slices: number, from: number, until: number): string => `
  INSERT INTO events
  WITH
    (SELECT toStartOfHour(min(created_at)) FROM fill_own) AS first,
    (SELECT max(created_at) + INTERVAL 1 HOUR FROM fill_own) AS last,
    intDiv(dateDiff('hour', first, last) * ${slice}, ${slices}) AS hours,
    intDiv(dateDiff('hour', first, last) * ${slice + 1}, ${slices}) AS hours_end
  SELECT * EXCEPT (number) REPLACE (
    concat('echo-', toString(number), '-', id) AS id,
    toDateTime64(toStartOfHour(created_at), 3, 'UTC') + toIntervalMillisecond(
      (toUnixTimestamp64Milli(created_at) + cityHash64(id, number) % 3600000) % 3600000) AS created_at,
    concat('These points are open: ', hex(cityHash64(id, number))) AS response_excerpt,
    concat('echo-', toString(number), '-', batch_id) AS batch_id)
  FROM fill_own
  ARRAY JOIN range(${from}, ${until}) AS number
  WHERE fill_own.created_at >= first + toIntervalHour(hours) AND fill_own.created_at < first + toIntervalHour(hours_end)
  SETTINGS max_threads = 1, max_insert_threads = 1, min_insert_block_size_rows = ${echoRowsAtOnce},
    insert_deduplication_token = 'echo-${from}-${until}-${slice}'`

/** Adds what a rollup holds so many times again; percentiles stay as they are. */
async function timesSql(db: Database, rollup: string, orgId: string, times: number): Promise<string> {
  const columns = await db.rows<{ name: string; type: string }>(
    `SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = '${rollup}'`,
  )
  const kept = columns.filter(({ type }) => !type.startsWith('AggregateFunction'))
  const isSum = (type: string) => type.startsWith('SimpleAggregateFunction(sum')
  const keys = kept.filter(({ type }) => !type.startsWith('SimpleAggregateFunction')).map(({ name }) => name)
  const values = kept.map(({ name, type }) =>
    isSum(type)
      ? `sum(held.${name}) * ${times} AS ${name}`
      : keys.includes(name)
        ? name
        : `max(held.${name}) AS ${name}`,
  )
  return `INSERT INTO ${rollup} (${kept.map(({ name }) => name).join(', ')})
    SELECT ${values.join(', ')} FROM ${rollup} AS held WHERE org_id = '${orgId}' GROUP BY ${keys.join(', ')}`
}

type Fill = { start: number; count: number; from: number; until: number }

/**
 * `count` rows from number `start` on, of all those `from` to `until`. They come in the order of their time, hours of the
 * night and weekends aside, as events do. Chance is a hash of the row's number and a name, so that every fill is the same
 * but for the clock.
 */
function fillSql(orgId: string, { start, count, from, until }: Fill): string {
  const chance = (name: string): string => `(cityHash64(number, '${name}') % 1000000 / 1000000)`
  return `
    INSERT INTO event_changes (
      org_id, id, kind, source, workspace_id, project_id, vendor_id, model, operation, actor_id, api_key_id, requests,
      tokens_in, tokens_out, cost_usd, cost_source, latency_ms, status, violation_type, violation_label, severity,
      compliance_hits, prompt_excerpt, response_excerpt, risk_score, risk_label, flags, inspected, uninspected_reason,
      region, detector_version, created_at, ingested_at, expires_at, batch_id)
    WITH
      ${column(0)} AS vendors, ${column(1)} AS models, ${column(2)} AS prices, ${column(3)} AS latencies,
      1 + toUInt8(floor(12 * pow(${chance('model')}, 1.8))) AS which,
      toStartOfHour(now('UTC')) - INTERVAL 1 HOUR AS until,
      until - toUInt32(${days} * 86400 * (${until} - number - ${chance('at')}) / ${until - from}) AS thrown_at,
      if(toDayOfWeek(thrown_at) > 5 AND ${chance('weekend')} < 0.7,
        thrown_at - INTERVAL 3 DAY, thrown_at) AS on_day,
      if(toHour(on_day) NOT BETWEEN 7 AND 18 AND ${chance('night')} < 0.7,
        on_day - INTERVAL 10 HOUR, on_day) AS at_second,
      toDateTime64(at_second, 3, 'UTC') + toIntervalMillisecond(number % 1000) AS at,
      toUInt16(400 * pow(${chance('person')}, 1.5)) AS person,
      toInt64(80 + 900 * pow(${chance('in')}, 3)) AS tokens_read,
      toInt64(40 + 700 * pow(${chance('out')}, 3)) AS tokens_written,
      ${chance('violation')} < 0.04 AS violates,
      ${chance('inspection')} < 0.01 AS is_long,
      1 + cityHash64(number, 'code') % 4 AS code,
      ['pii_email', 'pii_phone', 'secret_api_key', 'prompt_injection'][code] AS hit,
      'Please summarise the attached notes of customer ' || toString(cityHash64(number, 'who') % 5000)
        || ' for the meeting on ' || toString(toDate(at)) || ' and list what is still open.' AS prompt
    SELECT
      '${orgId}', 'fill-' || toString(number), 'llm', if(person % 3 = 0, 'otlp', 'ingest'), 'ws_' || toString(person % 8),
      'prj_' || toString(person % 24), vendors[which], models[which], if(${chance('operation')} < 0.9, 'chat', 'embeddings'),
      'act_' || toString(person), 'key_' || toString(person % 30), 1, tokens_read, tokens_written,
      toDecimal128((tokens_read + 4 * tokens_written) * prices[which] / 1e6, 9), 'priced',
      latencies[which] * (0.5 + 3 * pow(${chance('latency')}, 4)), if(${chance('status')} < 0.015, 'error', 'success'),
      if(violates, hit, ''), if(violates, hit, ''), if(violates, ['medium', 'medium', 'critical', 'high'][code], ''),
      if(violates, [hit], []), prompt, 'These points are open: ' || hex(cityHash64(number, 'answer')),
      if(violates, 0.6, 0.1), if(violates, 'suspicious', 'normal'), if(violates AND code > 2, ['sensitive_content'], []),
      if(is_long, 'partial', 'full'), if(is_long, 'too_long_head_and_tail_inspected', ''), 'us', '2026.11.1', at, at,
      toDateTime(at, 'UTC') + INTERVAL 400 DAY, 'fill-' || toString(intDiv(number, 500))
    FROM numbers(${start}, ${count})
    SETTINGS max_insert_threads = 1, insert_deduplication_token = '${orgId}-${start}',
      deduplicate_blocks_in_dependent_materialized_views = 1`
}
