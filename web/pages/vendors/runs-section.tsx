import type { CollectorRun } from '../../../analytics/contract/collector.ts'
import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { runRemark, runState } from '../../lib/collection-words.ts'
import { count, duration, humanize } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { nowMs } from '../../models/clock.ts'
import type { PagedList } from '../../models/paged-list.ts'
import { labelOf } from '../../models/vendors.ts'
import { StateBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { anyChoice } from '../../parts/choices.ts'
import { type Choice, Select } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import { Progress } from '../../parts/progress.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'
import './vendors.css'

const statusLabels = {
  running: 'Running',
  succeeded: 'Succeeded',
  partial: 'Not finished',
  failed: 'Failed',
} satisfies Record<CollectorRun['status'], string>
const statusChoices: readonly Choice[] = [anyChoice, ...Object.entries(statusLabels)]

type RunsSectionProps = { runs: PagedList<CollectorRun>; vendors: readonly CatalogueVendor[] | null }

/** What each pull brought, by vendor and outcome. */
export function RunsSection({ runs, vendors }: RunsSectionProps) {
  const vendor = query.value.get('run_vendor') ?? ''
  const status = query.value.get('run_status') ?? ''
  const vendorChoices: readonly Choice[] = [
    anyChoice,
    ...(vendors ?? []).map(({ vendor_id, label }): Choice => [vendor_id, label]),
  ]
  return (
    <Section
      title="Runs"
      lead="Each reads one stream with one credential, from where the last one came to."
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
        </div>
      }
    >
      <Table
        caption="Runs, newest first"
        columns={columns}
        rows={runs.rows.value?.map((run) => ({ ...run, label: labelOf(vendors, run.vendor_id) })) ?? null}
        rowKey={({ id }) => id}
        card={(run) => <RunCard run={run} />}
        error={runs.error.value}
        onRetry={() => void runs.load({ keepRows: true })}
        more={{ has: runs.hasMore.value, loading: runs.loadingMore.value, load: () => void runs.more() }}
        skeletonRows={6}
        empty={vendor !== '' || status !== '' ? <NoMatch /> : <NoRun />}
      />
    </Section>
  )
}

function NoMatch() {
  return (
    <EmptyState icon="search" title="No run matches">
      <p>
        <Button onClick={() => setQuery({ run_vendor: null, run_status: null })}>Clear filters</Button>
      </p>
    </EmptyState>
  )
}

function NoRun() {
  return (
    <EmptyState icon="refresh" title="Nothing has run yet">
      <p>
        A run begins once a vendor is connected. <a href="/vendors/credentials">Connect one</a>
      </p>
    </EmptyState>
  )
}

type RunRow = CollectorRun & { label: string }

const columns: readonly Column<RunRow>[] = [
  { key: 'started', header: 'Started', cell: ({ started_at }) => <LogTime at={started_at} /> },
  { key: 'vendor', header: 'Vendor', cell: ({ label }) => <b>{label}</b> },
  { key: 'stream', header: 'Stream', cell: ({ stream }) => humanize(stream) },
  { key: 'status', header: 'Status', cell: (run) => <StateBadge {...runState(run)} /> },
  {
    key: 'progress',
    header: 'History read',
    cell: ({ progress, stream, label }) => (
      <Progress share={progress} label={`History of ${stream} of ${label} read`} />
    ),
  },
  { key: 'pulled', header: 'Rows', align: 'end', cell: ({ pulled }) => count(pulled) },
  { key: 'pages', header: 'Pages', align: 'end', cell: ({ pages }) => count(pages) },
  { key: 'took', header: 'Took', align: 'end', cell: (run) => <Took run={run} /> },
  { key: 'remark', header: 'Remark', share: 26, cell: (run) => <Remark run={run} /> },
]

function Took({ run: { started_at, finished_at } }: { run: CollectorRun }) {
  const endMs = finished_at === null ? nowMs() : Date.parse(finished_at)
  return <>{duration(Math.max(0, endMs - Date.parse(started_at)))}</>
}

function Remark({ run }: { run: CollectorRun }) {
  const remark = runRemark(run)
  if (remark === null) return <span class="muted">–</span>
  return <span title={remark}>{remark}</span>
}

/** A run where a table does not fit. */
function RunCard({ run }: { run: RunRow }) {
  const remark = runRemark(run)
  return (
    <div class="slim-card">
      <div class="slim-card-line">
        <span>
          <b>{run.label}</b>, {humanize(run.stream)}
        </span>
        <StateBadge {...runState(run)} />
      </div>
      <div class="slim-card-line muted">
        <span>
          <LogTime at={run.started_at} />, {count(run.pulled)} rows in <Took run={run} />
        </span>
        <Progress share={run.progress} label={`History of ${run.stream} of ${run.label} read`} />
      </div>
      {remark !== null && <p class="muted">{remark}</p>}
    </div>
  )
}
