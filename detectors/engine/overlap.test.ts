import { describe, expect, it } from 'vitest'
import type { Finding, Mechanism } from '../detector.ts'
import { withoutOverlaps } from './overlap.ts'

const mechanisms: Record<string, Mechanism> = {
  phone: 'shape',
  card: 'checksum',
  mrn: 'keyword',
  mail: 'literal',
}
const found = (code: string, start: number, end: number, level: Finding['level'] = 'high'): Finding => ({
  code,
  start,
  end,
  level,
  confidence: 1,
  severity: 'low',
})
const kept = (...findings: Finding[]) =>
  withoutOverlaps(findings, (code) => mechanisms[code] ?? 'shape').map(({ code }) => code)

describe('withoutOverlaps', () => {
  it('keeps the surer finding first of all', () => {
    expect(kept(found('phone', 0, 9), found('card', 0, 9, 'medium'))).toEqual(['phone'])
  })

  it('keeps the better mechanism among equally sure ones', () => {
    expect(kept(found('phone', 0, 12), found('card', 2, 9))).toEqual(['card'])
    expect(kept(found('card', 0, 9), found('mail', 0, 9), found('mrn', 0, 9))).toEqual(['mail'])
  })

  it('keeps the longer one when nothing else tells them apart', () => {
    expect(kept(found('phone', 0, 5), found('phone', 3, 12))).toEqual(['phone'])
    expect(withoutOverlaps([found('phone', 0, 5), found('phone', 3, 12)], () => 'shape')[0]?.start).toBe(3)
  })

  it('lets one strong finding displace several weak ones', () => {
    expect(kept(found('phone', 0, 5), found('phone', 5, 9), found('card', 4, 6))).toEqual(['card'])
  })

  it('keeps findings that only touch, in the order of the text', () => {
    expect(kept(found('card', 5, 9), found('phone', 0, 5))).toEqual(['phone', 'card'])
  })
})
