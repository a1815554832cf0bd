import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type SupervisedGateway, superviseGateway } from '../../scripts/embedded/supervised-gateway.ts'
import { migrateClickHouse } from '../../scripts/migrate.ts'
import { type ClickHouseProxy, startClickHouseProxy } from '../../scripts/soak/clickhouse-proxy.ts'
import { copyMigratedStores } from '../support/migrated-stores.ts'
import { startSqlRelay } from '../support/sql-relay.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'aegisflow-upgrade-'))
const login = { username: 'default', password: '', database: 'aegisflow' }
let stack: TestStack
let gateway: SupervisedGateway
let proxy: ClickHouseProxy
let client: ReturnType<typeof createClient>
beforeAll(async () => {
  copyMigratedStores(dataDir)
  gateway = await superviseGateway(join(dataDir, 'clickhouse'))
  proxy = await startClickHouseProxy(gateway.url)
  client = createClient({ url: gateway.url, ...login })
  stack = await testStack({ dataDir, clickHouse: { url: proxy.url, ...login }, vendors: [] })
})
afterAll(async () => {
  await stack.end()
  await client.close()
  await proxy.stop()
  await gateway.stop()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The migration that writes every event anew. */
const first = '0011'
const batchSize = 200
const push = async (batch: number): Promise<number> => {
  const events = Array.from({ length: batchSize }, (_, index) => ({
    id: `up-${batch}-${index}`,
    model_name: 'gpt-5-mini',
    vendor_id: 'upgrade',
    prompt: `Event ${index} of batch ${batch}`,
    tokens_in: 3,
  }))
  return (await stack.ingest(events)).status
}

async function ask(query: string): Promise<string[]> {
  const result = await client.query({ query, format: 'JSONCompactEachRow' })
  return (await result.json<[string]>()).map(([first]) => first)
}
const inTable = async () => Number((await ask(`SELECT count() FROM events WHERE vendor_id = 'upgrade'`))[0])
const inAll = async () => ({
  events: await inTable(),
  ids: Number((await ask(`SELECT uniqExact(id) FROM events WHERE vendor_id = 'upgrade'`))[0]),
  ...Object.fromEntries(
    await Promise.all(
      ['dimension_hourly', 'dimension_daily'].map(async (table) => [
        table,
        Number(
          (await ask(`SELECT sum(events) FROM ${table} WHERE dimension = 'vendor' AND value = 'upgrade'`))[0],
        ),
      ]),
    ),
  ),
})
const isDeepStrictEqualTo = (wanted: unknown) => (found: unknown) => isDeepStrictEqual(found, wanted)
const all = (batches: number) => {
  const rows = batches * batchSize
  return { events: rows, ids: rows, dimension_hourly: rows, dimension_daily: rows }
}

describe('an upgrade that writes every event anew while events come in', () => {
  it('takes them into the log and stores each once, also what was stored with an outcome that nobody heard', async () => {
    const due = await ask(`SELECT name FROM schema_migrations WHERE name >= '${first}' ORDER BY name`)
    await client.command({
      query: `ALTER TABLE schema_migrations DELETE WHERE name >= '${first}'`,
      clickhouse_settings: { mutations_sync: '2' },
    })
    await client.command({ query: `TRUNCATE TABLE migration_steps` })
    expect(await push(0)).toBe(202)
    await until(inTable, (rows) => rows === batchSize)
    proxy.set({ mode: 'stores_then_cuts' })
    expect(await push(1)).toBe(202)
    await until(inAll, isDeepStrictEqualTo(all(2)))

    const isOver = { paused: false, told: false }
    const relay = await startSqlRelay(gateway.url, async (sql, pass) => {
      const answer = await pass(sql)
      if (sql.startsWith('INSERT INTO events_fine')) {
        isOver.paused = true
        while (!isOver.told) await sleep(20)
      }
      return answer
    })
    const upgrading = migrateClickHouse({ url: relay.url, ...login, quietMs: 100 })
    await until(() => isOver.paused, Boolean)
    proxy.set({ mode: 'ok' })
    for (const batch of [2, 3, 4, 5]) expect(await push(batch)).toBe(202)
    // Long enough for a log to have tried.
    await sleep(1_500)
    expect(await inAll()).toEqual(all(2))
    expect((await stack.call('GET', '/api/v1/events?limit=1')).status).toBe(200)
    isOver.told = true
    expect(await upgrading).toEqual(due)
    await relay.stop()

    await until(inAll, isDeepStrictEqualTo(all(6)), 60_000)
    await sleep(1_000)
    expect(await inAll()).toEqual(all(6))
  })
})
