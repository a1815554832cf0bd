import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Bench, figure } from '../figure.ts'
import { good, type HttpClient, httpClient } from '../http-client.ts'
import { ingestPath } from '../instance.ts'
import { freshEvents } from '../prompts.ts'
import { quantile, spread } from '../statistics.ts'

const perSecond = 200
const connections = 64
const turns = 3

/** One event a request at a steady rate, in turns to a program that only writes it down and to the product. */
export const post = figure({
  name: 'post',
  summary: `milliseconds of a POST with one event, ${perSecond} times a second`,
  async measure(bench) {
    const { isQuick, instance, later, note } = bench
    const { client, untilCollected } = await instance()
    await untilCollected()
    const api = client(connections)
    const plain = httpClient(await startPlainLog(bench), {}, connections)
    later(() => plain.close())
    const plainMs: number[] = []
    const timesMs: number[] = []
    // What runs often is compiled anew while it runs, for some seconds.
    for (const one of [plain, api]) await sendAll(one, isQuick ? 1 : 5)
    for (let turn = 0; turn < turns; turn++) {
      plainMs.push(...(await sendAll(plain, isQuick ? 1 : 5)))
      timesMs.push(...(await sendAll(api, isQuick ? 1 : 5)))
    }
    note(`written down alone: ${spread(plainMs)} ms`)
    note(`from when it was due: ${spread(timesMs)} ms`)
    const reading = (name: string, q: number) => ({
      name: `post_${name}_ms`,
      value: quantile(timesMs, q),
      unit: 'ms',
      baseline: quantile(plainMs, q),
    })
    return [reading('p50', 0.5), reading('p99', 0.99)]
  },
})

/** Sends for some seconds; a late answer does not put off the next request. Units: milliseconds from when each was due. */
async function sendAll(to: HttpClient, seconds: number): Promise<number[]> {
  const bodies = freshEvents(perSecond * seconds).map((event) => JSON.stringify({ events: [event] }))
  const startedAtMs = performance.now()
  return Promise.all(
    bodies.map(async (body, index) => {
      const dueAtMs = startedAtMs + (index * 1000) / perSecond
      await sleep(Math.max(0, dueAtMs - performance.now()))
      good(await to.post(ingestPath, body))
      return performance.now() - dueAtMs
    }),
  )
}

/** Gives the address of a program that only writes requests down. */
async function startPlainLog({ folder, later }: Bench): Promise<string> {
  const program = fork(join(import.meta.dirname, '../plain-log.ts'), [join(folder(), 'log.sqlite')])
  later(() => program.kill())
  const [port] = await once(program, 'message')
  return `http://127.0.0.1:${port}`
}
