import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { cutPage, decodeCursor, encodeCursor } from './cursor.ts'

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
  })

  it.each([3, 4])('is the last when there are no more than its %i rows', (limit) => {
    expect(cut(limit)).toEqual({ shown: rows, nextCursor: null })
  })

  it('of nothing is empty and the last', () => {
    expect(cutPage([], 1, () => 0)).toEqual({ shown: [], nextCursor: null })
  })
})
