import { describe, expect, it } from 'vitest'
import { fromBase58Check, RIPPLE, toBase58Check } from './base58.ts'

describe('base58check', () => {
  it('holds what it was made of, leading zeros too', () => {
    for (const body of [[0, 0, 7], [128, 1, 2, 3], Array(33).fill(255)]) {
      expect([...(fromBase58Check(toBase58Check(Uint8Array.from(body))) ?? [])]).toEqual(body)
    }
  })

  it('reads the first address of Bitcoin and the first of Ripple', () => {
    expect(fromBase58Check('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')?.length).toBe(21)
    expect(fromBase58Check('rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh', RIPPLE)?.[0]).toBe(0)
  })

  it('refuses a wrong checksum, a letter of no alphabet and what is too short', () => {
    for (const text of [
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb',
      '1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a',
      'abc',
      'é',
    ]) {
      expect(fromBase58Check(text)).toBeNull()
    }
  })
})
