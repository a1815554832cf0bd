import type { Coverage } from '../../../analytics/contract/analytics.ts'
import { count } from '../../lib/format.ts'
import type { CoverageDays } from '../../models/coverage.ts'
import { kindLabels, sourceLabels } from '../../parts/choices.ts'
import { Section } from '../../parts/page-header.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { eventsHref } from './events-href.ts'
import { ShareBar } from './share-bar.tsx'

type Source = Coverage['by_source'][number]

/** How far what came in by each way was inspected. */
export function SourcesSection({ data, days }: { data: Coverage; days: CoverageDays }) {
  return (
    <Section title="By the way it came in" lead="The share is of those that held text">
      <Table
        caption="Inspection by the way events came in"
        columns={columns}
        rows={data.by_source}
        rowKey={({ source, kind }) => `${source} ${kind}`}
        rowHref={({ source, kind }) => eventsHref(days, { source, kind })}
      />
    </Section>
  )
}

const named = (labels: Readonly<Record<string, string>>, value: string): string => labels[value] ?? value

const columns: readonly Column<Source>[] = [
  { key: 'source', header: 'Way', cell: ({ source }) => named(sourceLabels, source) },
  { key: 'kind', header: 'Kind', cell: ({ kind }) => named(kindLabels, kind) },
  { key: 'events', header: 'Events', align: 'end', cell: ({ events }) => count(events) },
  { key: 'share', header: 'Inspected in full', cell: (source) => <ShareBar counts={source} /> },
]
