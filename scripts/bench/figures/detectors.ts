import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hostileTexts } from '../../../detectors/hostile.ts'
import { scan } from '../../../detectors/index.ts'
import { registry } from '../../../detectors/registry.ts'
import { scanner } from '../../../detectors/scanner.ts'
import { promptAt } from '../../demo/prompts.ts'
import { figure, type Reading } from '../figure.ts'
import { ratesOf, readBy, readersFor } from '../read-rates.ts'
import { median, quantile, spread } from '../statistics.ts'

const bytes = { least: 200, most: 20_000 }
const kilobyte = 1_024
const megabyte = 1_000_000
const kindsPerText = 4

/** All detectors in one thread, beside what other packages do with the same texts in the same rounds. */
export const detecting = figure({
  name: 'detectors',
  summary:
    'megabytes of text a second through all detectors, the 99th percentile of one kilobyte, and hostile text',
  async measure(bench) {
    const { isQuick, data, note } = bench
    const prompts = data === null ? demoPrompts() : promptsIn(data)
    const areFound = prompts.map((text) => scan(text).findings.length > 0)
    const clean = prompts.filter((_, i) => !areFound[i])
    const found = prompts.filter((_, i) => areFound[i])
    const full = textsWithFindings(clean)
    const rounds = isQuick ? 2 : 9
    note(
      `${clean.length} texts without findings, ${found.length} with some, ${full.length} full of them, ${data ?? 'of the demo'}`,
    )
    const [ours, redactPii, openRedaction] = readersFor(bench, 'detectors', 'redact-pii', 'openredaction')
    const each = [readBy(redactPii), readBy(ours, 'rules'), readBy(ours)] as const
    const [redactPiiRate, rules, all] = await ratesOf(clean, each, rounds)
    const [redactPiiFound, rulesFound, allFound] = await ratesOf(found, each, rounds)
    const [redactPiiFull, rulesFull, allFull] = await ratesOf(full, each, rounds)
    const some = clean.slice(0, isQuick ? 5 : 60)
    const [openRedactionRate] = await ratesOf(some, [readBy(openRedaction)], Math.min(rounds, 3), 1)
    const rate = {
      redactPii: redactPiiRate,
      redactPiiFound,
      redactPiiFull,
      openRedaction: openRedactionRate,
      rules,
      rulesFound,
      rulesFull,
      all,
      allFound,
      allFull,
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
      against('found,rules', rate.rulesFound, rate.redactPiiFound),
      against('findings,rules', rate.rulesFull, rate.redactPiiFull),
      against('clean', rate.all, rate.redactPii),
      against('found', rate.allFound, rate.redactPiiFound),
      against('findings', rate.allFull, rate.redactPiiFull),
      against('clean,openredaction', rate.all, rate.openRedaction),
      { name: 'detectors_p99_us@1kb', value: p99Us(clean, isQuick), unit: 'us' },
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

/** The packages are read in processes of their own, so that this one has to be warmed up first, as a Worker is by its traffic. */
function p99Us(texts: readonly string[], isQuick: boolean): number {
  const kilobytes = texts.filter((text) => text.length >= kilobyte).map((text) => text.slice(0, kilobyte))
  const pieces = kilobytes.length > 0 ? kilobytes : [texts.join(' ').slice(0, kilobyte)]
  const [warmUps, rounds] = isQuick ? [2, 2] : [40, 40]
  const times: number[] = []
  for (let round = -warmUps; round < rounds; round++) {
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
