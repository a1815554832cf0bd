import { expect, test } from 'vitest'
import { pagedList } from './paged-list.ts'

const pages: Record<string, { items: string[]; next_cursor: string | null }> = {
  first: { items: ['a', 'b'], next_cursor: 'second' },
  second: { items: ['c'], next_cursor: null },
}
const pageAt = (cursor: string | null) => pages[cursor ?? 'first'] ?? { items: [], next_cursor: null }

test('pages are strung together until the cursor ends', async () => {
  const list = pagedList(async (cursor) => pageAt(cursor))
  expect(list.rows.value).toBeNull()
  await list.load()
  expect([list.rows.value, list.hasMore.value]).toEqual([['a', 'b'], true])
  await list.more()
  expect([list.rows.value, list.hasMore.value]).toEqual([['a', 'b', 'c'], false])
  await list.more()
  expect(list.rows.value).toEqual(['a', 'b', 'c'])
})

test('a failed page leaves the rows and can be asked for again', async () => {
  let fails = true
  const list = pagedList(async (cursor) => {
    if (cursor === 'second' && fails) throw new Error('down')
    return pageAt(cursor)
  })
  await list.load()
  await list.more()
  expect([list.rows.value, list.error.value, list.loadingMore.value]).toEqual([
    ['a', 'b'],
    new Error('down'),
    false,
  ])
  fails = false
  await list.more()
  expect([list.rows.value, list.error.value]).toEqual([['a', 'b', 'c'], null])
})

test('an answer that comes after a newer question is not shown', async () => {
  const answers: ((items: string[]) => void)[] = []
  const list = pagedList<string>(
    () =>
      new Promise((resolve) => {
        answers.push((items) => resolve({ items, next_cursor: null }))
      }),
  )
  const older = list.load()
  const newer = list.load()
  answers[1]?.(['new'])
  answers[0]?.(['old'])
  await Promise.all([older, newer])
  expect(list.rows.value).toEqual(['new'])
})

test('rows stay on show while they are loaded anew only when asked to', async () => {
  const list = pagedList(async (cursor) => pageAt(cursor))
  await list.load()
  const kept = list.load({ keepRows: true })
  expect(list.rows.value).toEqual(['a', 'b'])
  await kept
  const emptied = list.load()
  expect(list.rows.value).toBeNull()
  await emptied
})

test('what is said of rows that stay on show stays as well until the answer is there', async () => {
  let fails = false
  const list = pagedList(async (cursor) => {
    if (fails) throw new Error('down')
    return pageAt(cursor)
  })
  await list.load()
  const renewed = list.load({ keepRows: true })
  expect(list.hasMore.value).toBe(true)
  fails = true
  await renewed
  await list.load({ keepRows: true })
  expect([list.rows.value, list.error.value]).toEqual([['a', 'b'], new Error('down')])
  fails = false
  const again = list.load({ keepRows: true })
  expect(list.error.value).toEqual(new Error('down'))
  await again
  expect(list.error.value).toBeNull()
})
