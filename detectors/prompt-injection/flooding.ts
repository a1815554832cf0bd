import type { Span } from '../detector.ts'

const STRIDE = 128
const WINDOW = 64
const PERIOD_MAX = 16
const REPEATS_MIN = 100

/** The first stretch in which one token is repeated a hundred times, or null. Rulers of signs are not tokens. */
export function findFlood(text: string): Span | null {
  for (let at = WINDOW + PERIOD_MAX; at < text.length; at += STRIDE) {
    const period = periodAt(text, at)
    if (period === 0 || !/\p{L}/u.test(text.slice(at - period, at))) continue
    let start = at
    while (start > period && text.charCodeAt(start - 1) === text.charCodeAt(start - 1 - period)) start--
    const end = endOfPeriod(text, at, period)
    if (end - start >= period * REPEATS_MIN) return { start: start - period, end }
    at = end
  }
  return null
}

/** The shortest period, up to 16 characters, of the window that ends at a position; 0 when there is none. */
function periodAt(text: string, end: number): number {
  for (let period = 1; period <= PERIOD_MAX; period++) {
    let i = end - 1
    while (i >= end - WINDOW && text.charCodeAt(i) === text.charCodeAt(i - period)) i--
    if (i < end - WINDOW) return period
  }
  return 0
}

/** Where the repetition before a position ends; by blocks, which are compared faster than units, for it may go on for long. */
function endOfPeriod(text: string, from: number, period: number): number {
  let end = from
  let size = period
  const goesOn = () => text.slice(end - size, end) === text.slice(end, end + size)
  for (; goesOn(); size *= 2) end += size
  for (; size >= period; size /= 2) if (goesOn()) end += size
  while (end < text.length && text.charCodeAt(end) === text.charCodeAt(end - period)) end++
  return end
}
