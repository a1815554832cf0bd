import { describe, expect, it } from 'vitest'
import { literalsOf } from './masks.ts'

describe('literalsOf', () => {
  it('gives the longest stretch of digits, known letters and signs, in small letters', () => {
    expect(literalsOf(['CHE-###.###.###'])).toEqual(['che-000.000.000'])
    expect(literalsOf(['######+####', '@##@@@', '756#######'])).toEqual(['000000+0000', '00', '0000000000'])
  })

  it('gives each separator that a blank stands for, over three groups at most', () => {
    expect(literalsOf(['@@ ## ## ## #'])).toEqual(['00 00 00', '00.00.00', '00-00-00', '00/00/00'])
  })

  it('refuses a mask in which no digit stands', () => {
    expect(() => literalsOf(['@@-@@'])).toThrow('a mask without a digit')
  })
})
