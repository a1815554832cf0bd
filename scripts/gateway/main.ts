import { readdirSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { makePipes } from './channel.ts'
import { openEngine } from './engine.ts'
import { createGateway } from './server.ts'
import { createSlots } from './slots.ts'

const STOP_MS = 1_500
const STOP_STEP_MS = 50
// Node's own default when the variable is not set.
const THREADS = Number(process.env.UV_THREADPOOL_SIZE ?? 4)

const { values } = parseArgs({
  options: {
    dir: { type: 'string' },
    port: { type: 'string', default: '8123' },
    'memory-max-mb': { type: 'string', default: '1500' },
    'body-max-mb': { type: 'string', default: '256' },
    'parallel-max': { type: 'string', default: '12' },
    'queries-max': { type: 'string', default: '100' },
    'with-parent': { type: 'boolean', default: false },
  },
})
if (values.dir === undefined) {
  console.error(
    'usage: node scripts/gateway/main.ts --dir <path> [--port <n|0>] [--memory-max-mb <n>] [--body-max-mb <n>] [--parallel-max <n>] [--queries-max <n>] [--with-parent]',
  )
  process.exit(2)
}

const dir = resolve(values.dir)
const workDir = join(dir, 'gateway')
const engine = await openEngine(dir, workDir, Number(values['memory-max-mb']))

// The engine's lock on the folder is ours by now, so what lies there is left over from a process that was killed.
for (const name of readdirSync(workDir)) if (name !== 'config.xml') rmSync(join(workDir, name))
// Each running query holds a thread of the pool; a quarter stays free for files, compression and cancelling.
const parallel = Math.max(1, Math.min(Number(values['parallel-max']), Math.floor(THREADS * 0.75)))
const pipePaths = Array.from({ length: parallel }, (_, index) => join(workDir, `pipe-${index}`))
makePipes(pipePaths)

const server = createGateway({
  engine,
  slots: createSlots(pipePaths, Number(values['queries-max'])),
  account: {
    user: process.env.CLICKHOUSE_USER ?? 'default',
    password: process.env.CLICKHOUSE_PASSWORD ?? '',
  },
  workDir,
  bodyBytesMax: Number(values['body-max-mb']) * 1024 * 1024,
})

// Leaving in an orderly way waits for every statement that still runs, maybe for ever. The data folder stands
// an end at any moment, so nothing is lost by not waiting.
const die = () => process.kill(process.pid, 'SIGKILL')
process.on('uncaughtException', (error) => {
  console.error(error)
  die()
})

let stopping = false
const stop = async () => {
  if (stopping) return
  stopping = true
  const deadlineMs = performance.now() + STOP_MS
  server.close()
  server.closeIdleConnections()
  while (engine.openSessions > 0 && performance.now() < deadlineMs) {
    void engine.cancel().catch(() => undefined)
    await sleep(STOP_STEP_MS)
  }
  if (engine.openSessions > 0) die()
  engine.close()
  process.exit(0)
}
process.once('SIGTERM', stop)
process.once('SIGINT', stop)
if (values['with-parent']) process.stdin.once('close', stop).once('end', stop).resume()

server.listen(Number(values.port), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(`gateway listening on http://127.0.0.1:${port}`)
})
