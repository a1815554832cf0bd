import { describe, expect, it } from 'vitest'
import type { Severity } from '../detectors/index.ts'
import { type UpstreamViolation, violationOf } from './violation.ts'

const hit = (code: string, severity: Severity) => ({ code, label: `label of ${code}`, severity })
const upstream = (
  severity: Severity | null,
  type = 'dlp',
  label: string | null = null,
): UpstreamViolation => ({
  type,
  label,
  severity,
})
const severityOf = (code: string): Severity | null => (code === 'pii_ssn' ? 'critical' : null)
const verdict = (hits: readonly ReturnType<typeof hit>[], said: UpstreamViolation | null) =>
  violationOf(hits, said, severityOf)

describe('the verdict', () => {
  it('is none when nobody found anything', () => {
    expect(verdict([], null)).toEqual({ type: null, label: null, severity: null, complianceHits: [] })
  })

  it.each<[string, readonly ReturnType<typeof hit>[], UpstreamViolation | null, string, Severity]>([
    [
      'takes the most severe hit',
      [hit('a', 'low'), hit('b', 'critical'), hit('c', 'high')],
      null,
      'b',
      'critical',
    ],
    ['takes the first of equal hits', [hit('a', 'high'), hit('b', 'high')], null, 'a', 'high'],
    ['takes our hit above upstream', [hit('a', 'critical')], upstream('high'), 'a', 'critical'],
    ['takes upstream above our hit', [hit('a', 'medium')], upstream('high'), 'dlp', 'high'],
    ['takes upstream on a tie', [hit('a', 'high')], upstream('high'), 'dlp', 'high'],
    ['takes upstream when there is nothing else', [], upstream('low'), 'dlp', 'low'],
    [
      'gives upstream its detector’s severity',
      [hit('a', 'high')],
      upstream(null, 'pii_ssn'),
      'pii_ssn',
      'critical',
    ],
    ['gives an unknown code medium', [hit('a', 'low')], upstream(null), 'dlp', 'medium'],
    ['keeps medium of an unknown code on a tie', [hit('a', 'medium')], upstream(null), 'dlp', 'medium'],
    ['takes our hit above an unknown code', [hit('a', 'high')], upstream(null), 'a', 'high'],
    ['takes upstream’s word over the catalogue', [], upstream('low', 'pii_ssn'), 'pii_ssn', 'low'],
  ])('%s', (_, hits, said, type, severity) => {
    expect(verdict(hits, said)).toMatchObject({ type, severity })
  })

  it('bears the label of whoever gave it, and upstream’s code when upstream gave none', () => {
    expect(verdict([hit('a', 'high')], null).label).toBe('label of a')
    expect(verdict([], upstream('high', 'dlp', 'Leak')).label).toBe('Leak')
    expect(verdict([], upstream('high')).label).toBe('dlp')
  })

  it('lists every code once, upstream’s first', () => {
    const hits = [hit('b', 'low'), hit('a', 'critical'), hit('b', 'low'), hit('dlp', 'low')]
    expect(verdict(hits, upstream('low')).complianceHits).toEqual(['dlp', 'b', 'a'])
  })
})
