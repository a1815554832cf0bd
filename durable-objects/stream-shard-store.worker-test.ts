import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { describe, expect, it, vi } from 'vitest'
import {
  addressOf,
  aheadMs,
  append,
  away,
  chunkOf,
  drained,
  idsOf,
  logRows,
  refusing,
  shardOf,
  stores,
  testStoreAhead,
} from './test-shard.ts'

const store = testStoreAhead()

describe('what goes to the store', () => {
  it('keeps its range and its token until it is stored, whatever comes in between', async () => {
    store.answers.set('token', away)
    await append('token', chunkOf(['a']))
    await drained('token')
    await append('token', chunkOf(['b']))
    await evictDurableObject(shardOf('token'))
    store.answers.set('token', stores)
    const tried = store.insertsOf('token').length
    await drained('token')
    const again = store.insertsOf('token').slice(tried)
    expect(again.map((insert) => idsOf([insert])).toSorted()).toEqual([['a'], ['b']])
    const tokenOf = (id: string) => again.find((insert) => idsOf([insert])[0] === id)?.token
    expect(tokenOf('a')).toBe(store.insertsOf('token')[0]?.token)
    expect(tokenOf('b')).not.toBe(store.insertsOf('token')[0]?.token)
    expect(await logRows('token')).toBe(0)
  })

  it('is looked up before it is sent again once its token may be forgotten', async () => {
    store.answers.set('old', away)
    await append('old', chunkOf(['a', 'b']))
    await drained('old')
    const later = Date.now() + 5 * 60_000 + 1_000
    vi.spyOn(Date, 'now').mockReturnValue(later)
    store.answers.set('old', stores)
    store.inserted.delete('old')
    store.held.set('old', ['a', 'b'])
    await drained('old')
    expect(store.insertsOf('old')).toEqual([])
    expect(await logRows('old')).toBe(0)
  })

  it('is looked up when the store was migrated since, whose tables may not know the token', async () => {
    store.answers.set('migrated', away)
    await append('migrated', chunkOf(['a', 'b']))
    await drained('migrated')
    store.answers.set('migrated', stores)
    store.inserted.delete('migrated')
    store.held.set('migrated', ['a', 'b'])
    store.migratedAtS = Math.floor(Date.now() / 1_000) + 1
    await drained('migrated')
    store.migratedAtS = 0
    expect(store.insertsOf('migrated')).toEqual([])
    expect(await logRows('migrated')).toBe(0)
  })

  it('is sent again under its token when the store was migrated before', async () => {
    store.answers.set('earlier', away)
    await append('earlier', chunkOf(['a', 'b']))
    await drained('earlier')
    store.answers.set('earlier', stores)
    store.held.set('earlier', ['a', 'b'])
    store.migratedAtS = Math.floor(Date.now() / 1_000) - 60
    await drained('earlier')
    store.migratedAtS = 0
    const tokens = new Set(store.insertsOf('earlier').map(({ token }) => token))
    expect([store.insertsOf('earlier').length > 1, tokens.size]).toEqual([true, 1])
  })

  it('is sent again after the look-up as far as the store has it not', async () => {
    store.answers.set('lost', away)
    await append('lost', chunkOf(['a', 'b']))
    await drained('lost')
    const later = Date.now() + 5 * 60_000 + 1_000
    vi.spyOn(Date, 'now').mockReturnValue(later)
    store.answers.set('lost', stores)
    store.inserted.delete('lost')
    store.held.set('lost', ['a'])
    await drained('lost')
    expect(idsOf(store.insertsOf('lost'))).toEqual(['b'])
  })

  it('leaves behind only the row that the store refuses, at the price of a few inserts', async () => {
    store.answers.set('poison', refusing('poison'))
    const ids = Array.from({ length: 2000 }, (_, index) => (index === 1234 ? 'poison' : `row-${index}`))
    await append('poison', chunkOf(ids), chunkOf(['after'], 'b2'))
    await drained('poison')
    const stored = store.insertsOf('poison').filter((insert) => refusing('poison')(insert).ok)
    expect(idsOf(stored).sort()).toEqual([...ids.filter((id) => id !== 'poison'), 'after'].sort())
    expect(new Set(store.insertsOf('poison').map(({ token }) => token)).size).toBe(
      store.insertsOf('poison').length,
    )
    expect(store.insertsOf('poison').length).toBeLessThan(40)
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
    store.answers.set('table', () => new Response('Code: 60. DB::Exception: no such table', { status: 404 }))
    await append('table', chunkOf(['a']))
    await drained('table')
    expect(await logRows('table')).toBe(1)
    const appendedAtMs = await runInDurableObject(shardOf('table'), (_shard, { storage }) =>
      Number(storage.sql.exec('SELECT at_ms FROM log').one().at_ms),
    )
    expect(await shardOf('table').waiting()).toEqual({ rows: 1, oldestAtMs: appendedAtMs })
    store.answers.set('table', stores)
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
    store.answers.set(orgId, away)
    const sent: string[] = []
    for (const [turn, byMs] of [0, yearMs, -yearMs, 10 * yearMs, -1, 6 * 60_000, 0].entries()) {
      jump(byMs)
      const ids = [`a-${turn}`, `b-${turn}`]
      expect(await append(orgId, chunkOf(ids, `batch-${turn}`))).toMatchObject({ kept: 2, duplicates: 0 })
      expect(await append(orgId, chunkOf(ids, `again-${turn}`))).toMatchObject({ kept: 0, duplicates: 2 })
      sent.push(...ids)
      await drained(orgId)
    }
    store.answers.set(orgId, stores)
    store.inserted.delete(orgId)
    // An alarm of a time that has passed may be under way by itself.
    await vi.waitUntil(async () => {
      await drained(orgId)
      return (await logRows(orgId)) === 0
    }, 20_000)
    expect(idsOf(store.insertsOf(orgId)).toSorted()).toEqual(sent.toSorted())
    expect(await shardOf(orgId).waiting()).toMatchObject({ rows: 0, oldestAtMs: null })
  })

  it('back after an insert without an answer asks the store before it sends again', async () => {
    store.answers.set('back', away)
    await append('back', chunkOf(['a', 'b']))
    await drained('back')
    jump(-yearMs)
    store.answers.set('back', stores)
    store.inserted.delete('back')
    store.held.set('back', ['a', 'b'])
    await drained('back')
    expect([store.insertsOf('back'), await logRows('back')]).toEqual([[], 0])
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
