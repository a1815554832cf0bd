import { expect, test } from 'vitest'
import type { RescanItem } from '../../analytics/contract/evidence.ts'
import { dataTypeLabel, differenceWords, isUnderWay, scannedWords, sizeText } from './evidence.ts'

const rescan: RescanItem = {
  id: 'r',
  status: 'running',
  from: '2026-11-01T00:00:00Z',
  to: '2026-11-21T00:00:00Z',
  progress: 0.5,
  events_total: 0,
  events_read: 0,
  from_evidence: 0,
  from_excerpts: 0,
  without_text: 0,
  detectors: [],
  corrected: 0,
  started_by: 'user:1',
  last_error: null,
  created_at: '2026-11-21T00:00:00Z',
  finished_at: null,
}

test('a rescan says what was read of, and nothing of what was not', () => {
  expect(scannedWords(rescan)).toBe('Nothing yet')
  expect(scannedWords({ ...rescan, from_evidence: 1_200, without_text: 3 })).toBe(
    '1,200 as they came, 3 without text',
  )
})

test('a rescan names the detectors that made most of the difference, and how many more there are', () => {
  const detectors = [
    { code: 'b', found: 1_200, gone: 3 },
    { code: 'a', found: 0, gone: 2 },
    { code: 'c', found: 1, gone: 0 },
  ]
  const label = (code: string): string => code.toUpperCase()
  expect([1, 2, 3].map((many) => differenceWords({ detectors: detectors.slice(0, many) }, label))).toEqual([
    'B +1,200 −3',
    'B +1,200 −3, A −2',
    'B +1,200 −3, A −2 and 1 more',
  ])
  expect(differenceWords({ detectors: [] }, label)).toBe('')
})

test('only what is queued or running is under way', () => {
  expect(
    (['queued', 'running', 'succeeded', 'failed'] as const).filter((status) => isUnderWay({ status })),
  ).toEqual(['queued', 'running'])
})

test('a size is said in the largest unit that fits', () => {
  expect([0, 999, 1_000, 1_540, 12_345_678, 4.2e15].map(sizeText)).toEqual([
    '0 B',
    '999 B',
    '1 kB',
    '1.5 kB',
    '12 MB',
    '4,200 TB',
  ])
})

test('a kind of data is called by its name, an unknown one as it is', () => {
  expect(['pii', 'general', 'later'].map(dataTypeLabel)).toEqual([
    'Personal data',
    'Nothing sensitive',
    'later',
  ])
})
