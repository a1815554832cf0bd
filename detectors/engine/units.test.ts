import { describe, expect, it } from 'vitest'
import { unitAt } from './units.ts'

describe('unitAt', () => {
  it('gives the units of a text, and 0 outside of it', () => {
    expect([-2, -1, 0, 1, 2, 3].map((at) => unitAt('Aé', at))).toEqual([0, 0, 65, 233, 0, 0])
    expect(unitAt('', 0)).toBe(0)
  })
})
