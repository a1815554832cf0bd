import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { growSpread, spreadOf } from '../analytics/store/d1/stream-spreads.ts'
import { placeOf } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { ownerOf } from '../durable-objects/owner.ts'
import type { Env } from './environment.ts'
import { deliver, eventsThisMonth, logWaiting, type Outgoing } from './stream.ts'

const worker = env as unknown as Env
const tenantOf = (orgId: string): Tenant => ({ orgId, region: env.REGION, plan: 'enterprise' })
const db = () => placeOf(env, env.REGION).db

/** ClickHouse is away, so that all that was taken stands in the logs; and no month ends between two lines. */
beforeEach(() => {
  vi.spyOn(Date, 'now').mockReturnValue(Date.now())
  vi.stubGlobal('fetch', async () => new Response('away', { status: 502 }))
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => vi.restoreAllMocks())

const named = (ids: readonly string[]): Outgoing[] =>
  ids.map((id) => ({ row: { id, kind: 'llm' }, repeatable: true }))
const unnamed = (count: number): Outgoing[] =>
  Array.from({ length: count }, (_, index) => ({ row: { id: `new-${index}` }, repeatable: false }))
const idsUpTo = (count: number, prefix = 'id') =>
  Array.from({ length: count }, (_, index) => `${prefix}-${index}`)

let batches = 0
const push = (orgId: string, events: Outgoing[], more: object = {}) => {
  batches += 1
  return deliver(worker, tenantOf(orgId), { events, ...more }, `batch-${batches}`)
}

let growths = 0
/** Growth as it comes about, a millisecond after the one before it and not a minute; isolates are not told. */
async function grow(orgId: string, from: number): Promise<void> {
  growths += 1
  expect(await growSpread(tenantOf(orgId), db(), from, Date.now() + growths, -1)).toBe(2 * from)
}
/** One log has been told of a spread, by a Worker that knows of it. */
const tell = (orgId: string, shard: number, shards: number) =>
  logOf(orgId, shard).append({ region: env.REGION, orgId, shard, shards }, { chunks: [] })
const logOf = (orgId: string, shard: number) =>
  env.STREAM_SHARD.getByName(`${env.REGION}/${orgId}/stream/${shard}`)

/** What stands in the logs: the ids of each, in order. */
async function logged(orgId: string, shards = 8): Promise<string[][]> {
  return Promise.all(
    Array.from({ length: shards }, (_, shard) =>
      runInDurableObject(logOf(orgId, shard), (_log, { storage }) =>
        storage.sql
          .exec<{ target: string; body: ArrayBuffer }>(
            'SELECT target, body FROM log WHERE rows > 0 ORDER BY seq',
          )
          .toArray()
          .filter(({ target }) => target === 'events')
          .flatMap(({ body }) => new TextDecoder().decode(body).trimEnd().split('\n'))
          .map((line) => (JSON.parse(line) as { id: string }).id),
      ),
    ),
  )
}

describe('an organization whose events are spread over more logs', () => {
  it('knows an id that was taken before, over every growth and in every log', async () => {
    const ids = idsUpTo(400)
    for (const [turn, shards] of [1, 2, 4, 8].entries()) {
      if (shards > 1) await grow('grows', shards / 2)
      await Promise.all(idsUpTo(shards / 2).map((_, shard) => tell('grows', shard, shards)))
      const all = ids.slice(0, 100 * (turn + 1))
      expect(await push('grows', named(all))).toMatchObject({
        accepted: true,
        kept: 100,
        duplicates: 100 * turn,
      })
    }
    const logs = await logged('grows')
    expect(logs.flat().toSorted()).toEqual(ids.toSorted())
    expect(logs.every((each) => each.length > 0)).toBe(true)
    expect(await eventsThisMonth(worker, tenantOf('grows'))).toBe(400)
    expect((await logWaiting(worker, tenantOf('grows'))).rows).toBe(400)
  })

  it('takes each id in the log that it belongs to, and nowhere else', async () => {
    await grow('owners', 1)
    await grow('owners', 2)
    await push('owners', named(idsUpTo(200)))
    for (const [shard, ids] of (await logged('owners', 4)).entries()) {
      expect(ids.map((id) => ownerOf(id, 4))).toEqual(ids.map(() => shard))
    }
  })

  it('doubles nothing though an isolate goes on with the spread of before, and the same ids come at once', async () => {
    const ids = idsUpTo(300)
    await push('stale', named(ids.slice(0, 100)))
    await grow('stale', 1)
    await grow('stale', 2)
    // Another isolate knows of four logs; this one has read its spread less than a minute ago.
    await Promise.all([0, 1, 2, 3].map((shard) => tell('stale', shard, 4)))
    const answers = await Promise.all(Array.from({ length: 6 }, () => push('stale', named(ids))))
    const kept = answers.reduce((sum, each) => sum + (each.accepted ? each.kept : 0), 0)
    const duplicates = answers.reduce((sum, each) => sum + (each.accepted ? each.duplicates : 0), 0)
    expect([kept, duplicates]).toEqual([200, 6 * 300 - 200])
    expect((await logged('stale', 4)).flat().toSorted()).toEqual(ids.toSorted())
  })

  it('refuses in the old log what a new one has, from before the new one takes anything', async () => {
    const id = idsUpTo(100).find((each) => ownerOf(each, 2) === 1) ?? ''
    const body = new TextEncoder().encode(`{"id":"${id}"}\n`).buffer as ArrayBuffer
    const chunk = { table: 'events' as const, batchId: 'b', rows: 1, ids: [id], body }
    const at = (shard: number, shards: number) => ({ region: env.REGION, orgId: 'fence', shard, shards })
    const append = (shard: number, shards: number) =>
      logOf('fence', shard).append(at(shard, shards), { chunks: [chunk] })
    expect(await append(1, 2)).toMatchObject({ accepted: true, kept: 1 })
    expect(await append(0, 1)).toEqual({ accepted: false, reason: 'moved', shards: 2 })
    expect(await append(1, 2)).toMatchObject({ accepted: true, kept: 0, duplicates: 1 })
  })

  it('asks elders no longer than they remember', async () => {
    const [id = ''] = idsUpTo(100).filter((each) => ownerOf(each, 2) === 1)
    await push('forgets', named([id]))
    await grow('forgets', 1)
    await tell('forgets', 0, 2)
    expect(await push('forgets', named([id]))).toMatchObject({ kept: 0, duplicates: 1 })
    const later = Date.now() + 14 * 86_400_000 + 60_000
    vi.spyOn(Date, 'now').mockReturnValue(later)
    expect(await push('forgets', named([id]))).toMatchObject({ kept: 1, duplicates: 0 })
    vi.mocked(Date.now).mockRestore()
  })

  it('puts what has no name of its own into one log, with what is no event, after the rest', async () => {
    await grow('last', 1)
    const quarantined: Outgoing[] = [{ row: { id: 'q' }, repeatable: false }]
    const named50 = named(idsUpTo(50))
    expect(await push('last', [...named50, ...unnamed(20)], { quarantined })).toMatchObject({ kept: 70 })
    const tables = await runInDurableObject(logOf('last', 1), (_log, { storage }) =>
      storage.sql.exec('SELECT DISTINCT target FROM log').toArray(),
    )
    expect(tables).toEqual([{ target: 'events' }])
    const [zero = [], one = []] = await logged('last', 2)
    expect([
      zero.filter((id) => id.startsWith('new')).length,
      one.some((id) => id.startsWith('new')),
    ]).toEqual([20, false])
  })

  it('leaves nothing nameless behind when a log refuses, so that the same delivery may come again', async () => {
    await grow('again', 1)
    await tell('again', 1, 2)
    await runInDurableObject(logOf('again', 1), (_log, { storage }) => {
      storage.sql.exec(
        `INSERT INTO log (target, batch_id, rows, bytes, at_ms, body) VALUES ('events', 'x', 0, 0, 0, x'')`,
      )
    })
    const quarantined: Outgoing[] = [{ row: { id: 'q' }, repeatable: false }]
    const events = [...named(idsUpTo(40)), ...unnamed(10)]
    const refuse = async (bytes: number) => {
      await runInDurableObject(logOf('again', 1), (_log, { storage }) => {
        storage.sql.exec('UPDATE log SET bytes = ? WHERE batch_id = ?', bytes, 'x')
      })
      await evictDurableObject(logOf('again', 1))
    }
    await refuse(1_000_000_001)
    expect(await push('again', events, { quarantined })).toMatchObject({ accepted: false, reason: 'behind' })
    expect((await logged('again', 2)).flat()).toEqual([])
    await refuse(0)
    expect(await push('again', events, { quarantined })).toMatchObject({ accepted: true, kept: 50 })
    expect((await logged('again', 2)).flat()).toHaveLength(50)
  })

  it('says 429 before bodies that wait for another log fill the memory, and takes the same ones later', async () => {
    const big = (prefix: string): Outgoing[] =>
      idsUpTo(60, prefix)
        .filter((id) => ownerOf(id, 2) === 1)
        .map((id) => ({ row: { id, text: 'x'.repeat(300_000) }, repeatable: true }))
    await grow('held', 1)
    const [first, second, third] = [big('a'), big('b'), big('c')]
    const answers = await Promise.all(
      [first, second, third, big('d'), big('e'), big('f')].map((each) => push('held', each)),
    )
    expect(answers.filter(({ accepted }) => accepted).length).toBeGreaterThan(0)
    const refused = answers.filter((each) => !each.accepted)
    expect(refused.length).toBeGreaterThan(0)
    expect(new Set(refused.map((each) => JSON.stringify(each)))).toEqual(
      new Set(['{"accepted":false,"reason":"behind","retryAfterS":1}']),
    )
    for (const each of [first, second, third])
      expect(await push('held', each)).toMatchObject({ accepted: true })
  })

  it('keeps what is collected on the first log, whatever its ids', async () => {
    await grow('collected', 1)
    await push('collected', named(idsUpTo(30)), { isCollected: true })
    expect((await logged('collected', 2)).map((ids) => ids.length)).toEqual([30, 0])
  })
})

describe('a plan’s month over several logs', () => {
  it('is full at its number, however the events fall, and repeats take no room', async () => {
    await grow('month', 1)
    await grow('month', 2)
    const eventsMax = 100
    let kept = 0
    for (let turn = 0; turn < 12; turn += 1) {
      const answers = await Promise.all(
        idsUpTo(3).map((_, each) => push('month', named(idsUpTo(4, `m-${turn}-${each}`)), { eventsMax })),
      )
      for (const answer of answers) if (answer.accepted) kept += answer.kept
    }
    const used = await eventsThisMonth(worker, tenantOf('month'))
    expect(kept).toBeLessThanOrEqual(100)
    // A batch that was refused for one log may be in by parts, which were counted.
    expect([used >= kept, used]).toEqual([true, 100])
    expect(await push('month', named(idsUpTo(4, 'm-0-0')), { eventsMax })).toMatchObject({
      accepted: true,
      kept: 0,
      duplicates: 4,
    })
    expect(await push('month', named(['one-more']), { eventsMax })).toMatchObject({
      accepted: false,
      reason: 'month_full',
      used: 100,
    })
  })
})

describe('growth', () => {
  it('comes once, however many ask, and not again before it has had time to help', async () => {
    const tenant = tenantOf('once')
    const nowMs = Date.now()
    const asked = await Promise.all([1, 2, 3].map(() => growSpread(tenant, db(), 1, nowMs, 60_000)))
    expect(asked).toEqual([2, 2, 2])
    expect(await growSpread(tenant, db(), 2, nowMs + 59_999, 60_000)).toBe(2)
    expect(await growSpread(tenant, db(), 2, nowMs + 60_001, 60_000)).toBe(4)
    expect(await spreadOf(tenantOf('another'), db())).toBe(1)
  })

  it('is asked for by a log that has too much to do, up to what the operator allows', async () => {
    const crowd = async (orgId: string, shardsMax: string) => {
      const from = Date.now()
      const clock = vi.spyOn(Date, 'now')
      for (let n = 0; n < 12; n += 1) {
        clock.mockReturnValue(from + n * 1000)
        const events = idsUpTo(36, `big-${n}`).map((id) => ({
          row: { id, text: 'x'.repeat(300_000) },
          repeatable: true,
        }))
        batches += 1
        await deliver(
          { ...worker, STREAM_SHARDS_MAX: shardsMax },
          tenantOf(orgId),
          { events },
          `b-${batches}`,
        )
      }
      clock.mockRestore()
      return spreadOf(tenantOf(orgId), db())
    }
    expect(await crowd('crowded', '8')).toBe(2)
    expect(await crowd('calm', '1')).toBe(1)
  })
})
