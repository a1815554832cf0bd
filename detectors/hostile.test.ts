import { describe, expect, it } from 'vitest'
import { hostileTexts } from './hostile.ts'
import { registry } from './registry.ts'
import { type ScanOptions, scanner } from './scanner.ts'

const CHARS = 200_000
const LIMIT_MS = 150
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
function fastestMs(run: () => void, limitMs: number, triesMax = TRIES): number {
  let fastest = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < triesMax && fastest >= limitMs; tries++) {
    const start = spentMs()
    run()
    fastest = Math.min(fastest, spentMs() - start)
  }
  return fastest
}

describe.each(registry.map((one) => [one.code, one] as const))('%s', (_code, detector) => {
  const scan = scanner([detector])
  scan('warm')
  const texts = hostileTexts(detector, CHARS)
  const ms = (text: string, limitMs: number, triesMax?: number) =>
    fastestMs(() => scan(text, wide), limitMs, triesMax)

  it('takes a time on hostile text that is short and grows as the text does', { timeout: 60_000 }, () => {
    for (const text of texts) {
      const whole = ms(text, LIMIT_MS)
      expect(whole, text.slice(0, 24)).toBeLessThan(LIMIT_MS)
      if (whole < TELLING_MS) continue
      const quarter = ms(text.slice(0, CHARS / 4), 0, 3)
      expect(ms(text, quarter * GROWTH_MAX), text.slice(0, 24)).toBeLessThan(quarter * GROWTH_MAX)
    }
  })
})
