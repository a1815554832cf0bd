import { describe, expect, it } from 'vitest'
import { boundsOf, healthOf } from './health.ts'

const open = { min: 0, max: 100 }

describe('health', () => {
  it.each<[string, number[], number | null, number]>([
    ['nothing is known', [], null, 100],
    ['all is well', [0, 0], 800, 100],
    ['a second is still calm', [], 1000, 100],
    ['one model of two drifts fully', [100, 0], null, 80],
    ['every model drifts fully', [100, 100], null, 60],
    ['LLMs take half a second too long', [], 1500, 90],
    ['LLMs take three seconds', [], 3000, 60],
    ['LLMs take thirty seconds', [], 30_000, 60],
    ['all is bad', [100], 30_000, 20],
    ['a little of both', [25], 1250, 85],
  ])('when %s', (_, drifts, llmLatencyMs, health) => {
    expect(healthOf({ drifts, llmLatencyMs }, open).health).toBeCloseTo(health, 9)
  })

  it('stays between its bounds, and says what it would have lost', () => {
    const found = healthOf({ drifts: [100], llmLatencyMs: 30_000 }, { min: 50, max: 90 })
    expect(found).toEqual({ health: 50, driftMean: 100, penalties: { drift: 40, latency: 40 } })
    expect(healthOf({ drifts: [0], llmLatencyMs: 1 }, { min: 50, max: 90 }).health).toBe(90)
  })

  it('is not the better for models that are faster than they need to be', () => {
    expect(healthOf({ drifts: [100], llmLatencyMs: 100 }, open)).toEqual({
      health: 60,
      driftMean: 100,
      penalties: { drift: 40, latency: 0 },
    })
  })

  it('is 100 when nothing is known, whatever the bounds', () => {
    expect(healthOf({ drifts: [], llmLatencyMs: null }, { min: 0, max: 50 })).toMatchObject({
      health: 100,
      driftMean: null,
    })
  })
})

describe('bounds', () => {
  it.each([
    ['0-100', { min: 0, max: 100 }],
    ['20-95', { min: 20, max: 95 }],
    ['50-50', { min: 50, max: 50 }],
    ['', null],
    ['100', null],
    ['90-10', null],
    ['0-101', null],
    ['-5-100', null],
    ['0 - 100', null],
    ['a-b', null],
  ])('%s', (text, bounds) => expect(boundsOf(text)).toEqual(bounds))
})
