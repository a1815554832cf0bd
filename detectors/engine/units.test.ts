import { describe, expect, it } from 'vitest'
import { fromUnits, translate, unitAt, unitTable } from './units.ts'

describe('unitAt', () => {
  it('gives the units of a text, and 0 outside of it', () => {
    expect([-2, -1, 0, 1, 2, 3].map((at) => unitAt('Aé', at))).toEqual([0, 0, 65, 233, 0, 0])
    expect(unitAt('', 0)).toBe(0)
  })
})

describe('a text of many units', () => {
  const long = `${'ab\u2019\ud83d\ude00'.repeat(5_000)}c`
  const units = Uint16Array.from({ length: long.length }, (_, i) => long.charCodeAt(i))

  it('is spelled whole by its units', () => {
    expect(fromUnits(units)).toBe(long)
    expect(fromUnits(units.subarray(0, 8_192))).toBe(long.slice(0, 8_192))
    expect(fromUnits(new Uint16Array())).toBe('')
  })

  it('is translated unit by unit', () => {
    const table = unitTable([[0x2019, 39]])
    expect(translate(long, table)).toBe(long.replaceAll('\u2019', "'"))
    expect(translate('', table)).toBe('')
  })
})
