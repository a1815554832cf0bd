import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const THREADS = '16'
/** Opening 10 million rows takes less than a second; a child that says nothing for this long hangs. */
const START_MS_MAX = 60_000

/** How to start a gateway. Units: `memoryMaxMb` for all queries together. `port` 0 or none: any free one. */
export type GatewaySettings = {
  dir: string
  port?: number
  user?: string
  password?: string
  memoryMaxMb?: number
  queriesMax?: number
  bodyMaxMb?: number
}

/** A gateway that runs as a child and ends with this process. */
export type RunningGateway = {
  readonly url: string
  readonly pid: number
  /** Settles when the process has ended, for whatever reason. */
  readonly exited: Promise<unknown>
  stop(): Promise<void>
  kill(): void
}

/** Starts the gateway and waits until it answers. Errors: rejects with what it printed when it ends before. */
export async function startGateway(settings: GatewaySettings): Promise<RunningGateway> {
  const { dir, port = 0, user = 'default', password = '' } = settings
  const args = [
    fileURLToPath(new URL('main.ts', import.meta.url)),
    '--dir',
    dir,
    '--port',
    String(port),
    '--with-parent',
  ]
  if (settings.memoryMaxMb !== undefined) args.push('--memory-max-mb', String(settings.memoryMaxMb))
  if (settings.queriesMax !== undefined) args.push('--queries-max', String(settings.queriesMax))
  if (settings.bodyMaxMb !== undefined) args.push('--body-max-mb', String(settings.bodyMaxMb))
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      UV_THREADPOOL_SIZE: THREADS,
      CLICKHOUSE_USER: user,
      CLICKHOUSE_PASSWORD: password,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const printed: string[] = []
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    printed.push(text)
    printed.splice(0, printed.length - 20)
  })
  const exited = once(child, 'exit')
  const listening = new Promise<string>((resolve) => {
    createInterface(child.stdout).on('line', (line) => {
      const url = /^gateway listening on (\S+)$/.exec(line)?.[1]
      if (url !== undefined) resolve(url)
    })
  })
  const late = setTimeout(() => child.kill('SIGKILL'), START_MS_MAX)
  const url = await Promise.race([listening, exited.then(() => null)])
  clearTimeout(late)
  if (url === null || child.pid === undefined)
    throw new Error(`gateway did not start: ${printed.join('').trim()}`)
  child.stderr.pipe(process.stderr)
  return {
    url,
    pid: child.pid,
    exited,
    stop: async () => {
      child.kill('SIGTERM')
      await exited
    },
    kill: () => {
      child.kill('SIGKILL')
    },
  }
}
