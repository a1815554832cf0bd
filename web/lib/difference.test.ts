import { expect, test } from 'vitest'
import { differences } from './difference.ts'

const changedOf = (before: unknown, after: unknown) =>
  differences(before, after)
    .filter(({ changed }) => changed)
    .map(({ path, before: was, after: is }) => [path, was, is])

test('what changed is named by its path, with the value before and after', () => {
  expect(
    changedOf(
      { name: 'a', limit: { requests: 1, window_s: 60 } },
      { name: 'a', limit: { requests: 2, window_s: 60 } },
    ),
  ).toEqual([['limit.requests', '1', '2']])
})

test('what came and what went has nothing on the other side', () => {
  expect(changedOf({ old: null }, { scopes: ['a', 'b'] })).toEqual([
    ['old', 'null', null],
    ['scopes', null, '["a","b"]'],
  ])
  expect(changedOf(null, { name: 'x' })).toEqual([['name', null, '"x"']])
  expect(changedOf(undefined, 'x')).toEqual([['', null, '"x"']])
})

test('nothing differs in equal things, whatever their order, nor in nothing', () => {
  expect(changedOf({ a: 1, b: {} }, { b: {}, a: 1 })).toEqual([])
  expect(differences(null, undefined)).toEqual([])
  expect(differences({ a: 1 }, { a: 1 })).toEqual([{ path: 'a', before: '1', after: '1', changed: false }])
})
