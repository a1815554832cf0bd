import { expect, test } from 'vitest'
import { table } from './table.ts'

test('a table is padded to its widest cells and keeps bars inside of a cell', () => {
  expect(
    table(
      ['a', 'long head'],
      [
        ['x | y', ''],
        ['z', '1'],
      ],
    ),
  ).toBe(
    [
      '| a      | long head |',
      '| ------ | --------- |',
      '| x \\| y |           |',
      '| z      | 1         |',
    ].join('\n'),
  )
})
