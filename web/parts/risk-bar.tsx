import type { RiskDistribution } from '../../analytics/contract/models.ts'
import { columnPercentage, count } from '../lib/format.ts'
import './risk-bar.css'

const levels = [
  { label: 'risky', name: 'Risky', key: 'riskyCount' },
  { label: 'suspicious', name: 'Suspicious', key: 'suspiciousCount' },
  { label: 'normal', name: 'Normal', key: 'normalCount' },
] as const

type RiskBarProps = {
  risk: Pick<RiskDistribution, (typeof levels)[number]['key']>
  /** The time range that a level's events are listed in, as the list names it. */
  range: string
}

/** Events by their label of risk, as one bar and in figures; each level leads to its events. */
export function RiskBar({ risk, range }: RiskBarProps) {
  const total = levels.reduce((sum, { key }) => sum + Math.max(0, risk[key]), 0)
  const shown = levels.filter(({ key }) => risk[key] > 0)
  return (
    <div class="risk">
      <span class="risk-bar" aria-hidden="true">
        {shown.map(({ key, label }) => (
          <span key={key} class={`risk-${label}`} style={{ width: `${(risk[key] / total) * 100}%` }} />
        ))}
      </span>
      <ul class="risk-levels">
        {levels.map(({ key, label, name }) => (
          <li key={key}>
            <span class={`risk-swatch risk-${label}`} aria-hidden="true" />
            <a href={`/activity?${new URLSearchParams({ risk_label: label, range })}`}>{name}</a>
            <b>{count(risk[key])}</b>
            <span class="muted">{total === 0 ? '' : columnPercentage(risk[key] / total)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
