import { describe, expect, it } from 'vitest'
import { decodePayloads } from './payloads.ts'

const SECRET = 'the quick brown fox – jumps 🦊 over'
const bytes = [...new TextEncoder().encode(SECRET)]
const base64 = (values: readonly number[]) => btoa(String.fromCharCode(...values))
const hex = (values: readonly number[]) => values.map((value) => value.toString(16).padStart(2, '0')).join('')
const decoded = (text: string) => decodePayloads(text).payloads.map((payload) => payload.text)

describe('decodePayloads', () => {
  it('decodes both alphabets of base64, with and without padding, and hexadecimal', () => {
    expect(decoded(`a ${base64(bytes)} b`)).toEqual([SECRET])
    expect(decoded(base64(bytes).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, ''))).toEqual([
      SECRET,
    ])
    expect(decoded(hex(bytes))).toEqual([SECRET])
    expect(decoded(`0x${hex(bytes).toUpperCase()}`)).toEqual([SECRET])
  })

  it('gives the span of the encoded run wherever it stands', () => {
    const run = base64(bytes)
    for (let before = 0; before < 60; before++) {
      const { payloads } = decodePayloads(`${' '.repeat(before)}${run} tail`)
      expect(payloads.map(({ start, end }) => [start, end])).toEqual([[before, before + run.length]])
    }
  })

  it('gives every run, however close the next one is', () => {
    const run = base64(bytes).replace(/=+$/, '')
    expect(decoded(`${run} ${run}.${run}, a word and ${run}`)).toEqual([SECRET, SECRET, SECRET, SECRET])
  })

  it('needs 24 characters', () => {
    expect(decoded('YWJjZGVmZ2hpamtsbW5vcHFy')).toEqual(['abcdefghijklmnopqr'])
    expect(decoded('YWJjZGVmZ2hpamtsbW5vcHE')).toEqual([])
  })

  it('leaves runs alone that are not text', () => {
    const noise = Array.from({ length: 60 }, (_, i) => (i * 37 + 129) % 256)
    expect(decoded(base64(noise))).toEqual([])
    expect(decoded(base64([...bytes.slice(0, 20), 1, 2, 3, 4, 5, 6]))).toEqual([])
    expect(decoded('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')).toEqual([])
    expect(decoded('src/components/navigation/sidebar/Item')).toEqual([])
  })

  it('drops the few bytes of a text that are not UTF-8', () => {
    const ascii = [...new TextEncoder().encode('twenty-five plain letters')]
    expect(decoded(base64([...ascii, 0xf0, 0x9f]))).toEqual(['twenty-five plain letters'])
  })
})
