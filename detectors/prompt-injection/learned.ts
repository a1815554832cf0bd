import type { Span } from '../detector.ts'
import { eachSegment } from './features.ts'
import { unpacked } from './unpacking.ts'
import { model } from './weights.ts'

/** How a text looks to the learned part, as log odds at the balance of its training. */
export interface Look extends Span {
  /** All of the text. */
  readonly whole: number
  /** The most suspicious stretch of it, a sentence or two; the span is its place. */
  readonly worst: number
  /** How many features the text has. */
  readonly features: number
}

/** What a look can weigh at most: none proves an attack twice over. */
const EVIDENCE_MAX = 1.75
/** A text of fewer features gives less to go by, and needs more of what it gives: up to so much more evidence. */
const FEATURES_ENOUGH = 80
const SHORT_SHARE = 1

/** Doubt begins at these log odds of the worst stretch, grows by a share, and ends. */
const DOUBT_BEGINS = -0.75
const DOUBT_SHARE = 0.3
const DOUBT_MIN = -0.4
/** Beyond these log odds a look says nothing more. */
const LOOK_MIN = -3
const LOOK_MAX = 6

let weights: Int8Array | undefined

/** Looks at a folded text, whole and by stretches, in one pass. */
export function look(text: string): Look {
  weights ??= unpacked(model.buckets)
  const table = weights
  let total = 0
  let totalCount = 0
  let lastSum = 0
  let lastCount = 0
  let lastStart = 0
  let worst = Number.NEGATIVE_INFINITY
  let worstStart = 0
  let worstEnd = 0
  eachSegment(text, (indices, count, start, end) => {
    let sum = 0
    for (let i = 0; i < count; i++) sum += table[indices[i] as number] as number
    total += sum
    totalCount += count
    const alone = sum / Math.sqrt(count)
    if (alone > worst) {
      worst = alone
      worstStart = start
      worstEnd = end
    }
    const together = (sum + lastSum) / Math.sqrt(count + lastCount)
    if (lastCount > 0 && together > worst) {
      worst = together
      worstStart = lastStart
      worstEnd = end
    }
    lastSum = sum
    lastCount = count
    lastStart = start
  })
  if (totalCount === 0) return { whole: LOOK_MIN, worst: LOOK_MIN, features: 0, start: 0, end: 0 }
  return {
    whole: model.bias + (total / Math.sqrt(totalCount)) * model.scale,
    worst: model.bias + worst * model.scale,
    features: totalCount,
    start: worstStart,
    end: worstEnd,
  }
}

/** How looks become evidence: base + whole share × whole + worst share × worst, less for a short text. */
export interface Calibration {
  readonly base: number
  readonly wholeShare: number
  readonly worstShare: number
}

/**
 * The weight of a look as evidence, on the scale of the signatures: 1 is a finding by itself. Where even the worst
 * stretch looks harmless it is less than nothing: the words of an attack stand there, but they do not mean one.
 */
export function evidenceOf(
  { whole, worst, features }: Pick<Look, 'whole' | 'worst' | 'features'>,
  { base, wholeShare, worstShare }: Calibration = model.evidence,
): number {
  const missing = SHORT_SHARE * Math.max(0, 1 - features / FEATURES_ENOUGH)
  const weight = base - missing + wholeShare * bounded(whole) + worstShare * bounded(worst)
  return Math.max(doubtOf(worst), Math.min(EVIDENCE_MAX, weight))
}

/** What a look can take off the signatures; the worst stretch alone decides, so that a long text dilutes nothing. */
function doubtOf(worst: number): number {
  return Math.max(DOUBT_MIN, Math.min(0, DOUBT_SHARE * (worst - DOUBT_BEGINS)))
}

/** Log odds as far as they say anything. */
export function bounded(logOdds: number): number {
  return Math.max(LOOK_MIN, Math.min(LOOK_MAX, logOdds))
}
