import { gunzipSync } from 'node:zlib'
import { WebSocket } from 'ws'

/** What the measuring process asks of one that reads. */
export type ReadersOrder =
  | { do: 'open'; address: string; headers: Record<string, string>; sockets: number }
  | { do: 'watch'; word: string }
  | { do: 'count' }
  | { do: 'tell' }

/** What it answers. Units: `atMs` epoch milliseconds with their fractions. */
export type ReadersAnswer =
  | { did: 'open' }
  | { did: 'watch'; atMs: number }
  | { did: 'tell'; events: number; frames: number; bytes: number; gaps: number }
  | { did: 'fail'; message: string }

const opensAtOnce = 25
/** A reader says what they have read, as the console does. */
const ackBytes = 100_000

const sum = { events: 0, frames: 0, bytes: 0, gaps: 0 }
let watched: { word: string; missing: Set<WebSocket> } | null = null
/** Frames come once for each socket: what is in one is found out once. */
let counted = new Map<string, Inside>()

const answer = (said: ReadersAnswer): void => {
  process.send?.(said)
}

type Inside = { events: number; gaps: number; cursor: number; text: string }

function inside(data: Buffer): Inside {
  const key = `${data.byteLength}/${data.toString('latin1', 0, 80)}/${data.toString('latin1', data.byteLength - 16)}`
  const known = counted.get(key)
  if (known) return known
  const isPacked = data[0] === 0x1f && data[1] === 0x8b
  const text = (isPacked ? gunzipSync(data) : data).toString('utf8')
  const frame = JSON.parse(text) as { type: string; cursor?: number; events?: unknown[] }
  const isEvent = frame.type === 'event' || frame.type === 'events'
  const found = {
    events: isEvent ? (frame.events?.length ?? 1) : 0,
    gaps: Number(frame.type === 'gap'),
    cursor: frame.cursor ?? 0,
    text,
  }
  if (counted.size > 200) counted = new Map()
  counted.set(key, found)
  return found
}

function listen(socket: WebSocket): void {
  let unsaid = 0
  socket.on('message', (data: Buffer) => {
    const { events, gaps, cursor, text } = inside(data)
    sum.events += events
    sum.frames += 1
    sum.bytes += data.byteLength
    sum.gaps += gaps
    unsaid += data.byteLength
    if (unsaid > ackBytes && cursor > 0) {
      unsaid = 0
      socket.send(JSON.stringify({ type: 'ack', cursor }))
    }
    if (!watched?.missing.has(socket) || !text.includes(watched.word)) return
    watched.missing.delete(socket)
    if (watched.missing.size > 0) return
    watched = null
    answer({ did: 'watch', atMs: performance.timeOrigin + performance.now() })
  })
}

const sockets: WebSocket[] = []

async function open(address: string, headers: Record<string, string>, wanted: number): Promise<void> {
  while (sockets.length < wanted) {
    const opening = Array.from({ length: Math.min(opensAtOnce, wanted - sockets.length) }, async () => {
      const socket = new WebSocket(address, {
        headers,
        perMessageDeflate: false,
        skipUTF8Validation: true,
      })
      sockets.push(socket)
      await new Promise<void>((resolve, reject) => {
        socket.once('message', () => resolve())
        socket.once('close', (code, reason) => reject(new Error(`closed with ${code} ${reason}`)))
        socket.once('error', reject)
      })
      listen(socket)
    })
    await Promise.all(opening)
  }
}

process.on('message', (order: ReadersOrder) => {
  if (order.do === 'watch') watched = { word: order.word, missing: new Set(sockets) }
  else if (order.do === 'count') Object.assign(sum, { events: 0, frames: 0, bytes: 0, gaps: 0 })
  else if (order.do === 'tell') answer({ did: 'tell', ...sum })
  else {
    open(order.address, order.headers, order.sockets).then(
      () => answer({ did: 'open' }),
      (error: unknown) => answer({ did: 'fail', message: String(error) }),
    )
  }
})
process.on('disconnect', () => process.exit(0))
