import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { LiveFrame } from '../analytics/contract/live.ts'
import type { EventRow } from '../analytics/event-row.ts'
import { type LiveEntry, type LiveVisitor, visitorHeader } from './live-room.ts'

type Seen = { frames: LiveFrame[]; until: (holds: (frames: LiveFrame[]) => boolean) => Promise<LiveFrame[]> }

const visitor: LiveVisitor = {
  filter: { severity: null, vendorId: null, onlyViolations: false },
  part: null,
  expiresAtMs: 8_640_000_000_000_000,
  proof: 'api_key:k1',
  cursor: null,
  region: 'us',
  orgId: 'org_1',
}

const roomOf = (name: string) => env.LIVE_ROOM.getByName(name)

/** One entry of a shard's log with events `e<first>` and on. */
function entry(seq: number, first: number, rows: number, change: Partial<EventRow> = {}): LiveEntry {
  const lines = Array.from({ length: rows }, (_, index) =>
    JSON.stringify({ id: `e${first + index}`, ...change }),
  )
  return { seq, rows, body: new TextEncoder().encode(`${lines.join('\n')}\n`).buffer as ArrayBuffer }
}

/** A reader of a room, and the frames that it has been sent. */
async function join(name: string, change: Partial<LiveVisitor> = {}): Promise<Seen> {
  const headers = { upgrade: 'websocket', [visitorHeader]: JSON.stringify({ ...visitor, ...change }) }
  const { webSocket } = await roomOf(name).fetch('https://live-room/', { headers })
  if (!webSocket) throw new Error('the room opened no socket')
  const frames: LiveFrame[] = []
  webSocket.addEventListener('message', ({ data }) => frames.push(JSON.parse(String(data)) as LiveFrame))
  webSocket.accept()
  const until: Seen['until'] = async (holds) => {
    for (let tries = 0; !holds(frames) && tries < 200; tries += 1) await scheduler.wait(10)
    return frames
  }
  return { frames, until }
}

const idsOf = (frames: readonly LiveFrame[]) =>
  frames.flatMap((frame) =>
    frame.type === 'event'
      ? [frame.event.id]
      : frame.type === 'events'
        ? frame.events.map(({ id }) => id)
        : [],
  )
const gapsOf = (frames: readonly LiveFrame[]) => frames.filter((frame) => frame.type === 'gap')
const cursorOf = (frames: readonly LiveFrame[]) =>
  frames.reduce((cursor, frame) => ('cursor' in frame ? Math.max(cursor, frame.cursor) : cursor), 0)

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
  })

  it('sends nothing more to whoever may not look on any longer', async () => {
    const reader = await join('expired', { expiresAtMs: Date.now() - 1 })
    const other = await join('expired')
    await roomOf('expired').publish(0, [entry(1, 1, 1)])
    await other.until((seen) => idsOf(seen).length >= 1)
    expect(idsOf(reader.frames)).toEqual([])
  })

  it('shows each reader what they asked for', async () => {
    const filter = { ...visitor.filter, onlyViolations: true, severity: 'high' as const }
    const reader = await join('filter', { filter })
    await roomOf('filter').publish(0, [entry(1, 1, 2)])
    await roomOf('filter').publish(0, [entry(2, 3, 1, { violation_type: 'pii_email', severity: 'low' })])
    await roomOf('filter').publish(0, [entry(3, 4, 1, { violation_type: 'pii_ssn', severity: 'high' })])
    expect(idsOf(await reader.until((seen) => idsOf(seen).length >= 1))).toEqual(['e4'])
  })
})
