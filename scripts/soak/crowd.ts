import type { LiveFrame } from '../../analytics/contract/live.ts'

/** What a soak asks of a crowd of readers. `oneIn` readers leave and come back with the cursor of their last frame. */
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

type Connection = { send(text: string): void; leave(): void }
type Opening = Extract<CrowdOrder, { do: 'open' }>

/**
 * Opens one socket, with the search parameters that are added to the address. Errors: rejects when there is no connection.
 * `closed` is told with the code of the close.
 */
export type Connect = (
  opening: Opening,
  query: string,
  on: { message(text: string): void; closed(code: number): void },
) => Promise<Connection>

type Reader = {
  cursor: number
  shown: string
  count: number
  unsaid: number
  send(text: string): void
  leave(): void
}

const opensAtOnce = 25
const awayMs = 500
/** Units: characters. */
const ackLength = 100_000
const nothing = () => undefined

/** Readers of the live stream, however they are connected. */
export class Crowd {
  readonly #connect: Connect
  readonly #readers: Reader[] = []
  readonly #idsOfFirst: string[] = []
  readonly #closed: Record<string, number> = {}
  readonly #frames = new Known<LiveFrame>()
  readonly #shownNext = new Known<string>()
  #opening: Opening | null = null
  #gaps = 0

  constructor(connect: Connect) {
    this.#connect = connect
  }

  async obey(order: CrowdOrder): Promise<CrowdAnswer> {
    try {
      if (order.do === 'tell') return this.#tell()
      if (order.do === 'return') return { did: 'return', readers: await this.#comeBack(order) }
      this.#opening = order
      await this.#open(order.sockets)
      return { did: 'open' }
    } catch (error) {
      return { did: 'fail', message: String(error) }
    }
  }

  async #open(sockets: number): Promise<void> {
    const coming = Array.from({ length: sockets }, (): Reader => {
      return { cursor: 0, shown: '', count: 0, unsaid: 0, send: nothing, leave: nothing }
    })
    this.#readers.push(...coming)
    await inTurns(coming, (reader) => this.#join(reader, ''))
  }

  /** They leave in one moment and come back a while later, as behind a network that broke. */
  async #comeBack({ oneIn, turn }: { oneIn: number; turn: number }): Promise<number> {
    const gone = this.#readers.filter((_, index) => index % oneIn === turn)
    for (const reader of gone) reader.leave()
    await new Promise((resolve) => setTimeout(resolve, awayMs))
    await inTurns(gone, (reader) => this.#join(reader, `&cursor=${reader.cursor}`))
    return gone.length
  }

  /** Comes to its end with the first frame. */
  #join(reader: Reader, query: string): Promise<void> {
    const opening = this.#opening
    if (opening === null) throw new Error('nobody was told where to read')
    return new Promise((resolve, reject) => {
      let isThere = true
      const on = {
        message: (text: string) => {
          if (!isThere) return
          this.#take(reader, text)
          resolve()
        },
        closed: (code: number) => {
          if (isThere) this.#closed[code] = (this.#closed[code] ?? 0) + 1
          reject(new Error(`closed with ${code} at once`))
        },
      }
      this.#connect(opening, query, on).then((connection) => {
        reader.unsaid = 0
        reader.send = (text) => connection.send(text)
        reader.leave = () => {
          isThere = false
          connection.leave()
        }
      }, reject)
    })
  }

  #take(reader: Reader, text: string): void {
    const frame = this.#frames.of(text, () => JSON.parse(text))
    if (frame.type === 'gap') this.#gaps += 1
    if ('cursor' in frame) reader.cursor = Math.max(reader.cursor, frame.cursor)
    this.#show(reader, idsIn(frame))
    reader.unsaid += text.length
    if (reader.unsaid < ackLength) return
    reader.unsaid = 0
    reader.send(JSON.stringify({ type: 'ack', cursor: reader.cursor }))
  }

  #show(reader: Reader, ids: string[]): void {
    if (ids.length === 0) return
    if (reader === this.#readers[0]) this.#idsOfFirst.push(...ids)
    reader.count += ids.length
    const before = reader.shown
    reader.shown = this.#shownNext.of(`${before} ${ids}`, () =>
      ids.reduce((shown, id) => hash(`${shown} ${id}`), before),
    )
  }

  #tell(): CrowdAnswer {
    const read: Record<string, number> = {}
    for (const { shown } of this.#readers) read[shown] = (read[shown] ?? 0) + 1
    const count = this.#readers.reduce(
      (least, reader) => Math.min(least, reader.count),
      Number.MAX_SAFE_INTEGER,
    )
    return { did: 'tell', read, ids: this.#idsOfFirst, count, gaps: this.#gaps, closed: this.#closed }
  }
}

/** Frames come once for each reader: what is in one, and what a reader was shown with it, is found out once. */
export class Known<Value> {
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

async function inTurns(readers: readonly Reader[], join: (reader: Reader) => Promise<void>): Promise<void> {
  for (let at = 0; at < readers.length; at += opensAtOnce)
    await Promise.all(readers.slice(at, at + opensAtOnce).map(join))
}

/** FNV-1a of 64 bits over UTF-16 code units: the same wherever readers sit. */
function hash(text: string): string {
  let state = 0xcbf29ce484222325n
  for (let at = 0; at < text.length; at++)
    state = BigInt.asUintN(64, (state ^ BigInt(text.charCodeAt(at))) * 0x100000001b3n)
  return state.toString(36)
}

function idsIn(frame: LiveFrame): string[] {
  if (frame.type === 'event') return [frame.event.id]
  return frame.type === 'events' ? frame.events.map(({ id }) => id) : []
}
