import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import type { Overview } from '../../../analytics/contract/overview.ts'
import { compactCount, count, money } from '../../lib/format.ts'
import { type Timeline, type TimelineMetric, timelineOf } from '../../models/timeline.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Deferred } from '../../parts/deferred.tsx'
import { Segments } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, Skeleton } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import './overview.css'

const loadChart = async () => (await import('../../charts/time-chart.tsx')).TimeChart
const intervalHoursWide = 3
const intervalHoursNarrow = 12
const intervalHoursTable = 24

const dayText = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})

const axisText = {
  // There is no part of a call.
  requests: (calls: number) => (Number.isInteger(calls) ? compactCount(calls) : ''),
  cost: (dollars: number) =>
    dollars >= 10 || dollars === 0 ? `$${compactCount(dollars)}` : money(dollars.toFixed(4)),
} satisfies Record<TimelineMetric, (value: number) => string>

const exactText = {
  requests: count,
  cost: (dollars: number) => money(dollars.toFixed(6)),
} satisfies Record<TimelineMetric, (value: number) => string>

type TimelineProps = {
  points: Overview['timeline'] | null
  /** When they were asked for. */
  nowMs: number
}

/** Calls or cost over the week by vendor, as a chart or as a table. */
export function TimelineSection({ points, nowMs }: TimelineProps) {
  const metric = useSignal<TimelineMetric>('requests')
  const view = useSignal<'chart' | 'table'>('chart')
  const chartHours = isNarrow.value ? intervalHoursNarrow : intervalHoursWide
  const intervalHours = view.value === 'table' ? intervalHoursTable : chartHours
  const timeline = useMemo(
    () => points && timelineOf(points, metric.value, intervalHours, nowMs),
    [points, metric.value, intervalHours],
  )
  return (
    <Section
      title="Usage by vendor"
      lead={intervalHours === intervalHoursTable ? 'Per day' : `Per ${intervalHours} hours`}
      actions={
        <>
          <Segments
            legend="Show"
            value={metric.value}
            choices={[
              ['requests', 'Calls'],
              ['cost', 'Cost'],
            ]}
            onChange={(value) => {
              metric.value = value === 'cost' ? 'cost' : 'requests'
            }}
          />
          <Segments
            legend="As"
            value={view.value}
            choices={[
              ['chart', 'Chart'],
              ['table', 'Table'],
            ]}
            onChange={(value) => {
              view.value = value === 'table' ? 'table' : 'chart'
            }}
          />
        </>
      }
    >
      <div class={view.value === 'table' && timeline?.series.length ? undefined : 'timeline'}>
        {timeline === null ? (
          <Skeleton height={300} />
        ) : timeline.series.length === 0 ? (
          <EmptyState icon="chart" title="No usage in the last 7 days" />
        ) : view.value === 'table' ? (
          <TimelineTable timeline={timeline} metric={metric.value} />
        ) : (
          <Deferred
            load={loadChart}
            fallback={<Skeleton height={300} />}
            props={{
              label: metric.value === 'requests' ? 'Calls by vendor' : 'Cost by vendor',
              times: timeline.times,
              intervalS: intervalHours * 3_600,
              series: timeline.series,
              format: axisText[metric.value],
            }}
          />
        )}
      </div>
    </Section>
  )
}

type Day = { startS: number; index: number }

/** The chart's figures by day, latest first. */
function TimelineTable({ timeline, metric }: { timeline: Timeline; metric: TimelineMetric }) {
  const days = timeline.times.map((startS, index): Day => ({ startS, index })).reverse()
  const columns: readonly Column<Day>[] = [
    { key: 'day', header: 'Day (UTC)', cell: ({ startS }) => dayText.format(startS * 1000) },
    ...timeline.series.map(
      ({ key, label, values }): Column<Day> => ({
        key,
        header: label,
        align: 'end',
        cell: ({ index }) => exactText[metric](values[index] ?? 0),
      }),
    ),
  ]
  return (
    <Table
      caption={metric === 'requests' ? 'Calls by vendor and day' : 'Cost by vendor and day'}
      columns={columns}
      rows={days}
      rowKey={({ startS }) => String(startS)}
    />
  )
}
