import { expect, it } from 'vitest'
import { endpoints } from './endpoints.ts'

const { query } = endpoints['GET /events']
const numbers = Object.keys(query.shape).filter((name) => /_(?:min|max)(?:_|$)/.test(name))

it('numbers that filter events are many', () => expect(numbers.length).toBeGreaterThan(10))

it.each(numbers)('%s of nothing is no zero', (name) => {
  expect(query.safeParse({ [name]: '0' }).success).toBe(true)
  for (const nothing of ['', ' ', 'NaN', '-1']) {
    const faults = query.safeParse({ [name]: nothing }).error?.issues ?? []
    expect([nothing, faults.map(({ path }) => path.join('.'))]).toEqual([nothing, [name]])
  }
})
