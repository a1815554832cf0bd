import type { FeatureHealth, FeatureVerdict } from '../contract/models.ts'
import type { FeatureCategories } from '../queries/feature-categories.ts'
import type { FeatureNumbers } from '../queries/feature-numbers.ts'
import { type CategoryDistribution, evenBins, type NumberDistribution, sharesIn } from './distribution.ts'
import { categoryDrift, numberDrift } from './feature-drift.ts'
import type { FeatureStats } from './feature-stats.ts'

const binsShown = 20
const categoriesShown = 12
const otherName = '(other)'

/** The features of one model in a span, as they were counted. */
export type CountedFeatures = { numbers: readonly FeatureNumbers[]; categories: readonly FeatureCategories[] }

type Reference = { numbers: Map<string, NumberDistribution>; categories: Map<string, CategoryDistribution> }

/** Every feature now against the profile's, those that changed most first. */
export function featureHealthOf(
  { numbers, categories }: CountedFeatures,
  stats: Readonly<Record<string, FeatureStats>>,
): FeatureHealth[] {
  const reference = referenceOf(stats)
  const judged =
    numbers.filter(({ feature }) => reference.numbers.has(feature)).length +
    categories.filter(({ feature }) => reference.categories.has(feature)).length
  return [
    ...numbers.map((row) =>
      ofNumber(row, reference.numbers.get(row.feature), meanOf(stats, row.feature), judged),
    ),
    ...categories.map((row) => ofCategory(row, reference.categories.get(row.feature), judged)),
  ].sort((a, b) => urgency(b) - urgency(a) || a.feature.localeCompare(b.feature, 'en'))
}

/** The feature that changed most; null when none can be judged. */
export function worstOf(features: readonly FeatureHealth[]): FeatureHealth | null {
  const [first] = features
  return first && first.verdict !== 'no_reference' && first.verdict !== 'too_few' ? first : null
}

const ranks: Record<FeatureVerdict, number> = {
  drifted: 4,
  shifted: 3,
  stable: 2,
  too_few: 1,
  no_reference: 0,
}

/** Orders by verdict, and within one by how far a test stands above what chance would give. */
function urgency({ verdict, psi, ks }: FeatureHealth): number {
  const excess = (test: FeatureHealth['psi']) => (test && test.critical > 0 ? test.value / test.critical : 0)
  const most = Math.max(excess(psi), excess(ks))
  return ranks[verdict] + most / (1 + most)
}

function referenceOf(stats: Readonly<Record<string, FeatureStats>>): Reference {
  const reference: Reference = { numbers: new Map(), categories: new Map() }
  for (const [feature, stat] of Object.entries(stats)) {
    if ('categories' in stat) reference.categories.set(feature, stat)
    else if (stat.quantiles) reference.numbers.set(feature, { n: stat.n ?? 0, quantiles: stat.quantiles })
  }
  return reference
}

function meanOf(stats: Readonly<Record<string, FeatureStats>>, feature: string): number | null {
  const stat = Object.hasOwn(stats, feature) ? stats[feature] : undefined
  return stat && 'mean' in stat ? stat.mean : null
}

function ofNumber(
  row: FeatureNumbers,
  reference: NumberDistribution | undefined,
  referenceMean: number | null,
  judged: number,
): FeatureHealth {
  const current = { n: row.n, quantiles: row.quantiles }
  const drift = reference ? numberDrift(reference, current, judged) : unjudged
  const bins = evenBins(reference ?? current, current, binsShown)
  return {
    feature: row.feature,
    kind: 'number',
    ...drift,
    values: row.n,
    reference_values: reference?.n ?? 0,
    mean: row.mean,
    reference_mean: referenceMean,
    histogram: bins && {
      edges: [...bins.edges],
      categories: null,
      reference: reference ? sharesIn(reference, bins.edges) : [],
      current: bins.current,
    },
  }
}

const unjudged = { verdict: 'no_reference', psi: null, ks: null } as const

function ofCategory(
  row: FeatureCategories,
  reference: CategoryDistribution | undefined,
  judged: number,
): FeatureHealth {
  const current = { n: row.n, categories: Object.fromEntries(row.categories) }
  const drift = reference ? categoryDrift(reference, current, judged) : unjudged
  return {
    feature: row.feature,
    kind: 'category',
    ...drift,
    values: row.n,
    reference_values: reference?.n ?? 0,
    mean: null,
    reference_mean: null,
    histogram: namedBins(current, reference),
  }
}

/** The most frequent categories of both sides, and all others as one. */
function namedBins(
  current: CategoryDistribution,
  reference: CategoryDistribution | undefined,
): FeatureHealth['histogram'] {
  const shareIn = (side: CategoryDistribution | undefined, name: string): number =>
    side && Object.hasOwn(side.categories, name) ? (side.categories[name] ?? 0) / side.n : 0
  const either = (name: string): number => shareIn(current, name) + shareIn(reference, name)
  const names = [
    ...new Set([...Object.keys(current.categories), ...Object.keys(reference?.categories ?? {})]),
  ]
    .sort((a, b) => either(b) - either(a))
    .slice(0, categoriesShown)
  const of = (side: CategoryDistribution): number[] => {
    const shares = names.map((name) => shareIn(side, name))
    return [...shares, Math.max(0, 1 - shares.reduce((sum, share) => sum + share, 0))]
  }
  const [now, before] = [of(current), reference ? of(reference) : []]
  const hasOthers = (now.at(-1) ?? 0) > 1e-9 || (before.at(-1) ?? 0) > 1e-9
  const kept = hasOthers ? names.length + 1 : names.length
  return {
    edges: null,
    categories: hasOthers ? [...names, otherName] : names,
    reference: before.slice(0, kept),
    current: now.slice(0, kept),
  }
}
