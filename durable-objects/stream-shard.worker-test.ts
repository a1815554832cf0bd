import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type AppendChunk, type AppendRequest, chunkBytesMax } from './stream-shard.ts'

type Insert = { table: string; token: string; lines: string[] }

type Answer = (insert: Insert) => Response

/** What ClickHouse answers each organization, what it was asked to insert and which ids it has. It stands at the wire, for its failures. */
const inserted = new Map<string, Insert[]>()
const answers = new Map<string, Answer>()
const held = new Map<string, string[]>()
let migratedAtS = 0
const stores: Answer = () => new Response('')
const insertsOf = (orgId: string): Insert[] => inserted.get(orgId) ?? []

beforeAll(() => {
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const address = new URL(request.url)
    const text = await request.text()
    if (text.includes('schema_migrations')) return new Response(`{"at":${migratedAtS}}\n`)
    const table = /^INSERT INTO (\w+)/.exec(address.searchParams.get('query') ?? '')?.[1]
    if (table === undefined) {
      const ids = held.get(address.searchParams.get('param_org_id') ?? '') ?? []
      return new Response(ids.map((id) => `${JSON.stringify({ batch_id: 'b', id })}\n`).join(''))
    }
    const token = address.searchParams.get('insert_deduplication_token') ?? ''
    const orgId = token.slice(0, token.indexOf('-'))
    const insert = { table, token, lines: text.trimEnd().split('\n') }
    inserted.set(orgId, [...insertsOf(orgId), insert])
    return (answers.get(orgId) ?? stores)(insert)
  })
})
/** An hour ahead of the platform's clock no alarm goes off by itself between two lines of a test. */
const aheadMs = 3_600_000
beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const platformNow = Date.now
  vi.spyOn(Date, 'now').mockImplementation(() => platformNow() + aheadMs)
})
afterEach(() => vi.restoreAllMocks())

const away = () => new Response('gone', { status: 502 })
const refusing = (word: string) => (insert: Insert) =>
  insert.lines.some((line) => line.includes(word))
    ? new Response('Code: 27. DB::Exception: cannot parse', { status: 400 })
    : new Response('')

const shardOf = (orgId: string) => env.STREAM_SHARD.getByName(`us/${orgId}/stream/0`)
const addressOf = (orgId: string) => ({ region: env.REGION, orgId, shard: 0 })

function chunkOf(
  ids: readonly (string | null)[],
  batchId = 'b',
  table: AppendChunk['table'] = 'events',
): AppendChunk {
  const lines = ids.map((id, index) => JSON.stringify({ id: id ?? `new-${index}`, batch_id: batchId }))
  const body = new TextEncoder().encode(`${lines.join('\n')}\n`).buffer as ArrayBuffer
  return { table, batchId, rows: lines.length, ids: ids.every((id) => id === null) ? null : [...ids], body }
}
const append = (orgId: string, ...chunks: AppendChunk[]) =>
  shardOf(orgId).append(addressOf(orgId), { chunks })
const idsOf = (sent: readonly Insert[]) =>
  sent.flatMap(({ lines }) => lines.map((line) => (JSON.parse(line) as { id: string }).id))
const logRows = (orgId: string) =>
  runInDurableObject(
    shardOf(orgId),
    (_shard, { storage }) => storage.sql.exec('SELECT rows FROM log').toArray().length,
  )
const drained = (orgId: string) => runDurableObjectAlarm(shardOf(orgId))

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
    expect(idsOf(insertsOf('whole'))).toEqual(['a', 'b'])
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
    expect(idsOf(insertsOf('repeats'))).toEqual(['a', 'b', 'new-3', 'c'])
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
    answers.set('long', away)
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
    answers.set('spread', away)
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
    const stored = insertsOf('quarantine').filter(({ table }) => table === 'quarantined')
    expect(idsOf(stored)).toEqual(['x', 'y', 'new-3', 'z'])
  })

  it('is refused while more than a gigabyte waits for the store', async () => {
    answers.set('full', away)
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
    const figures = {
      requests: 1,
      tokensIn: 10,
      tokensOut: 1,
      tokensCached: 0,
      tokensReasoning: 0,
      costNano: '5',
    }
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
    expect(idsOf(insertsOf('usage').filter(({ table }) => table === 'event_changes'))).toEqual(['u-1', 'u-2'])
    expect(insertsOf('usage').map(({ lines }) => JSON.parse(lines.at(-1) ?? ''))).toEqual([
      expect.objectContaining({ id: 'u-2', tokens_in: 15, batch_id: 'b3-events-0' }),
      expect.objectContaining({ id: 'c-1', amount: '0.000000007', batch_id: 'b1-vendor_costs-0' }),
    ])
  })
})

describe('a row that a vendor no longer shows', () => {
  it('is taken back with the end of the reading, and that goes to the store by itself', async () => {
    const figures = {
      requests: 1,
      tokensIn: 10,
      tokensOut: 1,
      tokensCached: 0,
      tokensReasoning: 0,
      costNano: '5',
    }
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
    const tokens = insertsOf('gone').flatMap(({ lines }) =>
      lines.map((line) => (JSON.parse(line) as { tokens_in: number }).tokens_in),
    )
    expect(tokens).toEqual([10, -10])
  })
})

describe('what goes to the store', () => {
  it('keeps its range and its token until it is stored, whatever comes in between', async () => {
    answers.set('token', away)
    await append('token', chunkOf(['a']))
    await drained('token')
    await append('token', chunkOf(['b']))
    await evictDurableObject(shardOf('token'))
    answers.set('token', stores)
    const tried = insertsOf('token').length
    await drained('token')
    const again = insertsOf('token').slice(tried)
    expect(again.map((insert) => idsOf([insert])).toSorted()).toEqual([['a'], ['b']])
    const tokenOf = (id: string) => again.find((insert) => idsOf([insert])[0] === id)?.token
    expect(tokenOf('a')).toBe(insertsOf('token')[0]?.token)
    expect(tokenOf('b')).not.toBe(insertsOf('token')[0]?.token)
    expect(await logRows('token')).toBe(0)
  })

  it('is looked up before it is sent again once its token may be forgotten', async () => {
    answers.set('old', away)
    await append('old', chunkOf(['a', 'b']))
    await drained('old')
    const later = Date.now() + 5 * 60_000 + 1_000
    vi.spyOn(Date, 'now').mockReturnValue(later)
    answers.set('old', stores)
    inserted.delete('old')
    held.set('old', ['a', 'b'])
    await drained('old')
    expect(insertsOf('old')).toEqual([])
    expect(await logRows('old')).toBe(0)
  })

  it('is looked up when the store was migrated since, whose tables may not know the token', async () => {
    answers.set('migrated', away)
    await append('migrated', chunkOf(['a', 'b']))
    await drained('migrated')
    answers.set('migrated', stores)
    inserted.delete('migrated')
    held.set('migrated', ['a', 'b'])
    migratedAtS = Math.floor(Date.now() / 1_000) + 1
    await drained('migrated')
    migratedAtS = 0
    expect(insertsOf('migrated')).toEqual([])
    expect(await logRows('migrated')).toBe(0)
  })

  it('is sent again under its token when the store was migrated before', async () => {
    answers.set('earlier', away)
    await append('earlier', chunkOf(['a', 'b']))
    await drained('earlier')
    answers.set('earlier', stores)
    held.set('earlier', ['a', 'b'])
    migratedAtS = Math.floor(Date.now() / 1_000) - 60
    await drained('earlier')
    migratedAtS = 0
    const tokens = new Set(insertsOf('earlier').map(({ token }) => token))
    expect([insertsOf('earlier').length > 1, tokens.size]).toEqual([true, 1])
  })

  it('is sent again after the look-up as far as the store has it not', async () => {
    answers.set('lost', away)
    await append('lost', chunkOf(['a', 'b']))
    await drained('lost')
    const later = Date.now() + 5 * 60_000 + 1_000
    vi.spyOn(Date, 'now').mockReturnValue(later)
    answers.set('lost', stores)
    inserted.delete('lost')
    held.set('lost', ['a'])
    await drained('lost')
    expect(idsOf(insertsOf('lost'))).toEqual(['b'])
  })

  it('leaves behind only the row that the store refuses, at the price of a few inserts', async () => {
    answers.set('poison', refusing('poison'))
    const ids = Array.from({ length: 2000 }, (_, index) => (index === 1234 ? 'poison' : `row-${index}`))
    await append('poison', chunkOf(ids), chunkOf(['after'], 'b2'))
    await drained('poison')
    const stored = insertsOf('poison').filter((insert) => refusing('poison')(insert).ok)
    expect(idsOf(stored).sort()).toEqual([...ids.filter((id) => id !== 'poison'), 'after'].sort())
    expect(new Set(insertsOf('poison').map(({ token }) => token)).size).toBe(insertsOf('poison').length)
    expect(insertsOf('poison').length).toBeLessThan(40)
    expect(await logRows('poison')).toBe(0)
    const rejected = await runInDurableObject(shardOf('poison'), (_shard, { storage }) =>
      storage.sql.exec('SELECT target, reason, body FROM rejected').toArray(),
    )
    expect(rejected).toEqual([
      {
        target: 'events',
        reason: expect.stringContaining('Code: 27'),
        body: expect.stringContaining('"poison"'),
      },
    ])
  })

  it('waits, and refuses nothing, when the store says that it is not the rows', async () => {
    answers.set('table', () => new Response('Code: 60. DB::Exception: no such table', { status: 404 }))
    await append('table', chunkOf(['a']))
    await drained('table')
    expect(await logRows('table')).toBe(1)
    const appendedAtMs = await runInDurableObject(shardOf('table'), (_shard, { storage }) =>
      Number(storage.sql.exec('SELECT at_ms FROM log').one().at_ms),
    )
    expect(await shardOf('table').waiting()).toEqual({ rows: 1, oldestAtMs: appendedAtMs })
    answers.set('table', stores)
    await drained('table')
    expect(await logRows('table')).toBe(0)
  })
})

describe('a clock that jumps', () => {
  const yearMs = 365 * 86_400_000
  const jump = (byMs: number) => {
    const now = performance.timeOrigin + performance.now() + aheadMs
    vi.spyOn(Date, 'now').mockReturnValue(Math.floor(now + byMs))
  }

  it('forwards and back again loses nothing and doubles nothing, in the log and on the way to the store', async () => {
    const orgId = 'jumps'
    answers.set(orgId, away)
    const sent: string[] = []
    for (const [turn, byMs] of [0, yearMs, -yearMs, 10 * yearMs, -1, 6 * 60_000, 0].entries()) {
      jump(byMs)
      const ids = [`a-${turn}`, `b-${turn}`]
      expect(await append(orgId, chunkOf(ids, `batch-${turn}`))).toMatchObject({ kept: 2, duplicates: 0 })
      expect(await append(orgId, chunkOf(ids, `again-${turn}`))).toMatchObject({ kept: 0, duplicates: 2 })
      sent.push(...ids)
      await drained(orgId)
    }
    answers.set(orgId, stores)
    inserted.delete(orgId)
    // An alarm of a time that has passed may be under way by itself.
    await vi.waitUntil(async () => {
      await drained(orgId)
      return (await logRows(orgId)) === 0
    }, 20_000)
    expect(idsOf(insertsOf(orgId)).toSorted()).toEqual(sent.toSorted())
    expect(await shardOf(orgId).waiting()).toMatchObject({ rows: 0, oldestAtMs: null })
  })

  it('back after an insert without an answer asks the store before it sends again', async () => {
    answers.set('back', away)
    await append('back', chunkOf(['a', 'b']))
    await drained('back')
    jump(-yearMs)
    answers.set('back', stores)
    inserted.delete('back')
    held.set('back', ['a', 'b'])
    await drained('back')
    expect([insertsOf('back'), await logRows('back')]).toEqual([[], 0])
  })

  it('over the end of a month counts each event in the month that it was pushed in', async () => {
    const at = (iso: string) => vi.spyOn(Date, 'now').mockReturnValue(Date.parse(iso))
    const push = (id: string) =>
      shardOf('months').append(addressOf('months'), { chunks: [chunkOf([id])], eventsMax: 1 })
    at('2026-11-30T23:59:59Z')
    expect(await push('a')).toMatchObject({ kept: 1 })
    expect(await push('b')).toMatchObject({ accepted: false, reason: 'month_full' })
    at('2026-12-01T00:00:00Z')
    expect(await push('b')).toMatchObject({ kept: 1 })
    at('2026-11-30T23:59:58Z')
    expect(await push('c')).toMatchObject({ accepted: false, reason: 'month_full' })
  })
})
