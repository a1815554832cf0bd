import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { parsed } from './parsed.ts'

function faultsOf(shape: z.ZodType, value: unknown) {
  const result = parsed(shape, value)
  return result.ok ? [] : result.failure.issues.map(({ path, message }) => [path, message])
}

describe('a value of another shape', () => {
  it.each<[z.ZodType, unknown, string]>([
    [z.string(), 7, 'Give a text'],
    [z.coerce.number(), 'x', 'Give a number'],
    [z.int(), 1.5, 'Give a whole number'],
    [z.boolean(), 'yes', 'Give true or false'],
    [z.stringbool(), 'maybe', 'Give true or false'],
    [z.array(z.string()), 'x', 'Give a list'],
    [z.strictObject({}), [], 'Give an object'],
    [z.record(z.string(), z.string()), 7, 'Give an object'],
    [z.enum(['low', 'high']), 'mid', 'Give one of "low", "high"'],
    [z.literal('x'), 'y', 'Give "x"'],
    [z.number().min(1), 0, 'Give at least 1'],
    [z.number().max(200), 201, 'Give at most 200'],
    [z.number().gt(0), 0, 'Give more than 0'],
    [z.number().lt(5), 5, 'Give less than 5'],
    [z.string().min(1), '', 'Give at least 1 character'],
    [z.string().max(3), 'four', 'Give at most 3 characters'],
    [z.array(z.int()).min(1), [], 'Give at least 1 item'],
    [z.array(z.int()).max(2), [1, 2, 3], 'Give at most 2 items'],
    [
      z.iso.datetime({ offset: true }),
      '2026-01-31',
      'Give a moment with its zone, such as 2026-01-31T12:00:00Z',
    ],
    [z.iso.date(), '2026-02-30', 'Give a day, such as 2026-01-31'],
    [z.email(), 'ann', 'Give an e-mail address'],
    [z.string().regex(/^a+$/), 'b', 'Give a text that matches /^a+$/'],
    [z.string().regex(/^a+$/, 'Only a'), 'b', 'Only a'],
    [z.union([z.number(), z.string(), z.boolean()]), {}, 'Give a number, a text or true or false'],
    [z.union([z.number(), z.string().min(2)]), 'b', 'Give at least 2 characters'],
    [z.number().refine((value) => value > 7, 'Above 7'), 1, 'Above 7'],
  ])('is told what it has to be: %#', (shape, value, message) => {
    expect(faultsOf(shape, value)).toEqual([['', message]])
    expect(faultsOf(z.object({ at: z.array(shape) }), { at: [value] })).toEqual([['at.0', message]])
  })

  it('is told what is required, and of what', () => {
    const shape = z.object({ name: z.string(), of: z.enum(['a', 'b']), day: z.iso.date() })
    expect(faultsOf(shape, {})).toEqual([
      ['name', 'Required'],
      ['of', 'Required: one of "a", "b"'],
      ['day', 'Required'],
    ])
  })

  it('is told every field that nobody knows', () => {
    expect(faultsOf(z.object({ at: z.strictObject({}) }), { at: { x: 1, y: 2 } })).toEqual([
      ['at.x', 'Unknown field'],
      ['at.y', 'Unknown field'],
    ])
  })
})
