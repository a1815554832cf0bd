import { describe, expect, it } from 'vitest'
import type { FeatureHealth, HealthFigures } from '../../analytics/contract/models.ts'
import { briefCauses, driftText, featureLabel, healthCauses, healthReasons, testText } from './model-words.ts'

const figures: HealthFigures = {
  health: 100,
  bounds: { min: 0, max: 100 },
  drift_mean: 0,
  llm_latency_ms: 500,
  penalties: { drift: 0, latency: 0 },
  models_with_drift: 1,
  drifting: [],
}

describe('what pulls health down', () => {
  it('is said when nothing does, and when nothing is known', () => {
    expect(healthReasons(figures)).toEqual(['Nothing pulls it down: models answer as fast as usual.'])
    expect(healthReasons({ ...figures, drift_mean: null, llm_latency_ms: null })).toEqual([
      'Nothing is known of the last minutes, so nothing is taken off.',
    ])
  })

  it('names the model that drifts most, and slow answers', () => {
    const reasons = healthReasons({
      ...figures,
      penalties: { drift: 12.34, latency: 5 },
      llm_latency_ms: 1250,
      models_with_drift: 2,
      drifting: [
        { model: 'fraud', drift: 61.7 },
        { model: 'churn', drift: 1 },
      ],
    })
    expect(reasons).toEqual([
      'Drift takes 12.3 points, on average over 2 models: fraud answers 62% slower than usual.',
      'Slow LLM answers take 5 points: 1.25 s on average over the last 15 minutes, and a second is calm.',
    ])
  })
})

it('says for each model what its health fell by, and nothing of a model that is well', () => {
  const model = { penalties: { drift: 0, latency: 0 }, drift: null, llm_latency_ms: 900 }
  expect(healthCauses(model)).toEqual([])
  expect(healthCauses({ ...model, drift: 0.9, penalties: { drift: 0.36, latency: 0 } })).toEqual([])
  expect(
    healthCauses({ drift: 46.5, llm_latency_ms: 3363, penalties: { drift: 18.6, latency: 40 } }),
  ).toEqual(['47% slower than usual: −18.6', 'answers in 3.36 s: −40'])
  expect(briefCauses({ drift: 46.5, llm_latency_ms: 3363, penalties: { drift: 18.6, latency: 40 } })).toEqual(
    ['47% slower: −18.6', '3.36 s: −40'],
  )
})

it.each([
  [null, null],
  [0, 'as fast as usual'],
  [0.4, 'as fast as usual'],
  [25, '25% slower than usual'],
  [100, 'at least twice as slow as usual'],
])('a drift of %s is said as %s', (drift, text) => expect(driftText(drift)).toBe(text))

it('names a prediction for what it is', () => {
  expect([featureLabel('(prediction)'), featureLabel('age')]).toEqual(['Prediction', 'age'])
})

it('says what the tests of a feature found beside what chance would give', () => {
  const feature: FeatureHealth = {
    feature: 'age',
    kind: 'number',
    verdict: 'drifted',
    psi: { value: 0.312, critical: 0.0511 },
    ks: { value: 0.22, critical: 0.1 },
    values: 1200,
    reference_values: 20_000,
    mean: 1,
    reference_mean: 1,
    histogram: null,
  }
  expect(testText(feature)).toBe(
    'Stability index 0.31 (chance stays below 0.051), greatest gap 0.22 (0.1); 1.2K values now, 20K in the reference.',
  )
  expect(testText({ ...feature, psi: null, ks: null })).toBe('1.2K values now, 20K in the reference.')
})
