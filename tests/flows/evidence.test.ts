import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EvidenceView, RescanItem, Revealed, ScannedAgain } from '../../analytics/contract/evidence.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'
import { usageOf } from '../support/usage.ts'

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack({ vendors: [] })
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const ssn = '536-90-4399'
const text = `Customer note: her SSN is ${ssn}, and codename falcon stays internal.`

async function called<T>(method: string, path: string, body?: unknown, status = 200): Promise<T> {
  const answer = await owner.call(method, `/api/v1${path}`, body)
  expect([path, answer.status, answer.body]).toEqual([path, status, answer.body])
  return answer.body as T
}
const keep = (is_kept: boolean, retention_days = 30) =>
  called<EvidenceView>('PUT', '/evidence', { is_kept, retention_days })
const drained = () =>
  until(
    async () => (await called<Json>('GET', '/pipeline/status')).log as { rows_waiting: number },
    ({ rows_waiting }) => rows_waiting === 0,
    30_000,
  )
async function pushed(id: string, prompt: string, more: Json = {}): Promise<void> {
  const { status, body } = await stack.ingest([{ id, model_name: 'gpt-5-mini', prompt, ...more }])
  expect([status, body]).toEqual([202, body])
  await drained()
}
const reveal = (id: string, reason = 'a subject access request') =>
  owner.call('POST', `/api/v1/events/${id}/reveal`, { reason })
const eventOf = async (id: string) => (await stack.call('GET', `/api/v1/events/${id}`)).body
const revisions = (id: string) =>
  stack.rows<{ revision: number }>(`SELECT revision FROM events WHERE id = '${id}'`)

async function command(query: string): Promise<void> {
  const client = createClient(stack.clickHouse)
  await client.command({ query })
  await client.close()
}

/** Has an original expire at a moment of the store's clock. */
async function expiring(id: string, at: string): Promise<void> {
  const batch = `expiring-${at}`
  await command(
    `INSERT INTO evidence SELECT * REPLACE(${at} AS expires_at, '${batch}' AS batch_id) FROM evidence WHERE event_id = '${id}'`,
  )
  await command(
    `ALTER TABLE evidence DELETE WHERE event_id = '${id}' AND batch_id != '${batch}' SETTINGS mutations_sync = 1`,
  )
}

async function rescan(days = 2): Promise<RescanItem> {
  const { id } = await called<RescanItem>('POST', `/compliance/backfill?days=${days}`, undefined, 202)
  const ended = await until(
    () => called<RescanItem>('GET', `/compliance/backfills/${id}`),
    ({ status }) => status === 'succeeded' || status === 'failed',
    30_000,
  )
  await drained()
  return ended
}

/** Every rollup against the table. */
async function differences(): Promise<Json[]> {
  return stack.rows<Json>(`
    SELECT * FROM (
      SELECT 'detector' AS what, value, sum(events) AS rolled,
        (SELECT count() FROM events WHERE has(compliance_hits, value)) AS counted
      FROM dimension_daily WHERE dimension = 'detector' GROUP BY value
      UNION ALL
      SELECT 'violations', '', sum(violations), (SELECT countIf(violation_type != '') FROM events)
      FROM dimension_daily WHERE dimension = 'vendor'
      UNION ALL
      SELECT 'unread', '', sumIf(events, detector_version = ''), (SELECT countIf(detector_version = '') FROM events)
      FROM inspection_daily
      UNION ALL
      SELECT 'severity', value, sum(events), (SELECT countIf(events.severity = 'critical') FROM events)
      FROM facet_daily WHERE facet = 'severity' AND value = 'critical' GROUP BY value
    ) WHERE rolled != counted`)
}

describe('originals', () => {
  it('are not kept unless the organization says so', async () => {
    await pushed('before', text)
    expect(await called<EvidenceView>('GET', '/evidence')).toMatchObject({
      is_kept: false,
      kept: { events: 0 },
    })
    expect((await reveal('before')).status).toBe(404)
  })

  it('stand sealed under the key of their most sensitive kind of data, once, and nowhere else', async () => {
    expect(await keep(true)).toMatchObject({ is_kept: true, retention_days: 30 })
    await pushed('kept', text, { response: 'Noted.' })
    await pushed('kept', 'another text under the same id')
    await pushed('keys', `deploy with AKIAZ7QHTR4VNX2BLKWM for patient MRN 12345678`)
    await pushed('plain', 'What is the capital of Peru?')
    await pushed('empty', '')
    const rows = await stack.rows<Json>(
      'SELECT event_id, data_type, dek_id, envelope FROM evidence ORDER BY event_id',
    )
    expect(rows.map(({ event_id, data_type }) => [event_id, data_type])).toEqual([
      ['kept', 'pii'],
      ['keys', 'secret'],
      ['plain', 'general'],
    ])
    expect(new Set(rows.map(({ dek_id }) => dek_id)).size).toBe(3)
    expect(JSON.stringify(rows)).not.toContain(ssn)
    expect(JSON.stringify(await stack.rows('SELECT * FROM events'))).not.toContain(ssn)
    const { kept } = await called<EvidenceView>('GET', '/evidence')
    expect(kept).toMatchObject({ events: 3 })
    const keys = await called<Json>('GET', '/encryption/audit')
    expect(JSON.stringify(keys.unreadable)).toBe('[]')
    expect(JSON.stringify(keys)).toContain('evidence')
  })

  it('are shown for a reason, as they came, with what is found in them', async () => {
    const { status, body } = await reveal('kept')
    expect(status).toBe(200)
    const { prompt, response, findings, data_type } = body as unknown as Revealed
    expect([prompt, response, data_type]).toEqual([text, 'Noted.', 'pii'])
    const finding = findings.find(({ code }) => code === 'pii_ssn' || code === 'ssn')
    expect(prompt.slice(finding?.start, finding?.end)).toBe(ssn)
    expect((await reveal('kept', '')).status).toBe(422)
    expect((await reveal('nobody')).status).toBe(404)
    const ledger = (await called<{ items: Json[] }>('GET', '/audit?limit=20')).items
    const entries = ledger.filter(
      ({ action, target }) => action === 'event.revealed' && String(target).includes('kept'),
    )
    expect(entries.map(({ outcome }) => outcome).toSorted()).toEqual(['intent', 'succeeded'])
  })

  it('are not shown to who may only read events', async () => {
    const viewer = await stack.signIn('viewer@demo.test')
    const answer = await viewer.call('POST', '/api/v1/events/kept/reveal', { reason: 'curiosity' })
    expect(answer.status).toBe(403)
  })

  it('are whole where a part of them was stored twice', async () => {
    await command(
      `INSERT INTO evidence SELECT * REPLACE('again' AS batch_id) FROM evidence WHERE event_id = 'kept'`,
    )
    expect((await reveal('kept')).body).toMatchObject({ prompt: text, response: 'Noted.' })
    await command(`ALTER TABLE evidence DELETE WHERE batch_id = 'again' SETTINGS mutations_sync = 1`)
  })

  it('are shown no more once their time is over, while the store still holds them', async () => {
    const { kept } = await called<EvidenceView>('GET', '/evidence')
    await command('SYSTEM STOP TTL MERGES evidence')
    await expiring('keys', 'now() - 1')
    expect((await reveal('keys')).status).toBe(404)
    expect(await called<EvidenceView>('GET', '/evidence')).toMatchObject({
      kept: { events: kept.events - 1 },
    })
    expect(await stack.rows(`SELECT event_id FROM evidence WHERE event_id = 'keys'`)).toHaveLength(1)
    await expiring('keys', 'now() + 86400')
    expect((await reveal('keys')).status).toBe(200)
    await command('SYSTEM START TTL MERGES evidence')
  })

  it('are gone for good when their key is', async () => {
    await command(`INSERT INTO evidence (org_id, id, event_id, data_type, part, parts, envelope, created_at, ingested_at, expires_at, batch_id)
        SELECT org_id, 'plain', 'plain', data_type, part, parts, replaceOne(envelope, dek_id, 'nokey'), created_at, ingested_at, expires_at, 'x'
        FROM evidence WHERE event_id = 'plain'`)
    await command(
      `ALTER TABLE evidence DELETE WHERE event_id = 'plain' AND dek_id != 'nokey' SETTINGS mutations_sync = 1`,
    )
    expect((await reveal('plain')).status).toBe(410)
  })
})

describe('a rescan', () => {
  it('corrects what today’s detectors say otherwise, leaves every figure exact, and a second one changes nothing', async () => {
    await pushed('upstream', 'harmless words', { violation_type: 'their_rule', severity: 'high' })
    const prediction = { id: 'predicted', model: 'claims', prediction: 'approve', probabilities: [0.7, 0.3] }
    const features = { note: 'codename falcon', amount: 12 }
    const sent = { body: { events: [{ ...prediction, features, input_data: { text } }] } }
    expect((await stack.call('POST', '/api/v1/ingest/ml', sent)).status).toBe(202)
    await drained()
    // What a vendor reports of many calls never had a text.
    const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
    await (await usageOf(stack)).add([{ day: yesterday, vendor_id: 'openai', cost_usd: '0' }])
    await called(
      'POST',
      '/compliance/custom-detectors',
      {
        name: 'codename',
        label: 'Codename',
        category: 'pii',
        severity: 'critical',
        keywords: ['falcon'],
      },
      201,
    )
    const detector = (await called<{ items: { code: string }[] }>('GET', '/compliance/detectors')).items.find(
      ({ code }) => /ssn/.test(code),
    )
    await called('PUT', `/compliance/detectors/${detector?.code}`, { minimum_level: 'off' })
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const first = await rescan()
    expect(first).toMatchObject({ status: 'succeeded', progress: 1, last_error: null })
    expect(first.events_read).toBe(first.events_total)
    expect(first.from_evidence + first.from_excerpts + first.without_text).toBe(first.events_read)
    expect(first.from_evidence).toBe(4)
    expect(first.without_text).toBe(2)
    expect(first.corrected).toBeGreaterThanOrEqual(2)
    expect(Object.fromEntries(first.detectors.map(({ code, ...counts }) => [code, counts]))).toEqual({
      custom_codename: { found: 3, gone: 0 },
      [detector?.code ?? '']: { found: 0, gone: 2 },
    })

    const kept = await eventOf('kept')
    expect(kept).toMatchObject({
      violation_type: 'custom_codename',
      severity: 'critical',
      compliance_hits: ['custom_codename'],
    })
    expect(kept.prompt_excerpt).not.toContain('falcon')
    expect(kept.prompt_excerpt).toContain(ssn)
    expect(await eventOf('predicted')).toMatchObject({
      compliance_hits: ['custom_codename'],
      risk_score: 0.12,
      risk_label: 'normal',
      ml: { prediction: 'approve', features: { note: '[REDACTED]', amount: 12 } },
    })
    const before = await eventOf('before')
    expect(before.compliance_hits).toEqual(expect.arrayContaining([detector?.code, 'custom_codename']))
    expect(before.prompt_excerpt).not.toContain('falcon')
    expect(before.prompt_excerpt).not.toContain(ssn)
    expect(await eventOf('upstream')).toMatchObject({ violation_type: 'their_rule', severity: 'high' })
    expect(await revisions('kept')).toEqual([{ revision: 1 }])
    expect(await differences()).toEqual([])

    const count = await stack.rows('SELECT count() AS n FROM events')
    const second = await rescan()
    expect(second).toMatchObject({ status: 'succeeded', corrected: 0, events_read: first.events_read })
    expect(second.detectors).toEqual([])
    expect(await stack.rows('SELECT count() AS n FROM events')).toEqual(count)
    expect(await revisions('kept')).toEqual([{ revision: 1 }])
    expect(await differences()).toEqual([])
    const { items } = await called<{ items: RescanItem[] }>('GET', '/compliance/backfills')
    expect(items.map(({ id }) => id)).toEqual([second.id, first.id])
  })

  it('reads an event as it is known last while what that replaced still stands', async () => {
    await command(
      `INSERT INTO events SELECT * REPLACE (0 AS revision, ['pii_ssn'] AS compliance_hits) FROM events WHERE id = 'kept'`,
    )
    expect(await rescan()).toMatchObject({ from_evidence: 4, corrected: 0, detectors: [] })
    await command(`ALTER TABLE events DELETE WHERE id = 'kept' AND revision = 0 SETTINGS mutations_sync = 1`)
    expect(await revisions('kept')).toEqual([{ revision: 1 }])
  })

  it('is one at a time', async () => {
    const now = Date.now()
    await stack.d1
      .prepare(
        `INSERT INTO rescans (id, org_id, status, from_ms, to_ms, events_total, started_by, created_at_ms, lease_until_ms)
         SELECT 'busy', org_id, 'running', 0, 1, 1, 'x', ?1, ?1 + 600000 FROM rescans LIMIT 1`,
      )
      .bind(now)
      .run()
    await called('POST', '/compliance/backfill?days=1', undefined, 409)
    await stack.d1.prepare(`DELETE FROM rescans WHERE id = 'busy'`).run()
    await called('POST', '/compliance/backfill?days=0', undefined, 422)
    await called('GET', '/compliance/backfills/nobody', undefined, 404)
  })

  it('of one event says what it was and what it is', async () => {
    await called('PUT', '/compliance/detectors/custom_codename', { minimum_level: null }).catch(() => null)
    const detectors = (await called<{ items: { id: string }[] }>('GET', '/compliance/custom-detectors')).items
    for (const { id } of detectors) await called('DELETE', `/compliance/custom-detectors/${id}`)
    await new Promise((resolve) => setTimeout(resolve, 2_100))
    const again = await called<ScannedAgain>('POST', '/compliance/scan/kept')
    expect(again).toMatchObject({
      source: 'evidence',
      is_corrected: true,
      before: { violation_type: 'custom_codename' },
      after: { violation_type: null, compliance_hits: [] },
    })
    await drained()
    expect(await revisions('kept')).toEqual([{ revision: 2 }])
    expect(await called<ScannedAgain>('POST', '/compliance/scan/kept')).toMatchObject({ is_corrected: false })
    const redacted = await called<ScannedAgain>('POST', '/compliance/scan/before')
    expect(redacted).toMatchObject({ source: 'excerpts', is_corrected: false })
    expect(redacted.after.compliance_hits).toContain('custom_codename')
    expect(await differences()).toEqual([])
    await called('POST', '/compliance/scan/nobody', undefined, 404)
  })
})

describe('keeping no more', () => {
  it('leaves what is kept until it is deleted, of nobody else, which is said in the ledger', async () => {
    const theirs = `REPLACE('org_other' AS org_id, 'theirs' AS batch_id)`
    await command(`INSERT INTO evidence SELECT * ${theirs} FROM evidence WHERE event_id = 'kept'`)
    expect(await keep(false)).toMatchObject({ is_kept: false, kept: { events: 5 } })
    await pushed('after', text)
    expect((await reveal('kept')).status).toBe(200)
    expect(await called('DELETE', '/evidence')).toEqual({ deleted: 5 })
    expect((await reveal('kept')).status).toBe(404)
    expect(await stack.rows('SELECT org_id, event_id FROM evidence')).toEqual([
      { org_id: 'org_other', event_id: 'kept' },
    ])
    const ledger = (await called<{ items: Json[] }>('GET', '/audit?limit=20')).items
    expect(
      ledger.some(({ action, outcome }) => action === 'evidence.deleted' && outcome === 'succeeded'),
    ).toBe(true)
    await called('PUT', '/evidence', { is_kept: true, retention_days: 3_000 }, 422)
  })
})
