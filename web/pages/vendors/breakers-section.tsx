import type { Breaker } from '../../../analytics/contract/collector.ts'
import type { Resource } from '../../models/resource.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'

const columns: readonly Column<Breaker>[] = [
  { key: 'name', header: 'Vendor host', cell: ({ name }) => <code>{name}</code> },
  { key: 'state', header: 'State', cell: ({ state }) => <StatusBadge status={state} /> },
  { key: 'failures', header: 'Failures in a row', align: 'end', cell: ({ failures }) => failures },
  {
    key: 'opened',
    header: 'Opened',
    cell: ({ opened_at }) =>
      opened_at === null ? <span class="muted">–</span> : <RelativeTime at={opened_at} />,
  },
]

/** Whether calls to a vendor are held back because they kept failing. */
export function BreakersSection({ breakers }: { breakers: Resource<readonly Breaker[]> }) {
  return (
    <Section title="Circuit breakers" lead="An open breaker holds calls to a vendor back until it recovers.">
      <Table
        caption="Circuit breakers"
        columns={columns}
        rows={breakers.data.value}
        rowKey={({ name }) => name}
        error={breakers.error.value}
        onRetry={() => void breakers.load()}
        skeletonRows={2}
        empty={<EmptyState icon="check" title="No breaker has been needed yet" />}
      />
    </Section>
  )
}
