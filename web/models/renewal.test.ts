import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { renewal } from './renewal.ts'

const page = { visibilityState: 'visible' }
let pauseMs = 30_000
let times = 0
const begin = () =>
  renewal(
    async () => {
      times += 1
    },
    () => pauseMs,
  )
beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('document', page)
  page.visibilityState = 'visible'
  pauseMs = 30_000
  times = 0
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('a renewal', () => {
  test('happens at once and then at the pace that befits, until it is disposed of', async () => {
    const renewing = begin()
    expect(times).toBe(1)
    await vi.advanceTimersByTimeAsync(29_999)
    expect(times).toBe(1)
    pauseMs = 2_000
    await vi.advanceTimersByTimeAsync(1)
    expect(times).toBe(2)
    await vi.advanceTimersByTimeAsync(4_000)
    expect(times).toBe(4)
    renewing.dispose()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(times).toBe(4)
  })

  test('that is asked for takes up the new pace instead of waiting the old pause out, and does not double it', async () => {
    const renewing = begin()
    await vi.advanceTimersByTimeAsync(1_000)
    pauseMs = 2_000
    await Promise.all([renewing.renewNow(), renewing.renewNow()])
    expect(times).toBe(3)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(times).toBe(8)
    renewing.dispose()
  })

  test('that is under way when it is disposed of is the last one', async () => {
    const renewing = begin()
    renewing.dispose()
    await vi.advanceTimersByTimeAsync(90_000)
    expect(times).toBe(1)
  })

  test('rests while nobody looks, but for one that is asked for', async () => {
    page.visibilityState = 'hidden'
    const renewing = begin()
    await vi.advanceTimersByTimeAsync(90_000)
    expect(times).toBe(0)
    await renewing.renewNow()
    expect(times).toBe(1)
    page.visibilityState = 'visible'
    await vi.advanceTimersByTimeAsync(30_000)
    expect(times).toBe(2)
    renewing.dispose()
  })
})
