import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { WebSocket } from 'ws'
import type { LiveFrame } from '../../analytics/contract/live.ts'

/** What a soak asks of a process full of readers. `oneIn` readers leave and come back with the cursor of their last frame. */
export type CrowdOrder =
  | { do: 'open'; address: string; headers: Record<string, string>; from: string; sockets: number }
  | { do: 'return'; oneIn: number; turn: number }
  | { do: 'tell' }

/**
 * What it answers. Shape: `read` counts readers by what they were shown, told by a hash over the ids in their order; `ids` are what
 * the first reader was shown, and `count` the fewest that any was.
 */
export type CrowdAnswer =
  | { did: 'open' }
  | { did: 'return'; readers: number }
  | {
      did: 'tell'
      read: Record<string, number>
      ids: string[]
      count: number
      gaps: number
      closed: Record<string, number>
    }
  | { did: 'fail'; message: string }

type Reader = { socket: WebSocket; cursor: number; shown: string; count: number; isLeaving: boolean }

const opensAtOnce = 25
const ackBytes = 100_000

let address = ''
let options: { headers: Record<string, string>; localAddress: string }
const readers: Reader[] = []
const idsOfFirst: string[] = []
let gaps = 0
const closed: Record<string, number> = {}

const answer = (said: CrowdAnswer): void => {
  process.send?.(said)
}

/** Frames come once for each reader: what is in one, and what a reader was shown with it, is found out once. */
class Known<Value> {
  readonly #max = 2_000
  readonly #values = new Map<string, Value>()

  of(key: string, find: () => Value): Value {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    if (this.#values.size >= this.#max) this.#values.clear()
    const found = find()
    this.#values.set(key, found)
    return found
  }
}
const frames = new Known<LiveFrame>()
const shownNext = new Known<string>()

const isPacked = (data: Buffer) => data[0] === 0x1f && data[1] === 0x8b
const hash = (text: string) => createHash('sha256').update(text).digest('base64')

function idsIn(frame: LiveFrame): string[] {
  if (frame.type === 'event') return [frame.event.id]
  return frame.type === 'events' ? frame.events.map(({ id }) => id) : []
}

function take(reader: Reader, data: Buffer): void {
  const key = data.toString('latin1')
  const frame = frames.of(key, () => JSON.parse(String(isPacked(data) ? gunzipSync(data) : data)))
  if (frame.type === 'gap') gaps += 1
  if ('cursor' in frame) reader.cursor = Math.max(reader.cursor, frame.cursor)
  const ids = idsIn(frame)
  if (ids.length === 0) return
  if (reader === readers[0]) idsOfFirst.push(...ids)
  reader.count += ids.length
  const before = reader.shown
  reader.shown = shownNext.of(`${before} ${ids}`, () =>
    ids.reduce((shown, id) => hash(`${shown} ${id}`), before),
  )
}

async function join(reader: Reader, query: string): Promise<void> {
  const socket = new WebSocket(`${address}${query}`, { ...options, perMessageDeflate: false })
  reader.socket = socket
  let unsaid = 0
  socket.on('message', (data: Buffer) => {
    take(reader, data)
    unsaid += data.byteLength
    if (unsaid < ackBytes) return
    unsaid = 0
    socket.send(JSON.stringify({ type: 'ack', cursor: reader.cursor }))
  })
  await new Promise<void>((resolve, reject) => {
    socket.once('message', () => resolve())
    socket.once('error', reject)
    socket.once('close', (code) => reject(new Error(`closed with ${code} at once`)))
  })
  socket.on('close', (code) => {
    if (!reader.isLeaving) closed[code] = (closed[code] ?? 0) + 1
  })
}

async function open(sockets: number): Promise<void> {
  for (let left = sockets; left > 0; left -= opensAtOnce) {
    const coming = Array.from({ length: Math.min(opensAtOnce, left) }, async () => {
      const reader = { cursor: 0, shown: '', count: 0, isLeaving: false } as Reader
      readers.push(reader)
      await join(reader, '')
    })
    await Promise.all(coming)
  }
}

/** They leave in one moment and come back a while later, as behind a network that broke. */
async function comeBack(oneIn: number, turn: number): Promise<number> {
  const gone = readers.filter((_, index) => index % oneIn === turn)
  for (const reader of gone) {
    reader.isLeaving = true
    reader.socket.terminate()
  }
  await new Promise((resolve) => setTimeout(resolve, 500))
  for (let at = 0; at < gone.length; at += opensAtOnce) {
    await Promise.all(
      gone.slice(at, at + opensAtOnce).map(async (reader) => {
        await join(reader, `&cursor=${reader.cursor}`)
        reader.isLeaving = false
      }),
    )
  }
  return gone.length
}

function tell(): void {
  const read: Record<string, number> = {}
  for (const { shown } of readers) read[shown] = (read[shown] ?? 0) + 1
  const count = Math.min(...readers.map((reader) => reader.count))
  answer({ did: 'tell', read, ids: idsOfFirst, count, gaps, closed })
}

async function obey(order: CrowdOrder): Promise<void> {
  if (order.do === 'open') {
    address = order.address
    options = { headers: order.headers, localAddress: order.from }
    await open(order.sockets)
    answer({ did: 'open' })
  } else if (order.do === 'return') {
    answer({ did: 'return', readers: await comeBack(order.oneIn, order.turn) })
  } else tell()
}

process.on('message', (order: CrowdOrder) => {
  obey(order).catch((error: unknown) => answer({ did: 'fail', message: String(error) }))
})
process.on('disconnect', () => process.exit(0))
