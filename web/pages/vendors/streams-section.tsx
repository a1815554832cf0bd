import type { PipelineStatus } from '../../../analytics/contract/pipeline.ts'
import type { CatalogueVendor } from '../../../analytics/contract/vendor-catalogue.ts'
import { duration, humanize } from '../../lib/format.ts'
import type { Resource } from '../../models/resource.ts'
import { labelOf } from '../../models/vendors.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Section } from '../../parts/page-header.tsx'
import { Progress } from '../../parts/progress.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import './vendors.css'

type StreamRow = PipelineStatus['streams'][number] & { label: string }

const pageRows = 15
const columns: readonly Column<StreamRow>[] = [
  {
    key: 'vendor',
    header: 'Vendor',
    cell: ({ label }) => <b>{label}</b>,
    sortValue: ({ label }) => label,
  },
  {
    key: 'stream',
    header: 'Stream',
    cell: (row) => <StreamLink stream={row} />,
    sortValue: ({ stream }) => stream,
  },
  { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    key: 'lag',
    header: 'Behind',
    align: 'end',
    cell: ({ lag_s }) => (lag_s === null ? <span class="muted">Nothing read yet</span> : lagText(lag_s)),
    sortValue: ({ lag_s }) => lag_s,
  },
  {
    key: 'progress',
    header: 'History read',
    cell: ({ progress, stream, label }) => (
      <Progress share={progress} label={`History of ${stream} of ${label}`} />
    ),
    sortValue: ({ progress }) => progress,
  },
  {
    key: 'error',
    header: 'Last error',
    share: 34,
    cell: ({ last_error }) =>
      last_error === null ? <span class="muted">–</span> : <span title={last_error}>{last_error}</span>,
  },
]

type StreamsSectionProps = {
  pipeline: Resource<PipelineStatus>
  vendors: readonly CatalogueVendor[] | null
}

/** How far behind its vendor each stream is. */
export function StreamsSection({ pipeline, vendors }: StreamsSectionProps) {
  const rows = pipeline.data.value?.streams
    .map((stream) => ({ ...stream, label: labelOf(vendors, stream.vendor_id) }))
    .toSorted((a, b) => Number(isWell(a)) - Number(isWell(b)))
  return (
    <Section title="Streams" lead="How far behind its vendor each is, and how much of its history is read.">
      <Table
        caption="Streams"
        columns={columns}
        rows={rows ?? null}
        rowKey={({ credential_id, stream }) => `${credential_id}/${stream}`}
        card={(stream) => <StreamCard stream={stream} />}
        pageRows={pageRows}
        error={pipeline.data.value === null ? pipeline.error.value : null}
        onRetry={() => void pipeline.load()}
        skeletonRows={4}
        empty={
          <EmptyState icon="refresh" title="Nothing is collected yet">
            <p>
              <a href="/vendors/credentials">Connect a vendor</a>, and its streams stand here.
            </p>
          </EmptyState>
        }
      />
    </Section>
  )
}

/** Those that need a look stand first. */
const isWell = ({ status, last_error }: StreamRow): boolean => status === 'active' && last_error === null

const lagText = (lagS: number): string => duration(lagS * 1000)

function StreamLink({ stream: { stream, credential_id } }: { stream: StreamRow }) {
  return (
    <a href={`/vendors/credentials?credential=${encodeURIComponent(credential_id)}`}>{humanize(stream)}</a>
  )
}

/** A stream where a table does not fit. */
function StreamCard({ stream }: { stream: StreamRow }) {
  const { label, status, lag_s, progress, last_error } = stream
  return (
    <div class="slim-card">
      <div class="slim-card-line">
        <span>
          <b>{label}</b>, <StreamLink stream={stream} />
        </span>
        {status === 'stopped' && <StatusBadge status={status} />}
      </div>
      <div class="slim-card-line muted">
        <span>{lag_s === null ? 'Nothing read yet' : `${lagText(lag_s)} behind`}</span>
        <Progress share={progress} label={`History of ${stream.stream} of ${label}`} />
      </div>
      {last_error !== null && <p class="muted">{last_error}</p>}
    </div>
  )
}
