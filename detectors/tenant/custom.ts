import { RE2JS } from 're2js'
import type { Category, Finding, Severity } from '../detector.ts'
import { standsAlone } from '../engine/boundary.ts'
import type { Steps } from '../engine/candidates.ts'
import { fold } from '../engine/fold.ts'
import { prefilter } from '../engine/prefilter.ts'

/** What a tenant looks for itself: words, or a pattern in the syntax of RE2. Its findings have the code `custom_<name>`. */
export type CustomDetector = {
  /** Lower case letters, digits and underscores; up to 40. */
  readonly name: string
  readonly category: Category
  readonly severity: Severity
} & (
  | { /** Whole words and phrases, in any case. */ readonly keywords: readonly string[] }
  | { /** Sees one line at a time. */ readonly pattern: string }
)

/** Finds what a tenant's own detectors describe. */
export type CustomSearch = (text: string, steps: Steps) => readonly Finding[]

const DETECTORS_MAX = 64
const KEYWORDS_MAX = 1_000
const KEYWORD_CHARS_MAX = 100
/** Characters of all keywords of a tenant; each takes about a hundred bytes of memory. */
const KEYWORDS_CHARS_MAX = 50_000
const PATTERN_CHARS_MAX = 512
/** Instructions of a compiled pattern. */
const PROGRAM_MAX = 500
/** Instructions that are worth as much as one more look at a character. */
const PROGRAM_UNIT = 64
/** Characters that all patterns together may look at; one that is looked at again counts again. */
const LOOKS_MAX = 1_000_000
const LINE_MAX = 2_000
const LINE_OVERLAP = 200
const CACHED_MAX = 128
/** Characters of keywords of all tenants that stay compiled. */
const CACHED_CHARS_MAX = 200_000
const CONFIDENCE = 0.95

/** What is wrong with a tenant's detector, beside its others; null when it can run. */
export function faultOf(custom: CustomDetector, others: readonly CustomDetector[] = []): string | null {
  if (!/^[a-z0-9_]{1,40}$/.test(custom.name))
    return 'the name is not of lower case letters, digits and underscores'
  if ('keywords' in custom) {
    if (keywordChars([...others, custom]) > KEYWORDS_CHARS_MAX)
      return `the keywords of all own detectors together have more than ${KEYWORDS_CHARS_MAX} characters`
    return faultOfKeywords(custom.keywords)
  }
  if (custom.pattern === '' || custom.pattern.length > PATTERN_CHARS_MAX) {
    return `the pattern is empty or longer than ${PATTERN_CHARS_MAX} characters`
  }
  const compiled = compilePattern(custom.pattern)
  if (compiled === null) return 'the pattern is not in the syntax of RE2'
  if (compiled.programSize() > PROGRAM_MAX) return 'the pattern repeats too much'
  return compiled.matches('') ? 'the pattern matches nothing at all' : null
}

/** The detectors of a tenant that can run together, the first ones where all are too many. */
export function runnable(customs: readonly CustomDetector[]): readonly CustomDetector[] {
  const kept: CustomDetector[] = []
  for (const custom of customs) if (faultOf(custom, kept) === null) kept.push(custom)
  return kept
}

function keywordChars(customs: readonly CustomDetector[]): number {
  let chars = 0
  for (const custom of customs) {
    if ('keywords' in custom) for (const word of custom.keywords) chars += word.length
  }
  return chars
}

function faultOfKeywords(keywords: readonly string[]): string | null {
  if (keywords.length === 0 || keywords.length > KEYWORDS_MAX)
    return `there are no keywords or more than ${KEYWORDS_MAX}`
  const odd = keywords.find((word) => word.trim().length < 2 || word.length > KEYWORD_CHARS_MAX)
  return odd === undefined ? null : `a keyword has fewer than 2 or more than ${KEYWORD_CHARS_MAX} characters`
}

const cached = new Map<string, { readonly search: CustomSearch; readonly chars: number }>()
let cachedChars = 0
/** Definitions as text by the very list they came in, so that they are not written out for every scan. */
const known = new WeakMap<readonly CustomDetector[], string>()

/** Compiles a tenant's detectors; the same definitions are compiled once. Throws an Error on one with a fault. */
export function customSearch(customs: readonly CustomDetector[]): CustomSearch {
  const key = known.get(customs) ?? JSON.stringify(customs)
  known.set(customs, key)
  const seen = cached.get(key) ?? { search: compile(customs), chars: keywordChars(customs) }
  forget(key)
  for (const oldest of cached.keys()) {
    if (cached.size < CACHED_MAX && cachedChars + seen.chars <= CACHED_CHARS_MAX) break
    forget(oldest)
  }
  cached.set(key, seen)
  cachedChars += seen.chars
  return seen.search
}

function forget(key: string): void {
  cachedChars -= cached.get(key)?.chars ?? 0
  cached.delete(key)
}

function compile(customs: readonly CustomDetector[]): CustomSearch {
  if (customs.length > DETECTORS_MAX) throw new Error(`more than ${DETECTORS_MAX} custom detectors`)
  for (const [i, custom] of customs.entries()) {
    const fault = faultOf(custom, customs.slice(0, i))
    if (fault !== null) throw new Error(`custom detector ${custom.name}: ${fault}`)
  }
  const words = searchWords(customs)
  const patterns = customs.flatMap((custom) => {
    const compiled = 'pattern' in custom ? compilePattern(custom.pattern) : null
    return compiled === null ? [] : [{ custom, compiled }]
  })
  return (text, steps) => {
    const findings = [...words(text, steps)]
    for (const { custom, compiled } of patterns) {
      findings.push(...searchPattern(custom, compiled, text, steps, LOOKS_MAX / patterns.length))
    }
    return findings
  }
}

function compilePattern(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return null
  }
}

function searchWords(customs: readonly CustomDetector[]): CustomSearch {
  const words = customs.flatMap((custom) =>
    'keywords' in custom
      ? custom.keywords.map((word) => ({ custom, word: plain(fold(word.trim()).text) }))
      : [],
  )
  const sight = prefilter(
    words.map(({ word }) => [word]),
    () => true,
  )
  return (text, steps) => {
    const findings: Finding[] = []
    const { places } = sight(text)
    for (let at = 0; at < places.length; at += 2) {
      if (steps.left === 0) {
        steps.areSpent = true
        break
      }
      steps.left--
      const { custom, word } = words[places[at] as number] as (typeof words)[number]
      const start = places[at + 1] as number
      const end = start + word.length
      if (plain(text.slice(start, end)) === word && standsAlone(text, start, end)) {
        findings.push(findingOf(custom, start, end))
      }
    }
    return findings
  }
}

/** Lower case, unit by unit, so that positions stay. */
function plain(text: string): string {
  return text
    .replace(/[A-Z\u00c0-\uffff]/g, (letter) =>
      letter.toLowerCase().length === 1 ? letter.toLowerCase() : letter,
    )
    .replace(/\s/g, ' ')
}

function searchPattern(
  custom: CustomDetector,
  pattern: RE2JS,
  text: string,
  steps: Steps,
  looksMax: number,
): readonly Finding[] {
  const findings: Finding[] = []
  const weight = 1 + pattern.programSize() / PROGRAM_UNIT
  let looksLeft = looksMax
  let foundTo = 0
  for (const line of linesOf(text)) {
    const matcher = pattern.matcher(text.slice(line.start, line.end))
    for (let from = line.start; from < line.end; ) {
      looksLeft -= (line.end - from) * weight
      if (looksLeft < 0 || steps.left === 0) {
        steps.areSpent = true
        return findings
      }
      steps.left--
      if (!matcher.find()) break
      const [start, end] = [line.start + matcher.start(), line.start + matcher.end()]
      if (start >= foundTo && end > start) findings.push(findingOf(custom, start, end))
      foundTo = Math.max(foundTo, end)
      from = Math.max(end, from + 1)
    }
  }
  return findings
}

/** The lines of a text; very long ones in pieces that overlap. */
function* linesOf(text: string): Generator<{ start: number; end: number }> {
  for (let start = 0; start < text.length; ) {
    const found = text.indexOf('\n', start)
    const lineEnd = found < 0 ? text.length : found
    for (let at = start; at < lineEnd; at += LINE_MAX - LINE_OVERLAP) {
      yield { start: at, end: Math.min(lineEnd, at + LINE_MAX) }
      if (at + LINE_MAX >= lineEnd) break
    }
    start = lineEnd + 1
  }
}

function findingOf({ name, severity }: CustomDetector, start: number, end: number): Finding {
  return { code: `custom_${name}`, start, end, level: 'high', confidence: CONFIDENCE, severity }
}
