import { env } from 'cloudflare:workers'
import type { LiveFrame } from '../analytics/contract/live.ts'
import type { EventRow } from '../analytics/event-row.ts'
import { type LiveEntry, type LiveVisitor, visitorHeader } from './live-room.ts'

/** A reader of a room, and what they were sent. */
export type Seen = {
  socket: WebSocket
  closed: number[]
  /** Answers to `ping`. */
  pongs: string[]
  frames: LiveFrame[]
  until: (holds: (frames: LiveFrame[]) => boolean) => Promise<LiveFrame[]>
}

export const visitor: LiveVisitor = {
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

export const roomOf = (name: string) => env.LIVE_ROOM.getByName(name)

/** One entry of a shard's log with events `e<first>` and on. */
export function entry(seq: number, first: number, rows: number, change: Partial<EventRow> = {}): LiveEntry {
  const lines = Array.from({ length: rows }, (_, index) =>
    JSON.stringify({ id: `e${first + index}`, ...change }),
  )
  return { seq, rows, body: new TextEncoder().encode(`${lines.join('\n')}\n`).buffer as ArrayBuffer }
}

/** A reader of a room, and the frames that it has been sent. */
export async function join(name: string, change: Partial<LiveVisitor> = {}): Promise<Seen> {
  const headers = { upgrade: 'websocket', [visitorHeader]: JSON.stringify({ ...visitor, ...change }) }
  const { webSocket } = await roomOf(name).fetch('https://live-room/', { headers })
  if (!webSocket) throw new Error('the room opened no socket')
  const frames: LiveFrame[] = []
  const pongs: string[] = []
  webSocket.binaryType = 'arraybuffer'
  webSocket.addEventListener('message', ({ data }) => {
    if (data === 'pong') pongs.push(data)
    else if (typeof data === 'string') frames.push(JSON.parse(data) as LiveFrame)
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
  return { socket: webSocket, closed, pongs, frames, until }
}

export const idsOf = (frames: readonly LiveFrame[]) =>
  frames.flatMap((frame) =>
    frame.type === 'event'
      ? [frame.event.id]
      : frame.type === 'events'
        ? frame.events.map(({ id }) => id)
        : [],
  )
export const gapsOf = (frames: readonly LiveFrame[]) => frames.filter((frame) => frame.type === 'gap')
export const cursorOf = (frames: readonly LiveFrame[]) =>
  frames.reduce((cursor, frame) => ('cursor' in frame ? Math.max(cursor, frame.cursor) : cursor), 0)

/** The rooms of an organization of its own, as a Worker leads to them. */
export const house = (orgId: string) => {
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
