import { describe, expect, it } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'

describe('base64', () => {
  it.each(['', 'a', 'ab', 'abc', 'abcd', '\x00\xff\x10\x80'])('agrees with the platform on %j', (bytes) => {
    expect(toBase64(bytes)).toBe(btoa(bytes))
    expect(fromBase64(btoa(bytes))).toBe(bytes)
    expect(fromBase64(btoa(bytes).replace(/=+$/, ''))).toBe(bytes)
  })

  it('reads the alphabet of URLs too', () => {
    expect(fromBase64('-_-_')).toBe(atob('+/+/'))
  })

  it('refuses what is not base64', () => {
    for (const text of ['a', 'ab cd', 'ab=c', 'äöüß', 'abc*']) expect(fromBase64(text)).toBeNull()
  })
})
