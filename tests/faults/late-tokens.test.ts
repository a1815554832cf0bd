import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ClickHouse, clickHouse } from '../../analytics/store/clickhouse.ts'
import { areTokensKnown } from '../../analytics/store/clickhouse-tokens.ts'
import { type Database, database } from '../../scripts/bench/clickhouse.ts'
import { type SupervisedGateway, superviseGateway } from '../../scripts/embedded/supervised-gateway.ts'
import { migrateClickHouse } from '../../scripts/migrate.ts'
import { until } from '../support/stack.ts'

const dir = mkdtempSync(join(tmpdir(), 'aegisflow-late-'))
let gateway: SupervisedGateway
let store: ClickHouse
let db: Database
beforeAll(async () => {
  gateway = await superviseGateway(dir)
  const server = { url: gateway.url, username: 'default', password: '', database: 'aegisflow' }
  await migrateClickHouse(server)
  db = database(server)
  store = clickHouse({ url: gateway.url, user: 'default', password: '', database: 'aegisflow' })
})
afterAll(async () => {
  await db.close()
  await gateway.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** An event in each of the months. */
async function put(batch: string, months: readonly string[]): Promise<void> {
  const lines = months.map((month) =>
    JSON.stringify({
      org_id: 'org',
      id: `${batch}-${month}`,
      kind: 'llm_call',
      created_at: `${month}-20T12:00:00.000Z`,
      ingested_at: '2026-11-20T12:00:00.000Z',
      expires_at: '2105-01-01T00:00:00Z',
      batch_id: batch,
    }),
  )
  expect(await store.insert('events', `${lines.join('\n')}\n`, batch)).toEqual({ outcome: 'stored' })
}
async function killed(): Promise<void> {
  const first = gateway.pid()
  process.kill(first ?? 0, 'SIGKILL')
  const isUp = () =>
    db.number('SELECT 1').then(
      () => gateway.pid() !== first,
      () => false,
    )
  await until(isUp, Boolean, 60_000)
}
const rolledUp = ['usage_daily', 'facet_daily', 'model_hourly']
async function eventsIn(table: string): Promise<number> {
  const only = table === 'facet_daily' ? `WHERE facet = 'kind'` : ''
  return db.number(
    table === 'events' ? 'SELECT count() FROM events' : `SELECT sum(events) FROM ${table} ${only}`,
  )
}
const counted = async () =>
  Object.fromEntries(
    await Promise.all(['events', ...rolledUp].map(async (table) => [table, await eventsIn(table)] as const)),
  )

describe('an insert that is sent again after ClickHouse was killed', () => {
  it('completes the rollups that lack it and changes nothing else, as long as few blocks came since', async () => {
    await put('first', ['2026-09', '2026-10'])
    const before = await store.blockCounts()
    await put('torn', ['2026-11'])
    // As a ClickHouse leaves it that was killed between the table and its rollups.
    for (const table of ['usage_daily', 'model_hourly'])
      await db.command(`ALTER TABLE ${table} DROP PARTITION 202611`)
    expect(await counted()).toEqual({ events: 3, usage_daily: 2, facet_daily: 3, model_hourly: 2 })
    await killed()
    expect(areTokensKnown(before, await store.blockCounts())).toBe(true)
    await put('torn', ['2026-11'])
    await put('first', ['2026-09', '2026-10'])
    expect(await counted()).toEqual({ events: 3, usage_daily: 3, facet_daily: 3, model_hourly: 3 })
  })

  it('is counted as no fewer blocks than it has months, in the table and in each rollup', async () => {
    const before = (await store.blockCounts()) ?? {}
    for (const batch of ['a', 'b', 'c']) await put(batch, ['2026-10', '2026-11'])
    const after = (await store.blockCounts()) ?? {}
    const grown = ['events', ...rolledUp].map((table) => (after[table] ?? 0) - (before[table] ?? 0))
    expect(grown.every((blocks) => blocks >= 6)).toBe(true)
  })
})
