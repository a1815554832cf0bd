import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Bench, figure } from '../figure.ts'
import { median, spread } from '../statistics.ts'

const script = fileURLToPath(new URL('../../start.ts', import.meta.url))
const readyMsMax = 60_000
const fillMs = 8_000
const settleMs = 1_000

/** From the command to the line that says it is ready: for the first time, and again with the demo's two weeks. */
export const start = figure({
  name: 'start',
  summary: 'seconds from `npm start` to ready, with an empty data folder and with a filled one',
  async measure(bench) {
    const rounds = bench.isQuick ? 1 : 3
    const empty: number[] = []
    const filled: number[] = []
    await startOnce(bench, bench.folder(), settleMs)
    for (let round = 0; round < rounds; round++) {
      const dataDir = bench.folder()
      empty.push(await startOnce(bench, dataDir, fillMs))
      filled.push(await startOnce(bench, dataDir, settleMs))
    }
    bench.note(`empty: ${spread(empty, 2)} s; filled: ${spread(filled, 2)} s`)
    return [
      { name: 'start_to_ready_s@empty', value: median(empty), unit: 's' },
      { name: 'start_to_ready_s@filled', value: median(filled), unit: 's' },
    ]
  },
})

/** Starts, waits for the ready line, lets it run on for a while and ends it. Units: seconds to the line. */
async function startOnce(bench: Bench, dataDir: string, runOnMs: number): Promise<number> {
  const startedAtMs = performance.now()
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, AEGISFLOW_DATA_DIR: dataDir, PORT: '0', UV_THREADPOOL_SIZE: '16' },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const exited = once(child, 'exit')
  const stop = async () => {
    child.kill('SIGTERM')
    await exited
  }
  bench.later(stop)
  const ready = new Promise<number>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('AegisFlow ready at ')) resolve((performance.now() - startedAtMs) / 1000)
    })
  })
  const ended = Promise.race([exited, sleep(readyMsMax, null, { ref: false })]).then(() => null)
  const seconds = await Promise.race([ready, ended])
  if (seconds === null) throw new Error('it did not become ready')
  await sleep(runOnMs)
  await stop()
  return seconds
}
