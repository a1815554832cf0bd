import { expect, test } from 'vitest'
import { detectors } from '../../detectors/index.ts'
import { dataTypeLabel, levelMeaning, mechanismWords } from './detection-words.ts'

test('every kind of data and every mechanism of the catalogue has words of its own', () => {
  const mechanisms = new Set(detectors.map(({ mechanism }) => mechanism))
  expect([...mechanisms].filter((mechanism) => mechanismWords(mechanism).meaning === '')).toEqual([])
  expect([...new Set(detectors.map(({ dataType }) => dataTypeLabel(dataType)))].sort()).toEqual([
    'Financial',
    'Health data',
    'Personal data',
    'Secrets',
    'Security',
  ])
})

test('what is not known here is made readable', () => {
  expect(dataTypeLabel('trade_secret')).toBe('Trade secret')
  expect(mechanismWords('tea_leaves')).toEqual({ label: 'Tea leaves', meaning: '' })
})

test('nothing is said of redaction where findings are evidence and stay readable', () => {
  expect(levelMeaning('low', 'pii')).toContain('redacted')
  expect(levelMeaning('low', 'security')).not.toContain('redacted')
})
