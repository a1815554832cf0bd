import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import type { Timeline } from '../../../analytics/contract/analytics.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { api } from '../../lib/api.ts'
import { runState } from '../../lib/collection-words.ts'
import { compactCount, compactMoney, count, duration, money } from '../../lib/format.ts'
import { resource } from '../../models/resource.ts'
import { may } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { StateBadge } from '../../parts/badge.tsx'
import { Deferred } from '../../parts/deferred.tsx'
import { Drawer } from '../../parts/drawer.tsx'
import { Fact, Facts, Part } from '../../parts/facts.tsx'
import { Segments } from '../../parts/field.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import type { VendorRow } from './vendor-columns.tsx'
import './vendors.css'

const loadChart = async () => (await import('../../charts/time-chart.tsx')).TimeChart
const days = 30
const dayMs = 86_400_000

/** One vendor's usage: its figures, and its course over thirty days. */
export function UsageDrawer({ vendor, onClose }: { vendor: VendorRow; onClose: () => void }) {
  const { vendor_id: id, last_sync_status: status, last_sync_errors: errors } = vendor
  const latency = (ms: number | null) => (ms === null ? null : duration(ms))
  return (
    <Drawer title={vendorLabel(id)} onClose={onClose}>
      <Facts>
        <Fact name="Events, 7 days">{count(vendor.events_7d)}</Fact>
        <Fact name="Events, 30 days">{count(vendor.events_30d)}</Fact>
        <Fact name="Calls, 7 days">{count(vendor.requests_7d)}</Fact>
        <Fact name="Tokens, 7 days">{count(vendor.tokens_7d)}</Fact>
        <Fact name="Spend, 7 days">{compactMoney(vendor.spend_7d_usd)}</Fact>
        <Fact name="Half of the answers come within">{latency(vendor.latency_p50_ms)}</Fact>
        <Fact name="95 of 100 within">{latency(vendor.latency_p95_ms)}</Fact>
        <Fact name="99 of 100 within">{latency(vendor.latency_p99_ms)}</Fact>
        <Fact name="Last sync" wide>
          {vendor.last_sync_at === null ? (
            'Not collected: what is known of it was pushed'
          ) : (
            <>
              {status && <StateBadge {...runState({ status, errors })} />}
              <RelativeTime at={vendor.last_sync_at} />
            </>
          )}
        </Fact>
      </Facts>
      {may('events:read') && <Course vendorId={id} />}
      <Part title="Go on">
        <ul class="go-on">
          <li>
            <a href={`/activity?${new URLSearchParams({ vendor_id: id })}`}>All events of the last 7 days</a>
          </li>
          <li>
            <a href={`/violations?${new URLSearchParams({ vendor_id: id })}`}>Its violations</a>
          </li>
          <li>
            <a
              href={`/activity?${new URLSearchParams({ vendor_id: id, latency_min_ms: String(slowFromMs(vendor)) })}`}
            >
              Its slowest calls, from {duration(slowFromMs(vendor))}
            </a>
          </li>
          {vendor.last_sync_at !== null && (
            <li>
              <a href={`/vendors/collection?run_vendor=${encodeURIComponent(id)}`}>How its syncs went</a>
            </li>
          )}
        </ul>
      </Part>
    </Drawer>
  )
}

const slowFromMsDefault = 5_000
const slowFromMs = ({ latency_p95_ms: ms }: VendorRow): number =>
  ms === null ? slowFromMsDefault : Math.floor(ms)

type Measure = 'requests' | 'cost' | 'violations'
const measures = {
  requests: { label: 'Calls', format: compactCount },
  cost: { label: 'Cost', format: (dollars: number) => money(dollars.toFixed(4)) },
  violations: { label: 'Violations', format: compactCount },
} satisfies Record<Measure, { label: string; format: (value: number) => string }>

function Course({ vendorId }: { vendorId: string }) {
  const measure = useSignal<Measure>('requests')
  const from = useMemo(() => new Date(Math.floor(Date.now() / dayMs - days + 1) * dayMs).toISOString(), [])
  const timeline = useModel(() =>
    resource((signal) => api('GET /events/timeline', { query: { vendor_id: vendorId, from }, signal })),
  )
  useEffect(() => void timeline.load(), [timeline])
  const data = timeline.data.value
  const drawn = useMemo(() => data && byDay(data, measure.value), [data, measure.value])
  const error = timeline.error.value
  const { label, format } = measures[measure.value]
  return (
    <Part title="Over 30 days">
      <div>
        <Segments
          legend="Show"
          value={measure.value}
          choices={Object.entries(measures).map(([name, words]) => [name, words.label] as const)}
          onChange={(value) => {
            measure.value = value === 'cost' || value === 'violations' ? value : 'requests'
          }}
        />
      </div>
      {drawn === null && error !== null ? (
        <ErrorState error={error} onRetry={() => void timeline.load()} />
      ) : drawn === null ? (
        <Skeleton height={256} />
      ) : (
        <Deferred
          load={loadChart}
          fallback={<Skeleton height={256} />}
          props={{
            label: `${label} per day`,
            times: drawn.times,
            intervalS: dayMs / 1000,
            series: [{ key: measure.value, label, colour: '--series-1', values: drawn.values }],
            format,
          }}
        />
      )}
    </Part>
  )
}

/** A course by days of UTC, whatever its steps. */
function byDay({ items }: Timeline, measure: Measure): { times: number[]; values: number[] } {
  const sums = new Map<number, number>()
  for (const item of items) {
    const dayS = Math.floor(Date.parse(item.at) / dayMs) * (dayMs / 1000)
    const value = measure === 'cost' ? Number(item.cost_usd) : item[measure]
    sums.set(dayS, (sums.get(dayS) ?? 0) + value)
  }
  return { times: [...sums.keys()], values: [...sums.values()] }
}
