import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { placeOf } from '../analytics/store/place.ts'
import { flushAfterMs, StoreReader } from './store-reader.ts'
import { flushRowsMax, StreamLog } from './stream-log.ts'

/** Inserts that ClickHouse was sent and has not answered, by the range in their token. */
const asked = new Map<string, (status: number) => void>()
const sent: string[] = []
/** How often the store was asked what it has counted. */
let counts = 0
/** What the log and its reader take for now: rows are as old as a test says, however slow the machine. */
let nowMs = 0
/** Whether ClickHouse tells when it was migrated last. */
let isMigrationKnown = true

beforeEach(() => {
  isMigrationKnown = true
  nowMs = Date.now()
  vi.spyOn(Date, 'now').mockImplementation(() => nowMs)
  asked.clear()
  sent.length = 0
  counts = 0
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => {
    if (String(init?.body).includes('system.parts')) counts += 1
    const token = new URL(String(input)).searchParams.get('insert_deduplication_token')
    if (token === null) {
      const status = isMigrationKnown ? 200 : 502
      return Promise.resolve(new Response(isMigrationKnown ? '{"at":0}\n' : '', { status }))
    }
    const range = token.split('-').slice(2, 4).join('-')
    sent.push(range)
    return new Promise<Response>((resolve) => {
      asked.set(range, (status) => {
        asked.delete(range)
        resolve(new Response('', { status }))
      })
    })
  })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

/** A log of entries that fill a range each, and its reader. */
function inLog(
  name: string,
  work: (log: StreamLog, reader: StoreReader, fill: (entries: number) => void) => Promise<void>,
): Promise<void> {
  return runInDurableObject(env.STREAM_SHARD.getByName(`store-${name}`), (_shard, state) => {
    const log = new StreamLog(state.storage.sql)
    const body = new TextEncoder().encode('{}\n').buffer as ArrayBuffer
    const fill = (entries: number) => {
      for (let entry = 0; entry < entries; entry += 1)
        log.add({ table: 'events', batchId: 'b', rows: flushRowsMax, body }, Date.now())
    }
    return work(log, new StoreReader(log), fill)
  })
}
const drain = (reader: StoreReader) => reader.drain(placeOf(env, 'us'), { orgId: 'org', shard: 0 }, () => 1e9)
const patienceMs = 15_000
const answer = async (range: string, status = 200) => {
  await vi.waitUntil(() => asked.has(range), patienceMs)
  asked.get(range)?.(status)
  await scheduler.wait(20)
}
const sends = (ranges: readonly string[]) => vi.waitFor(() => expect(sent).toEqual(ranges), patienceMs)
const openFrom = (log: StreamLog) => log.openFlushes().map(({ fromSeq }) => fromSeq)

describe('ranges on their way', () => {
  it('are three at once; one that is slow holds up none, and all are closed in their order', async () => {
    await inLog('rolling', async (log, reader, fill) => {
      fill(9)
      const drained = drain(reader)
      await sends(['1-1', '2-2', '3-3'])
      await answer('2-2')
      await answer('3-3')
      await sends(['1-1', '2-2', '3-3', '4-4', '5-5'])
      expect([log.cursor('store'), openFrom(log)]).toEqual([0, [1, 2, 3, 4, 5]])
      await answer('4-4')
      await answer('5-5')
      await answer('6-6')
      expect(sent).toHaveLength(6)
      await answer('1-1')
      await vi.waitFor(() => expect([log.cursor('store'), openFrom(log)]).toEqual([6, [7, 8, 9]]), patienceMs)
      expect(log.behind('store').rows).toBe(3 * flushRowsMax)
      expect(reader.isDue).toBe(false)
      fill(1)
      expect(reader.isDue).toBe(true)
      for (const range of ['9-9', '8-8', '7-7', '10-10']) await answer(range)
      await drained
      expect([log.cursor('store'), openFrom(log), reader.failures]).toEqual([10, [], 0])
    })
  })

  it('behind one that failed stay as they are, and go out again under their tokens unless they are in', async () => {
    await inLog('failed', async (log, reader, fill) => {
      fill(5)
      const drained = drain(reader)
      await answer('2-2', 502)
      await answer('3-3')
      await answer('1-1')
      await drained
      expect(sent).toEqual(['1-1', '2-2', '3-3'])
      expect([log.cursor('store'), openFrom(log), reader.failures]).toEqual([1, [2, 3], 1])
      fill(1)
      const again = drain(new StoreReader(log))
      await vi.waitFor(() => expect(sent.slice(3).toSorted()).toEqual(['2-2', '4-4', '5-5']), patienceMs)
      for (const range of ['2-2', '4-4', '5-5', '6-6']) await answer(range)
      await again
      expect([log.cursor('store'), openFrom(log)]).toEqual([6, []])
    })
  })

  it('wait for more rows while another is on its way, until they are old or fill a range', async () => {
    await inLog('young', async (log, reader, fill) => {
      const body = new TextEncoder().encode('{}\n').buffer as ArrayBuffer
      const addOne = () => log.add({ table: 'events', batchId: 'b', rows: 1, body }, Date.now())
      addOne()
      const drained = drain(reader)
      await sends(['1-1'])
      addOne()
      void drain(reader)
      await scheduler.wait(100)
      expect(sent).toEqual(['1-1'])
      expect(reader.isDue).toBe(false)
      nowMs += flushAfterMs
      await sends(['1-1', '2-2'])
      fill(2)
      expect(reader.isDue).toBe(true)
      void drain(reader)
      await sends(['1-1', '2-2', '3-3'])
      for (const range of ['1-1', '2-2', '3-3', '4-4']) await answer(range)
      await drained
      expect([sent.at(-1), log.cursor('store')]).toEqual(['4-4', 4])
    })
  })

  it('do not begin with rows that came a moment ago when a drain ends', async () => {
    await inLog('left', async (log, reader, fill) => {
      fill(1)
      const drained = drain(reader)
      await sends(['1-1'])
      expect(reader.isDue).toBe(false)
      log.add({ table: 'events', batchId: 'b', rows: 1, body: new ArrayBuffer(1) }, Date.now())
      await answer('1-1')
      await drained
      expect([sent, log.behind('store').rows]).toEqual([['1-1'], 1])
      fill(1)
      expect(reader.isDue).toBe(true)
    })
  })

  it('are due from as many rows as fill a range', async () => {
    await inLog('due', async (log, reader) => {
      const add = (rows: number) =>
        log.add({ table: 'events', batchId: 'b', rows, body: new ArrayBuffer(1) }, Date.now())
      add(flushRowsMax - 1)
      expect(reader.isDue).toBe(false)
      add(1)
      expect(reader.isDue).toBe(true)
    })
  })

  it('do not wait when the clock was set back since they came', async () => {
    await inLog('set-back', async (log, reader, fill) => {
      fill(1)
      const drained = drain(reader)
      await sends(['1-1'])
      nowMs -= 3_600_000
      log.add({ table: 'events', batchId: 'b', rows: 1, body: new ArrayBuffer(1) }, nowMs + 3_600_000)
      void drain(reader)
      await sends(['1-1', '2-2'])
      for (const range of ['1-1', '2-2']) await answer(range)
      await drained
      expect(log.cursor('store')).toBe(2)
    })
  })

  it('are no more begun by a drain that has run for a minute', async () => {
    await inLog('minute', async (log, reader, fill) => {
      fill(9)
      const drained = drain(reader)
      await sends(['1-1', '2-2', '3-3'])
      nowMs += 59_999
      await answer('1-1')
      await sends(['1-1', '2-2', '3-3', '4-4'])
      nowMs += 1
      for (const range of ['2-2', '3-3', '4-4']) await answer(range)
      await drained
      expect([sent.length, log.cursor('store'), reader.failures]).toEqual([4, 4, 0])
    })
  })

  it('leave once, also when two drains begin at the same time', async () => {
    await inLog('two', async (log, reader, fill) => {
      fill(1)
      const drained = drain(reader)
      await drain(reader)
      await answer('1-1')
      await drained
      expect([sent, log.cursor('store')]).toEqual([['1-1'], 1])
    })
  })

  it('that fail are counted up to ten in a row, and from nothing again once all is well', async () => {
    await inLog('ten', async (log, reader, fill) => {
      fill(1)
      const counted: number[] = []
      for (const status of [...Array(12).fill(502), 200]) {
        const drained = drain(reader)
        await answer('1-1', status)
        await drained
        counted.push(reader.failures)
      }
      expect(counted).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10, 0])
      expect([sent.length, log.cursor('store')]).toEqual([13, 1])
    })
  })

  it('are as they were for the next drain when one breaks off', async () => {
    await inLog('broken', async (log, reader, fill) => {
      fill(1)
      const counted: number[] = []
      for (let times = 0; times < 12; times += 1) {
        const broken = reader.drain(placeOf(env, 'us'), { orgId: 'org', shard: 0 }, () => {
          throw new Error('not told')
        })
        // It is in after the first.
        if (times === 0) await answer('1-1')
        await broken
        counted.push(reader.failures)
      }
      expect(counted).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 10, 10])
      expect([log.cursor('store'), reader.isDue]).toEqual([0, true])
      await drain(reader)
      expect([sent, log.cursor('store'), openFrom(log), reader.failures]).toEqual([['1-1'], 1, [], 0])
    })
  })

  it('have the store count once a minute, where anything waits and whatever the clock does', async () => {
    await inLog('counted', async (_log, reader, fill) => {
      const seen: number[] = []
      let range = 0
      const well = async () => {
        fill(1)
        range += 1
        const drained = drain(reader)
        await answer(`${range}-${range}`)
        await drained
        seen.push(counts)
      }
      await drain(reader)
      expect(counts).toBe(0)
      for (const laterMs of [0, 0, 59_999, 1, -60_000, -59_999, 119_998]) {
        nowMs += laterMs
        await well()
      }
      expect(seen).toEqual([1, 1, 1, 2, 3, 3, 3])
    })
  })

  it('of which nobody can say whether they were stored are sent by a later drain', async () => {
    await inLog('unsure', async (log, reader, fill) => {
      fill(1)
      const refused = drain(reader)
      await answer('1-1', 502)
      await refused
      isMigrationKnown = false
      await drain(reader)
      expect([sent.length, log.cursor('store'), reader.failures]).toEqual([1, 0, 2])
      isMigrationKnown = true
      const again = drain(reader)
      await answer('1-1')
      await again
      expect([log.cursor('store'), reader.failures]).toEqual([1, 0])
    })
  })
})
