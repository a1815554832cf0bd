import { describe, expect, it } from 'vitest'
import { isPlaceholder } from './placeholder.ts'

describe('isPlaceholder', () => {
  it('takes six of one character in a row for one, in any case and wherever they stand', () => {
    for (let at = 0; at < 14; at++) {
      const [head, tail] = ['abcdefgh1234gh'.slice(0, at), '9z8y7']
      expect(isPlaceholder(`${head}QqqQQq${tail}`)).toBe(true)
      expect(isPlaceholder(`${head}QqqQQ${tail}`)).toBe(false)
    }
  })

  it('takes words of documentation and templates for one, and other values for none', () => {
    for (const value of ['my-EXAMPLE-key', 'your_key', '<token>', 'change-me', 'a...b', 'xxxx']) {
      expect(isPlaceholder(value), value).toBe(true)
    }
    expect(isPlaceholder('k3Jd92mPq0Zt7Lw5')).toBe(false)
    expect(isPlaceholder('')).toBe(false)
  })
})
