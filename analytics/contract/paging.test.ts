import { expect, it } from 'vitest'
import { z } from 'zod'
import { endpoints } from './endpoints.ts'

const listed = Object.entries(endpoints).filter(([name, { response }]) => {
  const fields = response instanceof z.ZodObject ? Object.keys(response.shape) : []
  return name.startsWith('GET ') && fields.includes('items') && fields.includes('next_cursor')
})

it('lists are many', () => expect(listed.length).toBeGreaterThan(25))

it.each(listed)('%s is a list that takes a limit from 1 to 200 and a cursor', (_, endpoint) => {
  const query = 'query' in endpoint ? endpoint.query : z.strictObject({})
  const faultsOf = (given: object) => {
    const read = query.safeParse(given)
    return (read.error?.issues ?? []).map(({ path }) => path.join('.'))
  }
  for (const limit of ['1', '200']) expect(faultsOf({ limit, cursor: 'x' })).not.toContain('limit')
  expect(faultsOf({ limit: '1', cursor: 'x' })).not.toContain('')
  for (const limit of ['0', '201', 'all', '1.5']) expect(faultsOf({ limit })).toContain('limit')
})
