import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RescanItem } from '../../analytics/contract/evidence.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

const batches = 12
const batchSize = 500

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack({ vendors: [] })
  owner = await stack.signIn('owner@demo.test')
  await owner.call('PUT', '/api/v1/evidence', { is_kept: true, retention_days: 10 })
  for (let batch = 0; batch < batches; batch++) {
    const events = Array.from({ length: batchSize }, (_, index) => ({
      id: `r-${batch}-${index}`,
      model_name: 'gpt-5-mini',
      prompt:
        index % 5 === 0 ? `Note ${index}: codename falcon ships in spring` : `Note ${index}: nothing to see`,
    }))
    expect((await stack.ingest(events)).status).toBe(202)
  }
})
afterAll(() => stack.end())

const drained = () =>
  until(
    async () =>
      ((await owner.call('GET', '/api/v1/pipeline/status')).body.log as Json | undefined)?.rows_waiting,
    (waiting) => waiting === 0,
    60_000,
  )

describe('workerd killed in the middle of a rescan', () => {
  it('goes on where it was, and leaves the table and the rollups exact', async () => {
    await drained()
    const created = await owner.call('POST', '/api/v1/compliance/custom-detectors', {
      name: 'codename',
      label: 'Codename',
      category: 'pii',
      severity: 'high',
      keywords: ['falcon'],
    })
    expect(created.status).toBe(201)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const begun = (await owner.call('POST', '/api/v1/compliance/backfill?days=1'))
      .body as unknown as RescanItem
    expect(begun.events_total).toBe(batches * batchSize)
    const state = async (): Promise<RescanItem | null> => {
      const { status, body } = await owner
        .call('GET', `/api/v1/compliance/backfills/${begun.id}`)
        .catch(() => ({ status: 0, body: {} }))
      return status === 200 ? (body as unknown as RescanItem) : null
    }
    let kills = 0
    for (const share of [0.15, 0.5]) {
      const seen = await until(state, (now) => now !== null && now.progress >= share, 60_000)
      if (seen?.status === 'succeeded') break
      process.kill(stack.workerdPid() ?? 0, 'SIGKILL')
      kills += 1
      await until(state, (now) => now !== null, 60_000)
      // The lease of who was killed runs out.
      const db = await stack.d1Again()
      await db.prepare('UPDATE rescans SET lease_until_ms = 0').run()
      await stack.tick()
    }
    expect(kills).toBeGreaterThan(0)
    const ended = await until(state, (now) => now?.status === 'succeeded', 60_000)
    expect(ended).toMatchObject({
      progress: 1,
      events_read: batches * batchSize,
      from_evidence: batches * batchSize,
    })
    await drained()

    const [row] = await stack.rows<Json>(`
      SELECT toString(count()) AS events, toString(uniqExact(id)) AS ids, toString(countIf(revision = 1)) AS corrected,
        toString(countIf(has(compliance_hits, 'custom_codename'))) AS hits, toString(max(revision)) AS latest
      FROM events`)
    const expected = String((batches * batchSize) / 5)
    expect(row).toEqual({
      events: String(batches * batchSize),
      ids: String(batches * batchSize),
      corrected: expected,
      hits: expected,
      latest: '1',
    })
    const rolled = await stack.rows<Json>(`
      SELECT dimension, value, toString(sum(events)) AS events, toString(sum(violations)) AS violations
      FROM dimension_daily WHERE dimension = 'detector' OR (dimension = 'vendor') GROUP BY dimension, value ORDER BY dimension`)
    expect(rolled).toEqual([
      { dimension: 'detector', value: 'custom_codename', events: expected, violations: expected },
      { dimension: 'vendor', value: 'openai', events: String(batches * batchSize), violations: expected },
    ])
  }, 240_000)
})
