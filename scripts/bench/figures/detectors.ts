import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OpenRedaction } from 'openredaction'
import { SyncRedactor } from 'redact-pii'
import { hostileTexts } from '../../../detectors/hostile.ts'
import { type ScanOptions, scan } from '../../../detectors/index.ts'
import { registry } from '../../../detectors/registry.ts'
import { scanner } from '../../../detectors/scanner.ts'
import { promptAt } from '../../demo/prompts.ts'
import { figure, type Reading } from '../figure.ts'
import { median, quantile, spread } from '../statistics.ts'

const bytes = { least: 200, most: 20_000 }
const kilobyte = 1_024
const megabyte = 1_000_000
const kindsPerText = 4
const warmUpMs = 1_000
const rulesOnly: ScanOptions = { learned: false }

/** All detectors alone, in this process, beside what other packages do with the same texts in the same rounds. */
export const detecting = figure({
  name: 'detectors',
  summary:
    'megabytes of text a second through all detectors, the 99th percentile of one kilobyte, and hostile text',
  async measure({ isQuick, data, note }) {
    const prompts = data === null ? demoPrompts() : promptsIn(data)
    const clean = prompts.filter((text) => scan(text).findings.length === 0)
    const found = textsWithFindings(clean)
    const rounds = isQuick ? 2 : 9
    note(`${clean.length} texts without findings, ${found.length} with, ${data ?? 'of the demo'}`)
    const redactPii = new SyncRedactor()
    const openRedaction = new OpenRedaction()
    const some = clean.slice(0, isQuick ? 5 : 60)
    const redacting = (text: string) => redactPii.redact(text)
    const [redactPiiRate, rules, all] = await ratesOf(
      clean,
      [redacting, (text) => scan(text, rulesOnly), (text) => scan(text)],
      rounds,
    )
    const [redactPiiFound, rulesFound, allFound] = await ratesOf(
      found,
      [redacting, (text) => scan(text, rulesOnly), (text) => scan(text)],
      rounds,
    )
    const [openRedactionRate] = await ratesOf(
      some,
      [(text) => openRedaction.detect(text)],
      Math.min(rounds, 3),
      1,
    )
    const rate = {
      redactPii: redactPiiRate,
      redactPiiFound,
      openRedaction: openRedactionRate,
      rules,
      rulesFound,
      all,
      allFound,
    }
    for (const [name, values] of Object.entries(rate)) note(`${name}: ${spread(values)} MB/s`)
    const against = (name: string, values: readonly number[], baseline: readonly number[]): Reading => ({
      name: `detectors_mb_per_s@${name}`,
      value: median(values),
      unit: 'MB/s',
      baseline: median(baseline),
    })
    return [
      against('clean,rules', rate.rules, rate.redactPii),
      against('findings,rules', rate.rulesFound, rate.redactPiiFound),
      against('clean', rate.all, rate.redactPii),
      against('findings', rate.allFound, rate.redactPiiFound),
      against('clean,openredaction', rate.all, rate.openRedaction),
      { name: 'detectors_p99_us@1kb', value: p99Us(clean, rounds), unit: 'us' },
      {
        name: 'detectors_worst_hostile_ms@1mb',
        value: worstHostileMs(isQuick, note),
        unit: 'ms',
        // What the same machine, in the same minutes, needs for a megabyte that wants nothing special.
        baseline: 1_000 / median(rate.redactPii),
      },
    ]
  },
})

function promptsIn(folder: string): string[] {
  const lines = readFileSync(join(folder, 'prompts.jsonl'), 'utf8').trim().split('\n')
  return lines
    .map((line) => (JSON.parse(line) as { text: string }).text)
    .filter((text) => text.length >= bytes.least && text.length <= bytes.most)
}

function demoPrompts(): string[] {
  return Array.from(
    { length: 3_000 },
    (_, index) => promptAt('detectors', index, Date.now()).event.prompt,
  ).filter((text) => text.length >= bytes.least)
}

/** Texts of about a kilobyte about a few kinds of values each, in which every second line holds one. */
function textsWithFindings(clean: readonly string[]): string[] {
  const texts: string[] = []
  for (let first = 0; first < registry.length; first += kindsPerText) {
    const kinds = registry.slice(first, first + kindsPerText)
    const lines = kinds.flatMap(({ examples }) => examples.find.slice(0, 2).map(([text]) => text))
    let text = ''
    for (let i = 0; text.length < kilobyte; i++) {
      const filler = clean[(first + i) % clean.length]?.slice(0, 80) ?? ''
      text += `${lines[i % lines.length]}\n${filler}\n`
    }
    texts.push(text)
  }
  return texts
}

/**
 * How fast functions go through texts, in turn, so that whatever else the machine does meets all of them; each runs
 * for a second first, as a service would have, and reads so much in a round that a pause of the collector does not decide
 * it. Units: megabytes of UTF-8 a second, one value for each round.
 */
async function ratesOf<const Runs extends readonly ((text: string) => unknown)[]>(
  texts: readonly string[],
  runs: Runs,
  rounds: number,
  roundBytes = 0.75 * megabyte,
): Promise<{ readonly [K in keyof Runs]: number[] }> {
  const size = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0)
  const passes = Math.ceil(roundBytes / size)
  for (const run of runs) {
    const startedAtMs = performance.now()
    while (performance.now() - startedAtMs < warmUpMs) for (const text of texts) await run(text)
  }
  const rates = runs.map((): number[] => [])
  for (let round = 0; round < rounds; round++) {
    for (const [i, run] of runs.entries()) {
      const startedAtMs = performance.now()
      for (let pass = 0; pass < passes; pass++) for (const text of texts) await run(text)
      rates[i]?.push((passes * size) / megabyte / ((performance.now() - startedAtMs) / 1000))
    }
  }
  return rates as { readonly [K in keyof Runs]: number[] }
}

function p99Us(texts: readonly string[], rounds: number): number {
  const kilobytes = texts.filter((text) => text.length >= kilobyte).map((text) => text.slice(0, kilobyte))
  const pieces = kilobytes.length > 0 ? kilobytes : [texts.join(' ').slice(0, kilobyte)]
  const times: number[] = []
  for (let round = -2; round < rounds; round++) {
    for (const text of pieces) {
      const startedAtMs = performance.now()
      scan(text)
      if (round >= 0) times.push((performance.now() - startedAtMs) * 1000)
    }
  }
  return quantile(times, 0.99)
}

/** The slowest detector on a megabyte of what it looks for, of what it finds, and of what it just does not find. */
function worstHostileMs(isQuick: boolean, note: (text: string) => void): number {
  const worst = (isQuick ? registry.slice(0, 20) : registry).map((detector) => {
    const run = scanner([detector])
    const times = hostileTexts(detector, megabyte).map((text) =>
      Math.min(
        ...Array.from({ length: 4 }, () => timeMs(() => run(text, { budget: { charsMax: megabyte } }))),
      ),
    )
    return { code: detector.code, ms: Math.max(...times) }
  })
  const slowest = worst.toSorted((a, b) => b.ms - a.ms)
  note(
    `slowest on hostile text: ${slowest
      .slice(0, 5)
      .map(({ code, ms }) => `${code} ${ms.toFixed(0)}`)
      .join(', ')} ms`,
  )
  return slowest[0]?.ms ?? 0
}

function timeMs(run: () => unknown): number {
  const startedAtMs = performance.now()
  run()
  return performance.now() - startedAtMs
}
