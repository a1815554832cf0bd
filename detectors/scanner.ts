import type { Detector, Finding, Span } from './detector.ts'
import { type Inspect, inspector, type PartialReason, type Run } from './engine/inspect.ts'
import { windows } from './engine/window.ts'
import { type Evidence, explain, LEARNED, levelOf, type Origin, weigh } from './prompt-injection/score.ts'
import { inLongText, shownIn, TELLS, without } from './prompt-injection/subject.ts'
import { type AllowList, allowing } from './tenant/allowed.ts'
import { type CustomDetector, customSearch } from './tenant/custom.ts'
import { reaches, type Thresholds } from './tenant/thresholds.ts'

/** How much work a scan may do. */
interface Budget {
  /** UTF-16 units that are looked at. */
  readonly charsMax?: number
  /** Candidates that are looked at, and at most as many places where a sign of an injection may begin. */
  readonly stepsMax?: number
}

export interface ScanOptions {
  /** Who wrote the text; text from tools and documents is trusted less. */
  readonly origin?: Origin
  readonly budget?: Budget
  /** Without it only rules decide what is a prompt injection; it is on unless told otherwise. */
  readonly learned?: boolean
  /** What the tenant's findings must reach, by code. */
  readonly thresholds?: Thresholds
  /** Values that the tenant knows; they are not reported. */
  readonly allow?: AllowList
  /** The tenant's own detectors. Errors: throws on a definition that `faultOf` finds a fault with. */
  readonly custom?: readonly CustomDetector[]
}

export interface ScanResult {
  /** In the order of the text; findings of personal data do not overlap each other. */
  readonly findings: readonly Finding[]
  /** From 0 to 1. */
  readonly scores: { readonly prompt_injection: number }
  readonly inspected: 'full' | 'partial'
  readonly reason?: PartialReason
}

const CHARS_MAX = 262_144
const STEPS_MAX = 50_000
/** Twice the places in as many characters of attacks and nothing else. */
const SIGN_STEPS_MAX = 32_000

/** Makes the scanning function of a set of detectors. They are compiled by the first scan. */
export function scanner(detectors: readonly Detector[]): (text: string, options?: ScanOptions) => ScanResult {
  const scored = detectors.find((one) => 'signatures' in one)
  let inspect: Inspect | undefined
  return (text, options = {}) => {
    const { origin = 'user', budget = {}, thresholds, allow, custom = [], learned = true } = options
    inspect ??= inspector(detectors)
    const { charsMax = CHARS_MAX, stepsMax = STEPS_MAX } = budget
    const run: Run = {
      origin,
      isLearned: learned,
      steps: { left: stepsMax, areSpent: false },
      signSteps: { left: Math.min(stepsMax, SIGN_STEPS_MAX), areSpent: false },
      counts: thresholds === undefined ? null : (finding) => reaches(thresholds, finding),
      custom: custom.length === 0 ? nothing : customSearch(custom),
    }
    const parts = windows(text, charsMax)
    let findings: Finding[] = []
    let score = 0
    for (const { start, end } of parts) {
      const part = text.slice(start, end)
      const seen = inspect(part, run)
      let evidence = seen.evidence
      let partScore = weigh(evidence, origin)
      if (levelOf(partScore) !== null) {
        evidence = meant(part, evidence, run, inspect)
        partScore = weigh(evidence, origin)
      }
      const judged = scored === undefined ? [] : judge(scored, evidence, partScore)
      const said = run.counts === null ? judged : judged.filter(run.counts)
      score = Math.max(score, partScore)
      const found = [...seen.findings, ...said]
      findings = start === 0 ? found : [...findings, ...found.map((one) => shifted(one, start))]
    }
    if (parts.length > 1) run.reason = 'too_long_head_and_tail_inspected'
    if (!areInOrder(findings)) findings.sort((a, b) => a.start - b.start || a.end - b.end)
    const allowed = allow === undefined ? null : allowing(allow)
    const reported = allowed === null ? findings : findings.filter((one) => !allowed(text, one))
    const result = { findings: reported, scores: { prompt_injection: score } }
    return run.reason === undefined
      ? { ...result, inspected: 'full' }
      : { ...result, inspected: 'partial', reason: run.reason }
  }
}

const nothing = () => []

/** What is left of a sign that a text about attacks shows. */
const SHOWN_SHARE = 0.1
/** What is left of a sign where such a text tells what somebody does. */
const TOLD_SHARE = 0.3
/** What is left of the learned part's evidence in such a text, whose own words are those of attacks. */
const LEARNED_SHARE = 0.4

/**
 * The signs of what a text says in its own words. Where it is about attacks on models it is read again without the
 * examples that it shows; everywhere else, and for what is hidden, nothing changes.
 */
function meant(text: string, evidence: readonly Evidence[], run: Run, inspect: Inspect): readonly Evidence[] {
  const shown = shownIn(text)
  if (shown === null) return inLongText(text, evidence, LEARNED)
  const spans = shown.filter((span) => !evidence.some((sign) => sign.disguise && overlap(sign, span)))
  const again = { ...run, steps: { ...run.steps }, signSteps: { left: SIGN_STEPS_MAX, areSpent: false } }
  const bare = inspect(without(text, spans), again).evidence.map((sign) =>
    sign.family === LEARNED
      ? { ...sign, weight: Math.min(sign.weight, sign.weight * LEARNED_SHARE) }
      : !sign.disguise && TELLS.test(text.slice(Math.max(0, sign.start - 240), sign.start))
        ? { ...sign, weight: sign.weight * TOLD_SHARE }
        : sign,
  )
  const quoted = evidence.filter(
    (sign) => sign.family !== LEARNED && spans.some((span) => overlap(sign, span)),
  )
  return [...bare, ...quoted.map((sign) => ({ ...sign, family: 'shown', weight: sign.weight * SHOWN_SHARE }))]
}

/** The findings of a scored detector: one for each stretch of text that its score rests on. */
function judge(
  { code, severity }: Detector,
  evidence: readonly Evidence[],
  score: number,
): readonly Finding[] {
  const level = levelOf(score)
  if (level === null) return []
  return explain(evidence).map(({ start, end }) => ({ code, start, end, level, confidence: score, severity }))
}

function overlap(a: Span, b: Span): boolean {
  return a.start < b.end && a.end > b.start
}

function areInOrder(findings: readonly Finding[]): boolean {
  for (let i = 1; i < findings.length; i++) {
    const { start, end } = findings[i] as Finding
    const before = findings[i - 1] as Finding
    if (start < before.start || (start === before.start && end < before.end)) return false
  }
  return true
}

function shifted<T extends Span>(span: T, by: number): T {
  return { ...span, start: span.start + by, end: span.end + by }
}
