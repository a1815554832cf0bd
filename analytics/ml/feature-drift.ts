import type { FeatureVerdict } from '../contract/models.ts'
import { chiSquareCritical } from './critical-values.ts'
import {
  type CategoryDistribution,
  greatestGap,
  type NumberDistribution,
  quantileCount,
  sharesIn,
} from './distribution.ts'

/** Fewer values on either side tell nothing. */
const valuesMin = 50
/** How often a model whose features did not change may be said to drift, whatever the number of its features. */
const falseAlarmShare = 0.01
const bins = 10
/** A category that is expected less often on either side is counted with others. */
const expectedMin = 5
/** Share by which each of two quantile sketches may be off. Source: `quantilesGK(200)` keeps ranks to 1 in 200. */
const sketchErrors = 2 * 0.005
/** Every cell of a table begins with half a value, or an empty one would make the index infinite. */
const cellStart = 0.5

/** From here on a change matters. Source: Siddiqi, Credit Risk Scorecards (2006), for the index; the gap is that of a normal
 * variable whose mean has moved as far. */
const shiftedFrom = { psi: 0.1, gap: 0.125 }
const driftedFrom = { psi: 0.25, gap: 0.2 }

/** One test of a feature: its statistic and what it must exceed to be more than chance. */
type Test = { value: number; critical: number }

/** How a feature compares with its reference. `ks` is null for categories; both are null when there are too few values. */
export type FeatureDrift = { verdict: FeatureVerdict; psi: Test | null; ks: Test | null }

const tooFew: FeatureDrift = { verdict: 'too_few', psi: null, ks: null }

/** Compares a number with its reference by both tests. `features` is how many are looked at together. */
export function numberDrift(
  reference: NumberDistribution,
  current: NumberDistribution,
  features: number,
): FeatureDrift {
  if (Math.min(reference.n, current.n) < valuesMin) return tooFew
  const chance = falseAlarmShare / Math.max(1, features) / 2
  const edges = quantileEdges(reference)
  const psi = stability(
    sharesIn(reference, edges).map((share) => share * reference.n),
    sharesIn(current, edges).map((share) => share * current.n),
    chance,
  )
  const ks = { value: greatestGap(reference, current), critical: gapCritical(reference.n, current.n, chance) }
  return { verdict: verdictOf(psi, ks), psi, ks }
}

/** Compares a category with its reference. Values that are too rare to count on are taken together. */
export function categoryDrift(
  reference: CategoryDistribution,
  current: CategoryDistribution,
  features: number,
): FeatureDrift {
  if (Math.min(reference.n, current.n) < valuesMin) return tooFew
  const cells = commonCells(reference, current)
  if (cells.length < 2) return { verdict: 'stable', psi: { value: 0, critical: 0 }, ks: null }
  const psi = stability(
    cells.map(([before]) => before),
    cells.map(([, now]) => now),
    falseAlarmShare / Math.max(1, features),
  )
  return { verdict: verdictOf(psi, null), psi, ks: null }
}

/**
 * The population stability index over the same cells, and the value that it exceeds by chance alone this often: without
 * drift it is (1/n + 1/m) times a chi-squared variable of one degree less than there are cells.
 * Source: Yurdakul and Naranjo, Statistical properties of the population stability index (2020).
 */
function stability(reference: readonly number[], current: readonly number[], chance: number): Test {
  const cells = reference.length
  const n = reference.reduce((sum, count) => sum + count, 0)
  const m = current.reduce((sum, count) => sum + count, 0)
  const share = (count: number, total: number) => (count + cellStart) / (total + cellStart * cells)
  const value = reference.reduce((sum, count, index) => {
    const [before, now] = [share(count, n), share(current[index] ?? 0, m)]
    return sum + (now - before) * Math.log(now / before)
  }, 0)
  const critical = cells < 2 ? 0 : (1 / n + 1 / m) * chiSquareCritical(cells - 1, chance)
  return { value, critical }
}

/**
 * The gap that two samples of these sizes exceed by chance alone this often, and beyond it what the sketches may add.
 * Source: Smirnov (1948), the asymptotic distribution; for values with ties it is the safe side.
 */
const gapCritical = (n: number, m: number, chance: number): number =>
  Math.sqrt(-Math.log(chance / 2) / 2) * Math.sqrt((n + m) / (n * m)) + sketchErrors

function verdictOf(psi: Test, ks: Test | null): FeatureVerdict {
  const counts = ({ value, critical }: Test): boolean => value > critical
  const reaches = (from: typeof driftedFrom): boolean =>
    (counts(psi) && psi.value >= from.psi) || (ks !== null && counts(ks) && ks.value >= from.gap)
  if (reaches(driftedFrom)) return 'drifted'
  return reaches(shiftedFrom) ? 'shifted' : 'stable'
}

/**
 * Edges that cut the reference into parts of the same size, and never two at one value. What never varied is cut on both
 * sides of its one value.
 */
function quantileEdges({ quantiles }: NumberDistribution): readonly number[] {
  const step = (quantileCount - 1) / bins
  const cuts = Array.from({ length: bins - 1 }, (_, index) => quantiles[(index + 1) * step] ?? 0)
  const [least = 0] = quantiles
  const inner = [...new Set(least === cuts[0] ? [justBelow(least), ...cuts] : cuts)]
  return [Number.NEGATIVE_INFINITY, ...inner, Number.POSITIVE_INFINITY]
}

const justBelow = (value: number): number =>
  value - Math.max(Number.MIN_VALUE, Math.abs(value) * Number.EPSILON)

/** Counts before and now, per category that is frequent enough, and of all others together. */
function commonCells(reference: CategoryDistribution, current: CategoryDistribution): [number, number][] {
  const countIn = ({ categories }: CategoryDistribution, name: string): number =>
    Object.hasOwn(categories, name) ? (categories[name] ?? 0) : 0
  const total = reference.n + current.n
  const expected = (both: number): number => (both * Math.min(reference.n, current.n)) / total
  const cells: [number, number][] = []
  const rest: [number, number] = [reference.n, current.n]
  for (const name of new Set([...Object.keys(reference.categories), ...Object.keys(current.categories)])) {
    const cell: [number, number] = [countIn(reference, name), countIn(current, name)]
    if (expected(cell[0] + cell[1]) < expectedMin) continue
    cells.push(cell)
    rest[0] -= cell[0]
    rest[1] -= cell[1]
  }
  return expected(rest[0] + rest[1]) < expectedMin ? cells : [...cells, rest]
}
