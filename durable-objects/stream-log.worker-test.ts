import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { type FlushPlan, StreamLog } from './stream-log.ts'

const dayMs = 86_400_000
const t0 = Date.parse('2026-11-20T12:00:00Z')

/** A log in an object's own SQLite. */
function inLog<T>(name: string, work: (log: StreamLog) => T): Promise<T> {
  return runInDurableObject(env.STREAM_SHARD.getByName(`log-${name}`), (_shard, state) =>
    work(new StreamLog(state.storage.sql)),
  )
}

const body = (text: string): ArrayBuffer => new TextEncoder().encode(`${text}\n`).buffer as ArrayBuffer
const add = (log: StreamLog, text: string, rows = 1, atMs = t0) =>
  log.add({ table: 'events', batchId: `b-${text}`, rows, body: body(text) }, atMs)
const texts = (log: StreamLog, from = 0, to = 1e9) =>
  log.read(from, to).map((entry) => new TextDecoder().decode(entry.body).trim())

describe('claimed ids', () => {
  it('are new once, within a call and over calls', async () => {
    await inLog('claims', (log) => {
      expect([...log.claim(['a', 'b', 'a'], t0)].sort()).toEqual(['a', 'b'])
      expect([...log.claim(['b', 'c', '1', 'B'], t0 + 1)].sort()).toEqual(['1', 'B', 'c'])
      expect(log.claim(['a', 'b', 'c'], t0 + 2).size).toBe(0)
      expect(log.claim([], t0 + 3).size).toBe(0)
    })
  })

  it('are remembered for a week at least, over the change of generations, and then forgotten', async () => {
    await inLog('generations', (log) => {
      log.claim(['first'], t0)
      log.claim(['late'], t0 + 7 * dayMs - 1)
      expect(log.claim(['first', 'late'], t0 + 7 * dayMs).size).toBe(0)
      expect(log.claim(['first', 'late'], t0 + 14 * dayMs - 1).size).toBe(0)
      expect([...log.claim(['first', 'late'], t0 + 14 * dayMs)].sort()).toEqual(['first', 'late'])
    })
  })

  it('are forgotten in time though the change of generations was rolled back first', async () => {
    await runInDurableObject(env.STREAM_SHARD.getByName('log-undone'), (_shard, { storage }) => {
      const log = new StreamLog(storage.sql)
      log.claim(['first'], t0)
      const undo = () =>
        storage.transactionSync(() => {
          log.claim(['undone'], t0 + 7 * dayMs)
          throw new Error('undone')
        })
      expect(undo).toThrow('undone')
      log.rolledBack(0)
      expect(log.claim(['undone', 'first'], t0 + 7 * dayMs)).toEqual(new Set(['undone']))
      expect(log.claim(['undone', 'first'], t0 + 14 * dayMs)).toEqual(new Set(['first']))
    })
  })

  it('are remembered for a week however often the object is put away', async () => {
    const claim = async (id: string, days: number) => {
      const fresh = await inLog('put-away', (log) => log.claim([id], t0 + days * dayMs).size)
      await evictDurableObject(env.STREAM_SHARD.getByName('log-put-away'))
      return fresh
    }
    expect([await claim('a', 0), await claim('b', 1), await claim('a', 2), await claim('a', 3)]).toEqual([
      1, 1, 0, 0,
    ])
    expect([await claim('c', 7), await claim('d', 8), await claim('e', 9), await claim('c', 10)]).toEqual([
      1, 1, 1, 0,
    ])
  })
})

describe('the log', () => {
  it('gives entries back as they were, in order, within a range', async () => {
    await inLog('order', (log) => {
      for (const text of ['one', 'two', 'three']) add(log, text, 2)
      expect(log.read(1, 1)).toMatchObject([{ seq: 1, table: 'events', batchId: 'b-one', rows: 2 }])
      expect(texts(log, 2, 3)).toEqual(['two', 'three'])
      expect(log.sizesAfter(1)).toEqual([
        { seq: 2, table: 'events', rows: 2, bytes: 4, atMs: t0 },
        { seq: 3, table: 'events', rows: 2, bytes: 6, atMs: t0 },
      ])
    })
  })

  it('keeps an entry until the slowest reader has passed it, and never uses its number again', async () => {
    await inLog('readers', (log) => {
      for (const text of ['one', 'two', 'three']) add(log, text)
      log.advance('live', 3)
      expect([log.cursor('live'), log.cursor('store')]).toEqual([3, 0])
      expect(texts(log)).toEqual(['one', 'two', 'three'])
      log.advance('store', 2)
      expect(texts(log)).toEqual(['three'])
      log.advance('store', 3)
      expect(texts(log)).toEqual([])
      add(log, 'four')
      expect(log.read(0, 9)).toMatchObject([{ seq: 4 }])
    })
  })

  it('tells what waits behind a reader and since when', async () => {
    await inLog('depth', (log) => {
      expect([log.behind('store'), log.oldestAfter(0)]).toEqual([{ rows: 0, bytes: 0 }, null])
      add(log, 'one', 2, t0)
      add(log, 'two', 3, t0 + 5)
      expect([log.behind('store'), log.oldestAfter(0)]).toEqual([{ rows: 5, bytes: 8 }, t0])
      log.took('live', { rows: 2, bytes: 4 })
      expect([log.behind('live'), log.oldestAfter(1)]).toEqual([{ rows: 3, bytes: 4 }, t0 + 5])
      log.rolledBack(0)
      expect([log.behind('store'), log.behind('live')]).toEqual([
        { rows: 5, bytes: 8 },
        { rows: 5, bytes: 8 },
      ])
      log.rolledBack(1)
      expect(log.behind('live')).toEqual({ rows: 3, bytes: 4 })
      log.advance('store', 1)
      log.rolledBack(0)
      expect(log.behind('store')).toEqual({ rows: 3, bytes: 4 })
    })
  })

  it('keeps the range and the attempts of an open flush over an eviction, until it is closed', async () => {
    const plan = { fromSeq: 1, toSeq: 2, createdAtMs: t0, attempts: 0 }
    await inLog('flush', (log) => {
      for (const text of ['one', 'two', 'three']) add(log, text)
      log.openFlush(plan, { events: 7 })
      log.openFlush({ ...plan, fromSeq: 3, toSeq: 3 }, null)
      log.countAttempt(plan)
      log.countAttempt(plan)
    })
    await evictDurableObject(env.STREAM_SHARD.getByName('log-flush'))
    await inLog('flush', (log) => {
      expect(log.openFlushes()).toEqual([
        { ...plan, attempts: 2 },
        { ...plan, fromSeq: 3, toSeq: 3 },
      ])
      log.closeFlush(plan, 3)
      expect(log.openFlushes().map(({ fromSeq }) => fromSeq)).toEqual([3])
      expect([log.cursor('store'), log.cursor('live')]).toEqual([2, 3])
      expect(texts(log)).toEqual(['three'])
    })
  })

  it('keeps how pieces of an open flush ended and what was counted before it over an eviction, until that flush is closed', async () => {
    const first = { fromSeq: 1, toSeq: 1, createdAtMs: t0, attempts: 0 }
    const second = { ...first, fromSeq: 2, toSeq: 2 }
    await inLog('pieces', (log) => {
      for (const text of ['one', 'two']) add(log, text)
      log.openFlush(first, { events: 7 })
      log.openFlush(second, { events: 8 })
      log.endPiece(first, 'x', 'refused')
      log.endPiece(first, 'y', 'stored')
      log.endPiece(second, 'x', 'stored')
    })
    await evictDurableObject(env.STREAM_SHARD.getByName('log-pieces'))
    await inLog('pieces', (log) => {
      const endsOf = (plan: FlushPlan) => Object.fromEntries(log.endsOf(plan))
      expect([endsOf(first), endsOf(second)]).toEqual([{ x: 'refused', y: 'stored' }, { x: 'stored' }])
      expect([log.countsBefore(first), log.countsBefore(second)]).toEqual([{ events: 7 }, { events: 8 }])
      log.closeFlush(first, 0)
      expect([log.countsBefore(first), log.countsBefore(second)]).toEqual([null, { events: 8 }])
      expect([endsOf(first), endsOf(second)]).toEqual([{}, { x: 'stored' }])
    })
  })

  it('keeps a refused row with its reason, once however often it is refused', async () => {
    await inLog('rejected', (log) => {
      log.reject('events', '{"id":"x"}', 'Code: 27', t0)
      log.reject('events', '{"id":"x"}', 'Code: 27', t0 + 1)
      log.reject('events', '{"id":"x"}', 'Code: 27', t0 + 2)
      log.reject('events', '{"id":"y"}', 'Code: 27', t0 + 2)
      log.reject('vendor_costs', '{"id":"x"}', 'Code: 27', t0 + 2)
      expect(log.rejectedRows()).toBe(3)
    })
  })
})

describe('what goes into one insert', () => {
  const rangeOf = (name: string, entries: readonly (readonly [rows: number, bytes: number])[]) =>
    inLog(name, (log) => {
      for (const [rows, bytes] of entries)
        log.add({ table: 'events', batchId: 'b', rows, body: new ArrayBuffer(bytes) }, t0)
      const { toSeq = 0, isFull = false, rows = 0 } = log.rangeAfter(0) ?? {}
      return [toSeq, rows, isFull]
    })

  it('is at most ten thousand rows: as many fill it, and what would be more goes into another', async () => {
    const few = 10
    expect(await rangeOf('none', [])).toEqual([0, 0, false])
    expect(
      await rangeOf('below', [
        [6_000, few],
        [3_999, few],
      ]),
    ).toEqual([2, 9_999, false])
    expect(
      await rangeOf('exactly', [
        [6_000, few],
        [4_000, few],
      ]),
    ).toEqual([2, 10_000, true])
    expect(
      await rangeOf('above', [
        [6_000, few],
        [4_001, few],
        [1, few],
      ]),
    ).toEqual([1, 6_000, true])
    expect(
      await rangeOf('at-once', [
        [10_001, few],
        [1, few],
      ]),
    ).toEqual([1, 10_001, true])
  })

  it('is at most eight million bytes', async () => {
    const megabytes = (count: number) => Array.from({ length: count }, () => [1, 1_000_000] as const)
    expect(await rangeOf('7mb', megabytes(7))).toEqual([7, 7, false])
    expect(await rangeOf('8mb', megabytes(8))).toEqual([8, 8, true])
    expect(await rangeOf('9mb', megabytes(9))).toEqual([8, 8, true])
    expect(await rangeOf('8mb-more', [...megabytes(7), [1, 1_000_001]])).toEqual([7, 7, true])
  })
})

describe('what was collected', () => {
  it('is known as long as any plan keeps it, and forgotten after', async () => {
    const known = await inLog('collected', (log) => [
      log.claimCollected(['a'], t0).size,
      log.claimCollected(['a'], t0 + 760 * dayMs).size,
      log.claimCollected(['a'], t0 + 760 * dayMs + 1).size,
    ])
    expect(known).toEqual([1, 0, 1])
  })
})
