import { expect, it } from 'vitest'
import { csvLine } from './csv.ts'

it('quotes what would end a cell, and leaves nothing empty', () => {
  expect(csvLine(['a,b', 'say "x"', 'two\nlines', null, undefined, 0, false])).toBe(
    '"a,b","say ""x""","two\nlines",,,0,false\r\n',
  )
})

it.each(['=1+1', '+1', '-1+1', '@SUM(A1)', '\t=1', '-', '-1.5.2', '-.5'])(
  'disarms the formula %j',
  (text) => {
    expect(csvLine([text]).replaceAll('"', '')).toBe(`'${text}\r\n`)
  },
)

it.each([-5, -1e21, Number.NEGATIVE_INFINITY])('leaves %s a number as well', (number) => {
  expect(csvLine([number, true])).toBe(`${number},true\r\n`)
})

it.each(['-1.5', '-5', '1.5'])('leaves the number %s a number', (text) => {
  expect(csvLine([text])).toBe(`${text}\r\n`)
})
