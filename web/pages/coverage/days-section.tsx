import { useMemo } from 'preact/hooks'
import type { Coverage } from '../../../analytics/contract/analytics.ts'
import { compactCount } from '../../lib/format.ts'
import { inspectedLabels } from '../../lib/inspection-words.ts'
import { coverageFigures } from '../../models/coverage.ts'
import { Deferred } from '../../parts/deferred.tsx'
import { Section } from '../../parts/page-header.tsx'
import { Skeleton } from '../../parts/states.tsx'
import './coverage.css'

const loadChart = async () => (await import('../../charts/time-chart.tsx')).TimeChart
const dayS = 86_400

/** What was inspected on each day. */
export function CoverageDaysSection({ data }: { data: Coverage }) {
  const drawn = useMemo(() => drawnOf(data.days), [data])
  return (
    <Section title="Over time" lead="Events per day (UTC) by how far they were inspected">
      <div class="coverage-chart">
        <Deferred
          load={loadChart}
          fallback={<Skeleton height={300} />}
          props={{
            label: 'Events per day by how far they were inspected',
            ...drawn,
            intervalS: dayS,
            format: compactCount,
          }}
        />
      </div>
    </Section>
  )
}

function drawnOf(days: Coverage['days']) {
  const figures = days.map(coverageFigures)
  const values = (pick: 'full' | 'partial' | 'none' | 'textless') => figures.map((day) => day[pick])
  return {
    times: days.map(({ day }) => Date.parse(`${day}T00:00:00Z`) / 1000),
    series: [
      { key: 'full', label: inspectedLabels.full, colour: '--series-2', values: values('full') },
      { key: 'partial', label: inspectedLabels.partial, colour: '--series-3', values: values('partial') },
      { key: 'none', label: inspectedLabels.none, colour: '--series-4', values: values('none') },
      { key: 'textless', label: 'Without text', colour: '--series-other', values: values('textless') },
    ],
  }
}
