import { expect, it } from 'vitest'
import { firstAccepted } from './accept.ts'

it.each([
  ['text/csv', 'text/csv'],
  [' Text/CSV ; q=0.9, application/json', 'text/csv'],
  ['application/json, text/csv', 'application/json'],
  ['*/*', '*/*'],
  ['text/csvx', 'text/csvx'],
  [', text/csv', null],
  ['', null],
  [null, null],
])('of “%s” the type that is wanted first is %s', (accept, type) => {
  expect(firstAccepted(new Request('https://a.test', { headers: accept === null ? {} : { accept } }))).toBe(
    type,
  )
})
