import { describe, expect, it } from 'vitest'
import type { StoredEvent } from './correction.ts'
import { correctionOf } from './correction.ts'
import { catalogueProfile, type DetectionProfile } from './detection.ts'
import type { Judging, Original } from './judged.ts'
import { judged } from './judged.ts'
import { changedDetectors, rescanned, rescannedExcerpts } from './rescan.ts'

const ssn = '536-90-4399'
const of = (detection: DetectionProfile): Judging => ({ detection, detectorVersion: 'v2', nowMs: 0 })
const plain = of(catalogueProfile)
const withCodename = of({
  ...catalogueProfile,
  custom: [{ name: 'codename', category: 'pii', severity: 'critical', keywords: ['falcon'] }],
  labels: new Map([['custom_codename', { label: 'Codename', category: 'pii' }]]),
})
const original = (prompt: string, upstream: Original['upstream'] = null): Original => ({
  content: { prompt: [{ origin: 'user', text: prompt }], response: [], skipped: [] },
  upstream,
})

function storedOf(given: Original, judging = plain): StoredEvent {
  const { columns } = judged(given, judging)
  const row = {
    org_id: 'o',
    id: 'e',
    kind: 'llm',
    source: 'ingest',
    vendor_id: 'v',
    model: 'm',
    operation: 'chat',
    created_at: '2026-11-20T12:00:00.000Z',
    ingested_at: '2026-11-20T12:00:00.000Z',
    expires_at: '2027-11-20T12:00:00Z',
    region: 'us',
    cost_source: 'priced',
    revision: 0,
    compliance_hits: [],
    findings: [],
    flags: [],
    ...JSON.parse(JSON.stringify(columns)),
  }
  return row as StoredEvent
}

describe('an original that is read again', () => {
  it('changes nothing when the detectors say the same, and everything that they say otherwise', () => {
    const given = original(`SSN ${ssn}, codename falcon`)
    const stored = storedOf(given)
    expect(correctionOf(stored, rescanned(stored, given, plain))).toBeNull()
    const correction = correctionOf(stored, rescanned(stored, given, withCodename))
    expect(correction?.row).toMatchObject({ compliance_hits: ['pii_ssn', 'custom_codename'] })
    expect(correction?.row.prompt_excerpt).not.toMatch(/falcon|536/)
  })

  it('never downgrades what upstream said', () => {
    const given = original('nothing at all', { type: 'their_rule', label: null, severity: 'critical' })
    expect(rescanned(storedOf(given), given, plain)).toMatchObject({
      violation_type: 'their_rule',
      severity: 'critical',
    })
  })
})

describe('a redacted excerpt that is read again', () => {
  it('gains what is found today, redacted too, and keeps what was found before', () => {
    const stored = storedOf(original(`SSN ${ssn}, then the codename falcon, then more`))
    const known = stored.compliance_hits ?? []
    const now = rescannedExcerpts(stored, withCodename)
    expect(now.compliance_hits).toEqual([...known, 'custom_codename'])
    expect(now).toMatchObject({ violation_type: stored.violation_type, severity: 'critical' })
    expect(now.prompt_excerpt).not.toMatch(/falcon|536/)
    for (const { code, start, end } of now.findings ?? [])
      expect([code, now.prompt_excerpt?.slice(start, end)]).toEqual([code, expect.stringMatching(/^\[.+\]$/)])
    const corrected = correctionOf(stored, now)?.row as StoredEvent
    expect(correctionOf(corrected, rescannedExcerpts(corrected, withCodename))).toBeNull()
  })

  it('loses nothing, whatever is switched off, and finds nothing in the marks of redaction', () => {
    const stored = storedOf(original(`SSN ${ssn}`))
    const off = of({
      ...catalogueProfile,
      thresholds: Object.fromEntries((stored.compliance_hits ?? []).map((code) => [code, 'off'])),
    })
    expect(rescannedExcerpts(stored, off)).toEqual({})
    const inMarks = of({
      ...catalogueProfile,
      custom: [{ name: 'mark', category: 'pii', severity: 'critical', keywords: ['redacted', 'ssn'] }],
    })
    const marked = { ...stored, prompt_excerpt: 'see [REDACTED] and [SSN]', findings: [] }
    expect(rescannedExcerpts(marked, inMarks)).toEqual({})
  })

  it('never makes a verdict milder: what was worse stays', () => {
    const stored = {
      ...storedOf(original('codename falcon')),
      violation_type: 'theirs',
      severity: 'critical' as const,
    }
    const milder = of({
      ...catalogueProfile,
      custom: [{ name: 'codename', category: 'pii', severity: 'low', keywords: ['falcon'] }],
    })
    expect(rescannedExcerpts(stored, milder)).toMatchObject({
      violation_type: 'theirs',
      severity: 'critical',
      compliance_hits: ['custom_codename'],
    })
  })
})

describe('a prediction that is read again', () => {
  const given = original(`town: Bonn\nnote: SSN ${ssn}, codename falcon`)
  const ml = JSON.stringify({ prediction: 1, features: { town: 'falcon', amount: 12, note: '[REDACTED]' } })
  const stored = (): StoredEvent => ({
    ...storedOf(given),
    kind: 'ml',
    risk_score: 0.12,
    risk_label: 'normal',
    flags: [],
    ml,
  })

  it.each([
    ['from its original', (now: Judging) => rescanned(stored(), given, now)],
    ['from its excerpts', (now: Judging) => rescannedExcerpts(stored(), now)],
  ])('%s keeps the risk of its figures, and its texts beside the excerpts are taken out too', (_, again) => {
    expect(correctionOf(stored(), again(plain))).toBeNull()
    const correction = correctionOf(stored(), again(withCodename))
    const { row } = correction ?? {}
    expect(row).toMatchObject({ risk_score: 0.12, risk_label: 'normal', flags: [] })
    expect(row?.prompt_excerpt).not.toMatch(/falcon|536/)
    expect(JSON.parse(row?.ml ?? '')).toEqual({
      prediction: 1,
      features: { town: '[REDACTED]', amount: 12, note: '[REDACTED]' },
    })
    if (!correction) throw new Error('nothing was corrected')
    expect(correctionOf(correction.row, again(withCodename))?.row.ml ?? row?.ml).toBe(row?.ml)
    expect(changedDetectors(correction)).toEqual({ found: ['custom_codename'], gone: [] })
  })

  it('says which detector no longer finds anything', () => {
    const before = { ...storedOf(given), sign: -1 as const }
    const row = { ...storedOf(given), compliance_hits: [], findings: [], sign: 1 as const }
    expect(changedDetectors({ before, row })).toEqual({ found: [], gone: ['pii_ssn'] })
    expect(changedDetectors({ before, row: { ...before, sign: 1 } })).toEqual({ found: [], gone: [] })
  })
})
