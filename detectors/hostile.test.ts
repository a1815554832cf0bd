import { describe, expect, it } from 'vitest'
import { hostileTexts } from './hostile.ts'
import { registry } from './registry.ts'
import { type ScanOptions, scanner } from './scanner.ts'

const CHARS = 200_000
/** Three times what the bench allows: under the test runner every call to another file takes a detour. */
const LIMIT_MS = 300
const wide: ScanOptions = { budget: { charsMax: CHARS } }
/** Below this a time is too short to tell how it grows. */
const TELLING_MS = 45
/** Four times the text takes four times as long, and what a busy machine adds; sixteen times would be a square. */
const GROWTH_MAX = 8
const TRIES = 10

/** What this thread has had of the processor: unlike the clock's time it leaves out what others take. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

/** The fastest of some runs, so that a busy machine does not fail the test; the first good one is enough. */
function fastestMs(run: () => void, limitMs: number): number {
  let fastest = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < TRIES && fastest >= limitMs; tries++) {
    const start = spentMs()
    run()
    fastest = Math.min(fastest, spentMs() - start)
  }
  return fastest
}

/** The mean of some runs: a machine that counts a thread's time by ticks of 4 ms may call a short one nothing. */
function meanMs(run: () => void): number {
  const start = spentMs()
  for (let tries = 0; tries < TRIES; tries++) run()
  return (spentMs() - start) / TRIES
}

describe.each(registry.map((one) => [one.code, one] as const))('%s', (_code, detector) => {
  const scan = scanner([detector])
  scan('warm')
  const texts = hostileTexts(detector, CHARS)
  const ms = (text: string, limitMs: number) => fastestMs(() => scan(text, wide), limitMs)

  it('takes a time on hostile text that is short and grows as the text does', { timeout: 60_000 }, () => {
    for (const text of texts) {
      const whole = ms(text, LIMIT_MS)
      expect(whole, text.slice(0, 24)).toBeLessThan(LIMIT_MS)
      if (whole < TELLING_MS) continue
      const quarter = meanMs(() => scan(text.slice(0, CHARS / 4), wide))
      expect(ms(text, quarter * GROWTH_MAX), text.slice(0, 24)).toBeLessThan(quarter * GROWTH_MAX)
    }
  })
})
