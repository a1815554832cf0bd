import { expect, test } from 'vitest'
import { detectors } from '../../detectors/index.ts'
import { dataTypeLabel, isCatalogueWord, levelMeaning, mechanismWords } from './detection-words.ts'

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

const unset = { minimum_level: 'medium', is_set: false } as const

test('nothing is said of redaction where findings are evidence and stay readable', () => {
  expect(levelMeaning('low', { ...unset, data_type: 'pii' })).toContain('redacted')
  expect(levelMeaning('low', { ...unset, data_type: 'security' })).not.toContain('redacted')
  expect(levelMeaning('medium', { ...unset, is_set: true, data_type: 'security' })).not.toContain('readable')
})

test('the level of the catalogue means something else once the organization set it itself', () => {
  const pii = { ...unset, data_type: 'pii' }
  expect([isCatalogueWord('medium', pii), levelMeaning('medium', pii)]).toEqual([
    true,
    expect.stringContaining('is redacted'),
  ])
  const set = { ...pii, is_set: true }
  expect([isCatalogueWord('medium', set), levelMeaning('medium', set)]).toEqual([
    false,
    expect.stringContaining('stays readable'),
  ])
  const off = { ...set, minimum_level: 'off' } as const
  expect([isCatalogueWord('medium', off), isCatalogueWord('off', off)]).toEqual([true, false])
})
