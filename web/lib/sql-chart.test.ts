import { expect, it } from 'vitest'
import { chartOf } from './sql-chart.ts'

const result = (types: Record<string, string>, data: Record<string, unknown>[]) => ({
  meta: Object.entries(types).map(([name, type]) => ({ name, type })),
  data,
  rows: data.length,
  statistics: { elapsed: 0, rows_read: 0, bytes_read: 0 },
  truncated: false,
})

it('draws figures over days, one series per name, with gaps as nothing', () => {
  const chart = chartOf(
    result({ day: 'Date', model: 'LowCardinality(String)', spend: 'Decimal(38, 9)' }, [
      { day: '2026-11-01', model: 'a', spend: '1.5' },
      { day: '2026-11-02', model: 'b', spend: '1' },
      { day: '2026-11-04', model: 'a', spend: '2' },
    ]),
  )
  expect(chart).toMatchObject({
    kind: 'time',
    intervalS: 86_400,
    series: [
      { key: 'a', values: [1.5, 0, 0, 2] },
      { key: 'b', values: [0, 1, 0, 0] },
    ],
  })
})

it('draws each figure as a series where there are no names', () => {
  const chart = chartOf(
    result({ at: 'DateTime', n: 'UInt64', m: 'UInt64' }, [{ at: '2026-11-01 10:00:00', n: 1, m: 2 }]),
  )
  expect(chart).toMatchObject({
    kind: 'time',
    times: [Date.UTC(2026, 10, 1, 10) / 1000],
    series: [{ key: 'm' }, { key: 'n' }],
  })
})

it('draws a bar per name without a time', () => {
  expect(chartOf(result({ model: 'String', n: 'UInt64' }, [{ model: 'a', n: 3 }]))).toEqual({
    kind: 'bars',
    measure: 'n',
    items: [{ label: 'a', value: 3 }],
  })
})

it.each([
  [result({ model: 'String' }, [{ model: 'a' }])],
  [result({ n: 'UInt64' }, [{ n: 1 }])],
  [result({ model: 'String', n: 'UInt64' }, [])],
])('draws nothing of %j', (given) => {
  expect(chartOf(given)).toBeNull()
})
