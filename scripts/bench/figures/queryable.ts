import { setTimeout as sleep } from 'node:timers/promises'
import { figure } from '../figure.ts'
import { good } from '../http-client.ts'
import { ingestPath } from '../instance.ts'
import { freshEvents } from '../prompts.ts'
import { quantile, spread } from '../statistics.ts'

const askEveryMs = 5
const waitMsMax = 30_000

/** One event from its request until the list of events shows it. */
export const queryable = figure({
  name: 'queryable',
  summary: 'milliseconds from the POST of one event until GET /events shows it',
  async measure({ isQuick, instance, note }) {
    const { client } = await instance()
    const api = client(2)
    const timesMs: number[] = []
    for (let sample = 0; sample < (isQuick ? 5 : 50); sample++) {
      const event = freshEvents(1).at(0)
      if (!event) throw new Error('there is no event')
      await sleep(Math.random() * 700)
      const startedAtMs = performance.now()
      good(await api.post(ingestPath, JSON.stringify({ events: [event] })))
      while (!good(await api.get('/api/v1/events?limit=5')).text.includes(event.id)) {
        if (performance.now() - startedAtMs > waitMsMax) throw new Error('the event does not show')
        await sleep(askEveryMs)
      }
      timesMs.push(performance.now() - startedAtMs)
    }
    note(`until it shows: ${spread(timesMs, 0)} ms`)
    return [
      { name: 'queryable_p50_ms', value: quantile(timesMs, 0.5), unit: 'ms' },
      { name: 'queryable_p99_ms', value: quantile(timesMs, 0.99), unit: 'ms' },
    ]
  },
})
