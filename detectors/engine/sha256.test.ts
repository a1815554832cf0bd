import { createHash, createHmac } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { hmacSha256, sha256 } from './sha256.ts'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytesOf = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 7 + length) & 255)

describe('sha256', () => {
  it.each([0, 1, 31, 55, 56, 63, 64, 65, 119, 120, 1000])(
    'agrees with the platform on %i bytes',
    (length) => {
      const message = bytesOf(length)
      expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'))
    },
  )
})

describe('hmacSha256', () => {
  it.each([0, 16, 32, 63, 64, 65, 200])('agrees with the platform on a key of %i bytes', (length) => {
    const [key, message] = [bytesOf(length), bytesOf(77)]
    expect(hex(hmacSha256(key, message))).toBe(createHmac('sha256', key).update(message).digest('hex'))
  })
})
