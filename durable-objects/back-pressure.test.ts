import { expect, test } from 'vitest'
import { pressureBounds, retryAfterS } from './back-pressure.ts'

const calm = { stored: 0, unstored: 0, held: 0, offered: 0 }

test('each bound holds to the byte, and the one that takes longest to pass is the one that is told', () => {
  expect(retryAfterS({ ...calm, ...pressureBounds, held: 0, offered: 32 * 1024 * 1024 })).toBeNull()
  expect(retryAfterS({ ...calm, stored: pressureBounds.stored + 1, unstored: 2e9, held: 1e9 })).toBe(60)
  expect(retryAfterS({ ...calm, unstored: pressureBounds.unstored + 1, held: 1e9 })).toBe(5)
  expect(retryAfterS({ ...calm, held: 1, offered: pressureBounds.held })).toBe(1)
  expect(retryAfterS({ ...calm, held: 1, offered: pressureBounds.held - 1 })).toBeNull()
})

test('a single append is taken whatever its size, or it could never come in', () => {
  expect(retryAfterS({ ...calm, offered: 10 * pressureBounds.held })).toBeNull()
})

test('the bounds leave the platform’s limits room', () => {
  const platform = { sqliteBytes: 10_000_000_000, memoryBytes: 128_000_000, callBytes: 32 * 1024 * 1024 }
  const flushesBytes = 3 * 2 * 8_000_000
  expect(pressureBounds.stored).toBeLessThanOrEqual(0.8 * platform.sqliteBytes)
  expect(pressureBounds.unstored).toBeLessThan(pressureBounds.stored / 4)
  expect(pressureBounds.held + platform.callBytes + flushesBytes).toBeLessThan(platform.memoryBytes)
})
