import { expect, it } from 'vitest'
import { hexOf, utf8 } from './bytes.ts'

it.each(['', 'plain', 'é', '€uro', '😀', 'a\u07ff\u0800\uffff', '\ud800x', 'x\udc00'])(
  'gives the UTF-8 bytes of %j as the platform does',
  (text) => {
    expect(utf8(text)).toEqual(new TextEncoder().encode(text))
  },
)

it('writes bytes as two digits each', () => {
  expect(hexOf(Uint8Array.of(0, 15, 16, 255))).toBe('000f10ff')
})
