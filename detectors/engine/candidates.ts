import type {
  Context,
  Find,
  Finding,
  Found,
  Level,
  PatternDetector,
  Severity,
  Span,
  Verdict,
} from '../detector.ts'
import { isGlued, standsAlone } from './boundary.ts'
import { type Announced, announcements } from './context.ts'
import type { Sighting } from './prefilter.ts'
import type { Reading } from './reading.ts'
import { readTables, type Tables } from './tables.ts'
import { readWords, type TextWords } from './words.ts'

/** How many candidates a scan may still look at, and whether some had to be left out. */
export interface Steps {
  left: number
  areSpent: boolean
}

/** What of a detector its search needs, in objects of one shape, which processors read fastest. */
export interface Search {
  readonly code: string
  readonly severity: Severity
  readonly pattern: RegExp | Find
  readonly beginnings: Uint8Array | null
  readonly cost: number
  readonly isAlone: boolean
  readonly locate: ((text: string, match: RegExpExecArray) => Span | null) | null
  readonly check: (value: string) => Verdict | null
  readonly context: Context | null
}

/** A detector on its way through a text. */
interface Seeker {
  readonly search: Search
  /** The number of the detector, under which its places are known. */
  readonly group: number
  /** The next place or word to try, or where to go on in the text. */
  at: number
  /** Where the last match at a place or a word ended. */
  end: number
  /** Tells what the surroundings say; made for the first value that depends on them. */
  announced: Announced | null
  /** A candidate that was met after the last step. */
  held: Candidate | null
}

/** A match of a detector's expression, or the span that its function gave. */
type Candidate = RegExpExecArray | Found

const CONFIDENCE: Readonly<Record<Level, number>> = { high: 0.95, medium: 0.75, low: 0.4 }

/** The search of a detector. */
export function searchOf(detector: PatternDetector): Search {
  const { code, severity, pattern, check, cost = 1, alone = false } = detector
  const { beginnings = null, locate = null, context = null } = detector
  return { code, severity, pattern, beginnings, cost, isAlone: alone, locate, check, context }
}

/**
 * Runs the detectors that the prefilter sighted, of which it gives the numbers; sticky ones only at their places.
 * Each has an equal share of the steps, and what one leaves over goes to those that want more: a text that keeps one
 * detector busy hides nothing from the others.
 */
export function findCandidates(
  searches: readonly Search[],
  sighted: readonly number[],
  sighting: Sighting,
  steps: Steps,
): Finding[] {
  const findings: Finding[] = []
  if (sighted.length === 0) return findings
  const { text } = sighting
  const tables = readTables(text)
  const words = readWords(sighting)
  const seekers: Seeker[] = []
  for (let i = 0; i < sighted.length; i++) {
    const group = sighted[i] as number
    const search = searches[group] as Search
    if (mayBegin(search, words)) seekers.push({ search, group, at: 0, end: 0, announced: null, held: null })
  }
  let count = seekers.length
  while (count > 0) {
    if (steps.left === 0) {
      steps.areSpent = true
      break
    }
    const share = Math.max(1, Math.floor(steps.left / count))
    let left = 0
    for (let i = 0; i < count; i++) {
      const seeker = seekers[i] as Seeker
      if (!advance(seeker, sighting, words, tables, steps, share, findings)) seekers[left++] = seeker
    }
    count = left
  }
  return findings
}

/** Looks at up to `share` candidates; tells whether there are no more. */
function advance(
  seeker: Seeker,
  sighting: Sighting,
  words: () => TextWords,
  tables: Tables,
  steps: Steps,
  share: number,
  into: Finding[],
): boolean {
  const { cost } = seeker.search
  const stopAt = Math.max(0, steps.left - share)
  let from = 0
  let match = seeker.held ?? next(seeker, 0, sighting, words)
  for (; match !== null; match = next(seeker, from, sighting, words)) {
    if (steps.left <= stopAt) {
      seeker.held = match
      return false
    }
    steps.left = Math.max(0, steps.left - ('isSure' in match ? (match.steps ?? cost) : cost))
    const found = judge(seeker, sighting.text, tables, match)
    if (found === null) continue
    into.push(found)
    from = found.end
  }
  return true
}

/** Tells whether a text has words with which a detector's values begin. */
function mayBegin({ beginnings }: Search, words: () => TextWords): boolean {
  if (beginnings === null) return true
  const { present } = words()
  for (let i = 0; i < present.length; i++) if (beginnings[present[i] as number] === 1) return true
  return false
}

/** Gives the first candidate after a seeker's last one, and not before a position. */
function next(seeker: Seeker, from: number, sighting: Sighting, words: () => TextWords): Candidate | null {
  const { pattern, beginnings } = seeker.search
  if (typeof pattern === 'function') return step(seeker, pattern, from, sighting)
  if (beginnings !== null) return atWords(seeker, pattern, beginnings, from, sighting.text, words())
  if (pattern.sticky) return atPlaces(seeker, pattern, from, sighting)
  return everywhere(seeker, pattern, from, sighting.text)
}

function step(seeker: Seeker, find: Find, from: number, reading: Reading): Candidate | null {
  const found = find(reading, Math.max(seeker.at, from))
  if (found !== null) seeker.at = found.end
  return found
}

function everywhere(seeker: Seeker, pattern: RegExp, from: number, text: string): Candidate | null {
  pattern.lastIndex = Math.max(seeker.at, from)
  const match = pattern.exec(text)
  seeker.at = match !== null && match[0] === '' ? pattern.lastIndex + 1 : pattern.lastIndex
  pattern.lastIndex = 0
  return match
}

/** Tries a pattern where words of some kinds begin, and gives what stands alone; matches do not overlap. */
function atWords(
  seeker: Seeker,
  pattern: RegExp,
  kinds: Uint8Array,
  from: number,
  text: string,
  words: TextWords,
): Candidate | null {
  const { starts, kinds: ofWord, count } = words
  while (seeker.at < count) {
    const kind = ofWord[seeker.at] as number
    const start = starts[seeker.at++] as number
    if (kinds[kind] === 0 || start < seeker.end || start < from) continue
    pattern.lastIndex = start
    if (!pattern.test(text)) continue
    const end = pattern.lastIndex
    seeker.end = end
    if (standsAlone(text, start, end)) return { start, end, isSure: false }
  }
  return null
}

/** Tries a pattern where its hints begin, in the order of the text; matches do not overlap. */
function atPlaces(
  seeker: Seeker,
  pattern: RegExp,
  from: number,
  { text, places }: Sighting,
): Candidate | null {
  const { group, search } = seeker
  while (seeker.at < places.length) {
    const at = seeker.at
    seeker.at += 2
    if (places[at] !== group) continue
    const start = places[at + 1] as number
    if (start < seeker.end || start < from || (search.isAlone && isGlued(text, start))) continue
    pattern.lastIndex = start
    // Whoever looks for a value inside a match wants its groups.
    const match = search.locate === null ? null : pattern.exec(text)
    if (search.locate === null ? !pattern.test(text) : match === null) continue
    const end = pattern.lastIndex
    seeker.end = Math.max(start + 1, end)
    return match ?? { start, end, isSure: false }
  }
  return null
}

function judge(seeker: Seeker, text: string, tables: Tables, candidate: Candidate): Finding | null {
  const { search } = seeker
  const span = spanOf(search, text, candidate)
  if (span === null || span.start === span.end) return null
  const verdict = search.check(text.slice(span.start, span.end))
  if (verdict === null) return null
  const { alone, beside } = verdict
  const isSure = 'isSure' in candidate && candidate.isSure
  const level = alone === beside || isSure || isAnnounced(seeker, text, tables, span) ? beside : alone
  return level === null ? null : findingOf(search, span, level, verdict)
}

function isAnnounced(seeker: Seeker, text: string, tables: Tables, span: Span): boolean {
  const { context } = seeker.search
  if (context === null) return false
  seeker.announced ??= announcements(text, context, tables)
  return seeker.announced(span)
}

function spanOf({ locate }: Search, text: string, candidate: Candidate): Span | null {
  if (!('index' in candidate)) return candidate
  if (locate !== null) return locate(text, candidate)
  return { start: candidate.index, end: candidate.index + candidate[0].length }
}

function findingOf(
  { code, severity }: Search,
  { start, end }: Span,
  level: Level,
  { testValue }: Verdict,
): Finding {
  const found = { code, start, end, level, confidence: CONFIDENCE[level], severity }
  return testValue === undefined ? found : { ...found, test_value: testValue }
}
