import { describe, expect, it } from 'vitest'
import type { StoredEvent } from './correction.ts'
import { correctionOf } from './correction.ts'
import { catalogueProfile, type DetectionProfile } from './detection.ts'
import type { Judging, Original } from './judged.ts'
import { judged } from './judged.ts'
import { rescanned, rescannedExcerpts } from './rescan.ts'

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
    expect(correctionOf(stored, rescanned(given, plain))).toBeNull()
    const correction = correctionOf(stored, rescanned(given, withCodename))
    expect(correction?.row).toMatchObject({ compliance_hits: ['pii_ssn', 'custom_codename'] })
    expect(correction?.row.prompt_excerpt).not.toMatch(/falcon|536/)
  })

  it('never downgrades what upstream said', () => {
    const given = original('nothing at all', { type: 'their_rule', label: null, severity: 'critical' })
    expect(rescanned(given, plain)).toMatchObject({ violation_type: 'their_rule', severity: 'critical' })
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
