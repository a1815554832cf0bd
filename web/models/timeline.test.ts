import { expect, test } from 'vitest'
import { timelineOf } from './timeline.ts'

const point = (at: string, vendor_id: string, requests: number, cost_usd = '0') => ({
  at: `2026-11-20T${at}:00Z`,
  vendor_id,
  requests,
  cost_usd,
})
const second = (at: string) => Date.parse(`2026-11-20T${at}:00Z`) / 1000

test('hours in any order are gathered into intervals, and an interval without points is there as zero', () => {
  const { times, series } = timelineOf(
    [point('07:00', 'openai', 5), point('00:00', 'openai', 2), point('02:00', 'openai', 3)],
    'requests',
    3,
  )
  expect(times).toEqual([second('00:00'), second('03:00'), second('06:00')])
  expect(series).toEqual([{ key: 'openai', label: 'OpenAI', colour: '--series-1', values: [5, 0, 5] }])
})

test('the largest vendor comes first, and keeps its place when cost is shown', () => {
  const points = [point('00:00', 'mistral', 1, '9.5'), point('00:00', 'openai', 9, '0.25')]
  for (const metric of ['requests', 'cost'] as const) {
    expect(timelineOf(points, metric, 3).series.map(({ key }) => key)).toEqual(['openai', 'mistral'])
  }
  expect(timelineOf(points, 'cost', 3).series.map(({ values }) => values)).toEqual([[0.25], [9.5]])
})

test('from the seventh vendor on the rest is one series', () => {
  const points = Array.from({ length: 8 }, (_, index) => point('00:00', `vendor_${index}`, 100 - index))
  const { series } = timelineOf(points, 'requests', 3)
  expect(series).toHaveLength(7)
  expect(series.at(-1)).toEqual({ key: 'other', label: 'Other', colour: '--series-other', values: [94 + 93] })
  expect(timelineOf(points.slice(0, 6), 'requests', 3).series.map(({ key }) => key)).not.toContain('other')
})

test('no points make no series', () => {
  expect(timelineOf([], 'requests', 3)).toEqual({ times: [], series: [] })
})
