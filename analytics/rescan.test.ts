import { describe, expect, it } from 'vitest'
import { correctionOf, type StoredEvent } from './correction.ts'
import { catalogueProfile } from './detection.ts'
import type { Judging } from './judged.ts'
import { changedDetectors, rescanned, rescannedExcerpts } from './rescan.ts'
import { judgingBy, original, plain, ssn, storedOf, withCodename } from './test-rescan.ts'

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

  it('loses what has the shape of data alone, which counts for nothing', () => {
    const prompt_excerpt = 'The place is 40.7128 N, 74.0060 W'
    const now = rescannedExcerpts({ ...storedOf(original('Hello')), prompt_excerpt }, plain)
    expect(now).toMatchObject({
      compliance_hits: [],
      ...{ violation_type: '', violation_label: '', severity: '' },
      findings: [{ code: 'pii_geo', level: 'low' }],
    })
    expect(now.prompt_excerpt).not.toContain('40.7128')
  })

  it('loses nothing, whatever is switched off, and finds nothing in the marks of redaction', () => {
    const stored = storedOf(original(`SSN ${ssn}`))
    const off = judgingBy({
      ...catalogueProfile,
      thresholds: Object.fromEntries((stored.compliance_hits ?? []).map((code) => [code, 'off'])),
    })
    expect(rescannedExcerpts(stored, off)).toEqual({})
    const inMarks = judgingBy({
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
    const milder = judgingBy({
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
  it('without texts beside its excerpts gains no such', () => {
    const stored: StoredEvent = { ...storedOf(original('codename falcon')), kind: 'ml', ml: '' }
    const gained = rescannedExcerpts(stored, withCodename)
    expect(gained.compliance_hits).toEqual(['custom_codename'])
    for (const column of ['ml', 'risk_score', 'risk_label', 'flags'])
      expect(gained).not.toHaveProperty(column)
  })

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
    // One finds something behind the excerpt, and another a shape that counts for nothing.
    const [shape] = storedOf(original('The place is 40.7128 N, 74.0060 W')).findings ?? []
    const shown = { ...row, compliance_hits: ['pii_ssn'], findings: shape ? [shape] : [] }
    expect(changedDetectors({ before: { ...row, sign: -1 }, row: shown })).toEqual({
      found: ['pii_ssn', 'pii_geo'],
      gone: [],
    })
  })
})
