import { count, humanize } from '../../lib/format.ts'
import type { KeyRing } from '../../models/encryption.ts'
import { Badge, type Tone } from '../../parts/badge.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'

type DataKey = KeyRing['data_keys'][number]
type WrappingKey = KeyRing['wrapping_keys'][number]

const statusWords = {
  active: { label: 'Seals and opens', tone: 'positive' },
  decrypt_only: { label: 'Opens only', tone: 'neutral' },
  destroyed: { label: 'Destroyed', tone: 'critical' },
} as const satisfies Record<DataKey['status'], { label: string; tone: Tone }>

function KeyStatus({ status }: { status: DataKey['status'] }) {
  const { label, tone } = statusWords[status]
  return (
    <Badge tone={tone}>
      <span class="badge-dot" aria-hidden="true" />
      {label}
    </Badge>
  )
}

const dataKeyColumns: readonly Column<DataKey>[] = [
  {
    key: 'purpose',
    header: 'For',
    cell: ({ purpose }) => <b>{humanize(purpose)}</b>,
    sortValue: ({ purpose }) => purpose,
  },
  {
    key: 'id',
    header: 'Data key',
    share: 30,
    wideInCard: true,
    cell: ({ dek_id }) => <code title={dek_id}>{dek_id}</code>,
  },
  { key: 'status', header: 'Status', wideInCard: true, cell: ({ status }) => <KeyStatus status={status} /> },
  { key: 'kek', header: 'Wrapped by', cell: ({ kek_id }) => <code>{kek_id}</code> },
  {
    key: 'records',
    header: 'Records',
    align: 'end',
    cell: ({ records }) => count(records),
    sortValue: ({ records }) => records,
  },
  {
    key: 'age',
    header: 'Made',
    cell: ({ created_at }) => <RelativeTime at={created_at} />,
    sortValue: ({ created_at }) => created_at,
  },
]

/** The keys that seal records, by what they seal. */
export function DataKeysSection({ ring }: { ring: KeyRing | null }) {
  return (
    <Section
      title="Data keys"
      lead="Each kind of data has its own. An older key opens what it sealed, and seals nothing new."
    >
      <Table
        caption="Data keys"
        columns={dataKeyColumns}
        rows={ring?.data_keys ?? null}
        rowKey={({ dek_id }) => dek_id}
        pageRows={20}
        skeletonRows={3}
        empty={
          <EmptyState icon="lock" title="Nothing is sealed yet">
            <p>
              The first data key is made with the first secret.{' '}
              <a href="/vendors/credentials">Connect a vendor</a>
            </p>
          </EmptyState>
        }
      />
    </Section>
  )
}

const wrappingKeyColumns: readonly Column<WrappingKey>[] = [
  { key: 'id', header: 'Wrapping key', cell: ({ kek_id }) => <code>{kek_id}</code> },
  { key: 'status', header: 'Status', wideInCard: true, cell: ({ status }) => <KeyStatus status={status} /> },
]

/** The keys that wrap data keys; they are changed in the configuration of the instance. */
export function WrappingKeysSection({ ring }: { ring: KeyRing | null }) {
  return (
    <Section
      title="Wrapping keys"
      lead="Kept outside of every database. A new one is added by the operator; then wrap the data keys anew."
    >
      <Table
        caption="Wrapping keys"
        columns={wrappingKeyColumns}
        rows={ring?.wrapping_keys ?? null}
        rowKey={({ kek_id }) => kek_id}
        skeletonRows={1}
      />
    </Section>
  )
}
