import type { Database } from '../bench/clickhouse.ts'

/**
 * What was sent, each event once however often it was sent; `refused` are those that ClickHouse refuses. `predictions` and `amount`
 * are of events of models.
 */
export type Sent = {
  events: number
  tokensIn: number
  violations: number
  quarantined: number
  refused: number
  latencyMs: number
  predictions: number
  amount: number
  colours: Record<string, number>
}

export const nothingSent = (): Sent => ({
  events: 0,
  tokensIn: 0,
  violations: 0,
  quarantined: 0,
  refused: 0,
  latencyMs: 0,
  predictions: 0,
  amount: 0,
  colours: {},
})

type Sums = Record<string, number>
type Ledger = {
  model: string
  sent: Sent
  sums(sql: string): Promise<Sums>
  expect(what: string, found: Sums, wanted: Sums): void
}

const dimensions = ['model', 'vendor', 'workspace', 'project', 'actor', 'api_key']

/** How each rollup is compared with what was sent, or with the table where only that knows. */
const rollups: Readonly<Record<string, (ledger: Ledger, table: string) => Promise<void>>> = {
  dimension_hourly: dimensionsOf,
  dimension_daily: dimensionsOf,
  async usage_daily({ model, sent, sums, expect }, table) {
    const found = await sums(
      `SELECT sum(events) AS events, sum(tokens_in) AS tokens FROM ${table} WHERE model = '${model}'`,
    )
    expect(table, found, { events: sent.events, tokens: sent.tokensIn })
  },
  async facet_daily({ sent, sums, expect }, table) {
    for (const facet of ['kind', 'source', 'inspected'])
      expect(
        `${table} of ${facet}`,
        await sums(`SELECT sum(events) AS events FROM ${table} WHERE facet = '${facet}'`),
        { events: sent.events },
      )
  },
  async inspection_daily({ model, sent, sums, expect }, table) {
    const { flagged = 0 } = await sums(
      `SELECT countIf(severity != '') AS flagged FROM events WHERE model = '${model}'`,
    )
    expect(table, await sums(`SELECT sum(events) AS events, sum(flagged) AS flagged FROM ${table}`), {
      events: sent.events,
      flagged,
    })
  },
  async model_recent({ model, sent, sums, expect }, table) {
    const found = await sums(
      `SELECT sum(events) AS events, sum(latency_ms) AS latency, sum(latency_count) AS timed
       FROM ${table} WHERE model = '${model}'`,
    )
    expect(table, found, { events: sent.events, latency: sent.latencyMs, timed: sent.events })
  },
  async model_hourly({ model, sent, sums, expect }, table) {
    const wanted = await sums(
      `SELECT sum(ifNull(requests, 0)) AS requests, countIf(risk_label = 'suspicious') AS suspicious
       FROM events WHERE model = '${model}'`,
    )
    const found = await sums(
      `SELECT sum(events) AS events, sum(latency_sum_ms) AS latency, sum(latency_count) AS timed,
         sum(requests) AS requests, sum(suspicious) AS suspicious FROM ${table} WHERE model = '${model}'`,
    )
    expect(table, found, { events: sent.events, latency: sent.latencyMs, timed: sent.events, ...wanted })
  },
  async ml_features_hourly({ model, sent, sums, expect }, table) {
    for (const [feature, sum] of Object.entries({ amount: sent.amount, '(prediction)': sent.predictions }))
      expect(
        `${table} of ${feature}`,
        await sums(
          `SELECT sum(values_count) AS values, sum(values_sum) AS sum
           FROM ${table} WHERE model = '${model}' AND feature = '${feature}'`,
        ),
        { values: sent.predictions, sum },
      )
  },
  async ml_categories_hourly({ model, sent, sums, expect }, table) {
    for (const [colour, values] of Object.entries(sent.colours))
      expect(
        `${table} of ${colour}`,
        await sums(
          `SELECT sum(values_count) AS values
           FROM ${table} WHERE model = '${model}' AND feature = 'colour' AND category = '${colour}'`,
        ),
        { values },
      )
  },
}

async function dimensionsOf({ model, sent, sums, expect }: Ledger, table: string): Promise<void> {
  const details = await sums(
    `SELECT sum(tokens_cached) AS cached, sumIf(ifNull(requests, 0), cost_source = 'unpriced') AS unpriced
     FROM events WHERE model = '${model}'`,
  )
  for (const dimension of dimensions) {
    const value = dimension === 'model' ? `AND value = '${model}'` : ''
    const found = await sums(
      `SELECT sum(events) AS events, sum(tokens_in) AS tokens, sum(violations) AS violations,
         sum(tokens_cached) AS cached, sum(unpriced_requests) AS unpriced
       FROM ${table} WHERE dimension = '${dimension}' ${value}`,
    )
    const { events, tokensIn: tokens, violations } = sent
    expect(`${table} by ${dimension}`, found, { events, tokens, violations, ...details })
  }
  const found = await sums(`SELECT sum(events) AS events FROM ${table} WHERE dimension = 'detector'`)
  const wanted = await sums(
    `SELECT sum(length(compliance_hits)) AS events FROM events WHERE model = '${model}'`,
  )
  expect(`${table} by detector`, found, wanted)
}

/**
 * What stands in the table and in every rollup that there is, beside what was sent. Gives what is wrong, each in a
 * sentence; all of these events name the one model.
 */
export async function wrongInStore(db: Database, model: string, sent: Sent): Promise<string[]> {
  const wrong: string[] = []
  const ledger: Ledger = {
    model,
    sent,
    sums: async (sql) => {
      const [row] = await db.rows<Record<string, unknown>>(sql)
      return Object.fromEntries(Object.entries(row ?? {}).map(([name, value]) => [name, Number(value)]))
    },
    expect(what, found, wanted) {
      for (const [name, value] of Object.entries(wanted))
        if (found[name] !== value) wrong.push(`${what} has ${found[name]} ${name}, not ${value}`)
    },
  }
  const { sums, expect } = ledger
  const { events, tokensIn: tokens, quarantined } = sent
  const inTable = `SELECT count() AS events, uniqExact(id) AS ids, sum(tokens_in) AS tokens FROM events WHERE model = '${model}'`
  expect('events', await sums(inTable), { events, ids: events, tokens })
  expect('quarantined', await sums('SELECT count() AS items FROM quarantined'), { items: quarantined })
  const known = await db.rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = currentDatabase() AND engine LIKE '%AggregatingMergeTree' ORDER BY name`,
  )
  for (const { name } of known) {
    const compare = rollups[name]
    if (compare) await compare(ledger, name)
    else wrong.push(`${name} is a rollup that nobody compares`)
  }
  for (const name of Object.keys(rollups))
    if (!known.some((each) => each.name === name)) wrong.push(`${name} is no rollup`)
  return wrong
}
