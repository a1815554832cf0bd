import { expect, it } from 'vitest'
import { entropyOf } from './entropy.ts'

it.each([
  ['', 0],
  ['aaaa', 0],
  ['abab', 1],
  ['abcd', 2],
  ['0123456789abcdef', 4],
  ['aabbccdd', 2],
])('tells how much a character of %j tells: %d bits', (text, bits) => {
  expect(entropyOf(text)).toBeCloseTo(bits, 10)
})
