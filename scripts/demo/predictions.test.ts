import { describe, expect, it } from 'vitest'
import { mlPushEvent } from '../../analytics/contract/ml-push.ts'
import { catalogueProfile } from '../../analytics/detection.ts'
import { mlEvent, unknownModel } from '../../analytics/ml/ml-event.ts'
import { priceUsage } from '../../analytics/pricing/price.ts'
import { models, predictionAt } from './predictions.ts'

const nowMs = Date.parse('2026-11-20T12:00:00Z')
const minuteMs = 60_000
const drift = { fromMs: nowMs }
const many = (name: string, fromMs: number) =>
  models
    .filter((model) => model.name === name)
    .flatMap((model) =>
      Array.from({ length: 300 }, (_, index) =>
        predictionAt('seed', model, fromMs + index * minuteMs, drift),
      ),
    )
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('a prediction of the demo company', () => {
  it('comes out the same again, and has an id of its own', () => {
    expect(many('no-show', nowMs)).toEqual(many('no-show', nowMs))
    expect(new Set(many('no-show', nowMs).map(({ id }) => id)).size).toBe(300)
  })

  it.each(models.map(({ name }) => name))('of %s is taken, and nothing is found in it', (name) => {
    for (const event of many(name, nowMs - 400 * minuteMs)) {
      const end = mlEvent(
        mlPushEvent.parse(event),
        null,
        {
          orgId: 'o',
          region: 'us',
          retentionMs: 30 * 1_440 * minuteMs,
          nowMs,
          newId: () => 'n',
          detection: catalogueProfile,
          detectorVersion: '1',
          price: priceUsage,
        },
        () => unknownModel,
      )
      expect(end).toMatchObject({ end: 'kept' })
      expect(end.end === 'kept' && end.row.compliance_hits).toBeUndefined()
    }
  })

  it('changes with the drift of its model, and with that of no other', () => {
    const amounts = (fromMs: number) =>
      many('claims-triage', fromMs).map(({ features }) => Number(features.amount_usd))
    expect(mean(amounts(nowMs))).toBeGreaterThan(1.5 * mean(amounts(nowMs - 400 * minuteMs)))
    const slowness = (name: string) =>
      mean(many(name, nowMs).map(({ latency_ms }) => latency_ms)) /
      mean(many(name, nowMs - 400 * minuteMs).map(({ latency_ms }) => latency_ms))
    expect(slowness('claims-triage')).toBeGreaterThan(1.4)
    expect(slowness('no-show')).toBeLessThan(1.2)
  })
})
