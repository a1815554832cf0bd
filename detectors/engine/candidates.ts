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
  /** Gives the first candidate after the last one, and not before a position. */
  readonly next: (from: number) => Candidate | null
  /** Tells what the surroundings say; made for the first value that depends on them. */
  announced: Announced | null
  /** A candidate that was met after the last step. */
  held: Candidate | null
}

/** A match of a detector's expression, or the span that its function gave. */
type Candidate = RegExpExecArray | Found

const NOWHERE: readonly number[] = Object.freeze([])
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
  const placesOf = byGroup(sighting.places)
  let seekers: Seeker[] = []
  for (const i of sighted) {
    const search = searches[i] as Search
    if (mayBegin(search, words)) seekers.push(seekerOf(search, i, placesOf, sighting, words))
  }
  while (seekers.length > 0) {
    if (steps.left === 0) {
      steps.areSpent = true
      break
    }
    const share = Math.max(1, Math.floor(steps.left / seekers.length))
    seekers = seekers.filter((seeker) => !advance(seeker, text, tables, steps, share, findings))
  }
  return findings
}

/** Looks at up to `share` candidates; tells whether there are no more. */
function advance(
  seeker: Seeker,
  text: string,
  tables: Tables,
  steps: Steps,
  share: number,
  into: Finding[],
): boolean {
  const { cost } = seeker.search
  const stopAt = Math.max(0, steps.left - share)
  let from = 0
  for (let match = seeker.held ?? seeker.next(0); match !== null; match = seeker.next(from)) {
    if (steps.left <= stopAt) {
      seeker.held = match
      return false
    }
    steps.left = Math.max(0, steps.left - ('isSure' in match ? (match.steps ?? cost) : cost))
    const found = judge(seeker, text, tables, match)
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

function seekerOf(
  search: Search,
  group: number,
  placesOf: (group: number) => readonly number[],
  reading: Reading,
  words: () => TextWords,
): Seeker {
  const { text } = reading
  const { pattern, beginnings } = search
  const next =
    typeof pattern === 'function'
      ? step(pattern, reading)
      : beginnings !== null
        ? atWords(pattern, beginnings, text, words())
        : pattern.sticky
          ? atPlaces(pattern, search.isAlone, text, placesOf(group))
          : everywhere(pattern, text)
  return { search, next, announced: null, held: null }
}

function step(find: Find, reading: Reading): Seeker['next'] {
  let at = 0
  return (from) => {
    const found = find(reading, Math.max(at, from))
    if (found !== null) at = found.end
    return found
  }
}

function everywhere(pattern: RegExp, text: string): Seeker['next'] {
  let at = 0
  return (from) => {
    pattern.lastIndex = Math.max(at, from)
    const match = pattern.exec(text)
    at = match !== null && match[0] === '' ? pattern.lastIndex + 1 : pattern.lastIndex
    pattern.lastIndex = 0
    return match
  }
}

/** Tries a pattern where words of some kinds begin, and gives what stands alone; matches do not overlap. */
function atWords(pattern: RegExp, kinds: Uint8Array, text: string, words: TextWords): Seeker['next'] {
  const { starts, kinds: ofWord, count } = words
  let end = 0
  let at = 0
  return (from) => {
    while (at < count) {
      const kind = ofWord[at] as number
      const start = starts[at++] as number
      if (kinds[kind] === 0 || start < end || start < from) continue
      pattern.lastIndex = start
      if (!pattern.test(text)) continue
      end = pattern.lastIndex
      if (standsAlone(text, start, end)) return { start, end, isSure: false }
    }
    return null
  }
}

/** Gives the places of one group at a time; they are told apart on the first question, for all groups at once. */
function byGroup(places: Sighting['places']): (group: number) => readonly number[] {
  let groups: Map<number, number[]> | undefined
  return (group) => {
    groups ??= groupsOf(places)
    return groups.get(group) ?? NOWHERE
  }
}

function groupsOf(places: Sighting['places']): Map<number, number[]> {
  const groups = new Map<number, number[]>()
  for (let at = 0; at < places.length; at += 2) {
    const group = places[at] as number
    const start = places[at + 1] as number
    const known = groups.get(group)
    if (known === undefined) groups.set(group, [start])
    else known.push(start)
  }
  return groups
}

/** Tries a pattern where its hints begin, in the order of the text; matches do not overlap. */
function atPlaces(
  pattern: RegExp,
  isAlone: boolean,
  text: string,
  places: readonly number[],
): Seeker['next'] {
  let end = 0
  let at = 0
  return (from) => {
    for (; at < places.length; at++) {
      const start = places[at] as number
      if (start < end || start < from || (isAlone && isGlued(text, start))) continue
      pattern.lastIndex = start
      const match = pattern.exec(text)
      if (match === null) continue
      end = Math.max(start + 1, pattern.lastIndex)
      return match
    }
    return null
  }
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
