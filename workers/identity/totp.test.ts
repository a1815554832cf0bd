import { describe, expect, it } from 'vitest'
import { newRecoveryCodes, otpauthUri, stepOfCode } from './totp.ts'

const secret = new TextEncoder().encode('12345678901234567890')
/** Source: RFC 6238 appendix B, SHA-1, the last six of eight digits. Units: seconds. */
const vectors = [
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
] as const

describe('a code of an authenticator', () => {
  it.each(vectors)('at %i s is that of the RFC, in its own step and one beside it', (atS, code) => {
    const step = Math.floor(atS / 30)
    expect(stepOfCode(secret, code, atS * 1000)).toBe(step)
    expect(stepOfCode(secret, code, (atS + 30) * 1000)).toBe(step)
    expect(stepOfCode(secret, code, (atS - 30) * 1000)).toBe(step)
    expect(stepOfCode(secret, code, (atS + 60) * 1000)).toBeNull()
    expect(stepOfCode(secret, code, (atS - 60) * 1000)).toBeNull()
  })

  it.each(['', '28708', '2870822', '28708x', '287083', '２８７０８２'])('is not %j', (code) => {
    expect(stepOfCode(secret, code, 59_000)).toBeNull()
  })

  it('is none of another secret', () => {
    expect(stepOfCode(new TextEncoder().encode('12345678901234567891'), '287082', 59_000)).toBeNull()
  })
})

describe('what is handed out', () => {
  it('names the issuer and the account, whatever the address holds', () => {
    const uri = new URL(otpauthUri('a&b?c=d#e@x.example', 'ABC234'))
    expect(uri.protocol).toBe('otpauth:')
    expect(Object.fromEntries(uri.searchParams)).toEqual({
      secret: 'ABC234',
      issuer: 'AegisFlow',
      algorithm: 'SHA1',
      digits: '6',
      period: '30',
    })
  })

  it('are ten recovery codes, all different, of which only hashes bound to the person are kept', async () => {
    const { codes, hashes } = await newRecoveryCodes('user_1')
    expect(new Set(codes).size).toBe(10)
    expect(new Set(hashes).size).toBe(10)
    for (const code of codes) expect(code).toMatch(/^(?:[A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)
    expect(hashes.join()).not.toContain(codes[0]?.slice(0, 4) ?? '')
  })
})
