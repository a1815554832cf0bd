import type { Signature, Span } from '../detector.ts'
import { discount, told } from './discount.ts'

/** Who wrote a text, as far as the sender knows. */
export type Origin = 'system' | 'user' | 'assistant' | 'tool' | 'retrieved'

/** One sign that was seen, with the weight it has where it stands. */
export interface Evidence extends Span {
  readonly family: string
  /** Less than nothing only for doubts of the learned part. */
  readonly weight: number
  /** It says that something was disguised, not what. */
  readonly disguise?: true
}

/** Words from data have no business giving orders; a system prompt gives them by right. */
const ORIGIN_FACTOR: Readonly<Record<Origin, number>> = {
  system: 0.5,
  user: 1,
  assistant: 0.8,
  tool: 1.4,
  retrieved: 1.4,
}
/** The family of the learned part's evidence. */
export const LEARNED = 'learned'
/** Signatures that weigh so much explain a score without the learned part. */
const SAID_MIN = 0.7
const MATCHES_MAX = 8
/** Of a signature that weighs each match by itself so many are looked at. */
const WEIGHED_MAX = 64
/** Further signs of a family that was seen already add little. */
const REPEATED = 0.25
const FINDING_MIN = 0.5
const HIGH_MIN = 0.75

/** Gives one match after another, and null after the last. */
export type NextMatch = () => RegExpExecArray | null

/** The signs of one signature in a text. */
export function seek(
  text: string,
  { pattern, family, weight: plain, weightInData = plain, share }: Signature,
  origin: Origin,
  next: NextMatch = matching(pattern, text),
): readonly Evidence[] {
  const found: Evidence[] = []
  const isData = origin === 'tool' || origin === 'retrieved'
  const weight = isData ? weightInData : plain
  for (let n = 0; n < (share === undefined ? MATCHES_MAX : WEIGHED_MAX); n++) {
    const match = next()
    if (match === null || match[0] === '') break
    const span = { start: match.index, end: match.index + match[0].length }
    const own = share?.(text, span) ?? 1
    const part =
      own === 0 ? 0 : isData ? (share === undefined ? told(text, span) : own) : own * discount(text, span)
    if (share === undefined || part > 0) found.push({ ...span, family, weight: weight * part })
  }
  return found
}

function matching(pattern: RegExp, text: string): NextMatch {
  pattern.lastIndex = 0
  return () => pattern.exec(text)
}

/** The score of all signs together: a sum of 1 is a half, each further 1 halves the rest. */
export function weigh(evidence: readonly Evidence[], origin: Origin): number {
  return 1 - 2 ** (-sumOf(evidence) * ORIGIN_FACTOR[origin])
}

/** Signs further apart than this are no single attack. Units: UTF-16 code units. */
const REACH = 1500

/**
 * The weights of the signs that stand together, where they weigh most: a long text has room for many a harmless one.
 * What is disguised, and what speaks against an attack, counts wherever it stands.
 */
export function sumOf(evidence: readonly Evidence[]): number {
  if (evidence.length === 0) return 0
  let first = Number.POSITIVE_INFINITY
  let last = 0
  for (const { start, end } of evidence) {
    first = Math.min(first, start)
    last = Math.max(last, end)
  }
  if (last - first <= REACH) return sumTogether(evidence)
  let most = 0
  for (const { start: from } of evidence) {
    const near = evidence.filter(
      ({ start, end, weight, disguise }) =>
        disguise || weight < 0 || (start >= from && Math.min(end, start + REACH) <= from + REACH),
    )
    most = Math.max(most, sumTogether(near))
  }
  return most
}

/**
 * The weights of all signs together: each family by its best, and a little for every further one. Doubts of the learned
 * part take something off what is said, and nothing off a disguise.
 */
function sumTogether(evidence: readonly Evidence[]): number {
  const families = new Map<string, { best: number; others: number; isSaid: boolean }>()
  for (const { family, weight, disguise } of evidence) {
    const seen = families.get(family)
    if (seen === undefined) families.set(family, { best: weight, others: 0, isSaid: !disguise })
    else {
      seen.others = Math.min(0.5, seen.others + Math.max(0, Math.min(seen.best, weight)) * REPEATED)
      seen.best = Math.max(seen.best, weight)
    }
  }
  let said = 0
  let disguised = 0
  for (const { best, others, isSaid } of families.values()) {
    if (isSaid) said += best + others
    else disguised += best + others
  }
  return disguised + Math.max(0, said)
}

/** The level that a score earns, or null when it is no finding. */
export function levelOf(score: number): 'high' | 'medium' | null {
  return score >= HIGH_MIN ? 'high' : score >= FINDING_MIN ? 'medium' : null
}

/**
 * The spans that explain a score: the words of signatures, or else the stretch that the learned part finds worst, or
 * else what was hidden; those close together as one.
 */
export function explain(evidence: readonly Evidence[]): readonly Span[] {
  const counts = evidence.filter(({ weight }) => weight > 0)
  const said = counts.filter(({ disguise, family }) => !disguise && family !== LEARNED)
  const read = counts.filter(({ family }) => family === LEARNED)
  const isSaid = said.reduce((sum, { weight }) => sum + weight, 0) >= SAID_MIN
  const best = isSaid ? said : read.length > 0 ? [...said, ...read] : said.length > 0 ? said : counts
  const spans: { start: number; end: number }[] = []
  for (const { start, end } of best.toSorted((a, b) => a.start - b.start)) {
    const last = spans.at(-1)
    if (last !== undefined && start <= last.end + 40) last.end = Math.max(last.end, end)
    else spans.push({ start, end })
  }
  return spans
}
