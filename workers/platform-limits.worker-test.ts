import { runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { emailsOfActors, nameActors, putInventory } from '../analytics/store/d1/actors.ts'
import { leaseDue, streamsOf } from '../analytics/store/d1/collection.ts'
import {
  apiKeys,
  credentials,
  inventory,
  organizations,
  streams,
} from '../analytics/store/d1/schema/index.ts'
import { beginAttempt } from '../analytics/store/d1/sign-in-failures.ts'
import { placeOf } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { streamShardName } from '../durable-objects/names.ts'
import type { AppendRequest } from '../durable-objects/stream-shard.ts'
import { runLimits } from './collector/budget.ts'
import { leaseMs, queueDue } from './collector/due.ts'
import { runSync } from './collector/sync.ts'
import type { Env } from './environment.ts'
import { bodyBytesMax } from './http/body.ts'
import { secretHash } from './identity/tokens.ts'
import { deliver } from './stream.ts'
import { d1Limits, metered } from './test-meter.ts'
import { vaultOf } from './vault/index.ts'

/** Source: developers.cloudflare.com/workers/platform/limits, /queues/platform/limits, /durable-objects/platform/limits. */
const limits = {
  /** 10,000 on paid plans today; the older figure, so that a run fits everywhere. */
  subrequestsMax: 1_000,
  memoryBytesMax: 128 * 1024 * 1024,
  sqliteValueBytesMax: 2_000_000,
  queueMessageBytesMax: 128_000,
  queueBatchMax: 100,
  queueBatchBytesMax: 256_000,
}
const many = 5_000
const tenant: Tenant = { orgId: 'org_1', region: env.REGION, plan: 'pro' }
const place = placeOf(env, env.REGION)
const secret = 'x'.repeat(32)
const bytesOf = (value: unknown): number => new TextEncoder().encode(JSON.stringify(value)).byteLength
const each = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, i) => make(i))

const credentialOf = (id: string) => ({
  id,
  orgId: tenant.orgId,
  vendorId: 'openai',
  label: 'l',
  kind: 'admin',
  hint: 'h',
  secretEnvelope: '',
  accountRef: '',
  status: 'active' as const,
  createdAtMs: 0,
})
const streamOf = (credentialId: string, stream: string) => ({
  credentialId,
  stream,
  orgId: tenant.orgId,
  intervalS: 300,
  nextDueAtMs: 0,
  highWaterAtMs: null,
  leaseId: null,
  leaseUntilMs: 0,
  status: 'active' as const,
  lastError: null,
})

beforeAll(async () => {
  await place.db
    .insert(organizations)
    .values({ id: tenant.orgId, name: 'One', region: tenant.region, plan: tenant.plan, createdAtMs: 0 })
  await place.db.insert(apiKeys).values({
    id: 'testkey1',
    orgId: tenant.orgId,
    name: 'test',
    secretHash: await secretHash(secret),
    scopes: ['ingest:write'],
    createdAtMs: 0,
    expiresAtMs: null,
    revokedAtMs: null,
  })
})
/** No request leaves: what the log would send on waits in the log. */
beforeEach(() => vi.stubGlobal('fetch', async () => new Response('away', { status: 502 })))

const push = (events: readonly unknown[]) =>
  exports.default.fetch(
    new Request('http://api/ingest/llm', {
      method: 'POST',
      body: JSON.stringify({ events }),
      headers: { authorization: `Bearer afk_testkey1_${secret}`, 'content-type': 'application/json' },
    }),
  )

describe('D1', () => {
  const long = (index: number) => `${String(index).padStart(5, '0')}${'x'.repeat(120)}`
  const email = (index: number) => `${String(index).padStart(5, '0')}${'x'.repeat(230)}@example.com`

  it('is never bound more than its parameters, nor a value over its size, however many entries there are', async () => {
    const { env: meteredEnv, meter } = metered(env)
    const { db } = placeOf(meteredEnv, env.REGION)
    const ids = each(many, long)
    await nameActors(
      tenant,
      db,
      each(2 * many, (i) => ({ actorId: long(i), email: email(i), name: null })),
      1,
    )
    expect((await emailsOfActors(tenant, db, ids)).size).toBe(many)
    await putInventory(
      tenant,
      db,
      'many',
      each(many, (i) => ({ type: 'actor' as const, ref: long(i), target: long(i) })),
    )
    const subjects = ids.map((subject) => ({ subject, failuresMax: 1 }))
    expect(await beginAttempt(db, 'attempt', subjects, 10, 0)).toBe(true)
    expect(await beginAttempt(db, 'attempt', subjects, 10, 0)).toBe(false)
    expect(await streamsOf(tenant, db, ids)).toEqual([])
    expect(meter.parameters).toBeGreaterThan(1)
    expect(meter.parameters).toBeLessThanOrEqual(d1Limits.parametersMax)
    expect(meter.valueBytes).toBeLessThanOrEqual(d1Limits.valueBytesMax)
    expect(meter.statementBytes).toBeLessThanOrEqual(d1Limits.statementBytesMax)
  })

  it('leases thousands of streams of a tenant in statements of its size', async () => {
    await env.DB.prepare(
      `INSERT INTO streams (credential_id, stream, org_id, interval_s, next_due_at_ms, lease_until_ms, status)
       SELECT 'many', 's' || value, ?1, 300, 0, 0, 'active' FROM json_each(?2)`,
    )
      .bind(tenant.orgId, JSON.stringify(each(many, String)))
      .run()
    await place.db.insert(credentials).values(credentialOf('many'))
    const { env: meteredEnv, meter } = metered(env)
    const due = await leaseDue(placeOf(meteredEnv, env.REGION).db, tenant.region, 1, 2, 'lease', null, many)
    expect(due).toHaveLength(many)
    expect(meter.parameters).toBeLessThanOrEqual(d1Limits.parametersMax)
    expect(meter.valueBytes).toBeLessThanOrEqual(d1Limits.valueBytesMax)
  })
})

describe('the queue', () => {
  it('gets no more messages at once than it takes, each a pointer', async () => {
    const sent: { body: unknown }[][] = []
    const queue = {
      sendBatch: async (messages: Iterable<{ body: unknown }>) => void sent.push([...messages]),
    }
    const due = await queueDue(
      { ...env, SYNC_QUEUE: queue as unknown as Env['SYNC_QUEUE'] },
      place,
      Date.now(),
    )
    expect(due.length).toBeGreaterThan(limits.queueBatchMax - 1)
    for (const batch of sent) {
      expect(batch.length).toBeLessThanOrEqual(limits.queueBatchMax)
      expect(bytesOf(batch)).toBeLessThan(limits.queueBatchBytesMax)
      for (const { body } of batch) expect(bytesOf(body)).toBeLessThan(limits.queueMessageBytesMax)
    }
  })
})

describe('a sync', () => {
  /** A vendor whose cost report has so many pages, each of a few days; and a ClickHouse that takes everything. */
  function vendorOf(pages: number): { calls: () => number } {
    let calls = 0
    vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
      const url = new URL(input instanceof Request ? input.url : input)
      if (url.searchParams.has('query')) return new Response('')
      calls += 1
      const page = Number(url.searchParams.get('page') ?? 0)
      const results = each(7, (i) => ({
        amount: { value: i + page, currency: 'usd' },
        line_item: `line ${i}`,
      }))
      return Response.json({
        data: each(20, (i) => ({
          start_time: 1_700_000_000 + (page * 20 + i) * 86_400,
          end_time: 0,
          results,
        })),
        next_page: page + 1 < pages ? String(page + 1) : null,
      })
    })
    return { calls: () => calls }
  }

  async function callsOfRun(id: string, pages: number): Promise<number> {
    const at = { orgId: tenant.orgId, table: 'credentials', column: 'secret_envelope', rowId: id }
    const secretEnvelope = await vaultOf(env, place).seal(at, 'sk-admin-1')
    await place.db.insert(credentials).values({ ...credentialOf(id), secretEnvelope })
    await place.db
      .insert(inventory)
      .values({ orgId: tenant.orgId, credentialId: id, type: 'project', ref: 'p', target: 'P' })
    await place.db.insert(streams).values(streamOf(id, 'cost'))
    const nowMs = Date.now()
    const [due] = await leaseDue(place.db, tenant.region, nowMs, nowMs + leaseMs, 'lease', id, 1)
    if (!due) throw new Error('nothing was due')
    const vendor = vendorOf(pages)
    const { env: meteredEnv, meter } = metered(env)
    await runSync(meteredEnv, placeOf(meteredEnv, env.REGION), due)
    const run = await env.DB.prepare(
      'SELECT status, error_message FROM collector_runs WHERE credential_id = ?',
    )
      .bind(id)
      .first()
    // The present of a new stream is read whole; its history is left to the next run.
    expect(run).toEqual({ status: 'partial', error_message: null })
    expect(vendor.calls()).toBe(pages)
    return meter.calls + vendor.calls()
  }

  it('of the most pages stays below the calls that one invocation may make', async () => {
    const [one, five] = [await callsOfRun('one', 1), await callsOfRun('five', 5)]
    const perPage = (five - one) / 4
    expect(perPage).toBeGreaterThan(2)
    // The vendor's own call and ours, as the budget counts them.
    expect(perPage).toBeLessThanOrEqual(1 + runLimits.callsPerPage)
    expect(one + runLimits.callsMax).toBeLessThan(limits.subrequestsMax)
    expect(one + runLimits.pagesMax * perPage).toBeLessThan(limits.subrequestsMax)
  })
})

describe('the log', () => {
  /** What a delivery becomes on its way to the object. */
  async function sentOf(rows: readonly Record<string, unknown>[]): Promise<AppendRequest> {
    const sent: AppendRequest[] = []
    const append = async (_address: unknown, request: AppendRequest) => {
      sent.push(request)
      return { accepted: true, kept: 0, duplicates: 0, changed: 0 }
    }
    const STREAM_SHARD = { getByName: () => ({ append }) } as unknown as Env['STREAM_SHARD']
    const quarantined = rows.map((row, index) => ({
      row: { ...row, id: `row-${index}` },
      repeatable: index % 2 === 0,
    }))
    await deliver({ ...env, STREAM_SHARD }, tenant, { quarantined }, 'batch')
    const [request] = sent
    if (!request) throw new Error('nothing was sent')
    return request
  }

  it.each([
    ['letters', 'x'],
    ['characters of three bytes', '€'],
    ['characters of four bytes', '😀'],
    ['characters that JSON escapes', '\u0001'],
  ])('takes rows of %s in values of its size, every row once and under its batch’s id', async (_, char) => {
    const rows = each(3000, (index) => ({ text: char.repeat(index % 700) }))
    const { chunks } = await sentOf(rows)
    expect(chunks.length).toBeGreaterThan(1)
    let at = 0
    for (const chunk of chunks) {
      expect(chunk.body.byteLength).toBeLessThan(limits.sqliteValueBytesMax)
      const lines = new TextDecoder().decode(chunk.body).trimEnd().split('\n')
      expect([chunk.rows, chunk.ids?.length]).toEqual([lines.length, lines.length])
      for (const [index, line] of lines.entries()) {
        expect(JSON.parse(line)).toMatchObject({ id: `row-${at}`, batch_id: chunk.batchId })
        expect(chunk.ids?.[index]).toBe(at % 2 === 0 ? `row-${at}` : null)
        at += 1
      }
    }
    expect(at).toBe(rows.length)
    expect(new Set(chunks.map(({ batchId }) => batchId)).size).toBe(chunks.length)
  })

  it('takes a quarantined text of any length', async () => {
    const timestamp = '2020-01-01T00:00:00Z'
    const response = await push([
      { prompt: '€'.repeat(1_500_000), response: '\u0001'.repeat(900_000), timestamp },
    ])
    expect(await response.json()).toEqual({ ingested: 0, duplicates: 0, quarantined: 1 })
    const shard = env.STREAM_SHARD.getByName(streamShardName(tenant.region, tenant.orgId, 0))
    const largest = await runInDurableObject(shard, (_shard, { storage }) =>
      storage.sql.exec<{ bytes: number }>('SELECT max(bytes) AS bytes FROM log').one(),
    )
    expect(largest.bytes).toBeGreaterThan(100_000)
    expect(largest.bytes).toBeLessThan(limits.sqliteValueBytesMax)
  })
})

describe('a pushed batch', () => {
  const dense = (events: number) => each(events, () => ({ prompt: 'a@b.co '.repeat(200) }))

  it('is refused as too large, and not an error of ours, when its findings outgrow a call to an object', async () => {
    expect((await push(dense(600))).status).toBe(413)
  })

  it('fits into one call to an object at the limit of its body, its events and its findings', async () => {
    const plain = each(9_450, () => ({ prompt: 'word '.repeat(195) }))
    const events = [...dense(550), ...plain]
    expect(bytesOf({ events })).toBeGreaterThan(0.95 * bodyBytesMax)
    expect(bytesOf({ events })).toBeLessThan(bodyBytesMax)
    expect((await push(events)).status).toBe(202)
  })

  it('may be as large as the memory holds several times', () => {
    expect(bodyBytesMax * 8).toBeLessThan(limits.memoryBytesMax)
  })
})
