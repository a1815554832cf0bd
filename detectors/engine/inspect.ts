import type { Detector, Finding, Mechanism, PatternDetector, ScoreDetector, Span } from '../detector.ts'
import { cites } from '../prompt-injection/discount.ts'
import { disguises } from '../prompt-injection/disguise.ts'
import { findFlood } from '../prompt-injection/flooding.ts'
import { evidenceOf, look } from '../prompt-injection/learned.ts'
import { type Evidence, LEARNED, type Origin } from '../prompt-injection/score.ts'
import { findSuffix } from '../prompt-injection/suffix.ts'
import { findCandidates, type Steps, searchOf } from './candidates.ts'
import { type Folded, fold, needsFolding } from './fold.ts'
import { withoutOverlaps } from './overlap.ts'
import { decodePayloads } from './payloads.ts'
import { isSighted, prefilter, type Sighting } from './prefilter.ts'
import { signSearch } from './signs.ts'
import { BITS_HINTS, SPELLED_HINTS } from './spelled.ts'
import type { View } from './view.ts'

/** Why a part of a text was not looked at. */
export type PartialReason =
  | 'too_long_head_and_tail_inspected'
  | 'too_many_candidates'
  | 'too_many_payloads'
  | 'payloads_too_deep'

/** What one scan may still do, and why it did not do all. */
export interface Run {
  readonly origin: Origin
  /** Whether the learned part weighs in. */
  readonly isLearned: boolean
  readonly steps: Steps
  /** The same for places where a signature of a scored detector may begin. */
  readonly signSteps: Steps
  /** Tells whether a finding reaches the tenant's threshold; null where all do. */
  readonly counts: ((finding: Finding) => boolean) | null
  /** Finds what the tenant's own detectors describe. */
  readonly custom: (text: string, steps: Steps) => readonly Finding[]
  reason?: PartialReason
}

/** What was seen in a text. Spans point into that text. */
interface Seen {
  readonly findings: readonly Finding[]
  readonly evidence: readonly Evidence[]
}

/** Looks through one text and what is encoded in it. */
export type Inspect = (text: string, run: Run, depth?: number) => Seen

const DEPTH_MAX = 2
/** What is left of a confidence when the value stood in an encoded payload. */
const DECODED = 0.9
/** Escapes of URLs, HTML and source code that may spell any character. */
const ESCAPES = ['%0', '%c0', '%d0', '%e0', '&#', '\\u0', '\\x0']

/** Compiles detectors into one inspection. */
export function inspector(detectors: readonly Detector[]): Inspect {
  const patterned = detectors.filter((one): one is PatternDetector => 'pattern' in one)
  const scored = detectors.find((one): one is ScoreDetector => 'signatures' in one)
  const searches = patterned.map(searchOf)
  const signatures = scored?.signatures ?? []
  const mechanisms = new Map<string, Mechanism>(detectors.map(({ code, mechanism }) => [code, mechanism]))
  const mechanismOf = (code: string) => mechanisms.get(code) ?? 'keyword'
  const firstDisguise = patterned.length + signatures.length
  const escapes = firstDisguise + disguises.length
  const shapes = [...new Set(patterned.flatMap((one) => one.shapes ?? []))]
  const shapesOf = patterned.map((one) => one.shapes?.map((shape) => escapes + 3 + shapes.indexOf(shape)))
  const hinted = [
    ...[...patterned, ...signatures, ...disguises].map(({ hints }) => hints),
    scored === undefined && patterned.length === 0 ? [] : ESCAPES,
    SPELLED_HINTS,
    BITS_HINTS,
    ...shapes.map((shape) => [shape]),
  ]
  const signs = signSearch(signatures, patterned.length, hinted.length)
  const marked = [...hinted, ...signs.requirements]
  const sight = prefilter(
    [...marked, ...signs.openings.map((opening) => [opening])],
    (group) => isPlaced(patterned[group]),
    marked.length,
  )
  const mayFind = (groups: Sighting['groups'], i: number): boolean => {
    const needed = shapesOf[i]
    if (needed === undefined) return true
    for (const shape of needed) if (isSighted(groups, shape)) return true
    return false
  }
  const unhinted = patterned.flatMap(({ hints }, i) => (hints.length === 0 ? [i] : []))

  /** Reads the text through each disguise that its hints give away. */
  const unmask = (
    text: string,
    groups: Sighting['groups'],
    { origin, isLearned, signSteps }: Run,
  ): Evidence[] =>
    disguises.flatMap((disguise, i) => {
      if (!isSighted(groups, firstDisguise + i)) return []
      const view = disguise.read(text)
      const said = signs.seekAll(view.text, sight(view.text), origin, signSteps).filter(({ start, end }) => {
        const source = view.toSource({ start, end })
        return text.slice(source.start, source.end) !== view.text.slice(start, end)
      })
      if (said.length === 0) return []
      if (isLearned) said.push(learned(view.text, origin))
      return disguised(said.map((sign) => ({ ...sign, ...view.toSource(sign) })))
    })

  const inspect: Inspect = (source, run, depth = 0) => {
    const plain = sight(source, needsFolding)
    const folded = plain === null || isSighted(plain.groups, escapes) ? fold(source) : undefined
    const text = folded?.text ?? source
    const seen = plain === null || text !== source ? sight(text) : plain
    const sighted = unhinted.filter((i) => mayFind(seen.groups, i))
    for (const group of seen.sighted) {
      if (group >= patterned.length) break
      if (mayFind(seen.groups, group)) sighted.push(group)
    }
    const findings = findCandidates(searches, sighted, seen, run.steps)
    findings.push(...run.custom(text, run.steps))
    const evidence = signs.seekAll(text, seen, run.origin, run.signSteps)
    evidence.push(...unmask(text, seen.groups, run))
    if (run.steps.areSpent || run.signSteps.areSpent) run.reason = 'too_many_candidates'
    const flood = text.length < 200 ? null : findFlood(text)
    if (flood !== null) evidence.push({ ...flood, family: 'flooding', weight: 0.8, disguise: true })
    if (scored !== undefined) {
      const suffix = depth > 0 ? null : findSuffix(text)
      if (suffix !== null) evidence.push({ ...suffix, family: 'searched suffix', weight: 0.6 })
      if (run.isLearned)
        evidence.push(besideSigns(learned(text, run.origin), evidence, text.length, run.origin))
    }
    addPayloads(text, seen.groups, run, depth, findings, evidence)

    const counted = run.counts === null ? findings : findings.filter(run.counts)
    const all: Seen = { findings: withoutOverlaps(counted, mechanismOf), evidence }
    return folded === undefined ? all : toSource(all, folded)
  }

  const addPayloads = (
    text: string,
    groups: Sighting['groups'],
    run: Run,
    depth: number,
    findings: Finding[],
    evidence: Evidence[],
  ) => {
    const { payloads, complete } = decodePayloads(
      text,
      isSighted(groups, escapes + 1),
      isSighted(groups, escapes + 2),
    )
    if (!complete) run.reason ??= 'too_many_payloads'
    if (depth === DEPTH_MAX) {
      if (payloads.length > 0) run.reason ??= 'payloads_too_deep'
      return
    }
    for (const { start, end, text: decoded } of payloads) {
      const inner = inspect(decoded, run, depth + 1)
      for (const code of new Set(inner.findings.map((finding) => finding.code))) {
        const best = inner.findings.find((finding) => finding.code === code)
        if (best) findings.push({ ...best, start, end, confidence: best.confidence * DECODED })
      }
      if (inner.evidence.some(({ weight }) => weight > 0))
        evidence.push(...disguised(inner.evidence.map((sign) => ({ ...sign, start, end }))))
    }
  }
  return inspect
}

/** Tells whether a detector wants to know where its hints stand. */
function isPlaced(one: PatternDetector | undefined): boolean {
  if (one === undefined || one.beginnings !== undefined) return false
  return typeof one.pattern === 'object' && one.pattern.sticky
}

/** One or two words tell nobody to do anything: "Done." looks like an order to whoever knows words alone. */
const FEW_WORDS = /^[^A-Za-z]*[A-Za-z'’-]{1,24}(?: [A-Za-z'’-]{1,24})?[^A-Za-z]*$/
const FEW_CHARS_MAX = 60
/** What is left of the learned part's evidence where a short text cites an attack. */
const CITED_SHARE = 0.4

/** What the learned part makes of a text. A few words may speak against an attack, not for one. */
function learned(text: string, origin: Origin): Evidence {
  const seen = look(text)
  const plain = evidenceOf(seen)
  const isCited = plain > 0 && origin !== 'tool' && origin !== 'retrieved' && cites(text)
  const weight = isCited ? plain * CITED_SHARE : plain
  const isFew = text.length <= FEW_CHARS_MAX && !/[^\0-\x7f]/.test(text) && FEW_WORDS.test(text)
  return { start: seen.start, end: seen.end, family: LEARNED, weight: isFew ? Math.min(0, weight) : weight }
}

/** From so many characters on some stretch of any text looks odd to somebody who knows words alone. */
const LONG_CHARS = 1500
/** Data rather tells than asks, so that it is odd to such a reader sooner. */
const LONG_DATA_CHARS = 600
/** What the learned part can weigh there where no signature speaks: no finding by itself, in data either. */
const ALONE_MAX = 0.65
/** A signature that weighs less says nothing. */
const SIGN_MIN = 0.2

/** The learned part's evidence, which in a long text needs a sign to stand beside. */
function besideSigns(read: Evidence, signs: readonly Evidence[], chars: number, origin: Origin): Evidence {
  const long = origin === 'tool' || origin === 'retrieved' ? LONG_DATA_CHARS : LONG_CHARS
  if (chars < long || read.weight <= ALONE_MAX) return read
  return signs.some(({ weight }) => weight >= SIGN_MIN) ? read : { ...read, weight: ALONE_MAX }
}

/** Words that somebody went to the trouble of disguising weigh more than the same words in plain sight. */
function disguised(said: readonly Evidence[]): readonly Evidence[] {
  const first = said[0] as Evidence
  return [...said, { start: first.start, end: first.end, family: 'disguise', weight: 0.5, disguise: true }]
}

/** Points what was seen in a folded text at the text as it was given, and adds what was hidden in it. */
function toSource({ findings, evidence }: Seen, folded: Folded): Seen {
  const back = <T extends Span>(spanned: T): T => ({ ...spanned, ...(folded as View).toSource(spanned) })
  return { findings: findings.map(back), evidence: [...evidence.map(back), ...folded.hidden] }
}
