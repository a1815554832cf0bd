import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cutPage, decodeCursor, encodeCursor, pageOfWhole } from './cursor.ts'

const shape = z.strictObject({ createdAt: z.iso.datetime(), id: z.string() })
const position = { createdAt: '2026-11-20T12:00:00.123Z', id: 'a>>>???b' }

describe('a cursor', () => {
  it('gives back its position, and stands in an address as it is', () => {
    const cursor = encodeCursor(position)
    expect(encodeURIComponent(cursor)).toBe(cursor)
    expect(decodeCursor(cursor, shape)).toEqual({ ok: true, value: position })
    expect(decodeCursor(undefined, shape)).toEqual({ ok: true, value: null })
  })

  it.each([
    ['empty', ''],
    ['not base64', '%%%'],
    ['not JSON', btoa('hello')],
    ['null', btoa('null')],
    ['of another shape', encodeCursor({ startedAtMs: 1, id: 'x' })],
    ['with a field too many', encodeCursor({ ...position, org_id: 'other' })],
    ['with a forged time', encodeCursor({ ...position, createdAt: "2026' OR 1=1" })],
    ['cut short', encodeCursor(position).slice(0, -4)],
  ])('that is %s is refused', (_, cursor) => {
    expect(decodeCursor(cursor, shape)).toMatchObject({ ok: false, failure: { kind: 'bad_request' } })
  })
})

describe('a page', () => {
  const rows = ['a', 'b', 'c'].map((id) => ({ id, name: `named ${id}` }))
  const cut = (limit: number) => cutPage(rows, limit, ({ id }) => ({ id }))

  it('ends where its last row stands when another follows', () => {
    expect(cut(2)).toEqual({ shown: rows.slice(0, 2), nextCursor: encodeCursor({ id: 'b' }) })
    expect(cut(1)).toEqual({ shown: rows.slice(0, 1), nextCursor: encodeCursor({ id: 'a' }) })
  })

  it.each([3, 4])('is the last when there are no more than its %i rows', (limit) => {
    expect(cut(limit)).toEqual({ shown: rows, nextCursor: null })
  })

  it('of nothing is empty and the last', () => {
    expect(cutPage([], 1, () => 0)).toEqual({ shown: [], nextCursor: null })
  })
})

describe('a list at hand', () => {
  const items = ['a', 'b', 'c', 'd', 'e']
  const value = (asked: { limit?: number; cursor?: string }) => {
    const cut = pageOfWhole(items, asked)
    return cut.ok ? cut.value : null
  }

  it('is whole when no limit is named', () => expect(value({})).toEqual({ items, next_cursor: null }))

  it('is cut into pages in which each stands once', () => {
    const first = value({ limit: 2 })
    const second = value({ limit: 2, cursor: first?.next_cursor ?? '' })
    const third = value({ limit: 2, cursor: second?.next_cursor ?? '' })
    expect([first, second, third].map((page) => page?.items)).toEqual([['a', 'b'], ['c', 'd'], ['e']])
    expect(third?.next_cursor).toBeNull()
    expect(value({ cursor: first?.next_cursor ?? '' })).toEqual({ items: ['c', 'd', 'e'], next_cursor: null })
  })

  it.each([5, 6])('has no other page behind its %i', (limit) => {
    expect(value({ limit })).toEqual({ items, next_cursor: null })
  })

  it.each([
    ['of another list', encodeCursor({ id: 'b' })],
    ['before the first', encodeCursor({ at: -1 })],
    ['between two', encodeCursor({ at: 1.5 })],
  ])('refuses a cursor %s', (_, cursor) => {
    expect(pageOfWhole(items, { cursor })).toMatchObject({ ok: false, failure: { kind: 'bad_request' } })
  })
})
