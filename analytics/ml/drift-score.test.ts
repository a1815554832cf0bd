import { expect, it } from 'vitest'
import { driftScore } from './drift-score.ts'

it.each<[string, number | null, number | null, number | null]>([
  ['as usual', 100, 100, 0],
  ['faster', 40, 100, 0],
  ['a quarter slower', 125, 100, 25],
  ['just below twice as slow', 199.9, 100, 99.9],
  ['twice as slow', 200, 100, 100],
  ['ten times as slow', 1000, 100, 100],
  ['silent', null, 100, null],
  ['without a baseline', 100, null, null],
  ['with a baseline of nothing', 100, 0, null],
  ['with a baseline below a millisecond', 0.75, 0.5, 50],
])('the drift of a model that is %s', (_, mean, baseline, score) => {
  const found = driftScore(mean, baseline)
  if (score === null) expect(found).toBe(null)
  else expect(found).toBeCloseTo(score, 9)
})
