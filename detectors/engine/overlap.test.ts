import { describe, expect, it } from 'vitest'
import type { Finding, Mechanism } from '../detector.ts'
import { withoutOverlaps } from './overlap.ts'

const mechanisms: Record<string, Mechanism> = {
  phone: 'phone',
  number: 'shape',
  key: 'private_key',
  token: 'vendor_prefix',
  code: 'region',
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

  it('ranks private keys, vendor prefixes, checksums, keywords, phones and bare numbers in this order', () => {
    const order = ['key', 'token', 'mail', 'card', 'mrn', 'phone', 'number']
    for (let i = 1; i < order.length; i++) {
      const [better, worse] = [order[i - 1] as string, order[i] as string]
      expect(kept(found(worse, 0, 12), found(better, 2, 9))).toEqual([better])
    }
  })

  it('gives the place of a loser back to its other rivals', () => {
    expect(kept(found('phone', 0, 5), found('card', 4, 8), found('token', 7, 12))).toEqual(['phone', 'token'])
  })

  it('leaves a region and the values in it side by side', () => {
    expect(kept(found('code', 0, 50, 'low'), found('mail', 3, 9), found('phone', 3, 9))).toEqual([
      'code',
      'mail',
    ])
  })

  it('keeps findings that only touch, in the order of the text', () => {
    expect(kept(found('card', 5, 9), found('phone', 0, 5))).toEqual(['phone', 'card'])
  })
})
