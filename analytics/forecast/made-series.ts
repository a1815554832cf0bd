/** A week of an office, from Monday: how much of an average day each day is. */
const office = [1.15, 1.25, 1.2, 1.2, 1.05, 0.6, 0.55]

type Chance = () => number

/**
 * Series of daily costs as companies have them, from Monday, the same for the same seed: what forecasts are judged on.
 * Units: US dollars.
 */
export const madeSeries = {
  steady: (days, chance) => made(days, (day) => 100 * week(day) * noise(chance, 0.12)),
  noisy: (days, chance) => made(days, (day) => 100 * week(day) * noise(chance, 0.4)),
  growing: (days, chance) =>
    made(days, (day) => 100 * week(day) * Math.exp(0.008 * day) * noise(chance, 0.15)),
  shrinking: (days, chance) =>
    made(days, (day) => 300 * week(day) * Math.exp(-0.006 * day) * noise(chance, 0.15)),
  wandering: (days, chance) => {
    let level = 100
    return made(days, (day) => {
      level *= noise(chance, 0.03)
      return level * week(day) * noise(chance, 0.15)
    })
  },
  'with a new product': (days, chance) => {
    const launch = days * (0.3 + 0.5 * chance())
    return made(days, (day) => (day < launch ? 100 : 190) * week(day) * noise(chance, 0.15))
  },
  'with lone peaks': (days, chance) =>
    made(days, (day) => 100 * week(day) * noise(chance, 0.15) * (chance() < 0.03 ? 5 : 1)),
  'with days that are missing': (days, chance) => {
    const missing = new Set([0, 1, 2].flatMap(() => [0, 1].map((next) => Math.floor(chance() * days) + next)))
    return made(days, (day) => (missing.has(day) ? 0 : 100 * week(day) * noise(chance, 0.15)))
  },
  'with idle weekends': (days, chance) => made(days, (day) => (day % 7 < 5 ? 100 * noise(chance, 0.2) : 0)),
  'without weekdays': (days, chance) => made(days, () => 100 * noise(chance, 0.15)),
} as const satisfies Record<string, (days: number, chance: Chance) => number[]>

export const kinds = Object.keys(madeSeries) as (keyof typeof madeSeries)[]

const made = (days: number, cost: (day: number) => number): number[] =>
  Array.from({ length: days }, (_, day) => cost(day))
const week = (day: number): number => office[day % 7] ?? 1

/** Log-normal around 1. */
function noise(chance: Chance, spread: number): number {
  const normal = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())
  return Math.exp(spread * normal)
}

/** Chance that is the same for the same seed. Source: mulberry32. */
export function seeded(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
