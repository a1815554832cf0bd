import type { VendorAuditEntry } from '../../../analytics/contract/vendor-catalogue.ts'
import { humanize } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { useModel } from '../../models/use-model.ts'
import { vendorAuditModel } from '../../models/vendor-audit.ts'
import { labelOf, vendorCatalogueModel } from '../../models/vendors.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { anyChoice } from '../../parts/choices.ts'
import { type Choice, Select } from '../../parts/field.tsx'
import { PageHeader, Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { LogTime } from '../../parts/time.tsx'
import './vendors.css'

type Row = VendorAuditEntry & { label: string }

const columns: readonly Column<Row>[] = [
  { key: 'time', header: 'Time', cell: ({ at }) => <LogTime at={at} /> },
  { key: 'vendor', header: 'Vendor', cell: ({ label }) => <b>{label}</b> },
  { key: 'actor', header: 'Who', cell: (row) => <Actor entry={row} />, share: 24 },
  { key: 'action', header: 'Action', cell: (row) => <Action entry={row} />, share: 26 },
  { key: 'target', header: 'On what', cell: (row) => <Target entry={row} />, share: 30 },
  { key: 'outcome', header: 'Outcome', cell: (row) => <Outcome entry={row} /> },
]

function Actor({ entry: { actor_id, actor_email } }: { entry: VendorAuditEntry }) {
  if (actor_email !== null) return <span title={actor_email}>{actor_email}</span>
  return actor_id === null ? <span class="muted">The vendor</span> : <code title={actor_id}>{actor_id}</code>
}

/** Told whole: those of one vendor begin alike and differ at their end. */
function Action({ entry: { action } }: { entry: VendorAuditEntry }) {
  return (
    <span class="cell-words">
      <code>{action}</code>
    </span>
  )
}

/** Vendors shout some of them. */
const targetWord = (type: string): string => humanize(/[a-z]/.test(type) ? type : type.toLowerCase())

function Target({ entry: { target_type, target_ref, project } }: { entry: VendorAuditEntry }) {
  const name = target_ref ?? project
  if (name === null && target_type === null) return <span class="muted">–</span>
  return (
    <span class="cell-words">
      {target_type !== null && `${targetWord(target_type)} `}
      {name !== null && <code>{name}</code>}
    </span>
  )
}

function Outcome({ entry: { outcome } }: { entry: VendorAuditEntry }) {
  if (outcome === null) return <span class="muted">Not said</span>
  return <StatusBadge status={outcome === 'success' ? 'succeeded' : 'failed'} />
}

function EntryCard({ entry }: { entry: Row }) {
  return (
    <div class="slim-card">
      <div class="slim-card-line">
        <code>{entry.action}</code>
        <Outcome entry={entry} />
      </div>
      <div class="slim-card-line muted">
        <span>
          {entry.label}, <Actor entry={entry} />
        </span>
        <LogTime at={entry.at} />
      </div>
    </div>
  )
}

/** What was done in the vendors' own consoles, as the vendors wrote it down. */
export function VendorAuditPage() {
  const list = useModel(vendorAuditModel)
  const catalogue = useModel(vendorCatalogueModel)
  const vendors = catalogue.data.value
  const vendor = query.value.get('vendor_id') ?? ''
  const vendorChoices: readonly Choice[] = [
    anyChoice,
    ...(vendors ?? [])
      .filter(({ streams }) => streams.some(({ kind }) => kind === 'audit'))
      .map(({ vendor_id, label }): Choice => [vendor_id, label]),
  ]
  return (
    <>
      <PageHeader
        title="Vendors’ audit logs"
        lead="What was done in the vendors’ own consoles, as they wrote it down. Addresses and free text stay sealed."
      />
      <Section
        title="Entries"
        lead="Newest first"
        actions={
          <Select
            label="Vendor"
            value={vendor}
            choices={vendorChoices}
            onChange={(value) => setQuery({ vendor_id: value })}
          />
        }
      >
        <Table
          caption="Vendors’ audit entries, newest first"
          columns={columns}
          rows={list.rows.value?.map((row) => ({ ...row, label: labelOf(vendors, row.vendor_id) })) ?? null}
          rowKey={({ id }) => id}
          card={(row) => <EntryCard entry={row} />}
          error={list.error.value}
          onRetry={() => void list.load({ keepRows: true })}
          more={{ has: list.hasMore.value, loading: list.loadingMore.value, load: () => void list.more() }}
          skeletonRows={10}
          empty={<NoEntries isNarrowed={vendor !== ''} />}
        />
      </Section>
    </>
  )
}

function NoEntries({ isNarrowed }: { isNarrowed: boolean }) {
  return isNarrowed ? (
    <EmptyState icon="search" title="Nothing from this vendor">
      <p>
        <Button onClick={() => setQuery({ vendor_id: null })}>Show all vendors</Button>
      </p>
    </EmptyState>
  ) : (
    <EmptyState icon="audit" title="No vendor has told of anything yet">
      <p>
        Entries come with a credential that may read the vendor’s audit log.{' '}
        <a href="/vendors/catalogue">See which vendors keep one</a>
      </p>
    </EmptyState>
  )
}
