import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { correctedIn, linesApart } from './following-rows.ts'
import { linesToBytes } from './json-lines.ts'
import type { AppendChunk } from './stream-shard.ts'

/** The store is away, so that what was appended stays in the log. */
beforeAll(() => {
  vi.stubGlobal('fetch', async () => new Response('gone', { status: 502 }))
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

const shardOf = (orgId: string) => env.STREAM_SHARD.getByName(`us/${orgId}/stream/0`)
const chunk = (
  table: AppendChunk['table'],
  rows: readonly Record<string, unknown>[],
  ids: AppendChunk['ids'],
): AppendChunk => ({
  table,
  batchId: 'b',
  rows: rows.length,
  ids,
  body: linesToBytes(rows.map((row) => JSON.stringify(row))),
})
const append = (orgId: string, ...chunks: AppendChunk[]) =>
  shardOf(orgId).append({ region: env.REGION, orgId, shard: 0 }, { chunks })
/** Lines of a table that stand in the log. */
const logged = (orgId: string, table: string): Promise<Record<string, unknown>[]> =>
  runInDurableObject(shardOf(orgId), (_shard, { storage }) =>
    storage.sql
      .exec<{ body: ArrayBuffer }>('SELECT body FROM log WHERE target = ? ORDER BY seq', table)
      .toArray()
      .flatMap(({ body }) => new TextDecoder().decode(body).trimEnd().split('\n'))
      .map((line) => JSON.parse(line) as Record<string, unknown>),
  )

describe('originals of events', () => {
  const original = (id: string, text: string) => ({ id, text })

  it('are kept with their event, in any order, and dropped with one that is known', async () => {
    await append(
      'originals',
      chunk('evidence', [original('a', '1'), original('a/1', '2'), original('b', '3')], ['a', 'a/1', 'b']),
      chunk('events', [{ id: 'a' }, { id: 'b' }], ['a', 'b']),
    )
    await append(
      'originals',
      chunk('events', [{ id: 'a' }, { id: 'c' }, { id: 'c' }], ['a', 'c', 'c']),
      chunk('evidence', [original('a', 'x'), original('c', '4'), original('c', 'x')], ['a', 'c', 'c']),
    )
    expect((await logged('originals', 'evidence')).map(({ text }) => text)).toEqual(['1', '2', '3', '4'])
  })

  it('are dropped with an event that is known from when none were kept', async () => {
    await append('kept-later', chunk('events', [{ id: 'a' }], ['a']))
    const again = ['a', 'b']
    await append(
      'kept-later',
      chunk('events', [{ id: 'a' }, { id: 'b' }], again),
      chunk('evidence', [original('a', 'x'), original('b', '1')], again),
    )
    expect((await logged('kept-later', 'evidence')).map(({ text }) => text)).toEqual(['1'])
  })

  it('of events without names are as new as those', async () => {
    await append(
      'nameless',
      chunk('events', [{ id: 'n1' }], null),
      chunk('evidence', [original('n1', '1')], null),
    )
    expect(await logged('nameless', 'evidence')).toHaveLength(1)
  })
})

describe('corrections', () => {
  const pair = (id: string, revision: number) => [
    { org_id: 'o', id, created_at: 't', revision, sign: -1 },
    { org_id: 'o', id, created_at: 't', revision, sign: 1 },
  ]
  const named = (id: string, revision: number) => [`${id}/${revision}/before`, `${id}/${revision}`]

  it('are taken once each, count as changes and not as events of the month', async () => {
    const first = await append(
      'corrected',
      chunk('event_corrections', [...pair('a', 1), ...pair('b', 1)], [...named('a', 1), ...named('b', 1)]),
    )
    expect(first).toMatchObject({ kept: 0, duplicates: 0, changed: 2 })
    const again = await append(
      'corrected',
      chunk('event_corrections', [...pair('a', 1), ...pair('a', 2)], [...named('a', 1), ...named('a', 2)]),
    )
    expect(again).toMatchObject({ changed: 1 })
    expect(await logged('corrected', 'event_corrections')).toEqual([
      ...pair('a', 1),
      ...pair('b', 1),
      ...pair('a', 2),
    ])
    expect(await shardOf('corrected').eventsThisMonth()).toBe(0)
  })

  it('are two lines that belong together, of which one is what the table will hold', () => {
    expect([linesApart('event_corrections'), linesApart('events')]).toEqual([2, 1])
    const lines = pair('a', 3).map((row) => JSON.stringify(row))
    expect(correctedIn(lines)).toEqual([{ org_id: 'o', id: 'a', created_at: 't', revision: 3 }])
  })
})
