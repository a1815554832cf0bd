import { QueryFailure } from './errors.ts'

/** A place in the gateway for one request, from its arrival to its last byte. */
export type Ticket = {
  /** Waits for a place to run; gives the named pipe that belongs to it. */
  pipePath(): Promise<string>
  leave(): void
}

/** How many requests may be inside, and how many of them may run. */
export type Slots = { enter(): Ticket }

/**
 * As many running places as there are pipes; `insideMax` counts those that wait as well.
 * Errors: `enter` throws 202 when the gateway is full.
 */
export function createSlots(pipePaths: readonly string[], insideMax: number): Slots {
  const free = [...pipePaths]
  const waiting: ((path: string) => void)[] = []
  let inside = 0
  const release = (path: string) => {
    const next = waiting.shift()
    if (next === undefined) free.push(path)
    else next(path)
  }
  return {
    enter: () => {
      if (inside >= insideMax) {
        throw new QueryFailure(
          202,
          'TOO_MANY_SIMULTANEOUS_QUERIES',
          `Too many simultaneous queries. Maximum: ${insideMax}`,
        )
      }
      inside++
      let held: string | undefined
      return {
        pipePath: async () => {
          held = free.pop() ?? (await new Promise<string>((resolve) => waiting.push(resolve)))
          return held
        },
        leave: () => {
          inside--
          if (held !== undefined) release(held)
        },
      }
    },
  }
}
