import { describe, expect, it } from 'vitest'
import type { ModelProfile } from '../../analytics/contract/models.ts'
import { fieldProblem, fieldsOf, profileWith, windowHours } from './model-health.ts'

const profile: ModelProfile = {
  model: 'fraud',
  source: 'learned',
  baseline_latency_ms: 49.12345,
  reference_from: null,
  reference_to: null,
  updated_by: 'user:1',
  updated_at: '2026-11-20T00:00:00.000Z',
  feature_stats: {
    amount: { mean: 100, std: 5, n: 10 },
    country: { n: 10, categories: { DE: 10 } },
  },
}

it.each([
  ['', '24'],
  ['hours=1', '1'],
  ['hours=168', '168'],
  ['hours=3', '24'],
  ['hours=constructor', '24'],
])('the window of "%s" is %s hours', (search, hours) =>
  expect(windowHours(new URLSearchParams(search))).toBe(hours),
)

describe('the fields of a profile', () => {
  it('hold its baseline and what its numbers are like', () => {
    expect(fieldsOf(profile)).toEqual({
      baseline_latency_ms: '49.123',
      'mean:amount': '100',
      'std:amount': '5',
    })
    expect(fieldsOf(null)).toEqual({ baseline_latency_ms: '' })
  })

  it('go back into it, and leave the rest as it was', () => {
    const fields = { baseline_latency_ms: '60', 'mean:amount': '90', 'std:amount': '4.5' }
    expect(profileWith(profile, fields)).toEqual({
      baseline_latency_ms: 60,
      feature_stats: { amount: { mean: 90, std: 4.5, n: 10 }, country: { n: 10, categories: { DE: 10 } } },
    })
    expect(profileWith(null, { baseline_latency_ms: ' ' })).toEqual({
      baseline_latency_ms: null,
      feature_stats: {},
    })
  })

  it.each([
    ['baseline_latency_ms', '', true],
    ['baseline_latency_ms', '12.5', true],
    ['baseline_latency_ms', '0', false],
    ['baseline_latency_ms', 'fast', false],
    ['mean:a', '-3', true],
    ['mean:a', '', false],
    ['std:a', '0', true],
    ['std:a', '-1', false],
    ['std:a', 'Infinity', false],
  ])('%s may be "%s": %s', (name, text, isFine) => {
    expect(fieldProblem(name, text) === null).toBe(isFine)
  })
})
