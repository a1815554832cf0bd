import { expect, test } from 'vitest'
import { passwordStrength } from './password-strength.ts'

test.each([
  ['', 0],
  ['short one 1', 0],
  ['aaaaaaaaaaaa', 0],
  ['ababababababab', 0],
  ['xkcd-12345-moon', 1],
  ['moon-edcba-lamp', 1],
  ['xkcd-1234-moons', 2],
  ['ann@example.org!', 1],
  ['lamp river coat', 2],
  ['lamp river coat seven', 3],
  ['ключ от квартиры 7', 3],
])('%j has the strength %i', (password, score) => {
  expect(passwordStrength(password, ['ann@example.org', 'Ann']).score).toBe(score)
})

test('says how many characters are missing, counted as people count them', () => {
  expect(passwordStrength('😀😀').text).toContain('10 to go')
})
