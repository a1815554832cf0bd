import { setTimeout as sleep } from 'node:timers/promises'
import { figure } from '../figure.ts'
import { good } from '../http-client.ts'
import { ingestPath } from '../instance.ts'
import { freshEvents } from '../prompts.ts'
import { quantile, spread } from '../statistics.ts'

const perSecond = 200

/** One event a request at a steady rate. A late answer does not put off the next request. */
export const post = figure({
  name: 'post',
  summary: `milliseconds of a POST with one event, ${perSecond} times a second`,
  async measure({ isQuick, instance, note }) {
    const { client, untilCollected } = await instance()
    await untilCollected()
    const api = client(64)
    const timesMs: number[] = []
    const bodies = freshEvents(perSecond * (isQuick ? 3 : 15)).map((event) =>
      JSON.stringify({ events: [event] }),
    )
    // The first second of every code path costs what no later one does.
    const warm = freshEvents(perSecond).map((event) => JSON.stringify({ events: [event] }))
    const sendAll = (all: readonly string[]) => {
      const startedAtMs = performance.now()
      return Promise.all(
        all.map(async (body, index) => {
          const dueAtMs = startedAtMs + (index * 1000) / perSecond
          await sleep(Math.max(0, dueAtMs - performance.now()))
          good(await api.post(ingestPath, body))
          return performance.now() - dueAtMs
        }),
      )
    }
    await sendAll(warm)
    timesMs.push(...(await sendAll(bodies)))
    note(`from when it was due: ${spread(timesMs)} ms`)
    return [
      { name: 'post_p50_ms', value: quantile(timesMs, 0.5), unit: 'ms' },
      { name: 'post_p99_ms', value: quantile(timesMs, 0.99), unit: 'ms' },
    ]
  },
})
