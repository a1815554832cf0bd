import { expect, test } from 'vitest'
import { hasEnded } from './exceptions.ts'

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
