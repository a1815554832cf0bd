import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { type Bench, figure } from '../figure.ts'
import { ingestPath } from '../instance.ts'
import { freshEvents } from '../prompts.ts'
import { quantile, spread } from '../statistics.ts'
import type { SteadyLoad, SteadyTimes } from '../steady-sender.ts'

const perSecond = 200
const connections = 64
const turns = 3
/** Long enough for many collections of garbage, which are the slowest hundredth. */
const secondsOfTurn = 15

/** One event a request at a steady rate, in turns to a program that only writes it down and to the product. */
export const post = figure({
  name: 'post',
  summary: `milliseconds of a POST with one event, ${perSecond} times a second`,
  async measure(bench) {
    const { isQuick, instance, note } = bench
    const { url, apiKey, untilCollected } = await instance()
    await untilCollected()
    const sender = startSender(bench)
    const api = {
      origin: url,
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    }
    const plain = { origin: await startPlainLog(bench), headers: {} }
    const timesOf = (server: typeof api | typeof plain) => sent(sender, server, isQuick ? 1 : secondsOfTurn)
    const plainMs: number[] = []
    const timesMs: number[] = []
    // What runs often is compiled anew while it runs, for ten seconds and more.
    for (const server of [plain, api]) await timesOf(server)
    for (let turn = 0; turn < turns; turn++) {
      plainMs.push(...(await timesOf(plain)))
      timesMs.push(...(await timesOf(api)))
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

function startSender({ later }: Bench): ChildProcess {
  const sender = fork(join(import.meta.dirname, '../steady-sender.ts'))
  later(() => sender.kill())
  return sender
}

/** Sends single events for some seconds. Units: milliseconds from when each was due. Errors: throws for a refused one. */
async function sent(
  sender: ChildProcess,
  server: Pick<SteadyLoad, 'origin' | 'headers'>,
  seconds: number,
): Promise<readonly number[]> {
  const bodies = freshEvents(perSecond * seconds).map((event) => JSON.stringify({ events: [event] }))
  const load: SteadyLoad = { ...server, path: ingestPath, bodies, perSecond, connections }
  sender.send(load)
  const [times] = (await once(sender, 'message')) as [SteadyTimes]
  if ('error' in times) throw new Error(times.error)
  return times.timesMs
}

/** Gives the address of a program that only writes requests down. */
async function startPlainLog({ folder, later }: Bench): Promise<string> {
  const program = fork(join(import.meta.dirname, '../plain-log.ts'), [join(folder(), 'log.sqlite')])
  later(() => program.kill())
  const [port] = await once(program, 'message')
  return `http://127.0.0.1:${port}`
}
