import { describe, expect, it } from 'vitest'
import { errorDetail } from './error-detail.ts'

const headers = { authorization: 'Bearer key-abcd', 'x-other': 'twelve87 short-7' }
const heard = (message: string) => errorDetail(JSON.stringify({ message }), headers).detail

describe('what an error body says', () => {
  it.each([
    ['Use abcdefghijk1 here', 'Use [hidden] here'],
    ['Use abcdefghij1 here', 'Use abcdefghij1 here'],
    ['Use abcdefghijk* here', 'Use [hidden] here'],
    ['Unauthorizedly', 'Unauthorizedly'],
    ['The key-abcd, which', 'The [hidden] which'],
    ['(twelve87)', '[hidden]'],
    ['Is it key-abc or twelve8?', 'Is it key-abc or twelve8?'],
    ['Bearer only, shor', 'Bearer only, shor'],
    ['two\n\nlines\tof  it', 'two lines of it'],
  ])('%j is told as %j', (message, told) => expect(heard(message)).toBe(told))

  it('is told for two hundred characters, and no longer', () => {
    const words = 'word '.repeat(100)
    expect(heard(words)).toBe(words.slice(0, 200))
    expect(heard('x'.repeat(200))).toBe('x'.repeat(200))
  })

  it('is the first of its places that says something', () => {
    expect(errorDetail('{"error":{"message":"","code":""},"message":"m","code":"c"}', {})).toEqual({
      detail: 'm',
      code: 'c',
    })
    expect(errorDetail('{"error":{"code":7},"Message":"m"}', {})).toEqual({ detail: 'm', code: null })
    expect(errorDetail(null, {})).toEqual({ detail: null, code: null })
    expect(errorDetail(`{"code":"${'c'.repeat(101)}"}`, {})).toEqual({ detail: null, code: null })
    expect(errorDetail(`{"code":"${'c'.repeat(100)}"}`, {}).code).toHaveLength(100)
  })
})
