import { describe, expect, it } from 'vitest'
import type { CategoryDistribution, NumberDistribution } from './distribution.ts'
import { categoryDrift, numberDrift } from './feature-drift.ts'

/** A seeded source of chance. Source: mulberry32. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Draw = (next: () => number) => number
const normal =
  (mean = 0, std = 1): Draw =>
  (next) =>
    mean + std * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
const lognormal: Draw = (next) => Math.exp(normal(4, 2)(next))
const die: Draw = (next) => Math.floor(next() * 6)
const rareCount: Draw = (next) => (next() < 0.8 ? 0 : Math.ceil(next() * 5))

function sample(draw: Draw, n: number, next: () => number): NumberDistribution {
  const sorted = Array.from({ length: n }, () => draw(next)).sort((a, b) => a - b)
  return {
    n,
    quantiles: Array.from({ length: 101 }, (_, level) => sorted[Math.round((level / 100) * (n - 1))] ?? 0),
  }
}

function categories(shares: readonly number[], n: number, next: () => number): CategoryDistribution {
  const counts: Record<string, number> = {}
  for (let i = 0; i < n; i++) {
    let left = next()
    const index = shares.findIndex((share) => {
      left -= share
      return left < 0
    })
    const name = `c${index}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return { n, categories: counts }
}

const runs = 100

/** In how many of a hundred models of five features something is found. Units: per cent. */
function alarms(
  before: Draw,
  now: Draw,
  n: number,
  m: number,
  seed: number,
): { any: number; drifted: number } {
  const next = chance(seed)
  let any = 0
  let drifted = 0
  for (let run = 0; run < runs; run++) {
    const verdicts = Array.from(
      { length: 5 },
      () => numberDrift(sample(before, n, next), sample(now, m, next), 5).verdict,
    )
    any += Number(verdicts.some((verdict) => verdict === 'shifted' || verdict === 'drifted'))
    drifted += Number(verdicts.some((verdict) => verdict === 'drifted'))
  }
  return { any: (100 * any) / runs, drifted: (100 * drifted) / runs }
}

describe('a model whose features did not change', () => {
  it.each<[string, Draw, number, number]>([
    ['normal, few', normal(), 50, 50],
    ['normal, few against many', normal(), 5000, 50],
    ['normal, some', normal(300, 1), 300, 300],
    ['normal, many', normal(1.7e9, 1), 5000, 2000],
    ['long-tailed', lognormal, 500, 100],
    ['of six values', die, 400, 100],
    ['mostly nothing', rareCount, 1000, 100],
  ])('%s: is said to drift in at most 2 of 100 looks', (_, draw, n, m) => {
    const { any } = alarms(draw, draw, n, m, 42)
    expect(any).toBeLessThanOrEqual(2)
  })

  it('is said to drift about as often by its categories', () => {
    const next = chance(7)
    const shares = [0.6, 0.25, 0.1, 0.04, 0.01]
    let found = 0
    for (let run = 0; run < 2000; run++) {
      const drift = categoryDrift(categories(shares, 400, next), categories(shares, 120, next), 1)
      found += Number(drift.verdict !== 'stable')
    }
    expect(found / 2000).toBeLessThanOrEqual(0.02)
  })
})

describe('a model whose features did change', () => {
  it.each<[string, Draw, Draw, number, number, number]>([
    ['by half a deviation, 300 values', normal(), normal(0.5), 2000, 300, 95],
    ['by one deviation, 50 values', normal(), normal(1), 2000, 50, 95],
    ['in its spread alone, 500 values', normal(), normal(0, 1.7), 2000, 500, 95],
    ['in its tail', lognormal, (next) => lognormal(next) * 3, 2000, 300, 95],
    ['in the faces of its die', die, (next) => Math.max(die(next), 2), 1000, 300, 95],
    ['from one value to another', () => 1, () => 2, 100, 50, 100],
    ['from one value to a little more', () => 1, () => 1.000001, 100, 50, 100],
  ])('%s: is seen', (_, before, now, n, m, power) => {
    expect(alarms(before, now, n, m, 43).any).toBeGreaterThanOrEqual(power)
  })

  it('is not said to, when a million values tell of a change that does not matter', () => {
    const next = chance(5)
    const drift = numberDrift(
      { ...sample(normal(), 20_000, next), n: 1_000_000 },
      { ...sample(normal(0.1), 20_000, next), n: 1_000_000 },
      1,
    )
    expect(drift.psi?.value).toBeGreaterThan(drift.psi?.critical ?? 0)
    expect(drift.verdict).toBe('stable')
  })

  it('is seen in its categories', () => {
    const next = chance(11)
    const before = categories([0.5, 0.3, 0.2], 1000, next)
    expect(categoryDrift(before, categories([0.2, 0.3, 0.5], 200, next), 3).verdict).toBe('drifted')
    const fresh = { n: 100, categories: { c0: 40, other: 60 } }
    expect(categoryDrift(before, fresh, 3).verdict).toBe('drifted')
  })
})

describe('a feature', () => {
  it.each([
    [49, 1000],
    [1000, 49],
    [0, 0],
  ])('of %d values before and %d now is not judged', (n, m) => {
    const of = (count: number) => ({ n: count, quantiles: Array.from({ length: 101 }, (_, level) => level) })
    expect(numberDrift(of(n), of(m), 1)).toEqual({ verdict: 'too_few', psi: null, ks: null })
    const category = (count: number) => ({ n: count, categories: { a: count } })
    expect(categoryDrift(category(n), category(m), 1).verdict).toBe('too_few')
  })

  it('that is the same value as ever is stable', () => {
    const fixed = sample(() => 7, 100, chance(1))
    expect(numberDrift(fixed, fixed, 1)).toMatchObject({ verdict: 'stable', ks: { value: 0 } })
    expect(categoryDrift({ n: 60, categories: { a: 60 } }, { n: 60, categories: { a: 60 } }, 1).verdict).toBe(
      'stable',
    )
  })

  it('needs more proof beside many others', () => {
    const next = chance(3)
    const [before, now] = [sample(normal(), 500, next), sample(normal(0.4), 200, next)]
    const alone = numberDrift(before, now, 1)
    const amongMany = numberDrift(before, now, 100)
    expect(amongMany.psi?.critical).toBeGreaterThan(alone.psi?.critical ?? 1)
    expect(amongMany.ks?.critical).toBeGreaterThan(alone.ks?.critical ?? 1)
  })

  it('of names from the prototype is counted as it stands', () => {
    const before = { n: 100, categories: { constructor: 50, toString: 50 } }
    expect(categoryDrift(before, { n: 100, categories: { a: 100 } }, 1).verdict).toBe('drifted')
  })
})
