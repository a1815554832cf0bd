import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { EventRow } from '../analytics/event-row.ts'
import type { LiveEntry } from './live-room.ts'
import { cursorOf, entry, gapsOf, house, idsOf, join, roomOf, visitor } from './test-live-readers.ts'

describe('a live room', () => {
  it('shows events in order with its own cursor, and a repeated publish to nobody', async () => {
    const reader = await join('order')
    await roomOf('order').publish(0, [entry(7, 1, 2)])
    await roomOf('order').publish(0, [entry(7, 1, 2)])
    await roomOf('order').publish(0, [entry(9, 3, 1)])
    const frames = await reader.until((seen) => idsOf(seen).length >= 3)
    expect(idsOf(frames)).toEqual(['e1', 'e2', 'e3'])
    expect(cursorOf(frames)).toBe(3)
  })

  it('lets a reader who comes back go on without a gap or a repeat', async () => {
    await join('resume')
    await roomOf('resume').publish(0, [entry(1, 1, 5)])
    const reader = await join('resume', { cursor: 3 })
    expect(idsOf(await reader.until((seen) => idsOf(seen).length >= 2))).toEqual(['e4', 'e5'])
    const ahead = await join('resume', { cursor: 99 })
    expect(await ahead.until((seen) => seen.length > 0)).toMatchObject([{ type: 'hello', cursor: 5 }])
  })

  it('passes over what it has when a shard begins again too early', async () => {
    const reader = await join('again')
    await roomOf('again').publish(0, [entry(1, 1, 2)])
    await roomOf('again').publish(0, [entry(1, 1, 2), entry(2, 3, 1)])
    const frames = await reader.until((seen) => idsOf(seen).length >= 3)
    expect(idsOf(frames)).toEqual(['e1', 'e2', 'e3'])
  })

  it('only counts while nobody looks on, and says so to whoever asks for it later', async () => {
    await roomOf('unwatched').publish(0, [entry(1, 1, 5)])
    const late = await join('unwatched', { cursor: 2 })
    await roomOf('unwatched').publish(0, [entry(2, 6, 1)])
    const frames = await late.until((seen) => idsOf(seen).length >= 1)
    expect([gapsOf(frames), idsOf(frames)]).toEqual([[{ type: 'gap', from: 3, to: 5 }], ['e6']])
  })

  it('names exactly what a burst left out, so that gap and events join up', async () => {
    const reader = await join('burst')
    await roomOf('burst').publish(0, [entry(1, 1, 1500)])
    const frames = await reader.until((seen) => idsOf(seen).length >= 1000)
    expect(gapsOf(frames)).toEqual([{ type: 'gap', from: 1, to: 500 }])
    expect([idsOf(frames).length, idsOf(frames)[0]]).toEqual([1000, 'e501'])
  })

  it('counts what waited before a burst to the same gap', async () => {
    const reader = await join('waited')
    await Promise.all([
      roomOf('waited').publish(0, [entry(1, 1, 10)]),
      roomOf('waited').publish(0, [entry(2, 11, 1500)]),
    ])
    const frames = await reader.until((seen) => cursorOf(seen) >= 1510)
    const shown = idsOf(frames).length
    const named = gapsOf(frames).reduce((sum, gap) => sum + gap.to - gap.from + 1, 0)
    expect(shown + named).toBe(1510)
  })

  it('names what the log skipped, to those who watch and to those who come back', async () => {
    const reader = await join('skipped')
    await roomOf('skipped').publish(0, [{ seq: 1, rows: 40, body: null }, entry(2, 41, 2)])
    const frames = await reader.until((seen) => idsOf(seen).length >= 2)
    expect(gapsOf(frames)).toEqual([{ type: 'gap', from: 1, to: 40 }])
    const late = await join('skipped', { cursor: 10 })
    const seen = await late.until((all) => idsOf(all).length >= 2)
    expect([gapsOf(seen), idsOf(seen)]).toEqual([[{ type: 'gap', from: 11, to: 40 }], ['e41', 'e42']])
  })

  it('counts what waited to what the log skipped behind it, and shows none of it', async () => {
    const reader = await join('both')
    await roomOf('both').publish(0, [
      entry(1, 1, 10),
      { seq: 2, rows: 40, body: null },
      entry(3, 51, 2),
      { seq: 4, rows: 1, body: null },
      entry(5, 54, 1),
    ])
    const frames = await reader.until((seen) => idsOf(seen).includes('e54'))
    expect([gapsOf(frames), idsOf(frames)]).toEqual([[{ type: 'gap', from: 1, to: 53 }], ['e54']])
  })

  it('takes counts alone while nobody looks on, and asks for the rows once somebody does', async () => {
    const counts = (seq: number, rows: number): LiveEntry => ({ seq, rows, body: null })
    expect(await roomOf('offers').publish(0, [counts(1, 5)], 'counts')).toBe('taken')
    const reader = await join('offers')
    expect(await roomOf('offers').publish(0, [counts(2, 2)], 'counts')).toBe('rows_wanted')
    expect(await roomOf('offers').publish(0, [entry(2, 6, 2)])).toBe('taken')
    const frames = await reader.until((seen) => idsOf(seen).length >= 2)
    expect([idsOf(frames), gapsOf(frames)]).toEqual([['e6', 'e7'], []])
  })

  it('goes on with its heartbeat as long as somebody is there, and no longer', async () => {
    const nextBeat = () => runInDurableObject(roomOf('beats'), (_room, { storage }) => storage.getAlarm())
    const reader = await join('beats')
    for (let beat = 1; beat <= 2; beat += 1) {
      await runDurableObjectAlarm(roomOf('beats'))
      await reader.until((seen) => seen.filter(({ type }) => type === 'heartbeat').length >= beat)
      expect((await nextBeat()) ?? 0).toBeGreaterThan(Date.now())
    }
    reader.socket.close(1000)
    await reader.until(() => reader.closed.length > 0)
    await runDurableObjectAlarm(roomOf('beats'))
    expect(await nextBeat()).toBeNull()
  })

  it('shows a reader of a part nothing but that part, now and when they come back', async () => {
    const part = {
      isWhole: false,
      workspaceIds: ['w1'],
      projectIds: ['p3'],
      ids: [],
      exceptWorkspaceIds: [],
      exceptProjectIds: ['p2'],
      exceptIds: ['e5'],
    }
    const whole = await join('part')
    const reader = await join('part', { part })
    await roomOf('part').publish(0, [entry(1, 1, 1, { workspace_id: 'w1' })])
    await roomOf('part').publish(0, [entry(2, 2, 1, { workspace_id: 'w2' })])
    await roomOf('part').publish(0, [entry(3, 3, 1)])
    await roomOf('part').publish(0, [entry(4, 4, 1, { workspace_id: 'w1', project_id: 'p2' })])
    await roomOf('part').publish(0, [entry(5, 5, 1, { workspace_id: 'w1' })])
    await roomOf('part').publish(0, [entry(6, 6, 1, { project_id: 'p3' })])
    expect(idsOf(await reader.until((seen) => idsOf(seen).includes('e6')))).toEqual(['e1', 'e6'])
    const late = await join('part', { part, cursor: 0 })
    expect(idsOf(await late.until((seen) => idsOf(seen).includes('e6')))).toEqual(['e1', 'e6'])
    expect(idsOf(await whole.until((seen) => idsOf(seen).includes('e6')))).toHaveLength(6)
  })

  it('sends nothing more to whoever may not look on any longer', async () => {
    const reader = await join('expired', { expiresAtMs: Date.now() - 1 })
    const other = await join('expired')
    await roomOf('expired').publish(0, [entry(1, 1, 1)])
    await other.until((seen) => idsOf(seen).length >= 1)
    await reader.until(() => reader.closed.length > 0)
    expect([idsOf(reader.frames), reader.closed]).toEqual([[], [1008]])
  })

  it('ends with the next heartbeat for whoever may not look on any longer', async () => {
    const reader = await join('ended', { expiresAtMs: Date.now() - 1 })
    const other = await join('ended')
    await runDurableObjectAlarm(roomOf('ended'))
    await other.until((seen) => seen.some(({ type }) => type === 'heartbeat'))
    await reader.until(() => reader.closed.length > 0)
    expect([reader.closed, reader.frames.map(({ type }) => type), other.closed]).toEqual([
      [1008],
      ['hello'],
      [],
    ])
  })

  it('says with a heartbeat no more than was shown, whatever is on its way', async () => {
    const reader = await join('busy')
    for (let seq = 1; seq <= 20; seq += 1) {
      await roomOf('busy').publish(0, [entry(seq, seq, 1)])
      await runDurableObjectAlarm(roomOf('busy'))
    }
    const frames = await reader.until((seen) => idsOf(seen).length >= 20)
    let shown = 0
    for (const frame of frames) {
      if (frame.type === 'heartbeat') expect(frame.cursor).toBeLessThanOrEqual(shown)
      else if ('cursor' in frame) shown = frame.cursor
    }
    expect(frames.filter(({ type }) => type === 'heartbeat').length).toBeGreaterThan(0)
  })

  it('names to who comes only what was skipped since they came', async () => {
    const reader = await join('newcomer')
    await roomOf('newcomer').publish(0, [entry(1, 1, 1)])
    await reader.until((seen) => idsOf(seen).includes('e1'))
    await roomOf('newcomer').publish(0, [{ seq: 2, rows: 5, body: null }])
    const late = await join('newcomer')
    await roomOf('newcomer').publish(0, [{ seq: 3, rows: 5, body: null }, entry(4, 12, 1)])
    const frames = await late.until((seen) => idsOf(seen).includes('e12'))
    expect(gapsOf(frames)).toEqual([{ type: 'gap', from: 7, to: 11 }])
  })

  it('names what was skipped last to who comes back, though nothing came behind it', async () => {
    await join('last')
    await roomOf('last').publish(0, [entry(1, 1, 2), { seq: 2, rows: 40, body: null }])
    const late = await join('last', { cursor: 1 })
    const frames = await late.until((seen) => gapsOf(seen).length > 0)
    expect(gapsOf(frames)).toEqual([{ type: 'gap', from: 2, to: 42 }])
  })

  it('shows each reader what they asked for', async () => {
    const none = visitor.filter
    const wants = {
      all: none,
      violations: { ...none, onlyViolations: true },
      severe: { ...none, severity: 'high' as const },
      vendor: { ...none, vendorId: 'openai' },
      narrow: { severity: 'high' as const, vendorId: 'openai', onlyViolations: true },
    }
    const readers = await Promise.all(
      Object.entries(wants).map(async ([name, filter]) => [name, await join('filter', { filter })] as const),
    )
    const violation = { violation_type: 'pii_ssn', vendor_id: 'openai' }
    const publish = (seq: number, change: Partial<EventRow>) =>
      roomOf('filter').publish(0, [entry(seq, seq, 1, change)])
    await publish(1, { vendor_id: 'anthropic' })
    await publish(2, { vendor_id: 'anthropic', violation_type: 'pii_email', severity: 'low' })
    await publish(3, { vendor_id: 'openai' })
    await publish(4, { vendor_id: 'anthropic', violation_type: 'pii_ssn', severity: 'high' })
    await publish(5, { ...violation, severity: 'critical' })
    await publish(6, { ...violation, severity: 'high' })
    const seen = await Promise.all(
      readers.map(async ([name, { until }]) => [
        name,
        idsOf(await until((frames) => idsOf(frames).includes('e6'))),
      ]),
    )
    expect(Object.fromEntries(seen)).toEqual({
      all: ['e1', 'e2', 'e3', 'e4', 'e5', 'e6'],
      violations: ['e2', 'e4', 'e5', 'e6'],
      severe: ['e4', 'e6'],
      vendor: ['e3', 'e5', 'e6'],
      narrow: ['e6'],
    })
  })
})

describe('readers who take packed frames', () => {
  it('are sent the same, in fewer bytes, beside others who are sent text', async () => {
    const { publish, join } = house('packed')
    const packed = await Promise.all(Array.from({ length: 8 }, () => join(0, { isPacked: true })))
    const plain = await join(0)
    const bytes: ArrayBuffer[] = []
    for (const { socket } of packed) {
      socket.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string') bytes.push(data as ArrayBuffer)
      })
    }
    await publish(entry(1, 1, 100, { prompt_excerpt: 'the same words again and again' }))
    await plain.until((seen) => idsOf(seen).length >= 100 && bytes.length >= 8)
    expect(bytes).toHaveLength(8)
    const text = new TextDecoder().decode(gunzipSync(new Uint8Array(bytes[0] ?? new ArrayBuffer(0))))
    expect([JSON.parse(text)]).toEqual(plain.frames.filter(({ type }) => type === 'events'))
    expect((bytes[0]?.byteLength ?? 0) * 5).toBeLessThan(text.length)
  })
})
