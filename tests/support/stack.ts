import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import { type Stack, type StackOptions, startStack } from '../../scripts/embedded/stack.ts'
import { copyMigratedStores } from './migrated-stores.ts'

export type Json = Record<string, unknown>
export type Answer = { status: number; body: Json; headers: Headers }

/** A whole instance of its own in a new data folder, without cron, and short words for speaking to it. */
export type TestStack = Stack & {
  dataDir: string
  password: string
  apiKey: string
  call(method: string, path: string, options?: CallOptions): Promise<Answer>
  ingest(events: readonly Json[], headers?: Record<string, string>): Promise<Answer>
  signIn(email: string): Promise<Browser>
  rows<Row>(query: string): Promise<Row[]>
  end(): Promise<void>
}

type CallOptions = {
  body?: unknown
  raw?: BodyInit
  headers?: Record<string, string>
  key?: string | null
}

/** A signed-in browser: its cookies and its CSRF token. */
export type Browser = {
  cookie: string
  csrf: string
  call(method: string, path: string, body?: unknown): Promise<Answer>
}

/** All of a test comes from one address and from few people, who look again every 50 ms. */
const roomy = {
  PUBLIC_REQUESTS_PER_MINUTE: '100000',
  USER_REQUESTS_PER_MINUTE: '100000',
  REGISTRATIONS_PER_HOUR: '100000',
}

export async function testStack(options: Partial<StackOptions> = {}): Promise<TestStack> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'aegisflow-'))
  copyMigratedStores(dataDir)
  const stack = await startStack({
    port: 0,
    demo: true,
    cron: false,
    vendors: ['openai', 'anthropic'],
    ...externalClickHouse(),
    ...options,
    vars: { ...roomy, ...options.vars },
    dataDir,
  })
  const { id, secret } = stack.secrets.demoApiKey
  const apiKey = `afk_${id}_${secret}`

  const call = async (
    method: string,
    path: string,
    { body, raw, headers = {}, key = apiKey }: CallOptions = {},
  ) => {
    const response = await fetch(`${stack.url}${path}`, {
      method,
      headers: {
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? (raw === undefined ? {} : { body: raw }) : { body: JSON.stringify(body) }),
    })
    return answerOf(response)
  }
  const signIn = async (email: string): Promise<Browser> => {
    const { seeded } = stack
    const response = await fetch(`${stack.url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: seeded.demoPassword }),
    })
    const answer = await answerOf(response)
    if (answer.status !== 200) throw new Error(`sign-in of ${email} failed with ${answer.status}`)
    const cookie = cookieHeader(response)
    const csrf = String(answer.body.csrf_token)
    return {
      cookie,
      csrf,
      call: (method, path, body) =>
        call(method, path, {
          body,
          key: null,
          headers: { cookie, ...(method === 'GET' ? {} : { 'x-csrf-token': csrf }) },
        }),
    }
  }
  const clickHouse = createClient(stack.clickHouse)
  return {
    ...stack,
    dataDir,
    password: stack.seeded.demoPassword,
    apiKey,
    call,
    signIn,
    ingest: (events, headers = {}) => call('POST', '/api/v1/ingest/llm', { body: { events }, headers }),
    async rows<Row>(query: string) {
      const result = await clickHouse.query({ query, format: 'JSONEachRow' })
      return result.json<Row>()
    },
    async end() {
      await clickHouse.close()
      await stack.stop()
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** With CLICKHOUSE_URL set the same tests run on that server. */
function externalClickHouse(): Pick<StackOptions, 'clickHouse'> {
  const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD } = process.env
  if (!CLICKHOUSE_URL) return {}
  const database = `aegisflow_test_${crypto.randomUUID().replaceAll('-', '')}`
  return {
    clickHouse: {
      url: CLICKHOUSE_URL,
      username: CLICKHOUSE_USER ?? 'default',
      password: CLICKHOUSE_PASSWORD ?? '',
      database,
    },
  }
}

async function answerOf(response: Response): Promise<Answer> {
  const text = await response.text()
  const isJson = /^application\/(?:problem\+)?json\b/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    body: (isJson ? JSON.parse(text) : { text }) as Json,
    headers: response.headers,
  }
}

export function cookieHeader(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.slice(0, cookie.indexOf(';')))
    .join('; ')
}

/** Waits until something holds. Errors: throws with the last value after the limit. */
export async function until<T>(
  read: () => Promise<T> | T,
  holds: (value: T) => boolean,
  limitMs = 60_000,
): Promise<T> {
  const untilMs = Date.now() + limitMs
  let value = await read()
  while (!holds(value)) {
    if (Date.now() > untilMs) throw new Error(`still not so after ${limitMs} ms: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
    value = await read()
  }
  return value
}
