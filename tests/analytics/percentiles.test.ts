import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { EventRow } from '../../analytics/event-row.ts'
import { modelFigures } from '../../analytics/queries/model-figures.ts'
import { modelHours } from '../../analytics/queries/model-hours.ts'
import { vendorLatencies } from '../../analytics/queries/vendor-latencies.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { type TestEngine, testEngine } from '../support/engine.ts'
import { chanceOf, randomEvent } from '../support/random-events.ts'

const tenant: Tenant = { region: 'us', orgId: 'one', plan: 'enterprise' }
const hourMs = 3_600_000
const dayMs = 24 * hourMs
const nowMs = Date.parse('2026-11-20T12:34:56Z')
const chance = chanceOf(7)
const hourOfNowMs = Math.floor(nowMs / hourMs) * hourMs

/** Latencies of a vendor and of its one model, over two whole days and many hours of them. Units: milliseconds. */
const latencies: Record<string, (number | null)[]> = {
  one_value: [42],
  nothing_at_all: [0, 0, 0],
  not_known: [null, null],
  // Every tenth falls into the same hour.
  partly_known: Array.from({ length: 20 }, (_, index) => (index < 10 ? null : 250)),
  thousand: Array.from({ length: 1_000 }, (_, index) => index + 1),
  far_apart: [...Array.from({ length: 98 }, () => 2), 86_400_000, 86_400_000],
  below_one: Array.from({ length: 400 }, (_, index) => (index + 1) / 500),
  far_below_one: [0.00001, 0.0004, 0.0004, 0.0004],
  below_and_above: [0.9, 0.9, 0.9, 0.9, 1.5, 1.5, 1.5, 1.5, 1.5],
  half_zero: [...Array.from({ length: 50 }, () => 0), ...Array.from({ length: 50 }, () => 100)],
}
const atOf = (index: number): number => nowMs - dayMs * (1 + (index % 2)) - hourMs * (index % 5)

const rows: EventRow[] = Object.entries(latencies).flatMap(([vendor_id, values]) =>
  values.map((latency_ms, index) => ({
    ...randomEvent(chance, { id: `${vendor_id}-${index}`, orgId: tenant.orgId, untilMs: nowMs, days: 1 }),
    vendor_id,
    model: `model_of_${vendor_id}`,
    created_at: new Date(atOf(index)).toISOString(),
    latency_ms,
  })),
)

/** The value that a share of all lies at or below; of two that are as good both. */
function exact(values: readonly number[], share: number): [number, number] {
  const sorted = values.toSorted((a, b) => a - b)
  const place = share * (sorted.length - 1)
  return [sorted[Math.floor(place)] ?? Number.NaN, sorted[Math.ceil(place)] ?? Number.NaN]
}
const knownOf = (name: string) => (latencies[name] ?? []).filter((value) => value !== null)

function expectNear(what: string, found: number | null, values: readonly number[], share: number): void {
  if (values.length === 0) {
    expect([what, found]).toEqual([what, null])
    return
  }
  const [low, high] = exact(values, share)
  expect([what, found, (found ?? Number.NaN) >= low * 0.989]).toEqual([what, found, true])
  expect([what, found, (found ?? Number.NaN) <= high * 1.011]).toEqual([what, found, true])
}

let engine: TestEngine
beforeAll(async () => {
  engine = await testEngine()
  // In several parts, so that sketches have to be merged.
  for (const part of [0, 1, 2, 3])
    await engine.put(
      rows.filter((_, index) => index % 4 === part),
      `p${part}`,
    )
})
afterAll(() => engine.end())

describe('percentiles', () => {
  it('of vendors are those of its latencies but for a hundredth, and there are none where no latency is known', async () => {
    const found = await engine.store.ask(tenant, vendorLatencies, { nowMs })
    const known = Object.keys(latencies).filter((name) => knownOf(name).length > 0)
    expect(found.map(({ vendor_id }) => vendor_id).toSorted()).toEqual(known.toSorted())
    for (const { vendor_id, percentiles } of found) {
      expectNear(`${vendor_id} p50`, percentiles[0], knownOf(vendor_id), 0.5)
      expectNear(`${vendor_id} p95`, percentiles[1], knownOf(vendor_id), 0.95)
      expectNear(`${vendor_id} p99`, percentiles[2], knownOf(vendor_id), 0.99)
    }
  })

  it('of vendors are of the week to the hour, on whatever day and hour it begins', async () => {
    const weekMs = hourOfNowMs + hourMs - 7 * dayMs
    const at = [weekMs - 1, weekMs, weekMs + 11 * hourMs, weekMs + 12 * hourMs, hourOfNowMs]
    const own: Tenant = { ...tenant, orgId: 'week' }
    await engine.put(
      at.map((ms, index) => ({
        ...randomEvent(chance, { id: `week-${index}`, orgId: own.orgId, untilMs: nowMs, days: 1 }),
        vendor_id: `at_${index}`,
        created_at: new Date(ms).toISOString(),
        latency_ms: 100,
      })),
      'week',
    )
    const found = await engine.store.ask(own, vendorLatencies, { nowMs })
    expect(found.map(({ vendor_id }) => vendor_id).toSorted()).toEqual(['at_1', 'at_2', 'at_3', 'at_4'])
    const asOther = await engine.store.ask({ ...own, orgId: 'other' }, vendorLatencies, { nowMs })
    expect(asOther).toEqual([])
  })

  it.each([
    [0.975, 0.01],
    [0.981, 0.0203],
    [1, 0.0203],
    [1.02, 0.0203],
    [1.03, 0.01],
  ])('of %d ms alone are that but for %d of it', async (latencyMs, share) => {
    const own: Tenant = { ...tenant, orgId: `alone-${latencyMs}` }
    const event = randomEvent(chance, { id: 'a', orgId: own.orgId, untilMs: nowMs, days: 1 })
    await engine.put([{ ...event, latency_ms: latencyMs }], own.orgId)
    const [found] = await engine.store.ask(own, vendorLatencies, { nowMs })
    for (const each of found?.percentiles ?? [Number.NaN]) {
      expect(Math.abs(each - latencyMs)).toBeLessThanOrEqual(latencyMs * share)
    }
  })

  it('of models are so as well', async () => {
    const asked = { nowMs, days: 7, models: null, rows: 100 }
    const figures = await engine.store.ask(tenant, modelFigures, asked)
    expect(figures).toHaveLength(Object.keys(latencies).length)
    for (const { model, latency_p50_ms, latency_p95_ms, latency_p99_ms } of figures) {
      const known = knownOf(model.replace('model_of_', ''))
      expectNear(`${model} p50`, latency_p50_ms, known, 0.5)
      expectNear(`${model} p95`, latency_p95_ms, known, 0.95)
      expectNear(`${model} p99`, latency_p99_ms, known, 0.99)
    }
  })

  it.each(Object.keys(latencies))(
    'and the mean of each hour of a model are those of its events: %s',
    async (name) => {
      const asked = { model: `model_of_${name}`, fromMs: nowMs - 7 * dayMs, toMs: nowMs }
      const hours = await engine.store.ask(tenant, modelHours, asked)
      expect(hours.reduce((sum, { events }) => sum + events, 0)).toBe(latencies[name]?.length)
      for (const { at, events, answers, latency_mean_ms, latency_p95_ms } of hours) {
        const fromMs = Date.parse(at)
        const ofHour = (latencies[name] ?? []).filter(
          (_, index) => Math.floor(atOf(index) / hourMs) * hourMs === fromMs,
        )
        const known = ofHour.filter((value) => value !== null)
        expect([events, answers]).toEqual([ofHour.length, known.length])
        expectNear(`${at} p95`, latency_p95_ms, known, 0.95)
        if (known.length === 0) expect(latency_mean_ms).toBeNull()
        else
          expect(latency_mean_ms).toBeCloseTo(known.reduce((sum, value) => sum + value, 0) / known.length, 3)
      }
    },
  )
})
