import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { liveRoomName } from './names.ts'
import { flushRowsMax } from './stream-log.ts'
import { type AppendRequest, chunkBytesMax } from './stream-shard.ts'
import {
  addressOf,
  append,
  away,
  chunkOf,
  drained,
  idsOf,
  logRows,
  shardOf,
  testStoreAhead,
} from './test-shard.ts'

const store = testStoreAhead()

/** A usage report's figures of one request. */
const figures = {
  requests: 1,
  tokensIn: 10,
  tokensOut: 1,
  tokensCached: 0,
  tokensReasoning: 0,
  costNano: '5',
}

describe('what is appended', () => {
  it('is sent on when its alarm is due, however much comes meanwhile', async () => {
    await runInDurableObject(shardOf('steady'), async (shard, { storage }) => {
      const appendAt = async (ms: number | null, id: string) => {
        if (ms !== null) vi.spyOn(Date, 'now').mockReturnValue(ms)
        await shard.append(addressOf('steady'), { chunks: [chunkOf([id])] })
        return storage.getAlarm()
      }
      const dueMs = (await appendAt(null, 'a')) ?? 0
      expect(await appendAt(dueMs - 1, 'b')).toBe(dueMs)
      expect(await appendAt(dueMs + 1, 'c')).toBe(dueMs)
      expect(await appendAt(dueMs + 4_999, 'd')).toBe(dueMs)
      expect(await appendAt(dueMs + 5_000, 'e')).toBe(dueMs + 5_500)
    })
  })

  it('is shown live at once, whether or not its alarm is due and the store is there', async () => {
    store.answers.set('woken', away)
    const room = env.LIVE_ROOM.getByName(liveRoomName(env.REGION, 'woken'))
    const shown = () =>
      runInDurableObject(
        room,
        (_room, { storage }) => storage.sql.exec('SELECT cursor FROM room').one().cursor,
      )
    for (const [id, numbered] of [
      ['a', 1],
      ['b', 2],
    ] as const) {
      await append('woken', chunkOf([id]))
      await vi.waitFor(async () => expect(await shown()).toBe(numbered))
    }
  })

  it('leaves for the store at once when it fills a range, and otherwise with the alarm', async () => {
    const full = { ...chunkOf([null]), rows: flushRowsMax - 1 }
    await append('filled', full)
    expect(store.insertsOf('filled')).toEqual([])
    await append('filled', chunkOf(['last']))
    await vi.waitFor(() => expect(idsOf(store.insertsOf('filled'))).toEqual(['new-0', 'last']))
  })

  it('is kept whole or not at all, and a refused first append costs the next one nothing', async () => {
    const broken = { ...chunkOf(['z']), batchId: null as never }
    const costs = [{ key: 'k', atMs: 0, amountNano: 'no number', row: {} }]
    await shardOf('whole').eventsThisMonth()
    await runInDurableObject(shardOf('whole'), async (shard) => {
      const append = (request: AppendRequest) => shard.append(addressOf('whole'), request)
      await expect(append({ chunks: [chunkOf(['a', 'b']), broken] })).rejects.toThrow()
      await expect(append({ chunks: [chunkOf(['a', 'b'])], costs })).rejects.toThrow()
    })
    expect(await logRows('whole')).toBe(0)
    expect(await shardOf('whole').waiting()).toEqual({ rows: 0, oldestAtMs: null })
    expect(await shardOf('whole').eventsThisMonth()).toBe(0)
    expect(await append('whole', chunkOf(['a', 'b']))).toMatchObject({ kept: 2, duplicates: 0 })
    await evictDurableObject(shardOf('whole'))
    await drained('whole')
    expect(idsOf(store.insertsOf('whole'))).toEqual(['a', 'b'])
  })

  it('fits into one value of the log at the largest size of a chunk, with room to spare', async () => {
    const line = JSON.stringify({ id: 'x'.repeat(chunkBytesMax - 20) })
    const body = new TextEncoder().encode(`${line}\n`).buffer as ArrayBuffer
    const chunk = { table: 'events' as const, batchId: 'b', rows: 1, ids: null, body }
    expect(await append('largest', chunk)).toMatchObject({ accepted: true, kept: 1 })
    expect(chunkBytesMax * 2).toBeLessThanOrEqual(2_000_000)
  })

  it('leaves out what was sent before: in the batch, in an earlier one, before an eviction', async () => {
    expect(await append('repeats', chunkOf(['a', 'b', 'a', null]))).toEqual({
      accepted: true,
      kept: 3,
      duplicates: 1,
      changed: 0,
    })
    await evictDurableObject(shardOf('repeats'))
    expect(await append('repeats', chunkOf(['b', 'c'], 'b2'), chunkOf(['c', 'a'], 'b3'))).toMatchObject({
      kept: 1,
      duplicates: 3,
    })
    await drained('repeats')
    expect(idsOf(store.insertsOf('repeats'))).toEqual(['a', 'b', 'new-3', 'c'])
  })

  it('takes rows without ids as new each time, and counts only events', async () => {
    await append('unnamed', chunkOf([null, null]))
    expect(await append('unnamed', chunkOf([null, null]), chunkOf(['r'], 'b', 'raw_payloads'))).toMatchObject(
      {
        kept: 2,
        duplicates: 0,
      },
    )
    expect(await append('unnamed', chunkOf(['r'], 'b', 'raw_payloads'))).toMatchObject({
      kept: 0,
      duplicates: 0,
    })
  })

  it('is known for years when it was collected, and for two weeks when it was pushed', async () => {
    store.answers.set('long', away)
    const appendAfter = async (days: number, isCollected: boolean, id: string) => {
      vi.spyOn(Date, 'now').mockReturnValue(Date.parse('2026-11-20T12:00:00Z') + days * 86_400_000)
      const taken = await shardOf('long').append(addressOf('long'), { chunks: [chunkOf([id])], isCollected })
      return taken.accepted && taken.kept
    }
    const kept = async (isCollected: boolean, id: string) => [
      await appendAfter(0, isCollected, id),
      await appendAfter(8, isCollected, id),
      await appendAfter(20, isCollected, `${id}-later`),
      await appendAfter(30, isCollected, id),
    ]
    expect([await kept(true, 'collected'), await kept(false, 'pushed')]).toEqual([
      [1, 0, 1, 0],
      [1, 0, 1, 1],
    ])
  })

  it('is taken by the first log when it was collected, whose ever its ids are', async () => {
    store.answers.set('spread', away)
    const address = { ...addressOf('spread'), shards: 8 }
    const ids = Array.from({ length: 30 }, (_, index) => `id-${index}`)
    const chunks = [chunkOf(ids)]
    expect(await shardOf('spread').append(address, { chunks })).toEqual({
      accepted: false,
      reason: 'moved',
      shards: 8,
    })
    expect(await shardOf('spread').append(address, { chunks, isCollected: true })).toMatchObject({ kept: 30 })
  })

  it('is told as quarantined before when it was, and is no event', async () => {
    const items = (...ids: (string | null)[]) => chunkOf(ids, 'b', 'quarantined')
    const first = await append('quarantine', items('x', 'y', 'x', null))
    expect(first).toEqual({ accepted: true, kept: 0, duplicates: 0, changed: 0, quarantineRepeats: 1 })
    const second = await append('quarantine', items('x', 'y', 'z'), chunkOf(['x', 'x']))
    expect(second).toEqual({ accepted: true, kept: 1, duplicates: 1, changed: 0, quarantineRepeats: 2 })
    await drained('quarantine')
    const stored = store.insertsOf('quarantine').filter(({ table }) => table === 'quarantined')
    expect(idsOf(stored)).toEqual(['x', 'y', 'new-3', 'z'])
  })

  it('is refused while more than a gigabyte waits for the store', async () => {
    store.answers.set('full', away)
    await append('full', chunkOf(['a']))
    const waits = async (bytes: number) => {
      await runInDurableObject(shardOf('full'), (_shard, { storage }) => {
        storage.sql.exec('UPDATE log SET bytes = ?', bytes)
      })
      await evictDurableObject(shardOf('full'))
    }
    await waits(1_000_000_001)
    const behind = { accepted: false, reason: 'behind', retryAfterS: 5 }
    expect(await append('full', chunkOf(['b']))).toEqual(behind)
    const ended = { group: 'g', pass: 'p', fromMs: 0, toMs: 1 }
    expect(await shardOf('full').endReading(addressOf('full'), ended, 'b')).toEqual(behind)
    await waits(1_000_000_000)
    expect(await append('full', chunkOf(['b']))).toMatchObject({ accepted: true, kept: 1 })
  })

  it('turns usage and cost lines into differences that are stored like everything else', async () => {
    const usage = (tokensIn: number) => [
      { key: 'u', atMs: 0, figures: { ...figures, tokensIn }, row: { id: '' } as never },
    ]
    const costs = [{ key: 'c', atMs: 0, amountNano: '7', row: {} }]
    const tell = (batchId: string, tokensIn: number) =>
      shardOf('usage').append(addressOf('usage'), { chunks: [], usage: usage(tokensIn), costs, batchId })
    expect(await tell('b1', 10)).toEqual({ accepted: true, kept: 0, duplicates: 0, changed: 2 })
    expect(await tell('b2', 10)).toMatchObject({ changed: 0 })
    expect(await tell('b3', 25)).toMatchObject({ changed: 1 })
    await drained('usage')
    expect(idsOf(store.insertsOf('usage').filter(({ table }) => table === 'event_changes'))).toEqual([
      'u-1',
      'u-2',
    ])
    expect(store.insertsOf('usage').map(({ lines }) => JSON.parse(lines.at(-1) ?? ''))).toEqual([
      expect.objectContaining({ id: 'u-2', tokens_in: 15, batch_id: 'b3-events-0' }),
      expect.objectContaining({ id: 'c-1', amount: '0.000000007', batch_id: 'b1-vendor_costs-0' }),
    ])
  })
})

describe('a row that a vendor no longer shows', () => {
  it('is taken back with the end of the reading, and that goes to the store by itself', async () => {
    const usage = [{ key: 'u', atMs: 5, figures, row: { id: '' } as never }]
    const read = (pass: string, shown: typeof usage) =>
      shardOf('gone').append(addressOf('gone'), {
        chunks: [],
        usage: shown,
        reading: { group: 'g', pass, sinceMs: 0, begins: true },
        batchId: pass,
      })
    await read('first', usage)
    await drained('gone')
    await read('second', [])
    const ended = { group: 'g', pass: 'second', fromMs: 0, toMs: 10 }
    const end = () => shardOf('gone').endReading(addressOf('gone'), ended, 'ended')
    expect(await end()).toEqual({ accepted: true, kept: 0, duplicates: 0, changed: 1 })
    expect(await end()).toMatchObject({ changed: 0 })
    expect(await drained('gone')).toBe(true)
    const tokens = store
      .insertsOf('gone')
      .flatMap(({ lines }) => lines.map((line) => (JSON.parse(line) as { tokens_in: number }).tokens_in))
    expect(tokens).toEqual([10, -10])
  })
})
