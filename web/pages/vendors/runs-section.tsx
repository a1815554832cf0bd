import { useEffect } from 'preact/hooks'
import type { CollectorRun } from '../../../analytics/contract/collector.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { count, duration, humanize } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { useModel } from '../../models/use-model.ts'
import { runsModel } from '../../models/vendors.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { anyChoice, vendorChoices } from '../../parts/choices.ts'
import { type Choice, Select } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'
import './vendors.css'

const statusLabels = {
  running: 'Running',
  succeeded: 'Succeeded',
  partial: 'Partial',
  failed: 'Failed',
} satisfies Record<CollectorRun['status'], string>
const statusChoices: readonly Choice[] = [anyChoice, ...Object.entries(statusLabels)]

const none = <span class="muted">–</span>

const columns: readonly Column<CollectorRun>[] = [
  { key: 'started', header: 'Started', cell: ({ started_at }) => <LogTime at={started_at} /> },
  { key: 'vendor', header: 'Vendor', cell: ({ vendor_id }) => <b>{vendorLabel(vendor_id)}</b> },
  { key: 'stream', header: 'Stream', cell: ({ stream }) => humanize(stream) },
  { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { key: 'pulled', header: 'Rows pulled', align: 'end', cell: ({ pulled }) => count(pulled) },
  { key: 'took', header: 'Took', align: 'end', cell: (run) => tookText(run) ?? none },
  {
    key: 'error',
    header: 'Errors',
    cell: ({ errors, error_message }) =>
      errors === 0 ? (
        none
      ) : (
        <span class="run-error" title={error_message ?? undefined}>
          {count(errors)}
          {error_message && `: ${error_message}`}
        </span>
      ),
  },
]

function tookText({ started_at, finished_at }: CollectorRun): string | null {
  return finished_at === null ? null : duration(Date.parse(finished_at) - Date.parse(started_at))
}

/** What each pull brought, by vendor and outcome. */
export function RunsSection() {
  const runs = useModel(runsModel)
  const vendor = query.value.get('run_vendor') ?? ''
  const status = query.value.get('run_status') ?? ''
  useEffect(() => void runs.load(), [runs, vendor, status])
  const reload = () => void runs.load({ keepRows: true })
  const rows = runs.rows.value

  return (
    <Section
      title="Sync runs"
      actions={
        <div class="run-filters">
          <Select
            label="Vendor"
            value={vendor}
            choices={vendorChoices}
            onChange={(value) => setQuery({ run_vendor: value })}
          />
          <Select
            label="Status"
            value={status}
            choices={statusChoices}
            onChange={(value) => setQuery({ run_status: value })}
          />
          <Button icon="refresh" label="Refresh sync runs" onClick={reload} />
        </div>
      }
    >
      <Table
        caption="Sync runs, newest first"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        error={runs.error.value}
        onRetry={reload}
        more={{ has: runs.hasMore.value, loading: runs.loadingMore.value, load: () => void runs.more() }}
        skeletonRows={6}
        empty={
          vendor !== '' || status !== '' ? (
            <EmptyState icon="search" title="No sync run matches">
              <p>
                <Button onClick={() => setQuery({ run_vendor: null, run_status: null })}>
                  Clear filters
                </Button>
              </p>
            </EmptyState>
          ) : (
            <EmptyState icon="refresh" title="No sync has run yet">
              <p>Runs appear here once a credential is due, or when you sync it.</p>
            </EmptyState>
          )
        }
      />
    </Section>
  )
}
