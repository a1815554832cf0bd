import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { afterEach, beforeAll, beforeEach, vi } from 'vitest'
import type { AppendChunk } from './stream-shard.ts'

type Insert = { table: string; token: string; lines: string[] }
type Answer = (insert: Insert) => Response

export const away: Answer = () => new Response('gone', { status: 502 })
export const stores: Answer = () => new Response('')

/** Refuses each insert that holds the word. */
export const refusing =
  (word: string): Answer =>
  ({ lines }) =>
    lines.some((line) => line.includes(word))
      ? new Response('Code: 27. DB::Exception: cannot parse', { status: 400 })
      : new Response('')

/**
 * ClickHouse at the wire, told for each organization what it answers, which ids it has, and since when (seconds) its tables stand.
 * It keeps what it was asked to insert.
 */
export class TestAnswers {
  readonly inserted = new Map<string, Insert[]>()
  readonly answers = new Map<string, Answer>()
  readonly held = new Map<string, string[]>()
  migratedAtS = 0

  insertsOf(orgId: string): Insert[] {
    return this.inserted.get(orgId) ?? []
  }

  async answer(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const { searchParams } = new URL(request.url)
    const text = await request.text()
    if (text.includes('schema_migrations')) return new Response(`{"at":${this.migratedAtS}}\n`)
    const table = /^INSERT INTO (\w+)/.exec(searchParams.get('query') ?? '')?.[1]
    if (table === undefined) {
      const ids = this.held.get(searchParams.get('param_org_id') ?? '') ?? []
      return new Response(ids.map((id) => `${JSON.stringify({ batch_id: 'b', id })}\n`).join(''))
    }
    const token = searchParams.get('insert_deduplication_token') ?? ''
    const orgId = token.slice(0, token.indexOf('-'))
    const insert = { table, token, lines: text.trimEnd().split('\n') }
    this.inserted.set(orgId, [...this.insertsOf(orgId), insert])
    return (this.answers.get(orgId) ?? stores)(insert)
  }
}

/** An hour ahead of the platform's clock no alarm goes off by itself between two lines of a test. */
export const aheadMs = 3_600_000

/** The store that the shards of this test file speak to, while their clock is ahead. */
export function testStoreAhead(): TestAnswers {
  const store = new TestAnswers()
  beforeAll(() => {
    vi.stubGlobal('fetch', (input: RequestInfo | URL, init?: RequestInit) => store.answer(input, init))
  })
  beforeEach(() => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const platformNow = Date.now
    vi.spyOn(Date, 'now').mockImplementation(() => platformNow() + aheadMs)
  })
  afterEach(() => vi.restoreAllMocks())
  return store
}

export const shardOf = (orgId: string) => env.STREAM_SHARD.getByName(`us/${orgId}/stream/0`)
export const addressOf = (orgId: string) => ({ region: env.REGION, orgId, shard: 0 })

/** Rows with these ids; one without an id is named by its place, and a chunk without any tells none. */
export function chunkOf(
  ids: readonly (string | null)[],
  batchId = 'b',
  table: AppendChunk['table'] = 'events',
): AppendChunk {
  const lines = ids.map((id, index) => JSON.stringify({ id: id ?? `new-${index}`, batch_id: batchId }))
  const body = new TextEncoder().encode(`${lines.join('\n')}\n`).buffer as ArrayBuffer
  return { table, batchId, rows: lines.length, ids: ids.every((id) => id === null) ? null : [...ids], body }
}

export const append = (orgId: string, ...chunks: AppendChunk[]) =>
  shardOf(orgId).append(addressOf(orgId), { chunks })
export const drained = (orgId: string) => runDurableObjectAlarm(shardOf(orgId))
export const idsOf = (sent: readonly Insert[]) =>
  sent.flatMap(({ lines }) => lines.map((line) => (JSON.parse(line) as { id: string }).id))
export const logRows = (orgId: string) =>
  runInDurableObject(
    shardOf(orgId),
    (_shard, { storage }) => storage.sql.exec('SELECT rows FROM log').toArray().length,
  )
