import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withinOneDay } from '../support/one-day.ts'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

const dayMs = 86_400_000
await withinOneDay()
const ago = (days: number): string => new Date(Date.now() - days * dayMs).toISOString()
const ssn = 'My number is SSN 536-90-4399.'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
  await stack.ingest([
    { id: 'a', model_name: 'm', prompt: `${ssn} Write to ann@corp.io and SSN 536-90-4398.` },
    { id: 'b', model_name: 'm', prompt: ssn, timestamp: ago(3) },
    { id: 'c', model_name: 'm', prompt: ssn, timestamp: ago(9) },
    { id: 'd', model_name: 'm', prompt: 'Hello', timestamp: ago(20) },
    { id: 'e', model_name: 'm', prompt: ssn, timestamp: ago(31) },
    { id: 'f', model_name: 'm', timestamp: ago(1) },
    { id: 'g', model_name: 'm', prompt: 'Hello', violation_type: 'dlp_block', severity: 'high' },
  ])
  await until(
    () => summary(),
    // One insert fills one rollup after the other.
    (body) => (body.last_30d as Json).scanned === 5 && (body.items as Json[]).length > 0,
  )
})
afterAll(() => stack.end())

const summary = async (): Promise<Json> => (await stack.call('GET', '/api/v1/compliance/summary')).body

describe('the compliance summary', () => {
  it('counts what was scanned and flagged in 7, the 7 before, and 30 days', async () => {
    expect(await summary()).toMatchObject({
      last_7d: { scanned: 3, flagged: 3, critical: 2 },
      previous_7d: { scanned: 1, flagged: 1, critical: 1 },
      last_30d: { scanned: 5, flagged: 4, critical: 3 },
    })
  })

  it('counts an event once per detector, however often it hits, on the event’s own day', async () => {
    const { items, days } = await summary()
    const found = (items as Json[]).find(({ code }) => code === 'pii_ssn')
    expect(found).toMatchObject({
      label: 'Social Security Number',
      events_7d: 2,
      previous_7d: 1,
      events_30d: 3,
    })
    const series = (found as { days: number[] }).days
    expect([series.length, series.at(-1), series.at(-4), series.at(-10)]).toEqual([30, 1, 1, 1])
    expect((days as Json[]).map(({ scanned }) => scanned).at(-21)).toBe(1)
  })

  it('lists what an upstream control said under its own code', async () => {
    const { items } = await summary()
    expect(items).toContainEqual(
      expect.objectContaining({ code: 'dlp_block', data_type: 'upstream', events_7d: 1 }),
    )
  })

  it('counts every detector of the catalogue as active', async () => {
    const owner = await stack.signIn('owner@demo.test')
    const { items } = (await owner.call('GET', '/api/v1/compliance/detectors')).body
    const { detectors_active, detectors_total } = await summary()
    expect([detectors_active, detectors_total]).toEqual([(items as Json[]).length, (items as Json[]).length])
  })
})

describe('what an organization makes of detection', () => {
  let owner: Browser
  beforeAll(async () => {
    owner = await stack.signIn('owner@demo.test')
  })
  const eventOf = async (id: string, prompt: string): Promise<Json> => {
    await stack.ingest([{ id, model_name: 'm', prompt }])
    const found = await until(
      () => stack.call('GET', `/api/v1/events/${id}`),
      ({ status }) => status === 200,
    )
    return found.body
  }
  const detector = async (code: string): Promise<Json | undefined> => {
    const { body } = await owner.call('GET', '/api/v1/compliance/detectors')
    return (body.items as Json[]).find((item) => item.code === code)
  }

  it('switches a detector off and on again', async () => {
    const off = await owner.call('PUT', '/api/v1/compliance/detectors/pii_ssn', { minimum_level: 'off' })
    expect([off.status, off.body.minimum_level]).toEqual([200, 'off'])
    expect((await eventOf('off-1', ssn)).compliance_hits).toEqual([])
    const { detectors_active, detectors_total } = await summary()
    expect(detectors_active).toBe(Number(detectors_total) - 1)
    await owner.call('PUT', '/api/v1/compliance/detectors/pii_ssn', { minimum_level: null })
    expect(await detector('pii_ssn')).toMatchObject({ minimum_level: 'medium' })
    expect((await eventOf('off-2', ssn)).compliance_hits).toEqual(['pii_ssn'])
  })

  it('counts a finding by its shape alone only where the organization says so', async () => {
    const text = 'MRN: 8821547'
    expect((await eventOf('level-1', text)).compliance_hits).toEqual(['phi_mrn'])
    await owner.call('PUT', '/api/v1/compliance/detectors/phi_mrn', { minimum_level: 'high' })
    expect((await eventOf('level-2', text)).compliance_hits).toEqual([])
    await owner.call('PUT', '/api/v1/compliance/detectors/phi_mrn', { minimum_level: null })
  })

  it('tells the catalogue’s own level, once it is set, from what holds without: shape alone is not redacted then', async () => {
    const change = (level: string | null) =>
      owner.call('PUT', '/api/v1/compliance/detectors/pii_geo', { minimum_level: level })
    const text = 'The place is 40.7128 N, 74.0060 W'
    const judged = async (id: string) => {
      const { compliance_hits, prompt_excerpt } = await eventOf(id, text)
      return [compliance_hits, String(prompt_excerpt).includes('40.7128')]
    }
    expect(await judged('said-1')).toEqual([[], false])
    expect((await change('medium')).body).toMatchObject({ minimum_level: 'medium', is_set: true })
    expect(await detector('pii_geo')).toMatchObject({ minimum_level: 'medium', is_set: true })
    expect(await judged('said-2')).toEqual([[], true])
    await change('high')
    expect(await judged('said-3')).toEqual([[], true])
    await change('low')
    expect(await judged('said-4')).toEqual([['pii_geo'], false])
    expect((await change(null)).body).toMatchObject({ minimum_level: 'medium', is_set: false })
    expect(await detector('pii_geo')).toMatchObject({ minimum_level: 'medium', is_set: false })
  })

  it('lets a value pass until the exception ends or is removed, and never shows it again', async () => {
    const value = 'press@corp.io'
    const created = await owner.call('POST', '/api/v1/compliance/allowances', {
      value,
      code: 'pii_email',
      reason: 'It stands on our web site',
      expires_at: new Date(Date.now() + dayMs).toISOString(),
    })
    expect([created.status, created.body.hint]).toEqual([201, 'pr…io'])
    expect(JSON.stringify(created.body)).not.toContain(value)
    expect(await eventOf('allow-1', `Write to ${value}`)).toMatchObject({
      compliance_hits: [],
      prompt_excerpt: `Write to ${value}`,
    })
    expect((await eventOf('allow-2', 'Write to other@corp.io')).compliance_hits).toEqual(['pii_email'])
    const removed = await owner.call('DELETE', `/api/v1/compliance/allowances/${created.body.id}`)
    expect(removed.status).toBe(200)
    expect((await eventOf('allow-3', `Write to ${value}`)).compliance_hits).toEqual(['pii_email'])
  })

  it('takes no exception that has ended already', async () => {
    const refused = await owner.call('POST', '/api/v1/compliance/allowances', {
      value: 'x',
      reason: 'late',
      expires_at: new Date(Date.now() - 1).toISOString(),
    })
    expect(refused.status).toBe(422)
  })

  it('finds what its own detectors describe, under their own name, and redacts it', async () => {
    const definition = { name: 'project', label: 'Secret project', category: 'secret', severity: 'high' }
    const created = await owner.call('POST', '/api/v1/compliance/custom-detectors', {
      ...definition,
      keywords: ['Bluebird'],
    })
    expect([created.status, created.body.code]).toEqual([201, 'custom_project'])
    expect(await eventOf('custom-1', 'Tell me about bluebird, please')).toMatchObject({
      violation_type: 'custom_project',
      violation_label: 'Secret project',
      severity: 'high',
      prompt_excerpt: 'Tell me about [REDACTED], please',
    })
    const changed = await owner.call('PUT', `/api/v1/compliance/custom-detectors/${created.body.id}`, {
      ...definition,
      pattern: 'PRJ-[0-9]{4}',
    })
    expect(changed.body).toMatchObject({ keywords: null, pattern: 'PRJ-[0-9]{4}' })
    expect((await eventOf('custom-2', 'Bluebird is PRJ-0042')).prompt_excerpt).toBe('Bluebird is [REDACTED]')
    expect(await detector('custom_project')).toMatchObject({ is_custom: true, label: 'Secret project' })
    await owner.call('DELETE', `/api/v1/compliance/custom-detectors/${created.body.id}`)
    expect((await eventOf('custom-3', 'PRJ-0042')).compliance_hits).toEqual([])
  })

  it.each([
    ['keywords and a pattern', { keywords: ['ab'], pattern: 'ab' }],
    ['neither', {}],
    ['a pattern that RE2 does not take', { pattern: '(?=look)ahead' }],
    ['a pattern that matches nothing at all', { pattern: 'a*' }],
    ['a pattern that grows out of bounds', { pattern: '((a{1,100}){1,100}){1,100}' }],
    ['a name with capitals', { name: 'Project', keywords: ['ab'] }],
  ])('refuses a detector with %s', async (_, over) => {
    const refused = await owner.call('POST', '/api/v1/compliance/custom-detectors', {
      name: 'odd',
      label: 'Odd',
      category: 'pii',
      severity: 'low',
      ...over,
    })
    expect(refused.status).toBe(422)
  })

  it('is for those who may change detectors', async () => {
    const viewer = await stack.signIn('viewer@demo.test')
    const refused = await viewer.call('PUT', '/api/v1/compliance/detectors/pii_ssn', { minimum_level: 'off' })
    expect(refused.status).toBe(403)
    expect((await viewer.call('GET', '/api/v1/compliance/allowances')).status).toBe(200)
  })
})
