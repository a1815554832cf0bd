import { expect, it, onTestFinished, vi } from 'vitest'
import { onceMemory } from '../once.ts'
import type { VendorContext } from '../vendor.ts'
import { signingTimeMs } from './clock.ts'

it('goes on with the run, from the run’s own time', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const nowMs = Date.UTC(2026, 10, 20)
  const ctx = { nowMs, once: onceMemory() } as unknown as VendorContext
  expect(await signingTimeMs(ctx)).toBe(nowMs)
  vi.advanceTimersByTime(420_000)
  expect(await signingTimeMs(ctx)).toBe(nowMs + 420_000)
})
