import { useSignal } from '@preact/signals'
import type { AuditEntryItem } from '../../../analytics/contract/audit.ts'
import { errorText } from '../../lib/error-text.ts'
import { hrefWith, query } from '../../lib/router.ts'
import { auditFilters, auditModel, exportAudit } from '../../models/audit.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { PageHeader } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'
import { AuditFilters } from './audit-filters.tsx'
import { EntryDrawer, openEntrySeq } from './entry-drawer.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'
import './audit.css'

const columns: readonly Column<AuditEntryItem>[] = [
  { key: 'time', header: 'Time', cell: ({ at }) => <LogTime at={at} /> },
  { key: 'actor', header: 'Actor', cell: (entry) => <Actor entry={entry} />, share: 24 },
  { key: 'action', header: 'Action', cell: ({ action }) => <code>{action}</code>, share: 24 },
  { key: 'target', header: 'Target', cell: (entry) => <Target entry={entry} />, share: 30 },
  { key: 'outcome', header: 'Outcome', cell: ({ outcome }) => <OutcomeBadge outcome={outcome} /> },
  { key: 'seq', header: 'Entry', align: 'end', cell: ({ seq }) => seq },
]

function Actor({ entry: { actor, actor_label } }: { entry: AuditEntryItem }) {
  return actor_label === null ? <code title={actor}>{actor}</code> : <span title={actor}>{actor_label}</span>
}

function Target({ entry: { target } }: { entry: AuditEntryItem }) {
  return target === '' ? <span class="muted">–</span> : <code title={target}>{target}</code>
}

function EntryCard({ entry }: { entry: AuditEntryItem }) {
  return (
    <span class="entry-card">
      <span class="entry-card-line">
        <code>{entry.action}</code>
        <OutcomeBadge outcome={entry.outcome} />
      </span>
      <span class="entry-card-line muted">
        <Actor entry={entry} />
        <LogTime at={entry.at} />
      </span>
    </span>
  )
}

/** Who did what, and what was refused, in the order in which it happened. */
export function AuditPage() {
  const list = useModel(auditModel)
  const rows = list.rows.value
  const reload = () => void list.load()
  return (
    <>
      <PageHeader title="Audit log" lead="Who did what, newest first. Reading it is an entry of its own.">
        {may('audit:export') && <ExportButton format="csv" />}
        {may('audit:export') && <ExportButton format="json" />}
        <Button icon="refresh" busy={list.loading.value && rows !== null} onClick={reload}>
          Refresh
        </Button>
      </PageHeader>
      <AuditFilters rows={rows ?? []} />
      <div class="card">
        <Table
          caption="Audit log"
          columns={columns}
          rows={rows}
          rowKey={({ seq }) => String(seq)}
          rowHref={({ seq }) => hrefWith({ entry: String(seq) })}
          openKey={openEntrySeq()}
          card={(entry) => <EntryCard entry={entry} />}
          error={list.error.value}
          onRetry={rows === null ? reload : () => void list.more()}
          more={{ has: list.hasMore.value, loading: list.loadingMore.value, load: () => void list.more() }}
          skeletonRows={12}
          empty={<NoEntries />}
        />
      </div>
      <EntryDrawer rows={rows} />
    </>
  )
}

function ExportButton({ format }: { format: 'csv' | 'json' }) {
  const busy = useSignal(false)
  const start = async () => {
    busy.value = true
    try {
      await exportAudit(format)
    } catch (error) {
      showToast('negative', `The export could not begin: ${errorText(error)}`)
    } finally {
      busy.value = false
    }
  }
  return (
    <Button icon="download" busy={busy.value} onClick={() => void start()}>
      Export {format.toUpperCase()}
    </Button>
  )
}

function NoEntries() {
  return auditFilters.count(query.value) > 0 ? (
    <EmptyState icon="search" title="Nothing matches these filters">
      <p>
        <Button onClick={auditFilters.clear}>Clear filters</Button>
      </p>
    </EmptyState>
  ) : (
    <EmptyState icon="audit" title="Nothing was done in this time range" />
  )
}
