import { expect, test } from 'vitest'
import { jsonLine, table } from './report.ts'

test('a reading is one line of JSON with the ratio to its baseline', () => {
  expect(jsonLine({ name: 'a', value: 1234.567, unit: 'events/s', baseline: 2000 })).toBe(
    '{"name":"a","value":1235,"unit":"events/s","baseline":2000,"ratio":0.62}',
  )
})

test('without a baseline there is no ratio', () => {
  expect(jsonLine({ name: 'a', value: 0.012345, unit: 's' })).toBe(
    '{"name":"a","value":0.0123,"unit":"s","baseline":null,"ratio":null}',
  )
})

test('the table lines up its columns', () => {
  const text = table([
    { name: 'long_name', value: 1, unit: 'ms' },
    { name: 'b', value: 1000, unit: 's', baseline: 500 },
  ])
  expect(text.split('\n')).toEqual([
    'figure     value  unit  baseline  ratio',
    'long_name      1  ms           -      -',
    'b           1000  s          500      2',
  ])
})
