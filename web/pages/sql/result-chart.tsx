import { TimeChart } from '../../charts/time-chart.tsx'
import type { SqlChart } from '../../lib/sql-chart.ts'

const figures = new Intl.NumberFormat('en', { maximumFractionDigits: 2 })

/** A result drawn: stacked bars over time, or one bar per name. */
export function ResultChart({ chart }: { chart: SqlChart }) {
  if (chart.kind === 'time') {
    const series = chart.series.map((each, index) => ({ ...each, colour: `--series-${(index % 6) + 1}` }))
    return (
      <TimeChart
        label="Result over time"
        times={chart.times}
        intervalS={chart.intervalS}
        series={series}
        format={(value) => figures.format(value)}
      />
    )
  }
  const most = Math.max(...chart.items.map(({ value }) => Math.abs(value)), 1e-9)
  return (
    <ul class="sql-bars" aria-label={`${chart.measure} by name`}>
      {chart.items.map(({ label, value }, index) => (
        <li key={`${index} ${label}`}>
          <span class="sql-bar-name" title={label}>
            {label === '' ? 'none' : label}
          </span>
          <span class="sql-bar-track" aria-hidden="true">
            <span class="sql-bar" style={{ width: `${(100 * Math.abs(value)) / most}%` }} />
          </span>
          <span class="sql-bar-value">{figures.format(value)}</span>
        </li>
      ))}
    </ul>
  )
}
