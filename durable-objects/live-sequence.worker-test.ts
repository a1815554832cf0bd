import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import type { LiveEntry } from './live-room.ts'
import { LiveSequence } from './live-sequence.ts'

const t0 = Date.parse('2026-11-22T12:00:00Z')
const minuteMs = 60_000

const withSequence = (name: string, work: (sequence: LiveSequence) => void) =>
  runInDurableObject(env.LIVE_ROOM.getByName(`sequence-${name}`), (_room, { storage }) =>
    work(new LiveSequence(storage)),
  )
const entry = (seq: number, rows: number): LiveEntry => ({
  seq,
  rows,
  body: new TextEncoder().encode('{}\n'.repeat(rows)).buffer as ArrayBuffer,
})
const spansOf = (sequence: LiveSequence, after = 0) => sequence.since(after).map(({ from, to }) => [from, to])

it('remembers the last ten thousand events by whole entries while somebody looks on', async () => {
  await withSequence('memory', (sequence) => {
    for (let seq = 1; seq <= 3; seq += 1) sequence.number(0, [entry(seq, 4_000)], true)
    expect(spansOf(sequence)).toEqual([
      [1, 4_000],
      [4_001, 8_000],
      [8_001, 12_000],
    ])
    sequence.number(0, [entry(4, 2_000)], true)
    expect(spansOf(sequence)).toEqual([
      [4_001, 8_000],
      [8_001, 12_000],
      [12_001, 14_000],
    ])
    expect(spansOf(sequence, 8_000)).toHaveLength(2)
    expect(spansOf(sequence, 11_999)).toHaveLength(2)
    expect(spansOf(sequence, 12_000)).toHaveLength(1)
  })
})

it('remembers nothing of what nobody looks at, nor what was before it, but counts on', async () => {
  await withSequence('unwatched', (sequence) => {
    sequence.number(0, [entry(1, 3)], true)
    expect(sequence.number(0, [entry(2, 2)], false)).toEqual({ before: 3, cursor: 5 })
    expect([spansOf(sequence), sequence.cursor()]).toEqual([[], 5])
    sequence.number(0, [entry(3, 1), { seq: 4, rows: 2, body: null }, entry(5, 1)], true)
    expect(spansOf(sequence)).toEqual([
      [6, 6],
      [9, 9],
    ])
  })
})

it('knows of each log how far it came', async () => {
  await withSequence('logs', (sequence) => {
    sequence.number(0, [entry(7, 1)], true)
    sequence.number(1, [entry(2, 1)], true)
    const seqs = (shard: number) =>
      sequence.fresh(shard, [entry(2, 1), entry(7, 1), entry(8, 1)]).map(({ seq }) => seq)
    expect([seqs(0), seqs(1), seqs(2)]).toEqual([[8], [7, 8], [2, 7, 8]])
  })
})

it('is watched for a quarter of an hour after the last reader left', async () => {
  await withSequence('watched', (sequence) => {
    expect(sequence.isWatched(t0)).toBe(false)
    sequence.watched(t0)
    expect(sequence.isWatched(t0 + 15 * minuteMs - 1)).toBe(true)
    expect(sequence.isWatched(t0 + 15 * minuteMs)).toBe(false)
  })
})

it('takes a room for one in use until it was silent for a minute, whatever way the clock is set', async () => {
  await withSequence('others', (sequence) => {
    for (const room of [0, 1, 2]) sequence.seated(room, 5, t0)
    expect(sequence.others(t0 + minuteMs - 1)).toEqual([1, 2])
    expect(sequence.others(t0 + minuteMs)).toEqual([])
    expect(sequence.others(t0 - minuteMs)).toEqual([])
    sequence.inUse(2, t0 + minuteMs)
    expect(sequence.others(t0 + minuteMs)).toEqual([2])
    sequence.seated(2, 0, t0 + minuteMs)
    expect(sequence.others(t0 + minuteMs)).toEqual([])
  })
})

it('counts seats as it gives them, keeps the count of a room in use, and believes a room that says it is full', async () => {
  await withSequence('seats', (sequence) => {
    sequence.seated(0, 2_498, t0)
    expect([sequence.seat(null, t0), sequence.seat(null, t0), sequence.seat(null, t0)]).toEqual([0, 0, 1])
    sequence.inUse(0, t0)
    expect(sequence.seat(null, t0)).toBe(1)
    expect(sequence.seat(1, t0)).toBe(2)
    expect(sequence.seat(null, t0)).toBe(2)
  })
})
