import { expect, test } from 'vitest'
import { hasEnded, makerOf } from './exceptions.ts'

test('an exception ends at its instant, and one without an instant never', () => {
  const expires_at = '2026-11-21T12:00:00.000Z'
  const atMs = Date.parse(expires_at)
  expect([atMs - 1, atMs, atMs + 1].map((nowMs) => hasEnded({ expires_at }, nowMs))).toEqual([
    false,
    true,
    true,
  ])
  expect(hasEnded({ expires_at: null }, Number.MAX_SAFE_INTEGER)).toBe(false)
})

test.each([
  ['user:1', 'Ann'],
  ['user:2', 'bo@example.org'],
  ['user:3', 'A member'],
  ['api_key:1', 'An API key'],
  ['', 'A member'],
])('who made it is named where one can know: %j is %j', (createdBy, name) => {
  const members = [
    { user_id: '1', name: 'Ann', email: 'ann@example.org' },
    { user_id: '2', name: '', email: 'bo@example.org' },
  ]
  expect(makerOf(createdBy, members)).toBe(name)
})
