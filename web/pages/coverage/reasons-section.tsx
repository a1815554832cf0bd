import type { Coverage } from '../../../analytics/contract/analytics.ts'
import { count } from '../../lib/format.ts'
import { reasonAdvice } from '../../lib/inspection-words.ts'
import type { CoverageDays } from '../../models/coverage.ts'
import { Badge } from '../../parts/badge.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState } from '../../parts/states.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import './coverage.css'
import { eventsHref } from './events-href.ts'

type Reason = Coverage['by_reason'][number]

/** What was in the way, and what to do about it. */
export function ReasonsSection({ data, days }: { data: Coverage; days: CoverageDays }) {
  return (
    <Section title="What was in the way" lead="Each reason leads to the events behind it">
      <Table
        caption="Reasons why events were not inspected in full"
        columns={columns}
        rows={data.by_reason}
        rowKey={({ reason, inspected }) => `${reason} ${inspected}`}
        rowHref={({ reason, inspected }) =>
          eventsHref(days, reason === '' ? { inspected } : { uninspected_reason: reason, inspected })
        }
        empty={
          <EmptyState icon="check" title="Nothing was in the way">
            <p>Every text of these days was inspected in full.</p>
          </EmptyState>
        }
      />
    </Section>
  )
}

const columns: readonly Column<Reason>[] = [
  { key: 'reason', header: 'Reason', cell: ({ label }) => <b class="reason-name">{label}</b> },
  {
    key: 'inspected',
    header: 'Effect',
    wideInCard: true,
    cell: ({ inspected, reason }) =>
      reason === 'no_text' ? (
        <Badge>Nothing to inspect</Badge>
      ) : inspected === 'partial' ? (
        <Badge tone="medium">Inspected in part</Badge>
      ) : (
        <Badge tone="high">Not inspected</Badge>
      ),
  },
  { key: 'events', header: 'Events', align: 'end', cell: ({ events }) => count(events) },
  {
    key: 'advice',
    header: 'What helps',
    cell: ({ reason }) => <span class="advice muted">{reasonAdvice(reason)}</span>,
  },
]
