import { useMemo } from 'preact/hooks'
import type { CostForecast, Costs } from '../../../analytics/contract/costs.ts'
import { compactCount, money } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { costDays, costFilterPanel, groupLabels, type ValueGroup } from '../../models/costs.ts'
import { Deferred } from '../../parts/deferred.tsx'
import { Select } from '../../parts/field.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, Skeleton } from '../../parts/states.tsx'
import { PaperChart } from './paper-chart.tsx'

const loadChart = async () => (await import('../../charts/time-chart.tsx')).TimeChart
const chartHeightPx = 300
const dayS = 86_400

const axisText = (dollars: number): string =>
  dollars >= 10 || dollars === 0 ? `$${compactCount(dollars)}` : money(dollars.toFixed(4))

type DaysProps = { costs: Costs | null; group: ValueGroup; forecast: CostForecast | null }

/** Costs by day, stacked by the chosen group, with what the days that are left should add. */
export function DaysSection({ costs, group, forecast }: DaysProps) {
  const isFiltered = costFilterPanel.count(query.value) > 0
  const isCurrent = costs?.group_by.includes(group) ?? false
  const days = useMemo(
    () => (costs !== null && isCurrent ? costDays(costs, group, isFiltered ? null : forecast) : null),
    [costs, group, forecast, isFiltered],
  )
  return (
    <Section
      title="Costs by day"
      lead={costs?.has_more ? 'Too many to tell apart here, so this is their sum.' : 'Days in UTC'}
      actions={
        <Select
          label="Told apart by"
          value={group}
          choices={Object.entries(groupLabels)}
          onChange={(value) => setQuery({ by: value === 'vendor' ? null : value })}
        />
      }
    >
      <div class="costs-chart">
        {days === null ? (
          <Skeleton height={chartHeightPx} />
        ) : days.series.length === 0 ? (
          <EmptyState icon="chart" title="No costs in these days" />
        ) : (
          <>
            <Deferred
              load={loadChart}
              fallback={<Skeleton height={chartHeightPx} />}
              props={{
                label: `Costs by day and ${groupLabels[group].toLowerCase()}`,
                times: days.times,
                intervalS: dayS,
                series: days.series,
                format: axisText,
              }}
            />
            <PaperChart days={days} />
          </>
        )}
      </div>
    </Section>
  )
}
