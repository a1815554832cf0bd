import type { Row } from './corpus.ts'
import { add, type Example, fitted, logit, type Weights } from './regression.ts'
import { type Featured, featured, stretches } from './units.ts'
import { handOf } from './written.ts'

const WHOLE_MAX = 12_000
const ROUNDS = 2
const SETTINGS = { rate: 0.3, decay: 2e-4 }
/** How many of the most suspicious stretches of a harmless text are shown to the model again. */
const HARDEST = 3
/** What people wrote counts for more than what a template wrote. */
const LABELLED_WEIGHT = 2
/** Attacks that were written one by one are few beside the generated ones, and no two alike. */
const WRITTEN_WEIGHT = 10

/** A row with its n-grams. */
export interface Prepared extends Row {
  readonly featured: Featured
}

/** How a text looks to the model: all of it, and its most suspicious stretch. */
export interface Looks {
  readonly whole: number
  readonly worst: number
  readonly features: number
}

export function prepared(row: Row): Prepared {
  return { ...row, featured: featured(row.text) }
}

/**
 * The mean of weights that were learned in several orders of the same texts: what the order decides, above all of short texts,
 * evens out.
 */
export function learnOften(rows: readonly Prepared[], epochs: number, times: number): Weights {
  const all = Array.from({ length: times }, (_, time) => learn(rows, epochs, ` ${time}`))
  const mean = { buckets: new Float64Array(all[0]?.buckets.length ?? 0), bias: 0 }
  for (const weights of all) add(mean, weights, 1 / times)
  return mean
}

/**
 * Learns whole texts first, then also the stretches that matter: the worst of each attack, since that is where the
 * attack stands, and the worst ones of each harmless text, since those would be false alarms. The order of the texts follows
 * from the seed.
 */
export function learn(rows: readonly Prepared[], epochs: number, seed = ''): Weights {
  const wholes = rows.map((row) => ({
    indices: wholeOf(row.featured),
    isAttack: row.isAttack,
    weight: weightOf(row),
  }))
  let weights = fitted(wholes, { ...SETTINGS, epochs: 3, seed: `wholes${seed}` })
  for (let round = 1; round <= ROUNDS; round++) {
    const parts = rows.flatMap((row) => partsOf(row, weights))
    weights = fitted([...wholes, ...parts], {
      ...SETTINGS,
      epochs: round === ROUNDS ? epochs : 3,
      seed: `round ${round}${seed}`,
    })
  }
  return weights
}

export function looksOf(weights: Weights, { featured }: Prepared): Looks {
  const worst = stretches(featured).reduce(
    (most, [from, to]) => Math.max(most, logit(weights, featured.indices.subarray(from, to))),
    Number.NEGATIVE_INFINITY,
  )
  return { whole: logit(weights, featured.indices), worst, features: featured.indices.length }
}

function partsOf(row: Prepared, weights: Weights): Example[] {
  const { featured, isAttack } = row
  if (featured.segmentEnds.length < 2) return []
  return stretches(featured)
    .map(([from, to]) => featured.indices.subarray(from, to))
    .map((indices) => ({ indices, isAttack, weight: weightOf(row), logit: logit(weights, indices) }))
    .sort((a, b) => b.logit - a.logit)
    .slice(0, isAttack ? 1 : HARDEST)
}

function weightOf({ family, isAttack }: Row): number {
  if (isAttack && handOf(family) !== null) return WRITTEN_WEIGHT
  return family.startsWith('own ') ? 1 : LABELLED_WEIGHT
}

function wholeOf({ indices }: Featured): Int32Array {
  return indices.length > WHOLE_MAX ? indices.subarray(0, WHOLE_MAX) : indices
}
