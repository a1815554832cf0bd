import { globSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { D1Database } from '@cloudflare/workers-types'
import { convertV4MiniflareOptions, Miniflare } from 'miniflare'
import { unstable_getMiniflareWorkerOptions } from 'wrangler'
import { migrateClickHouse } from '../migrate.ts'
import { type Sandbox, startSandbox } from '../sandbox/server.ts'
import { HISTORY_DAYS } from '../sandbox/traffic.ts'
import { buildWhenStale } from './build.ts'
import { isolates, type WorkerOptions } from './isolates.ts'
import { migrateControlPlane } from './migrate-control-plane.ts'
import { endOrphan, forgetWorkerd, recordWorkerd } from './orphan.ts'
import { ownConsole } from './own-console.ts'
import { loadSecrets, type Secrets } from './secrets.ts'
import { type Seed, seed } from './seed.ts'
import { type SupervisedGateway, superviseGateway } from './supervised-gateway.ts'
import { superviseWorkerd } from './supervised-workerd.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))

export type StackOptions = {
  dataDir: string
  /** Default: loopback only. */
  host?: string
  /** 0 picks a free one. */
  port: number
  demo: boolean
  /** Whether the demo company's teams have workspaces. Default: no. */
  teams?: boolean
  /** Overrides the password that was made at the first start. */
  demoPassword?: string
  admin?: { email: string; password: string }
  /** A ClickHouse server to use in place of the embedded engine. */
  clickHouse?: { url: string; username: string; password: string; database: string }
  privateHosts?: string
  /** False leaves cron to `tick()`. Default: every minute, and once at the start. */
  cron?: boolean
  /** A second Worker over the same objects and databases, as another isolate of the edge is. */
  twin?: boolean
  /** More Workers in the same workerd. */
  beside?: readonly WorkerOptions[]
  /** The vendors' clock. Default: the real one. */
  vendorsNow?: () => number
  /** Which vendors the demo company has connected. Default: all that the sandbox stands in for. */
  vendors?: readonly string[]
  /** The folder of the built console. Default: the one of the last build. */
  console?: string
  /** More Worker variables, by name. */
  vars?: Record<string, string>
}

export type Stack = {
  url: string
  secrets: Secrets
  seeded: Seed
  gateway: SupervisedGateway | null
  clickHouse: { url: string; username: string; password: string; database: string }
  sandbox: Sandbox | null
  d1: D1Database
  /** The same database once a workerd that was killed stands again: what was there before speaks to the dead one. */
  d1Again(): Promise<D1Database>
  workerdPid: () => number | null
  tick(): Promise<void>
  /** Asks another Worker than the first: `twin`, or one of those beside it. */
  ask(worker: string, path: string, init?: RequestInit): Promise<Response>
  stop(): Promise<void>
}

const tickMs = 60_000
/**
 * The young generation stays small. Headers, requests and responses outlive every sweep of it, however large it is, and a
 * full collection takes them apart one by one: with 4 MB after some 3,000 requests in 70 ms, with 16 MB after 10,000 in 170 ms,
 * for which every request waits. Units: MB.
 */
const v8Flags = '--max-semi-space-size=4'

/** Starts everything an instance needs: ClickHouse, the vendor sandbox, the Worker with its objects, cron. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const { dataDir } = options
  const secrets = await loadSecrets(dataDir)
  await endOrphan(dataDir)
  buildWhenStale(root)

  const undo: (() => Promise<unknown> | unknown)[] = []
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) await step()
  }
  try {
    const gateway = options.clickHouse ? null : await superviseGateway(join(dataDir, 'clickhouse'))
    if (gateway) undo.push(() => gateway.stop())
    const clickHouse = options.clickHouse ?? {
      url: gateway?.url ?? '',
      username: 'default',
      password: '',
      database: 'aegisflow',
    }
    await migrateClickHouse(clickHouse)
    const now = options.vendorsNow ?? Date.now
    const sandbox = options.demo ? await startSandbox({ seed: secrets.sandboxSeed, now }) : null
    if (sandbox) undo.push(() => sandbox.stop())

    const vendors = sandbox ? sandbox.control.vendors.filter(({ id }) => isWanted(id, options)) : []
    const hosts = [sandbox ? new URL(sandbox.url).host : '', options.privateHosts].filter(Boolean).join(',')
    const keepSignals = signalKeeper()
    const consoleDir = ownConsole(options.console ?? join(root, 'dist/web'), dataDir)
    const { workerOptions } = unstable_getMiniflareWorkerOptions(join(root, 'wrangler.toml'), undefined, {
      overrides: { assets: { directory: consoleDir } },
    })
    const bundle = join(root, 'dist/worker')
    const worker: WorkerOptions = {
      ...workerOptions,
      name: 'aegisflow',
      modulesRoot: bundle,
      modules: [
        { type: 'ESModule', path: join(bundle, 'index.js') },
        ...globSync(join(bundle, '*.wasm')).map((path) => ({ type: 'CompiledWasm' as const, path })),
      ],
      bindings: {
        ...(workerOptions.bindings as Record<string, string>),
        VAULT_KEKS: secrets.VAULT_KEKS,
        JWT_SIGNING_KEY: secrets.JWT_SIGNING_KEY,
        LEDGER_SIGNING_KEY: secrets.LEDGER_SIGNING_KEY,
        PSEUDONYM_KEY: secrets.PSEUDONYM_KEY,
        SETUP_TOKEN: secrets.SETUP_TOKEN,
        CLICKHOUSE_URL: clickHouse.url,
        CLICKHOUSE_USER: clickHouse.username,
        CLICKHOUSE_PASSWORD: clickHouse.password,
        CLICKHOUSE_DATABASE: clickHouse.database,
        METRICS_PUBLIC: 'true',
        // Every object runs on the one thread of this workerd, so that more logs would only cost.
        STREAM_SHARDS_MAX: '1',
        REGISTRATION: 'open',
        MAIL_OUTBOX: String(mayShowOutbox(options)),
        AEGISFLOW_ALLOW_PRIVATE_HOSTS: hosts,
        AEGISFLOW_ALLOW_CUSTOMER_HOSTS: hosts,
        ...sandboxVariables(sandbox),
        // The sandbox remembers 90 days.
        ...(sandbox ? { VENDOR_PACE: 'none', HISTORY_DAYS: String(HISTORY_DAYS + 1) } : {}),
        ...options.vars,
      },
    }
    const miniflareOptions = convertV4MiniflareOptions({
      host: options.host ?? '127.0.0.1',
      port: options.port,
      // The platform's facts about a request, which nothing reads: they would be copied for each.
      cf: {},
      logRequests: false,
      telemetry: { enabled: false },
      resourcePersistencePath: join(dataDir, 'workerd'),
      unsafeTriggerHandlers: true,
      workers: [...isolates(worker, options.twin ?? false), ...(options.beside ?? [])],
    })
    // The only way in that Miniflare has (5.20261102).
    process.env.MINIFLARE_WORKERD_V8_FLAGS ??= v8Flags
    const mf = new Miniflare(miniflareOptions)
    undo.push(() => mf.dispose())
    const address = await mf.ready
    keepSignals()
    recordWorkerd(dataDir)
    undo.push(() => forgetWorkerd(dataDir))
    const url = `http://127.0.0.1:${address.port}`

    const db = await mf.getD1Database('DB')
    await migrateControlPlane(db, join(root, 'migrations/d1'))
    const connected = vendors.flatMap((vendor) => {
      const [credential] = vendor.credentials(`${sandbox?.url}/${vendor.id}`)
      return [{ vendorId: vendor.id, credential }]
    })
    const seeded = await seed(db, secrets, options, connected)
    if (options.demo) {
      const demo = {
        url,
        users: seeded.demoUsers,
        password: seeded.demoPassword,
        api_key: `afk_${secrets.demoApiKey.id}_${secrets.demoApiKey.secret}`,
      }
      writeFileSync(join(dataDir, 'demo.json'), JSON.stringify(demo, null, 2), { mode: 0o600 })
    }

    const tick = async () => {
      const worker = await mf.getWorker()
      await worker.scheduled({ cron: '* * * * *', scheduledTime: new Date() })
      recordWorkerd(dataDir)
    }
    await untilReady(url)
    undo.push(superviseWorkerd(mf, () => mf.setOptions(miniflareOptions)))
    if (options.cron !== false) {
      const timer = setInterval(() => tick().catch(() => undefined), tickMs)
      undo.push(() => clearInterval(timer))
      tick().catch(() => undefined)
    }
    return {
      url,
      secrets,
      seeded,
      gateway,
      clickHouse,
      sandbox,
      d1: db,
      d1Again: () => mf.getD1Database('DB'),
      tick,
      stop,
      async ask(name, path, init) {
        const worker = await mf.getWorker(name)
        const answer = await worker.fetch(`${url}${path}`, init as Parameters<typeof worker.fetch>[1])
        return answer as unknown as Response
      },
      workerdPid: () => recordWorkerd(dataDir),
    }
  } catch (error) {
    await stop()
    throw error
  }
}

const isWanted = (vendorId: string, { vendors }: StackOptions): boolean =>
  vendors === undefined || vendors.includes(vendorId)

/** Every vendor is asked at the sandbox, whether the demo company has it or not. */
function sandboxVariables(sandbox: Sandbox | null): Record<string, string> {
  const entries = sandbox?.control.vendors.map((vendor) => vendor.variables(`${sandbox.url}/${vendor.id}`))
  return Object.assign({ RATES_URL: sandbox ? `${sandbox.url}/ecb` : '' }, ...(entries ?? []))
}

/**
 * Mail is shown to whoever asks, so only where all who can ask sit at this machine: on loopback, with no proxy in
 * front, and when there is no real mail.
 */
function mayShowOutbox({ host = '127.0.0.1', vars = {} }: StackOptions): boolean {
  const isLoopback = ['127.0.0.1', 'localhost', '::1'].includes(host)
  return isLoopback && !(vars.PUBLIC_URL || vars.MAIL_SMTP_URL || vars.MAIL_API_KEY)
}

/**
 * Takes away the signal listeners that are added after this call: Miniflare's end the process at once (5.20261102),
 * before the gateway and the feed have been told.
 */
function signalKeeper(): () => void {
  const signals = ['SIGINT', 'SIGTERM'] as const
  const ours = new Set(signals.flatMap((signal) => process.listeners(signal)))
  return () => {
    for (const signal of signals) {
      for (const listener of process.listeners(signal)) if (!ours.has(listener)) process.off(signal, listener)
    }
  }
}

const readyMsMax = 30_000

/** Waits until the instance itself says that every dependency answers. */
async function untilReady(url: string): Promise<void> {
  const untilMs = Date.now() + readyMsMax
  let last = 'no answer'
  while (Date.now() < untilMs) {
    try {
      const response = await fetch(`${url}/ready`)
      last = await response.text()
      if (response.ok) return
    } catch (error) {
      last = String(error)
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  throw new Error(`not ready after ${readyMsMax / 1000} s: ${last}`)
}
