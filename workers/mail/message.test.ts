import { describe, expect, it } from 'vitest'
import { isAddress, oneLine } from './message.ts'

describe('one line', () => {
  it.each([
    ['a\r\nBcc: b', 'a Bcc: b'],
    ['a\u2028b\u2029c\u0085d', 'a b c d'],
    ['  a \t b\0 ', 'a b'],
    ['\u202Egnp.exe', 'gnp.exe'],
    ['Müller & Söhne', 'Müller & Söhne'],
  ])('of %j is %j', (text, line) => expect(oneLine(text, 100)).toBe(line))

  it('is cut between characters', () => expect(oneLine('😀😀😀', 2)).toBe('😀😀'))
})

describe('an address', () => {
  it.each(['ann@example.org', "o'neil+tag@mail.example.org"])('is %j', (text) =>
    expect(isAddress(text)).toBe(true),
  )

  it.each([
    'ann@example.org\n',
    'ann@example.org ',
    '@example.org',
    'ann@',
    'ann<@example.org',
    `${'a'.repeat(65)}@b.example`,
  ])('is not %j', (text) => expect(isAddress(text)).toBe(false))
})
