import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
import { good, httpClient } from './http-client.ts'

/** Bodies to send, so many a second, over so many connections. */
export type SteadyLoad = {
  readonly origin: string
  readonly headers: Record<string, string>
  readonly connections: number
  readonly path: string
  readonly bodies: readonly string[]
  readonly perSecond: number
}

/** How long each took. Units: milliseconds from when it was due. Or why it could not be sent. */
export type SteadyTimes = { readonly timesMs: readonly number[] } | { readonly error: string }

/**
 * A program that sends at a steady rate; a late answer does not put off the next request. It stands alone, since whatever
 * else its process did would count as the server's time.
 */
async function sendAll({
  origin,
  headers,
  connections,
  path,
  bodies,
  perSecond,
}: SteadyLoad): Promise<number[]> {
  const client = httpClient(origin, headers, connections)
  const startedAtMs = performance.now()
  const timesMs = await Promise.all(
    bodies.map(async (body, index) => {
      const dueAtMs = startedAtMs + (index * 1000) / perSecond
      await sleep(Math.max(0, dueAtMs - performance.now()))
      // A timer may ring up to a millisecond early.
      while (performance.now() < dueAtMs) await nextTurn()
      good(await client.post(path, body))
      return performance.now() - dueAtMs
    }),
  )
  client.close()
  return timesMs
}

process.on('message', (load: SteadyLoad) => {
  const told = (times: SteadyTimes) => process.send?.(times)
  sendAll(load).then(
    (timesMs) => told({ timesMs }),
    (error: unknown) => told({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit(0))
