import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PipelineStatus } from '../../analytics/contract/pipeline.ts'
import { shortHistory } from '../support/short-history.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack({ vendors: ['openai', 'cursor'] })
  owner = await stack.signIn('owner@demo.test')
  await shortHistory(stack, 14)
  await sync('demo-openai')
  await sync('demo-cursor')
})
afterAll(() => stack.end())

async function stored(): Promise<void> {
  const status = async () =>
    (await owner.call('GET', '/api/v1/pipeline/status')).body as unknown as PipelineStatus
  await until(status, ({ log }) => log.rows_waiting === 0, 60_000)
}

async function sync(credential: string): Promise<void> {
  const runs = async () => (await owner.call('GET', '/api/v1/collector/runs?limit=200')).body.items as Json[]
  const before = (await runs()).length
  const { body } = await owner.call('POST', `/api/v1/collector/sync/${credential}`)
  const begun = before + (body.queued as Json[]).length
  await until(runs, (all) => all.length >= begun && all.every((run) => run.status !== 'running'), 90_000)
  await stored()
}

type Replayed = { taken: number; stored: number; duplicates: number; missing: number; calls: number }

/** Reads everything again, some pages at a time; `calls` is what the vendors were asked meanwhile. */
async function replayed(credential: string, limit = 200): Promise<Replayed> {
  const asked = () => stack.sandbox?.control.requests().length ?? 0
  const before = asked()
  const sum = { taken: 0, stored: 0, duplicates: 0, missing: 0, calls: 0 }
  let cursor: unknown
  do {
    const answer = await owner.call('POST', '/api/v1/pipeline/ingest', {
      from: 'raw',
      credential_id: credential,
      limit,
      ...(cursor ? { cursor } : {}),
    })
    expect([answer.status, answer.body]).toEqual([200, answer.body])
    for (const name of ['taken', 'stored', 'duplicates', 'missing'] as const)
      sum[name] += Number(answer.body[name])
    cursor = answer.body.next_cursor
  } while (cursor)
  await stored()
  return { ...sum, calls: asked() - before }
}

/** Rows of a table are gone, as when they expire. */
async function forget(table: string, where: string): Promise<void> {
  const client = createClient(stack.clickHouse)
  await client.command({ query: `ALTER TABLE ${table} DELETE WHERE ${where} SETTINGS mutations_sync = 1` })
  await client.close()
}

const figures = (by: string, where = '1') =>
  stack.rows<Json>(
    `SELECT ${by}, sum(requests) AS requests, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out, toString(sum(cost_usd)) AS cost
     FROM events WHERE source = 'collector' AND ${where} GROUP BY ${by} ORDER BY ${by}`,
  )
const rollup = (by: string, where = '1') =>
  stack.rows<Json>(
    `SELECT ${by}, sum(requests) AS requests, sum(tokens_in) AS tokens_in, sum(tokens_out) AS tokens_out, toString(sum(cost_usd)) AS cost
     FROM usage_daily WHERE ${where} GROUP BY ${by}
     HAVING tokens_in != 0 OR tokens_out != 0 OR requests != 0 ORDER BY ${by}`,
  )
const dimensions = 'toDate(created_at) AS day, vendor_id, model, project_id, actor_id, api_key_id'
const ofRollup = 'day, vendor_id, model, project_id, actor_id, api_key_id'
const rowCount = () => stack.rows<Json>('SELECT count() AS n FROM events')

describe('kept answers that are read again', () => {
  it('change nothing and ask nobody when the adapter says the same', async () => {
    const before = [await rowCount(), await figures(dimensions)]
    for (const credential of ['demo-openai', 'demo-cursor']) {
      const seen = await replayed(credential)
      expect(seen).toMatchObject({ stored: 0, missing: 0, calls: 0 })
      expect(seen.taken).toBeGreaterThan(5)
    }
    expect([await rowCount(), await figures(dimensions)]).toEqual(before)
  }, 300_000)

  it('give figures, prices and people as they are understood today, in the table and in the rollups', async () => {
    const usage = `vendor_id = 'openai' AND kind = 'usage'`
    // The sandbox's batches run in these hours, at half the price.
    const byDay = 'toHour(created_at) NOT IN (2, 3)'
    const [person] = await stack.rows<{ actor_id: string }>(
      `SELECT actor_id FROM events WHERE vendor_id = 'openai' AND kind = 'usage' AND actor_id != '' GROUP BY actor_id ORDER BY count() DESC LIMIT 1`,
    )
    const [busiest] = await stack.rows<{ model: string; tokens: string; cost: string }>(
      `SELECT model, toString(sum(tokens_in)) AS tokens, toString(sum(cost_usd)) AS cost FROM events
       WHERE ${usage} AND ${byDay} GROUP BY model ORDER BY sum(events.tokens_in) DESC LIMIT 1`,
    )
    // Who is who is told otherwise than by the vendor from here on.
    await forget('raw_pages', `stream = 'inventory'`)
    const was = person?.actor_id ?? ''
    const model = busiest?.model ?? ''
    const ofPerson = await figures(
      'model',
      `actor_id = '${was}' AND vendor_id = 'openai' AND model != '${model}'`,
    )
    await stack.d1
      .prepare(
        `UPDATE inventory SET target = 'p_someone_else' WHERE target = ? AND credential_id = 'demo-openai'`,
      )
      .bind(was)
      .run()
    const agreed = await owner.call('PUT', '/api/v1/pricing/overrides', {
      vendor_id: 'openai',
      model,
      effective_from: '2020-01-01T00:00:00Z',
      input: '1000',
      output: '0',
      cache_read: '1000',
    })
    expect([agreed.status, agreed.body]).toEqual([200, agreed.body])
    const seen = await replayed('demo-openai')
    expect(seen).toMatchObject({ missing: 0, calls: 0 })
    expect(seen.stored).toBeGreaterThan(10)

    const [now] = await stack.rows<{ tokens: string; cost: string }>(
      `SELECT toString(sum(tokens_in)) AS tokens, toString(sum(cost_usd)) AS cost FROM events
       WHERE ${usage} AND ${byDay} AND model = '${model}'
         AND substring(id, 1, 32) IN (SELECT substring(id, 1, 32) FROM events WHERE tokens_in != 0)`,
    )
    expect(now?.tokens).toBe(busiest?.tokens)
    expect(Number(now?.cost)).toBeCloseTo(Number(busiest?.tokens) / 1000, 4)
    expect(await figures('model', `actor_id = '${was}' AND ${usage}`)).toEqual([])
    expect(
      await figures('model', `actor_id = 'p_someone_else' AND vendor_id = 'openai' AND model != '${model}'`),
    ).toEqual(ofPerson)
    expect(await rollup(ofRollup)).toEqual(
      (await figures(dimensions)).filter(({ tokens_in, tokens_out, requests }) =>
        [tokens_in, tokens_out, requests].some((sum) => Number(sum) !== 0),
      ),
    )
    const doubled = await stack.rows('SELECT id FROM events GROUP BY id HAVING count() > 1')
    expect(doubled).toEqual([])
  }, 300_000)

  it('bring single calls up to what is understood today, and twice is harmless', async () => {
    const before = await rowCount()
    await stack.d1
      .prepare(
        `UPDATE inventory SET target = 'p_other' WHERE credential_id = 'demo-cursor' AND type = 'actor'`,
      )
      .run()
    const [calls] = await stack.rows<{ n: string }>(
      `SELECT toString(count()) AS n FROM events WHERE vendor_id = 'cursor' AND kind = 'llm'`,
    )
    expect(Number(calls?.n)).toBeGreaterThan(0)
    await replayed('demo-cursor')
    for (const credential of ['demo-openai', 'demo-cursor'])
      expect(await replayed(credential, 50)).toMatchObject({ stored: 0, missing: 0, calls: 0 })
    expect(await rowCount()).toEqual(before)
  }, 300_000)

  it('that are no longer stored are said, and never asked for', async () => {
    const sums = await figures(dimensions)
    await forget('raw_payloads', `stream = 'usage'`)
    const seen = await replayed('demo-openai')
    expect(seen).toMatchObject({ stored: 0, calls: 0 })
    expect(seen.missing).toBeGreaterThan(0)
    expect(await figures(dimensions)).toEqual(sums)
  }, 300_000)

  it('are left alone while their stream is collected', async () => {
    await stack.d1
      .prepare(`UPDATE streams SET lease_id = 'l', lease_until_ms = ? WHERE credential_id = 'demo-cursor'`)
      .bind(Date.now() + 60_000)
      .run()
    const answer = await owner.call('POST', '/api/v1/pipeline/ingest', {
      from: 'raw',
      credential_id: 'demo-cursor',
    })
    expect(answer.status).toBe(409)
  })
})
