import type { Coverage } from '../../../analytics/contract/analytics.ts'
import { count } from '../../lib/format.ts'
import type { CoverageDays } from '../../models/coverage.ts'
import { Badge } from '../../parts/badge.tsx'
import { Section } from '../../parts/page-header.tsx'
import { type Column, Table } from '../../parts/table.tsx'
import { eventsHref } from './events-href.ts'
import { ShareBar } from './share-bar.tsx'

type Version = Coverage['by_detector_version'][number]

/** Which detectors events were inspected with: an older version may have missed what the present one finds. */
export function VersionsSection({ data, days }: { data: Coverage; days: CoverageDays }) {
  return (
    <Section title="By version of the detectors" lead="What older ones inspected can be scanned again">
      <Table
        caption="Inspection by version of the detectors"
        columns={columns}
        rows={data.by_detector_version}
        rowKey={({ detector_version }) => detector_version}
        rowHref={({ detector_version }) =>
          eventsHref(days, detector_version === '' ? { inspected: 'none' } : { detector_version })
        }
      />
    </Section>
  )
}

const columns: readonly Column<Version>[] = [
  {
    key: 'version',
    header: 'Version',
    cell: ({ detector_version, is_current }) => (
      <span class="version-name">
        {detector_version === '' ? 'None looked at it' : <code>{detector_version}</code>}
        {is_current && <Badge tone="positive">Current</Badge>}
        {!is_current && detector_version !== '' && <Badge>Older</Badge>}
      </span>
    ),
  },
  { key: 'events', header: 'Events', align: 'end', cell: ({ events }) => count(events) },
  { key: 'share', header: 'Inspected in full', cell: (version) => <ShareBar counts={version} /> },
]
