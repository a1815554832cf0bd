import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventSchema } from '../../analytics/contract/event.ts'
import { overview } from '../../analytics/contract/overview.ts'
import { type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

const find = async (id: string): Promise<Json> => {
  const answer = await until(
    () => stack.call('GET', `/api/v1/events/${id}`),
    ({ status }) => status === 200,
  )
  return answer.body
}

/** Past what is kept of the overview. */
const anew = { headers: { 'cache-control': 'no-cache' } }

describe('pushing LLM calls', () => {
  it('stores a scanned and redacted event in the shape of the contract', async () => {
    const answer = await stack.ingest([
      {
        id: 'push-1',
        model_name: 'gpt-5-mini-2025-08-07',
        prompt: 'The patient, SSN 536-90-4399, wrote from jo@clinic.org.',
        response: 'Noted.',
        latency_ms: 840,
        timestamp: new Date(Date.now() - 60_000).toISOString(),
        actor_email: 'Jo@Clinic.org',
      },
    ])
    expect(answer).toMatchObject({ status: 202, body: { ingested: 1, duplicates: 0, quarantined: 0 } })

    const event = eventSchema.parse(await find('push-1'))
    expect(event).toMatchObject({
      kind: 'llm',
      source: 'ingest',
      vendor_id: 'openai',
      requests: 1,
      latency_ms: 840,
      violation_type: 'pii_ssn',
      violation_label: 'Social Security Number',
      severity: 'critical',
      cost_source: 'priced',
      tokens_estimated: true,
      inspected: 'full',
      prompt_excerpt: 'The patient, SSN [REDACTED], wrote from [REDACTED].',
      actor_email: 'Jo@Clinic.org',
    })
    expect(event.compliance_hits.toSorted()).toEqual(['pii_email', 'pii_ssn'])
    expect(event.actor_id).toMatch(/^act_/)
    for (const finding of event.findings) {
      expect(event.prompt_excerpt?.slice(finding.start, finding.end)).toBe('[REDACTED]')
    }
  })

  it('keeps nothing of the personal data in the store', async () => {
    await stack.ingest([
      { id: 'push-secret', model_name: 'm', prompt: 'Card 4556 7375 8689 9855 of Ann', response: 'ok' },
    ])
    await find('push-secret')
    const columns = ['prompt_excerpt', 'response_excerpt', 'ml', 'trace_id', 'actor_id']
    const leaks = await stack.rows(
      `SELECT id FROM events WHERE ${columns.map((column) => `${column} LIKE '%4556%8689%'`).join(' OR ')}`,
    )
    expect(leaks).toEqual([])
  })

  it('gives one person one actor_id whatever the spelling of the address', async () => {
    await stack.ingest([
      { id: 'actor-1', model_name: 'm', prompt: 'a', actor_email: 'Person@Example.org' },
      { id: 'actor-2', model_name: 'm', prompt: 'b', actor_email: 'person@example.ORG' },
    ])
    expect((await find('actor-1')).actor_id).toBe((await find('actor-2')).actor_id)
  })

  it('takes a repeated event once, also within one batch', async () => {
    const event = { id: 'twice', model_name: 'm', prompt: 'again' }
    expect((await stack.ingest([event, event])).body).toEqual({ ingested: 1, duplicates: 1, quarantined: 0 })
    expect((await stack.ingest([event])).body).toEqual({ ingested: 0, duplicates: 1, quarantined: 0 })
    await find('twice')
    await stack.ingest([{ id: 'after-twice', model_name: 'm', prompt: 'marker' }])
    await find('after-twice')
    const rows = await stack.rows<{ n: number }>(`SELECT count() AS n FROM events WHERE id = 'twice'`)
    expect(Number(rows[0]?.n)).toBe(1)
  })

  it('takes a batch that is sent again under one Idempotency-Key once', async () => {
    const batch = [
      { model_name: 'm', prompt: 'one' },
      { model_name: 'm', prompt: 'two' },
    ]
    const headers = { 'idempotency-key': 'batch-7' }
    expect((await stack.ingest(batch, headers)).body).toEqual({ ingested: 2, duplicates: 0, quarantined: 0 })
    expect((await stack.ingest(batch, headers)).body).toEqual({ ingested: 0, duplicates: 2, quarantined: 0 })
    const other = await stack.ingest(batch, { 'idempotency-key': 'batch-8' })
    expect(other.body).toEqual({ ingested: 2, duplicates: 0, quarantined: 0 })
    const mixed = [{ id: 'keyed-1', model_name: 'm', prompt: 'one' }, ...batch]
    const again = { 'idempotency-key': 'batch-10' }
    expect((await stack.ingest(mixed, again)).body).toEqual({ ingested: 3, duplicates: 0, quarantined: 0 })
    expect((await stack.ingest(mixed, again)).body).toEqual({ ingested: 0, duplicates: 3, quarantined: 0 })
  })

  it('refuses another batch under the same Idempotency-Key and calls nothing of it a duplicate', async () => {
    const headers = { 'idempotency-key': 'batch-9' }
    const first = [{ model_name: 'm', prompt: 'one' }]
    const longer = [
      { model_name: 'm', prompt: 'another' },
      { model_name: 'm', prompt: 'and one more' },
    ]
    expect((await stack.ingest(first, headers)).status).toBe(202)
    expect(await stack.ingest(longer, headers)).toMatchObject({
      status: 422,
      body: { error: { issues: [{ path: 'Idempotency-Key' }] } },
    })
    expect((await stack.ingest(first, headers)).body).toEqual({ ingested: 0, duplicates: 1, quarantined: 0 })
    // Once the key is forgotten, whatever it was used for is taken as what it is.
    await stack.d1.prepare('DELETE FROM idempotent_answers').run()
    expect((await stack.ingest(longer, headers)).body).toEqual({ ingested: 2, duplicates: 0, quarantined: 0 })
  })

  it('asks for a sensible Idempotency-Key', async () => {
    const batch = [{ model_name: 'm', prompt: 'one' }]
    expect((await stack.ingest(batch, { 'idempotency-key': '""' })).status).toBe(400)
    expect((await stack.ingest(batch, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(400)
    const named = [{ id: 'named-1', model_name: 'm', prompt: 'one' }]
    expect((await stack.ingest(named, { 'idempotency-key': 'k'.repeat(256) })).status).toBe(202)
  })

  it('never downgrades what upstream found, and keeps every hit', async () => {
    await stack.ingest([
      {
        id: 'upstream-critical',
        model_name: 'm',
        prompt: 'write to a@b.org',
        violation_type: 'dlp_block',
        violation_label: 'Blocked upstream',
        severity: 'critical',
      },
      {
        id: 'upstream-low',
        model_name: 'm',
        prompt: 'SSN 536-90-4399',
        violation_type: 'pii_email',
        severity: 'low',
      },
    ])
    expect(await find('upstream-critical')).toMatchObject({
      violation_type: 'dlp_block',
      severity: 'critical',
      compliance_hits: ['dlp_block', 'pii_email'],
    })
    expect(await find('upstream-low')).toMatchObject({
      violation_type: 'pii_ssn',
      severity: 'critical',
      compliance_hits: ['pii_email', 'pii_ssn'],
    })
  })

  it('quarantines what cannot be placed in time, sealed and with its reason', async () => {
    const answer = await stack.ingest([
      { model_name: 'm', prompt: 'from the future', timestamp: '2099-01-01T00:00:00Z' },
      { model_name: 'm', prompt: 'from the past', timestamp: '1999-01-01T00:00:00Z' },
      { model_name: 'm', prompt: 'from now' },
    ])
    expect(answer.body).toEqual({ ingested: 1, duplicates: 0, quarantined: 2 })
    const rows = await until(
      () =>
        stack.rows<{ reason: string; envelope: string }>(
          'SELECT reason, envelope FROM quarantined ORDER BY reason',
        ),
      (found) => found.length === 2,
    )
    expect(rows.map(({ reason }) => reason)).toEqual(['timestamp_in_future', 'timestamp_too_old'])
    for (const { envelope } of rows) {
      expect(envelope).toMatch(/^v1\./)
      expect(envelope).not.toContain('from the')
    }
  })

  it('tells a quarantined item that comes again for a duplicate, and keeps it once', async () => {
    const late = { id: 'late', model_name: 'm', prompt: 'again', timestamp: '1999-01-01T00:00:00Z' }
    expect((await stack.ingest([late, late])).body).toEqual({ ingested: 0, duplicates: 1, quarantined: 1 })
    const mixed = [late, { id: 'in-time', model_name: 'm' }, { ...late, id: 'later' }]
    expect((await stack.ingest(mixed)).body).toEqual({ ingested: 1, duplicates: 1, quarantined: 1 })
    const nameless = { ...late, id: undefined }
    expect((await stack.ingest([nameless, nameless])).body).toEqual({
      ingested: 0,
      duplicates: 0,
      quarantined: 2,
    })
    const kept = await until(
      () => stack.rows('SELECT id FROM quarantined'),
      (found) => found.length >= 6,
    )
    expect(kept).toHaveLength(6)
  })

  it('answers half a surrogate pair with a replacement character instead of losing the batch', async () => {
    const raw = '{"events":[{"id":"half","model_name":"m","prompt":"a\\ud800b"}]}'
    const answer = await stack.call('POST', '/api/v1/ingest/llm', {
      raw,
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(202)
    expect((await find('half')).prompt_excerpt).toBe('a\ufffdb')
  })

  it('shows the sums on the overview when it is read anew', async () => {
    const before = overview.parse((await stack.call('GET', '/api/v1/dashboard/overview', anew)).body)
    await stack.ingest([
      { model_name: 'claude-sonnet-4-6', prompt: 'x', tokens_in: 1000, tokens_out: 1000 },
      { model_name: 'claude-sonnet-4-6', prompt: 'mail c@d.org', cost_usd: '0.25' },
    ])
    const newest = ({ recent_violations }: typeof before) => recent_violations[0]?.id
    const after = await until(
      async () => overview.parse((await stack.call('GET', '/api/v1/dashboard/overview', anew)).body),
      // Sums and events are read side by side.
      (now) => now.events_7d === before.events_7d + 2 && newest(now) !== newest(before),
    )
    expect(after.violations_7d).toBe(before.violations_7d + 1)
    expect(Number(after.cost_7d_usd) - Number(before.cost_7d_usd)).toBeCloseTo(0.25 + 0.003 + 0.015, 9)
    expect(after.recent_violations[0]?.violation_type).toBe('pii_email')
  })
})

describe('searching events', () => {
  it('takes a day for the whole of it, at either end', async () => {
    const day = new Date(Date.now() - 5 * 86_400_000).toISOString().slice(0, 10)
    const moments = [`${day}T00:00:00Z`, `${day}T23:59:59.999Z`]
    await stack.ingest(
      moments.map((timestamp, index) => ({ id: `day-${index}`, model_name: 'day', timestamp })),
    )
    await find('day-1')
    const found = async (more: string) =>
      ((await stack.call('GET', `/api/v1/events?model=day&${more}`)).body.items as Json[]).map(({ id }) => id)
    expect(await found(`from=${day}&to=${day}`)).toEqual(['day-1', 'day-0'])
    expect(await found(`from=${day}&to=${day}T12:00:00Z`)).toEqual(['day-0'])
    expect(await found(`from=${day}T00:00:00.001Z&to=${day}`)).toEqual(['day-1'])
    expect(await found(`to=9999-12-31`)).toHaveLength(2)
    // Its rollup is written after the table.
    const timeline = await until(
      () => stack.call('GET', `/api/v1/events/timeline?model=day&from=${day}&to=${day}`),
      ({ body }) => body.total_events === 2,
    )
    expect(timeline.body).toMatchObject({ from: `${day}T00:00:00.000Z`, total_events: 2 })
    expect((await stack.call('GET', '/api/v1/events?from=2026-02-30')).status).toBe(422)
  })

  it('pages through everything once, newest first', async () => {
    const at = (index: number) => new Date(Date.now() - 3_600_000 - index * 1000).toISOString()
    const batch = Array.from({ length: 25 }, (_, index) => ({
      id: `page-${index}`,
      model_name: 'paging-model',
      prompt: 'p',
      timestamp: at(Math.floor(index / 2)),
    }))
    await stack.ingest(batch)
    await find('page-24')
    const seen: string[] = []
    let cursor = ''
    do {
      const path: string = `/api/v1/events?model=paging-model&limit=7${cursor === '' ? '' : `&cursor=${cursor}`}`
      const { body } = await stack.call('GET', path)
      const items = body.items as { id: string; created_at: string }[]
      seen.push(...items.map(({ id }) => id))
      cursor = String(body.next_cursor ?? '')
    } while (cursor !== '')
    expect(seen).toHaveLength(25)
    expect(new Set(seen)).toEqual(new Set(batch.map(({ id }) => id)))
    const order = seen.map((id) => Math.floor(Number(id.slice('page-'.length)) / 2))
    expect(order).toEqual(order.toSorted((a, b) => a - b))
  })

  it.each([
    ['vendor_id=anthropic', (event: Json) => event.vendor_id === 'anthropic'],
    ['severity=critical', (event: Json) => event.severity === 'critical'],
    ['violation_type=pii_email', (event: Json) => (event.compliance_hits as string[]).includes('pii_email')],
    ['only_violations=true', (event: Json) => event.violation_type !== null],
    ['q=wrote%20from', (event: Json) => String(event.prompt_excerpt).includes('wrote from')],
    ['kind=llm&status=success', (event: Json) => event.kind === 'llm' && event.status === 'success'],
  ])('filters by %s and by nothing else', async (filter, holds) => {
    const { body } = await stack.call('GET', `/api/v1/events?limit=200&${filter}`)
    const items = body.items as Json[]
    expect(items.length).toBeGreaterThan(0)
    expect(items.every(holds)).toBe(true)
    const all = (await stack.call('GET', '/api/v1/events?limit=200')).body.items as Json[]
    expect(items.length).toBe(all.filter(holds).length)
  })

  it.each(['cursor=nonsense', 'limit=0', 'limit=201', 'severity=worst', 'colour=red', 'from=yesterday'])(
    'refuses %s',
    async (query) => {
      const { status, body } = await stack.call('GET', `/api/v1/events?${query}`)
      expect([400, 422]).toContain(status)
      expect(body).toMatchObject({ status, error: { request_id: expect.any(String) } })
    },
  )

  it('takes SQL in a filter as text', async () => {
    const { status, body } = await stack.call(
      'GET',
      `/api/v1/events?model=${encodeURIComponent("' OR 1=1 --")}`,
    )
    expect([status, body.items]).toEqual([200, []])
  })
})
