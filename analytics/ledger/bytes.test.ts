import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { base64, fromBase64, hex, utf8 } from './bytes.ts'
import { hmacSha256, sha256 } from './sha256.ts'

const filled = (length: number): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length }, (_, index) => (index * 37 + length) & 0xff)

describe('UTF-8', () => {
  it.each(['', 'plain', 'é', '\u07ff\u0800', '€uro', '\uffff', '😀 and \u{10ffff}', '\u{10000}\0'])(
    'of %j is that of the platform',
    (text) => {
      expect(utf8(text)).toEqual(new Uint8Array(new TextEncoder().encode(text)))
    },
  )

  it.each(['\ud83d', 'a\ude00b', '\ude00\ud83d'])('of the lone surrogate in %j is refused', (text) => {
    expect(() => utf8(text)).toThrow('lone surrogate')
  })
})

describe('base64', () => {
  it('is that of the platform for every length, and comes back', () => {
    for (let length = 0; length < 70; length += 1) {
      const bytes = filled(length)
      expect(base64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      expect(fromBase64(base64(bytes))).toEqual(bytes)
    }
  })

  it.each(['A', 'AA', 'AAA', 'AB==', 'AAB=', 'AA=A', '====', 'AA==\n', ' AA=', 'AA-_', 'AAAA=', 'Aé=='])(
    'refuses %j, which is another spelling or none',
    (text) => {
      expect(fromBase64(text)).toBeNull()
    },
  )
})

describe('SHA-256', () => {
  it('is that of the platform around every block boundary', () => {
    for (let length = 0; length < 200; length += 1) {
      expect(hex(sha256(filled(length)))).toBe(createHash('sha256').update(filled(length)).digest('hex'))
    }
    const long = filled(1_000_003)
    expect(hex(sha256(long))).toBe(createHash('sha256').update(long).digest('hex'))
  })

  it('keyed is that of the platform for short, full and long keys', () => {
    for (const length of [0, 1, 32, 63, 64, 65, 200]) {
      const expected = createHmac('sha256', filled(length)).update('text').digest('hex')
      expect(hex(hmacSha256(filled(length), utf8('text')))).toBe(expected)
    }
  })
})
