import { setTimeout as sleep } from 'node:timers/promises'
import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import type { PipelineStatus } from '../../analytics/contract/pipeline.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack({ vendors: ['openai'] })
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const status = async (): Promise<PipelineStatus> =>
  (await owner.call('GET', '/api/v1/pipeline/status')).body as unknown as PipelineStatus
const again = async (body: Json): Promise<Json> => {
  const answer = await owner.call('POST', '/api/v1/pipeline/ingest', body)
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  return answer.body
}
const events = async (where: string): Promise<number> => {
  const [row] = await stack.rows<{ n: string }>(`SELECT toString(count()) AS n FROM events WHERE ${where}`)
  return Number(row?.n)
}
/** From when on the last event that was pushed is no longer too far ahead. */
let nearAtMs = 0
const sync = async (): Promise<void> => {
  const runs = async () => (await owner.call('GET', '/api/v1/collector/runs?limit=200')).body.items as Json[]
  const before = (await runs()).length
  const { body } = await owner.call('POST', '/api/v1/collector/sync/demo-openai')
  const begun = before + (body.queued as Json[]).length
  await until(runs, (all) => all.length >= begun && all.every((run) => run.status !== 'running'), 120_000)
  await until(status, ({ log }) => log.rows_waiting === 0, 60_000)
}

/** Pushes an event of a moment that is too far ahead; once the clock has come nearer, it is not any more. */
async function quarantine(
  id: string | undefined,
  aheadMs: number,
  prompt: string,
  model = 'gpt-5-mini',
): Promise<void> {
  const atMs = Date.now() + aheadMs
  nearAtMs = atMs - 86_400_000
  const timestamp = new Date(atMs).toISOString()
  const { body } = await stack.ingest([{ id, model, prompt, timestamp }])
  expect(body).toEqual({ ingested: 0, duplicates: 0, quarantined: 1 })
}

describe('the state of the pipeline', () => {
  it('sets what was taken against what was stored, per stream', async () => {
    await sync()
    const seen = await until(status, ({ structured }) => structured.events_24h > 0)
    expect(seen.raw.payloads_24h).toBeGreaterThan(0)
    expect(seen.raw.bytes_24h).toBeGreaterThan(1000)
    expect(seen.structured.cost_lines_24h).toBeGreaterThan(0)
    expect(seen.log).toEqual({ rows_waiting: 0, oldest_waiting_s: 0 })
    const usage = seen.streams.find(({ stream }) => stream === 'usage')
    expect(usage).toMatchObject({
      credential_id: 'demo-openai',
      vendor_id: 'openai',
      progress: 1,
      status: 'active',
    })
    expect(usage?.lag_s).toBeLessThan(120)
    expect(await events(`source = 'collector'`)).toBe(seen.structured.events_24h)
  })
})

describe('quarantined items', () => {
  // A busy machine takes seconds for one push.
  const aheadMs = 86_400_000 + 12_000
  const untilNear = () => sleep(nearAtMs - Date.now() + 500)

  it('are counted by reason, become events once their reason is over, and are then counted no longer', async () => {
    await quarantine('late-2', 9 * 86_400_000, 'far ahead')
    await quarantine('late-1', aheadMs, 'My SSN is 536-90-4399')
    const [reason] = (await until(status, ({ quarantined }) => quarantined[0]?.items === 2)).quarantined
    expect(reason).toMatchObject({ source: 'ingest', reason: 'timestamp_in_future', items: 2 })
    await untilNear()
    const first = await again({ from: 'quarantined' })
    expect(first).toEqual({
      taken: 2,
      stored: 1,
      duplicates: 0,
      still_quarantined: 1,
      missing: 0,
      next_cursor: null,
    })
    await until(status, ({ quarantined }) => quarantined[0]?.items === 1)
    const row = await until(
      () => stack.call('GET', '/api/v1/events/late-1'),
      (answer) => answer.status === 200,
    )
    expect(row.body).toMatchObject({ id: 'late-1', source: 'ingest', inspected: 'full' })
    expect(JSON.stringify(row.body)).not.toContain('536-90-4399')
  })

  it('are stored once, also when they are taken up twice at a time', async () => {
    await quarantine('twice', aheadMs, 'once is enough')
    await quarantine(undefined, aheadMs, 'once without a name too', 'nameless')
    const [traceId, spanId] = ['c'.repeat(32), 'd'.repeat(16)]
    const startTimeUnixNano = String(BigInt(nearAtMs + 86_400_000) * 1_000_000n)
    const attributes = [{ key: 'gen_ai.operation.name', value: { stringValue: 'chat' } }]
    const spans = [{ traceId, spanId, kind: 3, startTimeUnixNano, attributes }]
    await stack.call('POST', '/v1/traces', { body: { resourceSpans: [{ scopeSpans: [{ spans }] }] } })
    const items = ({ quarantined }: PipelineStatus) => quarantined.map((each) => [each.source, each.items])
    await until(status, (now) => items(now).flat().toSorted().join() === '1,3,ingest,otlp')
    await untilNear()
    const both = await Promise.all([again({ from: 'quarantined' }), again({ from: 'quarantined' })])
    expect(both.map(({ stored, duplicates }) => [stored, duplicates]).toSorted()).toEqual([
      [0, 3],
      [3, 0],
    ])
    await until(status, ({ quarantined }) => quarantined[0]?.items === 1)
    expect(
      await until(
        () => events(`id IN ('twice', '${traceId}-${spanId}') OR model = 'nameless'`),
        (n) => n >= 3,
      ),
    ).toBe(3)
    expect(await events(`id = '${traceId}-${spanId}' AND source = 'otlp'`)).toBe(1)
    expect(await again({ from: 'quarantined' })).toMatchObject({ taken: 1, stored: 0, still_quarantined: 1 })
  })

  it('are gone through page by page, and by reason', async () => {
    await quarantine('far', 9 * 86_400_000, 'also far ahead')
    await until(status, ({ quarantined }) => quarantined[0]?.items === 2)
    const first = await again({ from: 'quarantined', limit: 1 })
    expect(first).toMatchObject({ taken: 1, still_quarantined: 1, next_cursor: expect.any(String) })
    const second = await again({ from: 'quarantined', limit: 1, cursor: first.next_cursor })
    expect(second).toMatchObject({ taken: 1, next_cursor: null })
    expect(await again({ from: 'quarantined', reason: 'malformed' })).toMatchObject({ taken: 0 })
  })

  it('that cannot be opened any more stay, and keep nobody from what can', async () => {
    const client = createClient(stack.clickHouse)
    const org_id = await stack.d1.prepare('SELECT id FROM organizations').first<string>('id')
    const row = { org_id, source: 'ingest', reason: 'malformed' }
    const [created_at, expires_at] = [0, 86_400_000].map((ms) => new Date(Date.now() + ms).toISOString())
    const broken = ['', 'v1.k1.gone.AAAA.AAAA', 'no envelope at all']
    await client.insert({
      table: 'quarantined',
      values: broken.map((envelope, at) => ({
        ...row,
        created_at,
        expires_at,
        id: `broken-${at}`,
        envelope,
      })),
      format: 'JSONEachRow',
      clickhouse_settings: { date_time_input_format: 'best_effort' },
    })
    await client.close()
    expect(await again({ from: 'quarantined', reason: 'malformed' })).toMatchObject({
      taken: 3,
      stored: 0,
      still_quarantined: 3,
    })
  })
})

describe('reading everything of a credential again', () => {
  it('changes no total, and begins anew where the vendor begins', async () => {
    const day = new Date(Date.now() - 2 * 86_400_000).toISOString().slice(0, 10)
    const totals = () =>
      stack.rows(`SELECT sum(tokens_in) AS i, sum(tokens_out) AS o, sum(cost_usd) AS c, count() AS n FROM events
        WHERE source = 'collector' AND created_at < '${day}'`)
    const before = await totals()
    for (let round = 0; round < 2; round++) {
      expect(await again({ from: 'vendor', credential_id: 'demo-openai' })).toMatchObject({
        taken: expect.any(Number),
      })
      await until(status, ({ streams }) => streams.every(({ lag_s }) => lag_s !== null && lag_s < 60), 60_000)
      await sync()
    }
    expect(await totals()).toEqual(before)
  })

  it('is refused for a credential of nobody here', async () => {
    const answer = await owner.call('POST', '/api/v1/pipeline/ingest', {
      from: 'vendor',
      credential_id: 'another',
    })
    expect(answer.status).toBe(404)
  })
})

describe('a circuit that opens', () => {
  it('is told live, in a notice, in the ledger and in the metrics', async () => {
    const socket = new WebSocket(`${stack.url.replace('http', 'ws')}/ws/events`, {
      headers: { cookie: owner.cookie, origin: stack.url },
    })
    const frames: Json[] = []
    socket.on('message', (data) => frames.push(JSON.parse(String(data)) as Json))
    await until(
      () => frames.length,
      (count) => count > 0,
    )
    stack.sandbox?.control.fault({ vendor: 'openai', mode: 'failing', status: 500 })
    const state = async () =>
      ((await owner.call('GET', '/api/v1/collector/breakers')).body.items as Json[]).find(
        ({ name }) => name === 'openai',
      )?.state
    // Five failures within a minute: a busy machine needs more syncs than a quiet one.
    await until(
      async () => {
        await sync()
        return state()
      },
      (now) => now === 'open',
      120_000,
    )
    stack.sandbox?.control.fault({ vendor: 'openai', mode: 'ok' })
    await until(
      () => frames.find(({ type }) => type === 'breaker'),
      (frame) => frame !== undefined,
    )
    expect(frames.find(({ type }) => type === 'breaker')?.breaker).toMatchObject({
      name: 'openai',
      vendor_id: 'openai',
      host: null,
      state: 'open',
    })
    socket.close()
    const notice = await stack.d1.prepare(`SELECT subject FROM notices WHERE kind = 'breaker_open'`).first()
    expect(notice).toEqual({ subject: 'openai' })
    const ledger = (await owner.call('GET', '/api/v1/audit?limit=50')).body.items as Json[]
    expect(ledger.find(({ action }) => action === 'breaker.opened')).toMatchObject({
      actor: 'system',
      target: 'breaker:openai',
    })
    await until(
      async () => String((await stack.call('GET', '/metrics', { key: null })).body.text),
      (metrics) => /aegisflow_breaker_changes_total\{change="opened",vendor_id="openai"\} 1/.test(metrics),
    )
  })
})
