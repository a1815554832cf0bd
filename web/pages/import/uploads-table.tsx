import type { UploadItem } from '../../../analytics/contract/uploads.ts'
import { count } from '../../lib/format.ts'
import type { PagedList } from '../../models/paged-list.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'

/** Files that were sent before, and what became of their rows. */
export function UploadsTable({ list }: { list: PagedList<UploadItem> }) {
  return (
    <Table
      caption="Imports, newest first"
      columns={columns}
      rows={list.rows.value}
      rowKey={({ id }) => id}
      card={(upload) => <UploadCard upload={upload} />}
      error={list.error.value}
      onRetry={() => void list.load({ keepRows: true })}
      more={{ has: list.hasMore.value, loading: list.loadingMore.value, load: () => void list.more() }}
      skeletonRows={3}
      empty={
        <EmptyState icon="upload" title="Nothing was imported yet">
          <p>Calls that vendors report, or that are pushed, need no import.</p>
        </EmptyState>
      }
    />
  )
}

/** What went wrong with a whole file, or with the first row of it. */
const remarkOf = ({ last_error, faults, unreadable }: UploadItem): string => {
  if (last_error !== null) return last_error
  const [first] = faults
  if (first === undefined) return ''
  const more = unreadable > 1 ? ` and ${count(unreadable - 1)} more` : ''
  return `Line ${count(first.line)}: ${first.reason}${more}`
}

const columns: readonly Column<UploadItem>[] = [
  { key: 'sent', header: 'Sent', cell: ({ created_at }) => <LogTime at={created_at} /> },
  { key: 'name', header: 'File', cell: ({ name }) => <b>{name}</b> },
  { key: 'status', header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  { key: 'rows', header: 'Rows', align: 'end', cell: ({ rows_read }) => count(rows_read) },
  { key: 'stored', header: 'Stored', align: 'end', cell: ({ ingested }) => count(ingested) },
  { key: 'before', header: 'Stored before', align: 'end', cell: ({ duplicates }) => count(duplicates) },
  { key: 'held', header: 'Quarantined', align: 'end', cell: ({ quarantined }) => count(quarantined) },
  { key: 'unreadable', header: 'Not readable', align: 'end', cell: ({ unreadable }) => count(unreadable) },
  {
    key: 'remark',
    header: 'Remark',
    share: 26,
    cell: (upload) =>
      remarkOf(upload) === '' ? (
        <span class="muted">–</span>
      ) : (
        <span title={remarkOf(upload)}>{remarkOf(upload)}</span>
      ),
  },
]

function UploadCard({ upload }: { upload: UploadItem }) {
  const { name, status, created_at, rows_read, ingested, duplicates } = upload
  return (
    <div class="slim-card">
      <div class="slim-card-line">
        <b>{name}</b>
        <StatusBadge status={status} />
      </div>
      <div class="slim-card-line muted">
        <span>
          <LogTime at={created_at} />, {count(rows_read)} rows, {count(ingested)} stored, {count(duplicates)}{' '}
          before
        </span>
      </div>
      {remarkOf(upload) !== '' && <p class="muted">{remarkOf(upload)}</p>}
    </div>
  )
}
