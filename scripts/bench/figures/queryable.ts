import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, figure } from '../figure.ts'
import { good, type HttpClient, shareOut } from '../http-client.ts'
import { type Instance, ingestPath, untilRows } from '../instance.ts'
import { batchesOf, freshEvents } from '../prompts.ts'
import { quantile, spread } from '../statistics.ts'

const askEveryMs = 5
const waitMsMax = 30_000
const batchRows = 500
const connections = 4

/** One event from its request until it can be read, while half of what the instance can take comes in beside it. */
export const queryable = figure({
  name: 'queryable',
  summary: 'milliseconds from the POST of one event until GET /events/:id shows it, at half load',
  async measure(bench) {
    const running = await bench.instance()
    await running.untilCollected()
    const load = running.client(connections)
    const fullPerS = await fullLoad(bench, running, load)
    const run = { isOver: false, pushed: 0 }
    const startedAtMs = performance.now()
    const pushing = pushSteadily(load, fullPerS / 2, run)
    await sleep(1_000)
    const timesMs = await samples(bench, running.client(2))
    const seconds = (performance.now() - startedAtMs) / 1000
    run.isOver = true
    await pushing
    bench.note(
      `full load ${Math.round(fullPerS)} events/s; beside it ${Math.round(run.pushed / seconds)} events/s were pushed`,
    )
    bench.note(`until it shows: ${spread(timesMs, 0)} ms`)
    return [
      { name: 'queryable_p50_ms', value: quantile(timesMs, 0.5), unit: 'ms' },
      { name: 'queryable_p99_ms', value: quantile(timesMs, 0.99), unit: 'ms' },
    ]
  },
})

/** Units: events a second until all can be queried, when nobody waits between two requests. Nothing waits in the end. */
async function fullLoad({ isQuick }: Bench, { db }: Instance, load: HttpClient): Promise<number> {
  const bodiesOf = (count: number) =>
    batchesOf(freshEvents(count), batchRows).map((events) => JSON.stringify({ events }))
  const push = (bodies: readonly string[]) =>
    shareOut(bodies, connections, async (body) => good(await load.post(ingestPath, body)))
  const stored = await db.number('SELECT count() FROM events')
  const warmUp = 10_000
  await push(bodiesOf(warmUp))
  await untilRows(db, '1', stored + warmUp)
  const events = isQuick ? 10_000 : 60_000
  const bodies = bodiesOf(events)
  const startedAtMs = performance.now()
  await push(bodies)
  await untilRows(db, '1', stored + warmUp + events)
  return (events * 1000) / (performance.now() - startedAtMs)
}

async function pushSteadily(
  load: HttpClient,
  perSecond: number,
  run: { isOver: boolean; pushed: number },
): Promise<void> {
  const startedAtMs = performance.now()
  const sender = async () => {
    while (!run.isOver) {
      const dueAtMs = startedAtMs + (run.pushed * 1000) / perSecond
      run.pushed += batchRows
      const body = JSON.stringify({ events: freshEvents(batchRows) })
      await sleep(Math.max(0, dueAtMs - performance.now()))
      good(await load.post(ingestPath, body))
    }
  }
  await Promise.all(Array.from({ length: connections }, sender))
}

async function samples({ isQuick }: Bench, api: HttpClient): Promise<number[]> {
  const timesMs: number[] = []
  for (let sample = 0; sample < (isQuick ? 5 : 50); sample++) {
    const event = freshEvents(1).at(0)
    if (!event) throw new Error('there is no event')
    await sleep(Math.random() * 300)
    const startedAtMs = performance.now()
    good(await api.post(ingestPath, JSON.stringify({ events: [event] })))
    while ((await api.get(`/api/v1/events/${event.id}`)).status !== 200) {
      if (performance.now() - startedAtMs > waitMsMax) throw new Error('the event does not show')
      await sleep(askEveryMs)
    }
    timesMs.push(performance.now() - startedAtMs)
  }
  return timesMs
}
