import { expect, test } from 'vitest'
import { timelineOf } from './timeline.ts'

const point = (at: string, vendor_id: string, requests: number, cost_usd = '0') => ({
  at: `2026-11-20T${at}:00Z`,
  vendor_id,
  requests,
  cost_usd,
})
const nowMs = Date.parse('2026-11-20T08:30:00Z')
/** Of a week, what lies in the last intervals. */
const last = <Value>(count: number, values: readonly Value[]): Value[] => values.slice(-count)
const second = (at: string) => Date.parse(`2026-11-20T${at}:00Z`) / 1000

test('hours in any order are gathered into intervals, and an interval without points is there as zero', () => {
  const { times, series } = timelineOf(
    [point('07:00', 'openai', 5), point('00:00', 'openai', 2), point('02:00', 'openai', 3)],
    'requests',
    3,
    nowMs,
  )
  expect(last(3, times)).toEqual([second('00:00'), second('03:00'), second('06:00')])
  expect(series).toMatchObject([{ key: 'openai', label: 'OpenAI', colour: '--series-1' }])
  expect(last(4, series[0]?.values ?? [])).toEqual([0, 5, 0, 5])
})

test('a single point stands in its whole week, up to now', () => {
  const { times, series } = timelineOf([point('07:00', 'openai', 5)], 'requests', 3, nowMs)
  expect(times).toHaveLength(7 * 8 + 1)
  expect(times[0]).toBe(second('06:00') - 7 * 86_400)
  expect(series[0]?.values.findIndex((value) => value > 0)).toBe(7 * 8)
  expect(timelineOf([point('07:00', 'openai', 5)], 'requests', 24, nowMs).times).toHaveLength(8)
})

test('a point that is older than the week, or newer than now, is kept', () => {
  const later = { ...point('07:00', 'openai', 5), at: '2026-11-20T13:00:00Z' }
  const older = { ...later, at: '2026-11-12T07:00:00Z' }
  const { times } = timelineOf([older, later], 'requests', 3, nowMs)
  expect([times[0], times.at(-1)]).toEqual([second('06:00') - 8 * 86_400, second('12:00')])
})

test('the largest vendor comes first, and keeps its place when cost is shown', () => {
  const points = [point('00:00', 'mistral', 1, '9.5'), point('00:00', 'openai', 9, '0.25')]
  for (const metric of ['requests', 'cost'] as const) {
    expect(timelineOf(points, metric, 3, nowMs).series.map(({ key }) => key)).toEqual(['openai', 'mistral'])
  }
  expect(timelineOf(points, 'cost', 3, nowMs).series.map(({ values }) => last(3, values))).toEqual([
    [0.25, 0, 0],
    [9.5, 0, 0],
  ])
})

test('from the seventh vendor on the rest is one series', () => {
  const points = Array.from({ length: 8 }, (_, index) => point('00:00', `vendor_${index}`, 100 - index))
  const { series } = timelineOf(points, 'requests', 3, nowMs)
  expect(series).toHaveLength(7)
  expect(series.at(-1)).toMatchObject({ key: 'other', label: 'Other', colour: '--series-other' })
  expect(last(3, series.at(-1)?.values ?? [])).toEqual([94 + 93, 0, 0])
  expect(timelineOf(points.slice(0, 6), 'requests', 3, nowMs).series.map(({ key }) => key)).not.toContain(
    'other',
  )
})

test('no points make no series', () => {
  expect(timelineOf([], 'requests', 3, nowMs)).toEqual({ times: [], series: [] })
})
