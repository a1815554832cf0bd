import type {
  Detector,
  Finding,
  Level,
  Mechanism,
  PatternDetector,
  ScoreDetector,
  Span,
  Verdict,
} from '../detector.ts'
import { disguises } from '../prompt-injection/disguise.ts'
import { findFlood } from '../prompt-injection/flooding.ts'
import { type Evidence, type Origin, seek } from '../prompt-injection/score.ts'
import { isAnnounced } from './context.ts'
import { type Folded, fold, needsFolding } from './fold.ts'
import { withoutOverlaps } from './overlap.ts'
import { decodePayloads } from './payloads.ts'
import { prefilter } from './prefilter.ts'
import { readTables } from './tables.ts'
import type { View } from './view.ts'

/** Why a part of a text was not looked at. */
export type PartialReason = 'too_long_head_and_tail_inspected' | 'too_many_candidates' | 'too_many_payloads'

/** What one scan may still do, and why it did not do all. */
export interface Run {
  readonly origin: Origin
  stepsLeft: number
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
const CONFIDENCE: Readonly<Record<Level, number>> = { high: 0.95, medium: 0.75, low: 0.4 }
/** What is left of a confidence when the value stood in an encoded payload. */
const DECODED = 0.9
/** Escapes of URLs, HTML and source code that may spell any character. */
const ESCAPES = ['%0', '&#', '\\u0', '\\x0']

/** Compiles detectors into one inspection. */
export function inspector(detectors: readonly Detector[]): Inspect {
  const patterned = detectors.filter((one): one is PatternDetector => 'pattern' in one)
  const scored = detectors.find((one): one is ScoreDetector => 'signatures' in one)
  const signatures = scored?.signatures ?? []
  const mechanisms = new Map<string, Mechanism>(detectors.map(({ code, mechanism }) => [code, mechanism]))
  const mechanismOf = (code: string) => mechanisms.get(code) ?? 'shape'
  const firstDisguise = patterned.length + signatures.length
  const escapes = firstDisguise + disguises.length
  const sight = prefilter([
    ...[...patterned, ...signatures, ...disguises].map(({ hints }) => hints),
    scored === undefined && patterned.length === 0 ? [] : ESCAPES,
  ])

  const seekAll = (text: string, groups: Uint8Array, origin: Origin): Evidence[] => {
    const evidence: Evidence[] = []
    signatures.forEach((signature, i) => {
      if (groups[patterned.length + i] === 1) evidence.push(...seek(text, signature, origin))
    })
    return evidence
  }

  /** Reads the text through each disguise that its hints give away. */
  const unmask = (text: string, groups: Uint8Array, origin: Origin): Evidence[] =>
    disguises.flatMap((disguise, i) => {
      if (groups[firstDisguise + i] !== 1) return []
      const view = disguise.read(text)
      const said = seekAll(view.text, sight(view.text).groups, origin).filter(({ start, end }) => {
        const source = view.toSource({ start, end })
        return text.slice(source.start, source.end) !== view.text.slice(start, end)
      })
      return said.length === 0 ? [] : disguised(said.map((sign) => ({ ...sign, ...view.toSource(sign) })))
    })

  const inspect: Inspect = (source, run, depth = 0) => {
    let seen = sight(source)
    let folded: Folded | undefined
    let text = source
    if (seen.groups[escapes] === 1 || (!seen.ascii && needsFolding(source))) {
      folded = fold(source)
      if (folded.text !== source) {
        text = folded.text
        seen = sight(text)
      }
    }
    const findings: Finding[] = []
    for (let i = 0; i < patterned.length; i++) {
      if (seen.groups[i] === 1) collect(patterned[i] as PatternDetector, text, run, findings)
    }
    const evidence = seekAll(text, seen.groups, run.origin)
    evidence.push(...unmask(text, seen.groups, run.origin))
    const flood = text.length < 200 ? null : findFlood(text)
    if (flood !== null) evidence.push({ ...flood, family: 'flooding', weight: 0.8, disguise: true })
    if (depth < DEPTH_MAX) addPayloads(text, run, depth, findings, evidence)

    const plain: Seen = { findings: withoutOverlaps(findings, mechanismOf), evidence }
    return folded === undefined ? plain : toSource(plain, folded)
  }

  const addPayloads = (text: string, run: Run, depth: number, findings: Finding[], evidence: Evidence[]) => {
    const { payloads, complete } = decodePayloads(text)
    if (!complete) run.reason = 'too_many_payloads'
    for (const { start, end, text: decoded } of payloads) {
      const inner = inspect(decoded, run, depth + 1)
      for (const code of new Set(inner.findings.map((finding) => finding.code))) {
        const best = inner.findings.find((finding) => finding.code === code)
        if (best) findings.push({ ...best, start, end, confidence: best.confidence * DECODED })
      }
      if (inner.evidence.length > 0)
        evidence.push(...disguised(inner.evidence.map((sign) => ({ ...sign, start, end }))))
    }
  }
  return inspect
}

/** Runs one detector's pattern over a text. */
function collect(detector: PatternDetector, text: string, run: Run, into: Finding[]): void {
  const { pattern, locate, check, context } = detector
  const tables = readTables(text)
  pattern.lastIndex = 0
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    if (run.stepsLeft-- <= 0) {
      run.reason = 'too_many_candidates'
      break
    }
    const span = locate === undefined ? { start: match.index, end: pattern.lastIndex } : locate(text, match)
    if (span === null) continue
    const found = check(text.slice(span.start, span.end))
    if (found === null) continue
    const level = levelOf(found, () => context !== undefined && isAnnounced(text, span, context, tables))
    if (level !== null) into.push(finding(detector, span, level, found))
  }
  pattern.lastIndex = 0
}

function levelOf({ alone, beside }: Verdict, announced: () => boolean): Level | null {
  return alone === beside || !announced() ? alone : beside
}

function finding(
  { code, severity }: Detector,
  { start, end }: Span,
  level: Level,
  { testValue }: Verdict,
): Finding {
  const found = { code, start, end, level, confidence: CONFIDENCE[level], severity }
  return testValue === undefined ? found : { ...found, test_value: testValue }
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
