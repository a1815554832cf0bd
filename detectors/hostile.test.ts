import { describe, expect, it } from 'vitest'
import { registry } from './registry.ts'
import { type ScanOptions, scanner } from './scanner.ts'

const CHARS = 1_000_000
const LIMIT_MS = 200
const wide: ScanOptions = { budget: { charsMax: CHARS } }
const fill = (unit: string, head = '') => (head + unit.repeat(Math.ceil(CHARS / unit.length))).slice(0, CHARS)

/** For each detector, texts that make its pattern begin often and fail late. */
const hostile: Record<string, readonly string[]> = {
  pii_email: [
    fill('@'),
    fill('a@'),
    fill('x@a.'),
    fill(`x@${'a-'.repeat(30)}`),
    fill(' [at] '),
    fill('a.', 'a@'),
  ],
  pii_ssn: [fill('123-45-678'), fill('1'), fill('x,536228145\n', 'id,ssn\n'), fill('123 45 ')],
  pii_credit_card: [
    fill('4539 1488 0343 6468 '),
    fill('4539'),
    fill('1234-5678-9012-'),
    fill('4539148803436468,'),
  ],
  pii_phone: [fill('(415) 867-530 '), fill('+1('), fill('+4 1 5 8 6 '), fill('1-'), fill('(((1')],
  pii_ip: [fill('1.1.1.'), fill('::a:b'), fill('ffff:'), fill('1.'), fill(':')],
  phi_mrn: [fill('A1-', 'mrn '), fill('mrn: 12345 '), fill('medical record '), fill('a1', 'mrn ')],
  phi_dob: [fill('1/1/', 'dob '), fill('born 12 mayyyyyyyy '), fill('dob '), fill('1984-02-30 ', 'dob ')],
  prompt_injection: [
    fill('ignore '),
    fill('ignore all previous '),
    fill('previous ', 'ignore '),
    fill('show your system '),
    fill('act as '),
    fill('"ignore all previous instructions" '),
    fill('i g n o r e '),
    fill('1gn0re '),
    fill('vtaber '),
    fill('a\u200b'),
    fill('\u{e0041}'),
    fill('%41'),
    fill('aWdub3Jl'),
    fill('41'),
    fill('і а '),
  ],
}

/** The fastest of up to ten runs, so that a busy machine does not fail the test; the first good one is enough. */
function fastestMs(run: () => void): number {
  let fastest = Number.POSITIVE_INFINITY
  for (let tries = 0; tries < 10 && fastest >= LIMIT_MS; tries++) {
    const start = performance.now()
    run()
    fastest = Math.min(fastest, performance.now() - start)
  }
  return fastest
}

describe.each(registry.map((one) => [one.code, one] as const))('%s', (code, detector) => {
  const scan = scanner([detector])
  scan('warm')

  it(`takes less than ${LIMIT_MS} ms for a million hostile characters`, { timeout: 30_000 }, () => {
    const texts = hostile[code] ?? []
    expect(texts.length).toBeGreaterThan(2)
    const slow = texts
      .map((text) => [text.slice(0, 24), Math.round(fastestMs(() => scan(text, wide)))] as const)
      .filter(([, ms]) => ms >= LIMIT_MS)
    expect(slow).toEqual([])
  })
})
