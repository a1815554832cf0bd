import { useMemo } from 'preact/hooks'
import type { Timeline } from '../../../analytics/contract/analytics.ts'
import { count, humanize } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { readRange } from '../../lib/time-range.ts'
import type { Resource } from '../../models/resource.ts'
import { Button } from '../../parts/button.tsx'
import { Deferred } from '../../parts/deferred.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import './events-page.css'

const loadHistogram = async () => (await import('../../charts/histogram.tsx')).Histogram

const instant = (atS: number): string => new Date(atS * 1000).toISOString()

const stepNames: Readonly<Record<number, string>> = {
  60: 'minute',
  300: '5 minutes',
  900: '15 minutes',
  1800: '30 minutes',
  3600: 'hour',
  10800: '3 hours',
  21600: '6 hours',
  43200: '12 hours',
  86400: 'day',
}

type TimelineBandProps = {
  timeline: Resource<Timeline>
  /** Whether the list below says that nothing could be loaded: one fault is told once. */
  isTold: boolean
}

/** How many events the filters take and when they happened; drawing over the chart narrows the time. */
export function TimelineBand({ timeline, isTold }: TimelineBandProps) {
  const data = timeline.data.value
  const error = timeline.error.value
  const drawn = useMemo(() => data && drawnOf(data), [data])
  const narrow = (fromS: number, toS: number) =>
    setQuery({ range: null, from: instant(fromS), to: instant(toS), event: null })
  if (data === null && error !== null) {
    if (isTold) return null
    return (
      <div class="card band">
        <ErrorState error={error} onRetry={() => void timeline.load()} />
      </div>
    )
  }
  return (
    <section class="card band" aria-label="Events over time" aria-busy={timeline.loading.value}>
      <div class="band-head">
        <p class="band-total" role="status">
          {data === null ? <Skeleton width="160px" /> : <Total data={data} />}
        </p>
        <span class="band-actions">
          {data !== null && (
            <span class="muted band-hint">
              Per {stepNames[data.step_s] ?? `${data.step_s / 86_400} days`}. Draw over the chart to narrow
              the time.
            </span>
          )}
          {readRange(query.value) === 'custom' && (
            <Button size="small" onClick={() => setQuery({ from: null, to: null, range: null })}>
              Whole time
            </Button>
          )}
        </span>
      </div>
      {drawn === null ? (
        <Skeleton height={120} />
      ) : (
        <Deferred
          load={loadHistogram}
          fallback={<Skeleton height={120} />}
          props={{ ...drawn, onBrush: narrow }}
        />
      )}
    </section>
  )
}

/** A row of a usage report stands for many calls, so both are told. */
function Total({ data: { total_events: events, total_requests: calls, items } }: { data: Timeline }) {
  const violations = items.reduce((sum, step) => sum + step.violations, 0)
  return (
    <>
      <b>{count(events)}</b> {events === 1 ? 'event' : 'events'}
      {calls > events && (
        <span class="muted" title="A usage record of a vendor is one event that stands for many calls.">
          {' '}
          standing for <b>{count(calls)}</b> calls
        </span>
      )}
      {violations > 0 && violations !== events && (
        <span class="muted">
          , <b>{count(violations)}</b> with a violation
        </span>
      )}
    </>
  )
}

function drawnOf({ items, step_s: stepS, total_events: total }: Timeline) {
  const most = items.reduce((best, item) => (item.events > best.events ? item : best), {
    at: '',
    events: 0,
  })
  const peak =
    most.events > 0 ? ` Most at ${most.at.slice(0, 16).replace('T', ' ')} UTC: ${count(most.events)}.` : ''
  return {
    label: `Events over time, ${count(total)} in all.${peak} The time range can also be typed above.`,
    times: items.map(({ at }) => Date.parse(at) / 1000),
    stepS,
    series: [
      {
        key: 'plain',
        label: humanize('without_violation'),
        colour: '--series-1',
        values: items.map(({ events, violations }) => events - violations),
      },
      {
        key: 'violations',
        label: humanize('with_violation'),
        colour: '--series-3',
        values: items.map(({ violations }) => violations),
      },
    ],
  }
}
