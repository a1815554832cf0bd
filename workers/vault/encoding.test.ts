import { describe, expect, it } from 'vitest'
import { base64, base64url, fromBase64, fromBase64url, lengthPrefixed } from './encoding.ts'

const all = Uint8Array.from({ length: 256 }, (_, at) => at)

describe('base64', () => {
  it('gives every byte back', () => {
    for (const length of [0, 1, 2, 3, 256]) {
      const bytes = all.slice(256 - length)
      expect(fromBase64(base64(bytes))).toEqual(bytes)
      expect(fromBase64url(base64url(bytes))).toEqual(bytes)
    }
  })

  it.each(['AA', 'AB==', 'AA==\n', 'A A=', '*', 'AA--'])('refuses "%s"', (text) => {
    expect(fromBase64(text)).toBeNull()
  })

  it.each(['AB', 'AA==', 'A', 'AA+/', 'AA\n'])('refuses "%s" as base64url', (text) => {
    expect(fromBase64url(text)).toBeNull()
  })
})

describe('lengthPrefixed', () => {
  it('puts four bytes of length before each text', () => {
    expect([...lengthPrefixed(['ü', ''])]).toEqual([0, 0, 0, 2, 0xc3, 0xbc, 0, 0, 0, 0])
  })

  it('keeps lists apart that join to the same text', () => {
    expect(lengthPrefixed(['ab', 'c'])).not.toEqual(lengthPrefixed(['a', 'bc']))
    expect(lengthPrefixed(['a', ''])).not.toEqual(lengthPrefixed(['a']))
  })

  it('refuses a lone surrogate', () => {
    expect(() => lengthPrefixed(['\ud800'])).toThrow(TypeError)
  })
})
