import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { secret } from './secret.ts'

describe('secret', () => {
  const key = secret('sk-admin-1')

  it('reveals its value only when asked', () => {
    expect(key.reveal()).toBe('sk-admin-1')
  })

  it.each([
    ['text', `${key}`],
    ['joined text', `key: ${key}`],
    ['JSON', JSON.stringify({ key })],
    ['an inspected object', inspect({ key }, { depth: 9, showHidden: true })],
    ['its entries', JSON.stringify(Object.entries(key))],
    ['an error message', String(new Error(`bad ${key}`))],
  ])('stays hidden in %s', (_where, shown) => {
    expect(shown).not.toContain('sk-admin')
  })

  it('cannot be changed', () => {
    expect(Object.isFrozen(key)).toBe(true)
  })
})
