import { env } from 'cloudflare:workers'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { secondsOfMonthLeft } from './month-count.ts'
import type { AppendChunk } from './stream-shard.ts'

/** The clock stands still, so that no month ends between two calls. */
beforeEach(() => {
  vi.stubGlobal('fetch', async () => new Response('away', { status: 502 }))
  vi.spyOn(Date, 'now').mockReturnValue(Date.now())
})
afterEach(() => vi.restoreAllMocks())

const shardOf = (orgId: string) => env.STREAM_SHARD.getByName(`us/${orgId}/stream/0`)

function chunkOf(ids: readonly (string | null)[], table: AppendChunk['table'] = 'events'): AppendChunk {
  const lines = ids.map((id, index) => JSON.stringify({ id: id ?? `new-${index}`, batch_id: 'b' }))
  const body = new TextEncoder().encode(`${lines.join('\n')}\n`).buffer as ArrayBuffer
  return {
    table,
    batchId: 'b',
    rows: lines.length,
    ids: ids.every((id) => id === null) ? null : [...ids],
    body,
  }
}
const append = (orgId: string, eventsMax: number | null, ...chunks: AppendChunk[]) =>
  shardOf(orgId).append({ region: env.REGION, orgId, shard: 0 }, { chunks, eventsMax })

describe('the events of a month', () => {
  it('are counted once each, and refused as a whole batch when they would pass the limit', async () => {
    expect(await append('month', 4, chunkOf(['a', 'b', 'c']))).toMatchObject({ kept: 3 })
    expect(await append('month', 4, chunkOf(['d', 'e']))).toMatchObject({
      accepted: false,
      reason: 'month_full',
      used: 3,
    })
    expect(await shardOf('month').eventsThisMonth()).toBe(3)
    expect(await append('month', 4, chunkOf(['d']))).toMatchObject({ kept: 1 })
    expect(await append('month', 4, chunkOf([null]))).toMatchObject({ accepted: false, used: 4 })
  })

  it('take no room when they are repeated, in a full month too', async () => {
    await append('repeat', 2, chunkOf(['a', 'b']))
    expect(await append('repeat', 2, chunkOf(['a', 'b']))).toMatchObject({ kept: 0, duplicates: 2 })
    expect(await append('repeat', 2, chunkOf(['a', 'c']))).toMatchObject({ accepted: false })
    expect(await shardOf('repeat').eventsThisMonth()).toBe(2)
  })

  it('have no limit without one, and rows of other tables are none', async () => {
    expect(await append('none', null, chunkOf(['a', 'b', 'c']))).toMatchObject({ kept: 3 })
    expect(await append('none', 3, chunkOf(['q'], 'quarantined'))).toMatchObject({ accepted: true })
    expect(await shardOf('none').eventsThisMonth()).toBe(3)
  })

  it('make room and take it as another log says how many it has', async () => {
    expect(await append('shared', 4, chunkOf(['a']))).toMatchObject({ kept: 1 })
    expect(await shardOf('shared').takeShare(1, 3, 4)).toEqual({ isRoom: true, used: 1 })
    expect(await append('shared', 4, chunkOf(['b']))).toMatchObject({ accepted: false, used: 4 })
    expect(await shardOf('shared').takeShare(1, 4, 4)).toEqual({ isRoom: false, used: 1 })
    expect(await shardOf('shared').takeShare(1, 2, 4)).toEqual({ isRoom: true, used: 1 })
    expect(await append('shared', 4, chunkOf(['b']))).toMatchObject({ kept: 1 })
    expect(await append('shared', 4, chunkOf(['c']))).toMatchObject({ accepted: false, used: 4 })
  })

  it('end with the month in UTC', () => {
    expect(secondsOfMonthLeft(Date.parse('2026-11-30T23:59:59.001Z'))).toBe(1)
    expect(secondsOfMonthLeft(Date.parse('2026-12-01T00:00:00Z'))).toBe(31 * 86_400)
  })
})
