import { describe, expect, test } from 'vitest'
import { patchQuery, safeReturnPath } from './router.ts'

describe('a patch of the query', () => {
  const current = new URLSearchParams('severity=high&q=a%20b')

  test('sets, replaces and takes out, and leaves the rest', () => {
    expect(patchQuery(current, { severity: 'low', kind: 'llm' })).toBe('?severity=low&q=a+b&kind=llm')
    expect(patchQuery(current, { severity: null })).toBe('?q=a+b')
    expect(patchQuery(current, { q: '' })).toBe('?severity=high')
  })

  test('does not change what it was laid over', () => {
    patchQuery(current, { severity: null })
    expect(current.get('severity')).toBe('high')
  })

  test('is empty when nothing is left', () => {
    expect(patchQuery(current, { severity: null, q: null })).toBe('')
  })
})

describe('the way back after signing in', () => {
  const origin = 'https://console.example'

  test('is a path of this console with its query', () => {
    expect(safeReturnPath('/activity?severity=high', origin)).toBe('/activity?severity=high')
  })

  test.each([
    null,
    '',
    'https://evil.example/',
    '//evil.example/x',
    '/\\evil.example',
    'javascript:alert(1)',
    'activity',
    'https://console.example/activity',
  ])('is the overview for %j', (next) => {
    expect(safeReturnPath(next, origin)).toBe('/')
  })
})
