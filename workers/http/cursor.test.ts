import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { decodeCursor, encodeCursor } from './cursor.ts'

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
