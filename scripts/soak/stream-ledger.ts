import type { Database } from '../bench/clickhouse.ts'

/** What was sent, each event once however often it was sent. */
export type Sent = { events: number; tokensIn: number; violations: number; quarantined: number }

type Sums = { events: number; tokens: number }

/**
 * What stands in the table and in every rollup, beside what was sent. Gives what is wrong, each in a sentence; rollups
 * are asked by the one model that all of these events name.
 */
export async function wrongInStore(db: Database, model: string, sent: Sent): Promise<string[]> {
  const of = `model = '${model}'`
  const one = async (sql: string): Promise<Sums> => {
    const [row] = await db.rows<{ events: string; tokens: string }>(sql)
    return { events: Number(row?.events ?? 0), tokens: Number(row?.tokens ?? 0) }
  }
  const wrong: string[] = []
  const expect = (what: string, found: Sums, events = sent.events, tokens = sent.tokensIn) => {
    if (found.events !== events) wrong.push(`${what} has ${found.events} events, not ${events}`)
    if (found.tokens !== tokens) wrong.push(`${what} has ${found.tokens} tokens, not ${tokens}`)
  }
  const sums = 'toString(sum(events)) AS events, toString(sum(tokens_in)) AS tokens'
  expect(
    'events',
    await one(
      `SELECT toString(count()) AS events, toString(sum(tokens_in)) AS tokens FROM events WHERE ${of}`,
    ),
  )
  const distinct = await db.number(`SELECT uniqExact(id) FROM events WHERE ${of}`)
  if (distinct !== sent.events) wrong.push(`events has ${distinct} ids, not ${sent.events}`)
  for (const table of ['dimension_hourly', 'dimension_daily']) {
    for (const dimension of ['model', 'vendor', 'workspace', 'project', 'actor', 'api_key']) {
      const value = dimension === 'model' ? `AND value = '${model}'` : ''
      const found = await one(`SELECT ${sums} FROM ${table} WHERE dimension = '${dimension}' ${value}`)
      expect(`${table} by ${dimension}`, found)
    }
    const violations = await db.number(
      `SELECT sum(violations) FROM ${table} WHERE dimension = 'model' AND value = '${model}'`,
    )
    if (violations !== sent.violations)
      wrong.push(`${table} has ${violations} violations, not ${sent.violations}`)
    const detected = await one(`SELECT ${sums} FROM ${table} WHERE dimension = 'detector'`)
    const hits = await one(
      `SELECT toString(sum(length(compliance_hits))) AS events, toString(sum(length(compliance_hits) * tokens_in)) AS tokens
       FROM events WHERE ${of}`,
    )
    expect(`${table} by detector`, detected, hits.events, hits.tokens)
  }
  expect('usage_daily', await one(`SELECT ${sums} FROM usage_daily WHERE ${of}`))
  const counted = async (table: string, where = '1') => ({
    events: await db.number(`SELECT sum(events) FROM ${table} WHERE ${where}`),
    tokens: sent.tokensIn,
  })
  expect('facet_daily', await counted('facet_daily', `facet = 'kind'`))
  expect('inspection_daily', await counted('inspection_daily', `source <> 'collector'`))
  const flagged = await db.number('SELECT sum(flagged) FROM inspection_daily')
  const inTable = await db.number(`SELECT countIf(severity <> '') FROM events WHERE ${of}`)
  if (flagged !== inTable) wrong.push(`inspection_daily has ${flagged} flagged, not ${inTable}`)
  const quarantined = await db.number('SELECT count() FROM quarantined')
  if (quarantined !== sent.quarantined)
    wrong.push(`quarantined has ${quarantined} items, not ${sent.quarantined}`)
  return wrong
}
