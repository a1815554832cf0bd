import { expect, it } from 'vitest'
import { z } from 'zod'
import { endpoints } from './endpoints.ts'

/** The groups of one question, of which a page may hold as many as a table: docs/costs.md. */
const grouped = 'GET /costs'

const fieldsOf = ({ response }: { response: z.ZodType }): string[] =>
  response instanceof z.ZodObject ? Object.keys(response.shape) : []
const lists = Object.entries(endpoints).filter(
  ([name, endpoint]) => name.startsWith('GET ') && fieldsOf(endpoint).includes('items'),
)
const listed = lists.filter(([name]) => name !== grouped)

it('lists are many, and each says where it goes on', () => {
  expect(lists.length).toBeGreaterThan(35)
  const endless = lists.filter(([, endpoint]) => !fieldsOf(endpoint).includes('next_cursor'))
  expect(endless.map(([name]) => name)).toEqual([])
})

it(`${grouped} takes a limit from 1 to 10,000 and a cursor`, () => {
  const takes = (given: object) => endpoints[grouped].query.safeParse(given).success
  expect([takes({ limit: '10000', cursor: 'x' }), takes({ limit: '10001' }), takes({ limit: '0' })]).toEqual([
    true,
    false,
    false,
  ])
})

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
