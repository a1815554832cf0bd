import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startGateway } from './start.ts'

/** What the conformance suites ask: the gateway, or the server that CLICKHOUSE_URL names. */
export type Target = {
  readonly url: string
  readonly database: string
  /** One request in the suite's database with its answer as text. */
  ask(body: string | Buffer, parameters?: Record<string, string>, init?: RequestInit): Promise<Reply>
  close(): Promise<void>
}

/** An answer read to its end. */
export type Reply = { status: number; headers: Headers; text: string }

const { CLICKHOUSE_URL, CLICKHOUSE_USER = 'default', CLICKHOUSE_PASSWORD = 'secret' } = process.env

/** Who asks. */
export const account = { username: CLICKHOUSE_USER, password: CLICKHOUSE_PASSWORD }

/** The same as headers. */
export const credentials = { 'X-ClickHouse-User': account.username, 'X-ClickHouse-Key': account.password }

/** A target with an empty database of its own. */
export async function openTarget(): Promise<Target> {
  const database = `conformance_${process.pid}_${Date.now()}`
  const dir = mkdtempSync(join(tmpdir(), 'gateway-'))
  const gateway =
    CLICKHOUSE_URL === undefined
      ? await startGateway({ dir, user: account.username, password: account.password })
      : null
  const url = CLICKHOUSE_URL ?? gateway?.url ?? ''
  const send = async (
    body: string | Buffer,
    parameters: Record<string, string>,
    init: RequestInit,
  ): Promise<Reply> => {
    const content = init.method === 'GET' ? {} : { body: new Uint8Array(Buffer.from(body)) }
    const response = await fetch(`${url}/?${new URLSearchParams(parameters)}`, {
      method: 'POST',
      ...content,
      ...init,
      headers: { ...credentials, ...init.headers },
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
  await send(`CREATE DATABASE ${database}`, {}, {})
  return {
    url,
    database,
    ask: (body, parameters = {}, init = {}) => send(body, { database, ...parameters }, init),
    close: async () => {
      await send(`DROP DATABASE ${database} SYNC`, {}, {})
      await gateway?.stop()
      rmSync(dir, { recursive: true })
    },
  }
}
