import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { correctionOf, type StoredEvent } from '../../analytics/correction.ts'
import { type ClickHouse, clickHouse, type TableName } from '../../analytics/store/clickhouse.ts'
import type { KnownRow } from '../../analytics/store/clickhouse-stored-rows.ts'
import { type RunningGateway, startGateway } from '../../scripts/gateway/start.ts'
import { migrateClickHouse } from '../../scripts/migrate.ts'

let dir = ''
let gateway: RunningGateway
let store: ClickHouse
let truth: ClickHouse
let client: ReturnType<typeof createClient>
const login = { username: 'default', password: 'secret' }

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'corrections-'))
  gateway = await startGateway({ dir, user: login.username, password: login.password })
  for (const database of ['corrected', 'truth'])
    await migrateClickHouse({ url: gateway.url, ...login, database })
  const of = (database: string) =>
    clickHouse({ url: gateway.url, user: login.username, password: login.password, database })
  store = of('corrected')
  truth = of('truth')
  client = createClient({
    url: gateway.url,
    ...login,
    clickhouse_settings: {
      output_format_json_quote_64bit_integers: 0,
      output_format_json_quote_decimals: 1,
      date_time_output_format: 'iso',
    },
  })
})
afterAll(async () => {
  await client.close()
  await gateway.stop()
  rmSync(dir, { recursive: true })
})

async function rows<Row>(query: string): Promise<Row[]> {
  const result = await client.query({ query, format: 'JSONEachRow' })
  return result.json<Row>()
}

const said = fc.record({
  model: fc.constantFrom('a', 'b'),
  actor_id: fc.constantFrom('', 'p', 'q'),
  tokens_in: fc.integer({ min: -5, max: 50 }),
  requests: fc.constantFrom(null, 1, 3),
  tokens_cached: fc.constantFrom(0, 7),
  cost_usd: fc.constantFrom('0', '0.000000001', '12.5'),
  cost_source: fc.constantFrom('vendor', 'unpriced'),
  status: fc.constantFrom('', 'ok', 'error'),
  severity: fc.constantFrom('' as const, 'low' as const, 'critical' as const),
  violation_type: fc.constantFrom('', 'ssn'),
  compliance_hits: fc.subarray(['ssn', 'phone', 'aws_key']),
  flags: fc.subarray(['long_prompt', 'sensitive_content']),
  inspected: fc.constantFrom('full' as const, 'none' as const),
  detector_version: fc.constantFrom('1', '2'),
  risk_score: fc.constantFrom(0, 0.3, 1),
  risk_label: fc.constantFrom('normal', 'suspicious', 'risky'),
  ml: fc.constantFrom(
    '',
    '{"prediction":3,"features":{"age":40,"town":"Bonn"}}',
    '{"prediction":"no","features":{"age":7}}',
  ),
})

const plan = fc.record({
  events: fc.array(
    fc.record({ said, kind: fc.constantFrom('llm', 'ml'), hour: fc.integer({ min: 0, max: 900 }) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  ),
  changes: fc.array(fc.record({ at: fc.nat(), said, isSentTwice: fc.boolean() }), { maxLength: 8 }),
})

const firstMs = Date.parse('2099-10-01T00:00:00Z')
const lines = (all: readonly object[]): string => all.map((row) => `${JSON.stringify(row)}\n`).join('')

/** As the engine knows them, so that a new one is compared without being named here. */
async function rollupNames(database: string): Promise<string[]> {
  const named = await rows<{ name: string }>(
    `SELECT name FROM system.tables WHERE database = '${database}' AND engine = 'AggregatingMergeTree' ORDER BY name`,
  )
  return named.map(({ name }) => name)
}

/**
 * Every rollup summed by its own key, without keys of which nothing is left. Sketches of latency take nothing back, nor
 * do the counts that stand beside them in `dimension_...`.
 */
async function rollupsOf(database: string, orgId: string): Promise<Record<string, unknown[]>> {
  const rollups = await rollupNames(database)
  const summed = await Promise.all(
    rollups.map(async (table) => {
      const columns = await rows<{ name: string; type: string }>(
        `SELECT name, type FROM system.columns WHERE database = '${database}' AND table = '${table}' ORDER BY position`,
      )
      const sums = columns.filter(
        ({ name, type }) =>
          type.startsWith('SimpleAggregateFunction(sum') &&
          !(table.startsWith('dimension_') && name === 'latency_count'),
      )
      const keys = columns.filter(({ type }) => !/AggregateFunction/.test(type)).map(({ name }) => name)
      const isLeft = sums.map(({ name }) => `s_${name} != 0`).join(' OR ')
      return rows(
        `SELECT ${keys.join(', ')}, ${sums.map(({ name }) => `sum(${name}) AS s_${name}`).join(', ')}
         FROM ${database}.${table} WHERE org_id = '${orgId}' GROUP BY ${keys.join(', ')}
         HAVING ${isLeft} ORDER BY ${keys.join(', ')}`,
      )
    }),
  )
  return Object.fromEntries(rollups.map((table, index) => [table, summed[index] ?? []]))
}

const eventsOf = (database: string, orgId: string) =>
  rows<StoredEvent>(
    `SELECT * EXCEPT (revision, batch_id) FROM ${database}.events WHERE org_id = '${orgId}' ORDER BY id`,
  )

/** As the log sends: under a token, and again when nobody knows whether it arrived; older revisions go afterwards. */
async function sent(
  to: ClickHouse,
  table: TableName,
  all: readonly object[],
  token: string,
  isSentTwice = false,
): Promise<void> {
  for (let time = 0; time < (isSentTwice ? 2 : 1); time++)
    expect(await to.insert(table, lines(all), token)).toEqual({ outcome: 'stored' })
}

async function areCorrected(orgId: string, all: readonly KnownRow[]): Promise<boolean[]> {
  return all.map(await store.storedRows({ orgId }, 'event_corrections', all))
}

describe('corrections', () => {
  it('are compared in every rollup that there is', async () => {
    expect(await rollupNames('corrected')).toEqual(
      expect.arrayContaining(['dimension_daily', 'dimension_hourly', 'ml_features_hourly', 'model_hourly']),
    )
  })

  it('leave the table and every rollup as if the events had been so from the start, however often they are sent', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(plan, async ({ events, changes }) => {
        const orgId = `org_${run++}`
        const first = events.map((event, index) => ({
          org_id: orgId,
          id: `e${index}`,
          kind: event.kind,
          source: 'ingest',
          vendor_id: 'v',
          operation: 'chat',
          region: 'us',
          latency_ms: 12,
          created_at: new Date(firstMs + event.hour * 3_600_000).toISOString(),
          ingested_at: new Date(firstMs).toISOString(),
          expires_at: '2105-01-01T00:00:00Z',
          batch_id: `${orgId}-first`,
          ...event.said,
        }))
        await sent(store, 'events', first, `${orgId}-first`, true)
        for (const [index, change] of changes.entries()) {
          const id = `e${change.at % first.length}`
          const [stored] = await rows<StoredEvent>(
            `SELECT * FROM corrected.events WHERE org_id = '${orgId}' AND id = '${id}'`,
          )
          if (!stored) throw new Error('an event is gone')
          const correction = correctionOf(stored, change.said)
          if (!correction) continue
          const token = `${orgId}-${index}`
          const corrected = [correction.row as KnownRow]
          expect(await areCorrected(orgId, corrected)).toEqual([false])
          await sent(
            store,
            'event_corrections',
            [correction.before, correction.row],
            token,
            change.isSentTwice,
          )
          await store.dropOlderRevisions(corrected)
          if (change.isSentTwice) await store.dropOlderRevisions(corrected)
          expect(await areCorrected(orgId, corrected)).toEqual([true])
        }
        const now = await eventsOf('corrected', orgId)
        expect(now.map(({ id }) => id)).toEqual(first.map(({ id }) => id).toSorted())
        await sent(
          truth,
          'events',
          now.map((row) => ({ ...row, batch_id: 't' })),
          `${orgId}-truth`,
        )
        expect(await eventsOf('truth', orgId)).toEqual(now)
        expect(await rollupsOf('corrected', orgId)).toEqual(await rollupsOf('truth', orgId))
      }),
      { numRuns: 6 },
    )
  }, 300_000)
})
