import { describe, expect, test } from 'vitest'
import { ApiError } from '../../lib/api.ts'
import { isDocumentSecret, isUnasked, matches, secretHint, withNote } from './secret-words.ts'

describe('the advice on a secret', () => {
  const hint = (value: string, pattern = '^sk-admin-') => secretHint(pattern, value, 'plain')
  test('is plain while nothing is typed, and for what looks as usual', () => {
    expect([hint(''), hint('  '), hint('sk-admin-1'), hint(' sk-admin-1\n'), hint('anything', '')]).toEqual([
      'plain',
      'plain',
      'plain',
      'plain',
      'plain',
    ])
  })
  test('warns of what looks otherwise, and forbids nothing', () => {
    expect(hint('sk-proj-1')).toContain('does not look like')
    expect(hint('sk-proj-1', '(')).toBe('plain')
  })
})

test('a pattern is matched as a whole only when it says so', () => {
  expect([matches('b', 'abc'), matches('^(?:b)$', 'abc'), matches('^(?:b)$', 'b')]).toEqual([
    true,
    false,
    true,
  ])
})

test('only a vendor that could not be asked lets a secret be kept all the same', () => {
  const answered = (status: number) => isUnasked(new ApiError(status, 'x', 'x', null))
  expect([answered(503), answered(422), answered(409), answered(0), isUnasked(new Error())]).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

test('a kind whose usual secret is a document takes a file, any other a line', () => {
  expect(isDocumentSecret('^\\s*\\{[\\s\\S]*"type"\\s*:\\s*"service_account"')).toBe(true)
  for (const pattern of ['', '^sk-admin-', '^\\S{32,}$', '.{16,}', '('])
    expect(isDocumentSecret(pattern)).toBe(false)
})

test('what the vendor told besides follows what happened', () => {
  expect(withNote('Connected.', 'Balance: 18.42 USD.')).toBe('Connected. Balance: 18.42 USD.')
  expect(withNote('Connected.', null)).toBe('Connected.')
})
