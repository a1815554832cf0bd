import { expect, test } from 'vitest'
import { faultOf } from '../../detectors/index.ts'
import { engineForm, keywordsOf, nameFrom, sentence } from './own-detectors.ts'

test.each([
  ['Project Bluebird!', 'project_bluebird'],
  ['  Größe & Maß ', 'gro_e_ma'],
  ['Été 2026', 'ete_2026'],
  ['日本', ''],
  ['x'.repeat(60), 'x'.repeat(40)],
  [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
])('%j is named %j', (label, name) => {
  expect(nameFrom(label)).toBe(name)
})

test('keywords stand one on a line; empty lines and repeats are none', () => {
  expect(keywordsOf(' Bluebird \n\nRed kite\r\nBluebird')).toEqual(['Bluebird', 'Red kite'])
  expect(keywordsOf(' \n')).toEqual([])
})

test('a stored definition is one that the engine takes, of words or of a pattern', () => {
  const common = { name: 'bird', category: 'secret', severity: 'high' } as const
  expect(faultOf(engineForm({ ...common, keywords: ['Bluebird'], pattern: null }))).toBeNull()
  expect(faultOf(engineForm({ ...common, keywords: null, pattern: 'PRJ-[0-9]{4}' }))).toBeNull()
  expect(faultOf(engineForm({ ...common, keywords: null, pattern: null }))).not.toBeNull()
})

test('a fault is said as a sentence', () => {
  expect(sentence('the pattern repeats too much')).toBe('The pattern repeats too much.')
})
