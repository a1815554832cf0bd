import type { VendorAnalytics } from '../../../analytics/contract/overview.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { runState } from '../../lib/collection-words.ts'
import { compactCount, compactMoney, count, duration } from '../../lib/format.ts'
import { StateBadge } from '../../parts/badge.tsx'
import { type Column, none } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './vendors.css'

export type VendorRow = VendorAnalytics['items'][number]

function latencyColumn(
  key: string,
  header: string,
  latencyMs: (row: VendorRow) => number | null,
): Column<VendorRow> {
  return {
    key,
    header,
    align: 'end',
    cell: (row) => {
      const ms = latencyMs(row)
      return ms === null ? none : duration(ms)
    },
    sortValue: latencyMs,
  }
}

/** The whole list is there, so every column sorts. */
export const vendorColumns: readonly Column<VendorRow>[] = [
  {
    key: 'vendor',
    header: 'Vendor',
    cell: ({ vendor_id }) => <b>{vendorLabel(vendor_id)}</b>,
    sortValue: ({ vendor_id }) => vendorLabel(vendor_id),
  },
  {
    key: 'events_7d',
    header: 'Events, 7 d',
    align: 'end',
    cell: ({ events_7d }) => count(events_7d),
    sortValue: ({ events_7d }) => events_7d,
  },
  {
    key: 'events_30d',
    header: 'Events, 30 d',
    align: 'end',
    cell: ({ events_30d }) => count(events_30d),
    sortValue: ({ events_30d }) => events_30d,
  },
  {
    key: 'requests',
    header: 'Calls, 7 d',
    align: 'end',
    cell: ({ requests_7d }) => count(requests_7d),
    sortValue: ({ requests_7d }) => requests_7d,
  },
  {
    key: 'tokens',
    header: 'Tokens, 7 d',
    align: 'end',
    cell: ({ tokens_7d }) => <span title={count(tokens_7d)}>{compactCount(tokens_7d)}</span>,
    sortValue: ({ tokens_7d }) => tokens_7d,
  },
  {
    key: 'spend',
    header: 'Spend, 7 d',
    align: 'end',
    cell: ({ spend_7d_usd }) => compactMoney(spend_7d_usd),
    sortValue: ({ spend_7d_usd }) => Number(spend_7d_usd),
  },
  latencyColumn('p50', 'p50', ({ latency_p50_ms }) => latency_p50_ms),
  latencyColumn('p95', 'p95', ({ latency_p95_ms }) => latency_p95_ms),
  latencyColumn('p99', 'p99', ({ latency_p99_ms }) => latency_p99_ms),
  {
    key: 'sync',
    header: 'Last sync',
    cell: ({ last_sync_at, last_sync_status: status, last_sync_errors: errors }) =>
      last_sync_at === null ? (
        <span class="sync-cell muted">Not collected</span>
      ) : (
        <span class="sync-cell">
          {status && <StateBadge {...runState({ status, errors })} />}
          <span class="muted">
            <RelativeTime at={last_sync_at} />
          </span>
        </span>
      ),
    sortValue: ({ last_sync_at }) => last_sync_at,
  },
]
