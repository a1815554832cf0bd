import { expect, it } from 'vitest'
import { preferredType } from './preferred-type.ts'

const types = ['application/json', 'text/csv'] as const

it.each<[string | null, (typeof types)[number] | null]>([
  [null, null],
  ['', null],
  ['*/*', null],
  ['text/html, */*;q=0.8', null],
  ['text/csv', 'text/csv'],
  ['TEXT/CSV; charset=utf-8', 'text/csv'],
  ['text/html, text/csv', 'text/csv'],
  ['text/csv, application/json', 'text/csv'],
  ['application/json, text/csv', 'application/json'],
  ['application/json;q=0.5, text/csv', 'text/csv'],
  ['text/csv;q=0.1, application/json;q=0.2', 'application/json'],
  ['text/csv;q=0.9, */*', null],
  ['text/csv, */*;q=0.1', 'text/csv'],
  ['text/csv;q=0', null],
  ['text/csv;q=2', 'text/csv'],
  ['text/csvx', null],
  [`${'a,'.repeat(50_000)}text/csv`, 'text/csv'],
])('of %j the preferred type is %j', (accept, type) => {
  expect(preferredType(accept, types)).toBe(type)
})
