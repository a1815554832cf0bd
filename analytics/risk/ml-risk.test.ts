import { describe, expect, it } from 'vitest'
import { mlRisk, type Prediction } from './ml-risk.ts'

const stats = new Map([
  ['amount', { mean: 100, std: 10 }],
  ['hour', { mean: 12, std: 4 }],
  ['fixed', { mean: 1, std: 0 }],
])
const of = (change: Partial<Prediction>) =>
  mlRisk({ probabilities: [], features: {}, featureStats: stats, driftScore: null, ...change })

describe('the risk of a prediction', () => {
  it.each<[string, Partial<Prediction>, number, string]>([
    ['nothing is known of', {}, 0, 'normal'],
    ['that is certain', { probabilities: [0, 1] }, 0, 'normal'],
    ['that is undecided between two', { probabilities: [0.5, 0.5] }, 0.2, 'normal'],
    ['that is certain of nothing', { probabilities: [0, 0] }, 0.4, 'suspicious'],
    ['just above certain of nothing', { probabilities: [0.001, 0] }, 0.3996, 'normal'],
    ['of a model that drifts', { driftScore: 50 }, 0.15, 'normal'],
    ['with a usual feature', { features: { amount: 100 } }, 0, 'normal'],
    ['with a feature one and a half deviations off', { features: { amount: 85 } }, 0.15, 'normal'],
    ['with a feature three deviations off', { features: { amount: 130 } }, 0.3, 'normal'],
    ['with a feature a thousand deviations off', { features: { amount: 1e5 } }, 0.3, 'normal'],
    ['of which the farther feature counts', { features: { amount: 110, hour: 0 } }, 0.3, 'normal'],
    [
      'of which the farther feature counts, be it the first',
      { features: { amount: 130, hour: 13 } },
      0.3,
      'normal',
    ],
    ['with a feature that never varied, as ever', { features: { fixed: 1 } }, 0, 'normal'],
    ['with a feature that never varied before', { features: { fixed: 1.1 } }, 0.3, 'normal'],
    ['with a feature of unknown statistics', { features: { other: 1e9 } }, 0, 'normal'],
    ['with a feature that is text', { features: { amount: '1e9' } }, 0, 'normal'],
    [
      'that is bad in every way',
      { probabilities: [0], features: { amount: 0 }, driftScore: 100 },
      1,
      'risky',
    ],
    [
      'that is exactly risky',
      { probabilities: [0.375, 0.2], driftScore: 100, features: { amount: 120 } },
      0.75,
      'risky',
    ],
    [
      'that would fall short of suspicious by a last digit',
      { probabilities: [0.3], driftScore: 40 },
      0.4,
      'suspicious',
    ],
    [
      'that is exactly suspicious',
      { probabilities: [0.75], driftScore: 0, features: { amount: 130 } },
      0.4,
      'suspicious',
    ],
  ])('%s', (_, change, score, label) => {
    const risk = of(change)
    expect(risk.score).toBeCloseTo(score, 9)
    expect(risk).toMatchObject({ label, flags: [] })
  })

  it('takes no feature from the prototype', () => {
    const featureStats = new Map([['constructor', { mean: 0, std: 1 }]])
    expect(of({ featureStats, features: {} }).score).toBe(0)
  })
})
