import { describe, expect, it } from 'vitest'
import { chiSquareCritical, normalCritical } from './critical-values.ts'

describe('the normal distribution', () => {
  // Source: the usual tables.
  it.each([
    [0.5, 0],
    [0.1, 1.2815515655],
    [0.05, 1.644853627],
    [0.025, 1.9599639845],
    [0.005, 2.5758293035],
    [0.0005, 3.2905267315],
    [0.00001, 4.2648907939],
    [0.975, -1.9599639845],
    [0.999, -3.0902323062],
  ])('is exceeded with a chance of %d at %d', (chance, z) => {
    expect(normalCritical(chance)).toBeCloseTo(z, 6)
  })

  it.each([0, 1, -1, Number.NaN])('knows nothing of a chance of %d', (chance) => {
    expect(() => normalCritical(chance)).toThrow(new RangeError(`not a chance: ${chance}`))
  })
})

describe('the chi-squared distribution', () => {
  // Source: NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.4.
  it.each([
    [1, 0.05, 3.841],
    [1, 0.001, 10.828],
    [3, 0.01, 11.345],
    [9, 0.05, 16.919],
    [9, 0.001, 27.877],
    [20, 0.01, 37.566],
    [50, 0.001, 86.661],
    [20, 0.95, 10.851],
    [50, 0.99, 29.707],
  ])('of %d degrees is exceeded with a chance of %d at %d', (degrees, chance, value) => {
    expect(Math.abs(chiSquareCritical(degrees, chance) / value - 1)).toBeLessThan(0.02)
  })

  it('is never below nothing, where nearly every value exceeds it', () => {
    expect(chiSquareCritical(2, 0.9999)).toBe(0)
  })
})
