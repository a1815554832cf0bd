import { setTimeout as sleep } from 'node:timers/promises'
import { type Stack, type StackOptions, startStack } from '../embedded/stack.ts'
import { type Database, database } from './clickhouse.ts'
import { good, type HttpClient, httpClient } from './http-client.ts'
import { startIdleVendor } from './idle-vendor.ts'

/** A running instance with the demo's organization and API key, and nobody else who uses it. */
export type Instance = {
  readonly url: string
  readonly apiKey: string
  readonly orgId: string
  readonly clickHouse: Stack['clickHouse']
  readonly db: Database
  /** A client with the API key. */
  client(connections: number): HttpClient
  /** The cookies of the demo's owner, signed in. */
  ownerCookie(): Promise<string>
  /**
   * Waits until the vendors' history has been read, which a first start does beside everything else and no later one
   * again. Errors: throws when it takes minutes.
   */
  untilCollected(): Promise<void>
  /** Asks a Worker that was put beside. */
  ask: Stack['ask']
  stop(): Promise<void>
}

export const ingestPath = '/api/v1/ingest/llm'

const queryableMsMax = 60_000
const collectedMsMax = 180_000

/** Starts an instance on a data folder, with more Workers beside its own if such are given. */
export async function startInstance(dataDir: string, beside: StackOptions['beside'] = []): Promise<Instance> {
  const vendor = await startIdleVendor()
  const stack = await startStack({
    dataDir,
    port: 0,
    demo: true,
    beside,
    vendors: ['openai', 'anthropic'],
    privateHosts: new URL(vendor.url).host,
    vars: { OPENAI_BASE_URL: vendor.url, ANTHROPIC_BASE_URL: vendor.url },
  }).catch((error: unknown) => {
    vendor.stop()
    throw error
  })
  const { id, secret } = stack.secrets.demoApiKey
  const apiKey = `afk_${id}_${secret}`
  const db = database(stack.clickHouse)
  const clients: HttpClient[] = []
  const client = (connections: number) => {
    const made = httpClient(
      stack.url,
      { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      connections,
    )
    clients.push(made)
    return made
  }
  const ownerCookie = async (): Promise<string> => {
    const response = await fetch(`${stack.url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: 'owner@demo.test', password: stack.seeded.demoPassword }),
    })
    if (!response.ok) throw new Error(`signing in answered ${response.status}`)
    return response.headers
      .getSetCookie()
      .map((cookie) => cookie.slice(0, cookie.indexOf(';')))
      .join('; ')
  }
  const untilCollected = async () => {
    const cookie = await ownerCookie()
    const untilMs = Date.now() + collectedMsMax
    for (;;) {
      const response = await fetch(`${stack.url}/api/v1/pipeline/status`, { headers: { cookie } })
      const { streams } = (await response.json()) as { streams: { progress: number; status: string }[] }
      if (
        streams.length > 0 &&
        streams.every(({ progress, status }) => progress === 1 || status !== 'active')
      ) {
        return
      }
      if (Date.now() > untilMs) throw new Error('the vendors are still being read')
      await sleep(200)
    }
  }
  const stop = async () => {
    for (const made of clients) made.close()
    await db.close()
    await stack.stop()
    vendor.stop()
  }
  try {
    const orgId = await orgOf(client(1), db)
    return {
      url: stack.url,
      apiKey,
      orgId,
      clickHouse: stack.clickHouse,
      db,
      client,
      ownerCookie,
      untilCollected,
      ask: stack.ask,
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The organization that the key belongs to, by the first event that it pushes. */
async function orgOf(client: HttpClient, db: Database): Promise<string> {
  const body = JSON.stringify({
    events: [{ id: 'bench-first', prompt: 'Good morning.', model: 'gpt-5-mini' }],
  })
  good(await client.post(ingestPath, body))
  await untilRows(db, "id = 'bench-first'", 1)
  const [row] = await db.rows<{ org_id: string }>("SELECT org_id FROM events WHERE id = 'bench-first'")
  if (!row) throw new Error('the first event is gone')
  return row.org_id
}

/** Waits until so many rows can be queried. Errors: throws when they do not come. */
export async function untilRows(db: Database, where: string, rows: number): Promise<void> {
  const untilMs = Date.now() + queryableMsMax
  let found = 0
  while (found < rows) {
    found = await db.number(`SELECT count() FROM events WHERE ${where}`)
    if (Date.now() > untilMs) throw new Error(`${found} of ${rows} rows after ${queryableMsMax / 1000} s`)
    if (found < rows) await sleep(5)
  }
}
