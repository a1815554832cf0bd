import { expect, test } from 'vitest'
import { makerOf } from './makers.ts'

test.each([
  ['user:1', 'Ann'],
  ['user:2', 'bo@example.org'],
  ['user:3', 'A member'],
  ['api_key:1', 'An API key'],
  ['', 'A member'],
])('who made it is named where one can know: %j is %j', (createdBy, name) => {
  const members = [
    { user_id: '1', name: 'Ann', email: 'ann@example.org' },
    { user_id: '2', name: '', email: 'bo@example.org' },
  ]
  expect(makerOf(createdBy, members)).toBe(name)
})
