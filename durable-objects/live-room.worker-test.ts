import { evictDurableObject, runDurableObjectAlarm } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import type { LiveFrame } from '../analytics/contract/live.ts'
import type { EventRow } from '../analytics/event-row.ts'
import { type LiveEntry, type LiveVisitor, visitorHeader } from './live-room.ts'

type Seen = {
  socket: WebSocket
  closed: number[]
  frames: LiveFrame[]
  until: (holds: (frames: LiveFrame[]) => boolean) => Promise<LiveFrame[]>
}

const visitor: LiveVisitor = {
  filter: { severity: null, vendorId: null, onlyViolations: false },
  part: null,
  expiresAtMs: 8_640_000_000_000_000,
  proof: 'api_key:k1',
  cursor: null,
  region: 'us',
  orgId: 'org_1',
  room: 0,
  isPacked: false,
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
  webSocket.binaryType = 'arraybuffer'
  webSocket.addEventListener('message', ({ data }) => {
    if (typeof data === 'string') frames.push(JSON.parse(data) as LiveFrame)
  })
  const closed: number[] = []
  webSocket.addEventListener('close', ({ code }) => {
    closed.push(code)
  })
  webSocket.accept()
  const until: Seen['until'] = async (holds) => {
    const untilMs = Date.now() + 20_000
    while (!holds(frames) && Date.now() < untilMs) await scheduler.wait(10)
    return frames
  }
  return { socket: webSocket, closed, frames, until }
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

/** The rooms of an organization of its own, as a Worker leads to them. */
const house = (orgId: string) => {
  const roomAt = (room: number) =>
    env.LIVE_ROOM.getByName(room === 0 ? `us/${orgId}/live` : `us/${orgId}/live/${room}`)
  return {
    room: roomAt,
    publish: (...entries: LiveEntry[]) => roomAt(0).publish(0, entries),
    join: async (room: number, change: Partial<LiveVisitor> = {}) => {
      await roomAt(0).seat('us', orgId)
      return join(room === 0 ? `us/${orgId}/live` : `us/${orgId}/live/${room}`, { orgId, room, ...change })
    },
  }
}

describe('an organization’s live rooms', () => {
  it('show the same events under the same numbers, and let a reader go on in another one', async () => {
    const { publish, join } = house('rooms')
    const readers = await Promise.all([0, 1, 2].map((room) => join(room)))
    await publish(entry(1, 1, 3))
    for (const reader of readers)
      expect(idsOf(await reader.until((seen) => idsOf(seen).length >= 3))).toEqual(['e1', 'e2', 'e3'])
    await publish(entry(2, 4, 2))
    const moved = await Promise.all([0, 1, 2, 5].map((room) => join(room, { cursor: 2 })))
    for (const reader of moved) {
      const frames = await reader.until((seen) => idsOf(seen).length >= 3)
      expect([idsOf(frames), gapsOf(frames), cursorOf(frames)]).toEqual([['e3', 'e4', 'e5'], [], 5])
    }
  })

  it('miss nothing and repeat nothing for readers who come while events do, into whatever room', async () => {
    const { publish, join } = house('crowd')
    await join(1)
    const readers: Promise<Seen>[] = []
    for (let seq = 1; seq <= 120; seq += 1) {
      await publish(entry(seq, seq, 1))
      if (seq % 6 === 0) readers.push(join((seq / 6) % 4, { cursor: 0 }))
      if (seq % 40 === 0) await scheduler.wait(60)
    }
    const all = Array.from({ length: 120 }, (_, index) => `e${index + 1}`)
    for (const reader of await Promise.all(readers)) {
      const frames = await reader.until((seen) => idsOf(seen).includes('e120'))
      expect([idsOf(frames), gapsOf(frames)]).toEqual([all, []])
    }
  })

  it('make up for what was not passed on, from the memory of the first', async () => {
    const { publish, join, room } = house('hole')
    const reader = await join(3)
    await publish(entry(1, 1, 2))
    await reader.until((seen) => idsOf(seen).length >= 2)
    // What is published meanwhile is not passed on.
    await room(0).seated(3, 0)
    await publish(entry(2, 3, 2))
    await room(0).seated(3, 1)
    await publish(entry(3, 5, 1))
    expect(idsOf(await reader.until((seen) => idsOf(seen).includes('e5')))).toEqual([
      'e1',
      'e2',
      'e3',
      'e4',
      'e5',
    ])
    await room(0).seated(3, 0)
    await publish(entry(4, 6, 1))
    await runDurableObjectAlarm(room(3))
    await reader.until((seen) => idsOf(seen).includes('e6'))
    expect([idsOf(reader.frames), gapsOf(reader.frames)]).toEqual([['e1', 'e2', 'e3', 'e4', 'e5', 'e6'], []])
  })

  it('are filled one after another, up to thirty thousand readers, and a seat that was left is given again', async () => {
    const first = house('seats').room(0)
    expect([await first.seat('us', 'seats'), await first.seat('us', 'seats')]).toEqual([0, 0])
    await first.seated(0, 2500)
    expect(await first.seat('us', 'seats')).toBe(1)
    for (let room = 1; room < 12; room += 1) await first.seated(room, 2500)
    expect(await first.seat('us', 'seats')).toBeNull()
    await first.seated(4, 2499)
    expect(await first.seat('us', 'seats')).toBe(4)
    expect(await first.seat('us', 'seats')).toBeNull()
  })

  it('end together for whoever may no longer look on, and tell of circuits together', async () => {
    const { join, room } = house('ends')
    const [here, there] = [await join(0, { proof: 'session:a' }), await join(2, { proof: 'session:b' })]
    expect((await room(0).proofs()).toSorted()).toEqual(['session:a', 'session:b'])
    await room(0).showBreaker({ name: 'openai' } as never)
    for (const reader of [here, there])
      expect(await reader.until((seen) => seen.some(({ type }) => type === 'breaker'))).toContainEqual(
        expect.objectContaining({ type: 'breaker' }),
      )
    await room(0).close(['session:b'])
    await there.until(() => there.closed.length > 0)
    expect([here.closed, there.closed]).toEqual([[], [1008]])
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

describe('a reader who does not keep up', () => {
  const big = (seq: number, first: number, rows: number) =>
    entry(seq, first, rows, { prompt_excerpt: 'x'.repeat(20_000) })
  const ack = ({ socket }: Seen, cursor: number) => socket.send(JSON.stringify({ type: 'ack', cursor }))
  /** Publishes so many times a hundred long events, each hundred once a reader who keeps up has the one before. */
  async function pour(publish: ReturnType<typeof house>['publish'], steady: Seen, times: number) {
    for (let seq = 1; seq <= times; seq += 1) {
      await publish(big(seq, 1 + (seq - 1) * 100, 100))
      await steady.until((seen) => cursorOf(seen) >= seq * 100)
      ack(steady, seq * 100)
    }
  }
  const isBeat = ({ type }: LiveFrame) => type === 'heartbeat'
  /** Everything that a reader was sent has come: a heartbeat follows it on the same socket. */
  async function caughtUp(room: ReturnType<typeof roomOf>, { frames, until }: Seen) {
    const beats = () => frames.filter(isBeat).length
    const before = beats()
    await runDurableObjectAlarm(room)
    await until(() => beats() > before)
  }

  it('is sent nothing more until they say what they have read, and is then told what was left out', async () => {
    const { publish, join, room } = house('slow')
    const [slow, steady] = [await join(0), await join(0)]
    await pour(publish, steady, 6)
    await caughtUp(room(0), slow)
    const held = cursorOf(slow.frames)
    expect(held).toBeLessThan(600)
    expect(idsOf(steady.frames)).toHaveLength(600)
    expect(gapsOf(steady.frames)).toEqual([])
    ack(slow, held)
    await slow.until((seen) => gapsOf(seen).length > 0)
    expect(gapsOf(slow.frames)).toEqual([{ type: 'gap', from: held + 1, to: 600 }])
    await publish(entry(7, 601, 1))
    expect(idsOf(await slow.until((seen) => idsOf(seen).includes('e601')))).toHaveLength(held + 1)
  })

  it('is no slower for a lie about the past, and hostile messages mean nothing', async () => {
    const { publish, join, room } = house('liar')
    const [reader, steady] = [await join(0), await join(0)]
    await pour(publish, steady, 5)
    await caughtUp(room(0), reader)
    const held = cursorOf(reader.frames)
    for (const said of [
      '{"type":"ack"}',
      '{"type":"ack","cursor":"500"}',
      '[]',
      'null',
      '{',
      'ack',
      '{"type":"ack","cursor":-1}',
      '{"type":"ack","cursor":1}',
    ])
      reader.socket.send(said)
    await scheduler.wait(150)
    await publish(entry(6, 501, 1))
    await steady.until((seen) => idsOf(seen).includes('e501'))
    await caughtUp(room(0), reader)
    expect([cursorOf(reader.frames), gapsOf(reader.frames), reader.closed]).toEqual([held, [], []])
    reader.socket.send('x'.repeat(65_537))
    await reader.until(() => reader.closed.length > 0)
    expect(reader.closed).toEqual([1009])
  })

  it('may come back for it, since their heartbeat says no more than they have seen', async () => {
    const { publish, join, room } = house('back')
    const [reader, steady] = [await join(0), await join(0)]
    await pour(publish, steady, 6)
    await caughtUp(room(0), reader)
    const seen = cursorOf(reader.frames.filter((frame) => !isBeat(frame)))
    expect(cursorOf(reader.frames)).toBe(seen)
    const back = await join(0, { cursor: seen })
    const frames = await back.until((all) => cursorOf(all) >= 600)
    expect([idsOf(frames).length, gapsOf(frames)]).toEqual([600 - seen, []])
  })

  it('is not forgotten over the object’s sleep', async () => {
    const { publish, join, room } = house('sleeps')
    const [reader, steady] = [await join(0), await join(0)]
    await pour(publish, steady, 6)
    await caughtUp(room(0), reader)
    const held = cursorOf(reader.frames)
    await evictDurableObject(room(0), { webSockets: 'hibernate' })
    ack(reader, held)
    await reader.until((seen) => gapsOf(seen).length > 0)
    expect(gapsOf(reader.frames)).toEqual([{ type: 'gap', from: held + 1, to: 600 }])
  })
})
