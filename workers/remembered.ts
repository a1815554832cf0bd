import { errorText } from '../analytics/store/error-text.ts'

const rememberedMax = 1_000

/** What this isolate knows of organizations, each by its name, for a while. */
export type Remembered<Value> = {
  /**
   * What is known, or what `read` gives. Who is given `later` is seldom kept waiting: one of those who ask in the second
   * half of a value's time has it read anew behind their answer.
   */
  of(name: string, nowMs: number, read: () => Promise<Value>, later?: Later): Promise<Value>
  /** The next who asks reads anew. */
  forget(name: string): void
}

type Later = (work: Promise<unknown>) => void

type Entry<Value> = { atMs: number; value: Value; isBeingRead: boolean }

/** A change that another isolate made is seen after `freshMs`. Units: milliseconds. */
export function remembered<Value>(freshMs: number): Remembered<Value> {
  const entries = new Map<string, Entry<Value>>()
  let forgotten = 0
  const keep = async (name: string, atMs: number, read: () => Promise<Value>): Promise<Value> => {
    const before = forgotten
    const value = await read()
    // What was read while it changed may be what it was.
    if (forgotten !== before) return value
    if (entries.size >= rememberedMax) entries.clear()
    entries.set(name, { atMs, value, isBeingRead: false })
    return value
  }
  return {
    async of(name, nowMs, read, later) {
      const entry = entries.get(name)
      const ageMs = entry ? Math.abs(nowMs - entry.atMs) : freshMs
      if (!entry || ageMs >= freshMs) return keep(name, nowMs, read)
      if (later && ageMs >= freshMs / 2 && !entry.isBeingRead) {
        entry.isBeingRead = true
        later(
          keep(name, nowMs, read).catch((error: unknown) => {
            console.error('what is known was not read anew', errorText(error))
          }),
        )
      }
      return entry.value
    },
    forget(name) {
      forgotten += 1
      entries.delete(name)
    },
  }
}
