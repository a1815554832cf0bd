import { DrizzleQueryError } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { errorText, errorTrace } from './error-text.ts'

const values = ['dana@example.com', 'v1.k1.dek1.AAAA.BBBB\n    at home']
const failed = new DrizzleQueryError(
  'update "users" set "email" = ? where "id" = ?',
  values,
  new Error('D1_ERROR: UNIQUE constraint failed: users.email'),
)

describe('an error in a log', () => {
  it('is a query and why it failed, without the values in it', () => {
    expect(errorText(failed)).toBe(
      'update "users" set "email" = ? where "id" = ?: D1_ERROR: UNIQUE constraint failed: users.email',
    )
    for (const value of ['dana', 'v1.k1', 'BBBB', 'at home']) expect(errorTrace(failed)).not.toContain(value)
  })

  it('says where it happened when that is wanted', () => {
    expect(errorTrace(new TypeError('no'))).toMatch(/^TypeError: no\n +at .*error-text\.test\.ts/)
    expect(errorTrace(failed)).toContain('\n    at ')
  })

  it.each([
    [new Error('no'), 'no'],
    ['text', 'text'],
    [undefined, 'undefined'],
    [new DrizzleQueryError('select 1', [], undefined), 'select 1: undefined'],
  ])('is what was thrown, whatever it is: %s', (error, text) => {
    expect(errorText(error)).toBe(text)
  })
})
