import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { TableName } from '../analytics/store/clickhouse.ts'
import { placeOf } from '../analytics/store/place.ts'
import { linesToBytes } from './json-lines.ts'
import { StoreReader } from './store-reader.ts'
import { StreamLog } from './stream-log.ts'
import { type Lost, TestStore } from './test-store.ts'

let store: TestStore
let nowMs = 0
beforeEach(() => {
  store = new TestStore()
  nowMs = Date.parse('2026-11-20T12:00:00Z')
  vi.spyOn(Date, 'now').mockImplementation(() => nowMs)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => store.answer(input, init))
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** Rows of one batch are of two months, which ClickHouse stores one after the other. */
const monthOf = (id: string) => `2026-1${id.charCodeAt(0) % 2}-20T12:00:00Z`
const put = (log: StreamLog, table: TableName, batchId: string, rows: readonly { id: string }[]) => {
  const lines = rows.map((row) =>
    JSON.stringify({ org_id: 'org', created_at: monthOf(row.id), ...row, batch_id: batchId }),
  )
  log.add({ table, batchId, rows: rows.length, body: linesToBytes(lines) }, nowMs)
}
const named = (...ids: string[]) => ids.map((id) => ({ id }))
const corrected = (...ids: string[]) => ids.flatMap((id) => correctedTo(id, id))
const correctedTo = (id: string, model: string) => [
  { id, revision: 1, sign: -1, model: id },
  { id, revision: 1, sign: 1, model },
]

/** A log with rows for several tables, of which ClickHouse refuses some, and events that are corrected in it. */
function fill(log: StreamLog): void {
  put(log, 'events', 'b1', named('a', 'poison-1', 'c', 'd', 'e', 'f', 'g'))
  put(log, 'raw_pages', 'b1', named('a', 'b', 'c'))
  put(log, 'events', 'b2', named('h', 'i', 'k'))
  put(log, 'evidence', 'b1', named('a', 'c', 'poison-2'))
  put(log, 'event_corrections', 'b3', [...corrected('h', 'i', 'j'), ...correctedTo('k', 'poison')])
  put(log, 'events', 'b4', named('poison-4'))
}
const changes = [...'acdefghik', 'h-1', 'h1', 'i-1', 'i1', 'j-1', 'j1'].toSorted()
const stored = {
  events: [...'acdefghijk'],
  changes,
  rollup: changes,
  evidence: ['a', 'c'],
  pages: ['a', 'b', 'c'],
}
const namesIn = (table: string) =>
  store
    .rowsOf(table)
    .map(({ id, sign }) => `${id}${table === 'events' ? '' : (sign ?? '')}`)
    .toSorted()
const inStore = () => ({
  events: namesIn('events'),
  changes: namesIn('event_changes'),
  rollup: namesIn('event_changes_rollup'),
  evidence: namesIn('evidence'),
  pages: namesIn('raw_pages'),
})
const setAside = ['k', 'k', 'poison-1', 'poison-2', 'poison-4']

/** Sends a log until it is empty, an object that died in between anew each time. Gives the ids that were set aside. */
const sent = (name: string, later: () => void) =>
  runInDurableObject(env.STREAM_SHARD.getByName(`range-${name}`), async (_shard, { storage }) => {
    const log = new StreamLog(storage.sql)
    fill(log)
    for (let drains = 0; drains < 40 && log.behind('store').rows > 0; drains += 1) {
      await new StoreReader(log).drain(placeOf(env, 'us'), { orgId: 'org', shard: 0 }, () => 1e9)
      later()
    }
    expect(storage.sql.exec('SELECT * FROM pieces').toArray()).toEqual([])
    expect(log.behind('store').rows).toBe(0)
    return storage.sql
      .exec<{ body: string }>('SELECT body FROM rejected')
      .toArray()
      .map(({ body }) => (JSON.parse(body) as { id: string }).id)
      .toSorted()
  })

/** Numbers from 0 to below 1, the same for the same seed. */
function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

describe('a range with rows that the store refuses', () => {
  it('is in once, only those rows are set aside, and no row is looked for, when nothing dies', async () => {
    expect(await sent('well', () => undefined)).toEqual(setAside)
    expect(inStore()).toEqual(stored)
    expect(store.questions).toEqual(['parts'])
  })

  /** Cuts the log off at every request in turn, and takes it up again six minutes later. */
  async function cutOff(name: string, how: Lost, meanwhile: () => void): Promise<void> {
    for (let at = 1; ; at += 1) {
      store = new TestStore()
      store.how = how
      store.losesAt = at
      const rejected = await sent(`${name}-${how}-${at}`, () => {
        nowMs += 6 * 60_000
        meanwhile()
      })
      expect([at, rejected, inStore()]).toEqual([at, setAside, stored])
      if (store.requests < at) break
    }
  }

  for (const how of ['before', 'between', 'after'] satisfies Lost[]) {
    it(`is in once wherever an answer was lost (${how}) and no token is known any more`, async () => {
      await cutOff('forgotten', how, () => store.forgetTokens())
    })
  }

  for (const how of ['before', 'between', 'torn', 'after'] satisfies Lost[]) {
    it(`is in once, also in the rollup, wherever an answer was lost (${how}) and nobody came meanwhile`, async () => {
      await cutOff('late', how, () => undefined)
    })
  }

  it('is in once however often it is cut off, whether tokens are known or not', async () => {
    for (let seed = 1; seed <= 60; seed += 1) {
      const chance = chanceOf(seed)
      const isForgetful = seed % 2 === 0
      const lost: Lost[] = ['before', 'between', 'after', ...(isForgetful ? [] : ['torn' as const])]
      const cutOff = () => {
        store.losesAt = store.requests + 1 + Math.floor(chance() * 12)
        store.how = lost[Math.floor(chance() * lost.length)] ?? 'before'
      }
      store = new TestStore()
      cutOff()
      const rejected = await sent(`seed-${seed}`, () => {
        if (chance() < 0.5) {
          nowMs += 6 * 60_000
          if (isForgetful) store.forgetTokens()
        }
        if (chance() < 0.8) cutOff()
      })
      expect([seed, rejected, inStore()]).toEqual([seed, setAside, stored])
    }
  })
})
