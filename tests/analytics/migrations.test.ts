import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventRow } from '../../analytics/event-row.ts'
import { type ClickHouse, clickHouse } from '../../analytics/store/clickhouse.ts'
import { type RunningGateway, startGateway } from '../../scripts/gateway/start.ts'
import { withEmptyTargets } from '../../scripts/migrate/steps.ts'
import { migrateClickHouse, migrations } from '../../scripts/migrate.ts'
import { chanceOf, randomEvent } from '../support/random-events.ts'
import { type RunSql, startSqlRelay } from '../support/sql-relay.ts'
import { until } from '../support/stack.ts'

/** The last migration that the old stores have. */
const before = '0009_costs.sql'
const login = { username: 'default', password: '' }
const untilMs = Date.now()

type Changed = EventRow & { sign?: 1 | -1 }
type Put = { rows: Changed[]; older: string[] }

let dir = ''
let gateway: RunningGateway
let client: ReturnType<typeof createClient>
/** What was said to a store until it was upgraded, and afterwards. */
let first: Put[]
let later: Put[]
/** A store that had today's tables from the beginning, and both. */
let truth: Record<string, unknown[]>
let truthLater: Record<string, unknown[]>

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'aegisflow-migrations-'))
  gateway = await startGateway({ dir })
  client = createClient({ url: gateway.url, ...login })
  const chance = chanceOf(7)
  const events = (batch: number, rows: number) =>
    Array.from({ length: rows }, (_, index) =>
      randomEvent(chance, { id: `e${batch}-${index}`, orgId: index % 7 ? 'one' : 'two', untilMs, days: 40 }),
    )
  const corrections = (old: readonly EventRow[], revision: number): Put => ({
    rows: old.flatMap((event) => [
      { ...event, sign: -1 as const, revision },
      {
        ...event,
        sign: 1 as const,
        severity: 'critical' as const,
        violation_type: 'pii_email',
        revision,
      },
    ]),
    older: old.map(({ id }) => id),
  })
  const [one, two, three] = [events(1, 150), events(2, 150), events(3, 80)]
  first = [
    { rows: one, older: [] },
    corrections(one.slice(10, 40), 1),
    { rows: two, older: [] },
    corrections(two.slice(0, 30), 1),
  ]
  later = [{ rows: three, older: [] }, corrections([...two.slice(60, 90), ...three.slice(0, 10)], 1)]
  await migrateClickHouse({ url: gateway.url, ...login, database: 'truth' })
  await put('truth', first)
  truth = await figures('truth')
  await put('truth', later)
  truthLater = await figures('truth')
})
afterAll(async () => {
  await client.close()
  await gateway.stop()
  rmSync(dir, { recursive: true, force: true })
})

const storeOf = (database: string): ClickHouse =>
  clickHouse({ url: gateway.url, user: login.username, password: login.password, database })

const olderOf = (ids: readonly string[]): string => `id IN ('${ids.join("', '")}') AND revision < 1`

async function put(database: string, puts: readonly Put[]): Promise<void> {
  const store = storeOf(database)
  for (const [index, { rows, older }] of puts.entries()) {
    const lines = `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`
    expect(await store.insert('events', lines, `${older}-${rows[0]?.id}-${index}`)).toEqual({
      outcome: 'stored',
    })
    if (older.length > 0) await run(`DELETE FROM ${database}.events WHERE ${olderOf(older)}`)
  }
  const costs = {
    org_id: 'one',
    day: '2026-10-05',
    vendor_id: 'openai',
    amount: '12.345678901',
    currency: 'USD',
  }
  const lines = `${JSON.stringify({ ...costs, id: `c-${puts[0]?.rows[0]?.id}`, batch_id: 'c', expires_at: '2030-01-01 00:00:00' })}\n`
  expect(await store.insert('vendor_costs', lines, `costs-${puts[0]?.rows[0]?.id}`)).toEqual({
    outcome: 'stored',
  })
}

const run = (query: string) => client.command({ query, clickhouse_settings: { mutations_sync: '2' } })

async function rows<Row>(query: string): Promise<Row[]> {
  const result = await client.query({ query, format: 'JSONEachRow' })
  return result.json<Row>()
}

/** Old hours do not tell what was added to them, nor do detectors, and nobody asks them for it. */
const unasked = ['tokens_cached', 'unpriced_requests', 'unpriced_tokens']
const isAsked = (table: string, column: string): boolean =>
  table !== 'dimension_hourly' || !unasked.includes(column)
const asked = (table: string, column: string): string =>
  table === 'dimension_daily' && unasked.includes(column)
    ? `if(dimension = 'detector', 0, sum(part.${column}))`
    : `sum(part.${column})`

/** Every row of every table, and of a rollup what its rows of one key come to. */
async function figures(database: string, suffix = ''): Promise<Record<string, unknown[]>> {
  const tables = await rows<{ name: string; engine: string }>(
    `SELECT name, engine FROM system.tables
     WHERE database = '${database}' AND engine LIKE '%MergeTree' AND name NOT IN ('schema_migrations', 'migration_steps')`,
  )
  const all: Record<string, unknown[]> = {}
  for (const { name, engine } of tables) {
    const columns = await rows<{ name: string; type: string }>(
      `SELECT name, type FROM system.columns WHERE database = '${database}' AND table = '${name}' ORDER BY name`,
    )
    const plain = name.endsWith(suffix) ? name.slice(0, name.length - suffix.length) : name
    const told = columns.filter((column) => isAsked(plain, column.name))
    const keys = told.filter(({ type }) => !/AggregateFunction/.test(type)).map((column) => column.name)
    const sums = told.flatMap(({ name: column, type }) => {
      const [, simple] = /^SimpleAggregateFunction\((\w+),/.exec(type) ?? []
      const [, state, given] = /^AggregateFunction\((\w+)(\([^)]*\))?,/.exec(type) ?? []
      if (simple === 'sum') return [`${asked(plain, column)} AS ${column}`]
      if (simple) return [`${simple}(part.${column}) AS ${column}`]
      return state ? [`${state}Merge${given ?? ''}(part.${column}) AS ${column}`] : []
    })
    const group = engine.includes('Aggregating') ? `GROUP BY ${keys}` : ''
    all[plain] = await rows(
      `SELECT ${[...keys, ...sums].join(', ')} FROM ${database}.${name} AS part ${group} ORDER BY ${keys}`,
    )
  }
  return all
}

/** A store as it was before the last migrations, with what it was told until then. */
async function oldStore(database: string): Promise<void> {
  await run(`CREATE DATABASE ${database}`)
  const inside = createClient({ url: gateway.url, ...login, database })
  try {
    await inside.command({
      query:
        'CREATE TABLE schema_migrations (name String, applied_at DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY name',
    })
    for (const { name, statements } of migrations(null).filter((each) => each.name <= before)) {
      for (const query of statements) await inside.command({ query })
      await inside.insert({ table: 'schema_migrations', values: [{ name }], format: 'JSONEachRow' })
    }
  } finally {
    await inside.close()
  }
  await put(database, first)
}

const due = migrations(null)
  .map(({ name }) => name)
  .filter((name) => name > before)

function expectSame(found: Record<string, unknown[]>, wanted: Record<string, unknown[]>): void {
  expect(Object.keys(found).toSorted()).toEqual(Object.keys(wanted).toSorted())
  for (const [table, all] of Object.entries(wanted)) expect([table, found[table]]).toEqual([table, all])
}

describe('a store with old rows', () => {
  it('has every figure of one that was never old, in table and rollups, and so it goes on', async () => {
    expect([truth.events?.length, (truth.dimension_daily?.length ?? 0) > 100]).toEqual([300, true])
    await oldStore('upgraded')
    expect(await migrateClickHouse({ url: gateway.url, ...login, database: 'upgraded', quietMs: 0 })).toEqual(
      due,
    )
    expectSame(await figures('upgraded'), truth)
    await put('upgraded', later)
    expectSame(await figures('upgraded'), truthLater)
    const [told] = await rows(
      `SELECT sum(tokens_cached) AS cached, sum(unpriced_tokens) AS unpriced FROM upgraded.dimension_daily WHERE dimension = 'vendor'`,
    )
    const [known] = await rows(
      `SELECT sum(tokens_cached) AS cached, sumIf(tokens_in + tokens_out, cost_source = 'unpriced') AS unpriced FROM upgraded.events`,
    )
    expect(told).toEqual(known)
  })

  it('comes to the same when the run is cut off at each statement, before it, after it and in the middle of a copy', async () => {
    await oldStore('cut')
    const met = new Map<string, number>()
    const relay = await startSqlRelay(gateway.url, async (sql: string, pass: RunSql) => {
      // Not before what 0010 writes down: an exchange that is done three times would look as if it were done once.
      const isWritten = sql.startsWith('INSERT INTO migration_steps') && sql.includes("'0010_")
      const times = met.get(sql) ?? (isWritten ? 1 : 0)
      met.set(sql, times + 1)
      const isCopy = /^INSERT INTO \w+\s+SELECT/.test(sql)
      if (times === 0 && isCopy) expect((await pass(`${sql} LIMIT 37`)).status).toBe(200)
      if (times === 1) expect((await pass(sql)).status).toBe(200)
      return times < 2 ? null : pass(sql)
    })
    let runs = 0
    let isDone = false
    while (!isDone && runs < 300) {
      runs += 1
      isDone = await migrateClickHouse({ url: relay.url, ...login, database: 'cut', quietMs: 0 }).then(
        () => true,
        () => false,
      )
    }
    await relay.stop()
    expect([isDone, [...met.keys()].filter((sql) => /^INSERT INTO \w+\s+SELECT/.test(sql)).length]).toEqual([
      true,
      3,
    ])
    expect(runs).toBeGreaterThan(60)
    expectSame(await figures('cut'), truth)
    await put('cut', later)
    expectSame(await figures('cut'), truthLater)
  })

  it('takes nothing in while it is changed, also when the run was cut off, and again when it is through', async () => {
    await oldStore('paused')
    const [one] = later
    const insert = () =>
      storeOf('paused').insert('events', `${JSON.stringify(one?.rows[0])}\n`, 'while-paused')
    const refused: unknown[] = []
    const relay = await startSqlRelay(gateway.url, async (sql, pass) => {
      if (
        !/^(ALTER|DROP VIEW|CREATE MATERIALIZED|EXCHANGE|TRUNCATE)/.test(sql) ||
        sql.includes('ingest_pause')
      )
        return pass(sql)
      refused.push((await insert()).outcome)
      return sql.startsWith('EXCHANGE TABLES events') ? null : pass(sql)
    })
    const cut = migrateClickHouse({ url: relay.url, ...login, database: 'paused', quietMs: 0 })
    await expect(cut).rejects.toThrow()
    await relay.stop()
    expect(refused.length).toBeGreaterThan(8)
    expect(new Set(refused)).toEqual(new Set(['unknown']))
    expect(await insert()).toEqual({
      outcome: 'unknown',
      message: expect.stringContaining('(UNKNOWN_TABLE)'),
    })
    await migrateClickHouse({ url: gateway.url, ...login, database: 'paused', quietMs: 0 })
    expectSame(await figures('paused'), truth)
    expect(await insert()).toEqual({ outcome: 'stored' })
    expect((await figures('paused')).events?.length).toBe(301)
  })

  it('waits for what was under way when the pause began', async () => {
    await oldStore('busy')
    const slow = run(
      `INSERT INTO busy.event_changes (org_id, id, created_at, expires_at)
       SELECT 'one', concat('slow-', toString(number), toString(sleepEachRow(0.05))), now64(3), now() + 1000000 FROM numbers(60) SETTINGS max_block_size = 1`,
    )
    const isUnderWay = () =>
      rows(`SELECT 1 FROM system.processes WHERE query LIKE 'INSERT INTO busy.%' AND query LIKE '%slow-%'`)
    await until(isUnderWay, ({ length }) => length > 0)
    await migrateClickHouse({ url: gateway.url, ...login, database: 'busy', quietMs: 200 })
    await slow
    expect((await figures('busy')).events?.length).toBe(360)
  })
})

describe('a migration', () => {
  it('copies only into tables that it made itself, which are emptied first', () => {
    const made = 'CREATE TABLE a (n Int8) ENGINE = MergeTree ORDER BY n'
    const entrance = 'CREATE TABLE b (n Int8)\nENGINE = Null'
    expect(withEmptyTargets('m', [made, 'INSERT INTO a SELECT 1'])).toEqual([
      made,
      'TRUNCATE TABLE a',
      'INSERT INTO a SELECT 1',
    ])
    expect(withEmptyTargets('m', [made, entrance, 'INSERT INTO b SELECT 1'])).toContain('TRUNCATE TABLE a')
    expect(() => withEmptyTargets('m', ['INSERT INTO a SELECT 1'])).toThrow('did not make')
  })
})

describe('the statements of a cluster', () => {
  it('bring old rows to the same figures, also when they are cut off, where its parts are played by one server', async () => {
    // Without Keeper there is no replicated table and nothing is distributed: what stands in reads the same rows by name.
    const played = (sql: string): string =>
      sql
        .replaceAll(/ ON CLUSTER 'main'/g, '')
        .replace(/Replicated(\w*MergeTree)\('[^']*', '[^']*'(?:, )?/, '$1(')
        .replace(/\breplicated_deduplication_window/, 'non_replicated_deduplication_window')
        .replace(
          /Distributed\('main', currentDatabase\(\), '(\w+)', sipHash64\(org_id\)\)/,
          "Merge(currentDatabase(), '^$1$$')",
        )
        .replace(/clusterAllReplicas\('main', (system\.\w+)\)/g, '$1')
        .replace(/^(INSERT INTO )(?!\w+_local|schema_migrations|migration_steps)(\w+)/, '$1$2_local')
    const met = new Map<string, number>()
    let isOld = true
    const relay = await startSqlRelay(gateway.url, async (sql, pass) => {
      const times = met.get(sql) ?? 0
      if (isOld) return pass(played(sql))
      met.set(sql, times + 1)
      if (times === 1) await pass(played(sql))
      return times < 2 ? null : pass(played(sql))
    })
    const target = { url: relay.url, ...login, database: 'cluster', cluster: 'main', quietMs: 0 }
    await run('CREATE DATABASE cluster')
    const inside = createClient({ url: relay.url, ...login, database: 'cluster' })
    await inside.command({
      query:
        'CREATE TABLE schema_migrations (name String, applied_at DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY name',
    })
    for (const { name, statements } of migrations('main').filter((each) => each.name <= before)) {
      for (const query of statements) await inside.command({ query })
      await inside.command({ query: `INSERT INTO schema_migrations (name) VALUES ('${name}')` })
    }
    await inside.close()
    const entrance = await startSqlRelay(gateway.url, (sql, pass) => pass(played(sql)))
    const through = clickHouse({ url: entrance.url, user: 'default', password: '', database: 'cluster' })
    const told = async (puts: readonly Put[]) => {
      for (const [index, { rows: each, older }] of puts.entries()) {
        const lines = `${each.map((row) => JSON.stringify(row)).join('\n')}\n`
        expect(await through.insert('events', lines, `${index}-${each[0]?.id}`)).toEqual({
          outcome: 'stored',
        })
        if (older.length > 0) await run(`DELETE FROM cluster.events_local WHERE ${olderOf(older)}`)
      }
    }
    await told(first)
    isOld = false
    let runs = 0
    let isDone = false
    while (!isDone && runs < 400) {
      runs += 1
      isDone = await migrateClickHouse(target).then(
        () => true,
        () => false,
      )
    }
    await relay.stop()
    expect([isDone, runs > 60]).toEqual([true, true])
    const withoutCosts = ({ vendor_costs: _, ...rest }: Record<string, unknown[]>) => rest
    expectSame(withoutCosts(await figures('cluster', '_local')), withoutCosts(truth))
    await told(later)
    await entrance.stop()
    expectSame(withoutCosts(await figures('cluster', '_local')), withoutCosts(truthLater))
  })
})
