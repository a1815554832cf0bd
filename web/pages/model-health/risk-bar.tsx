import type { RiskDistribution } from '../../../analytics/contract/models.ts'
import { count, percentage } from '../../lib/format.ts'

const parts = [
  ['normalCount', 'Normal', 'risk-normal'],
  ['suspiciousCount', 'Suspicious', 'risk-suspicious'],
  ['riskyCount', 'Risky', 'risk-risky'],
] as const

/** Events by their label of risk: as one bar, and in figures. */
export function RiskBar({ risk }: { risk: RiskDistribution }) {
  const total = parts.reduce((sum, [key]) => sum + Math.max(0, risk[key]), 0)
  let start = 0
  return (
    <div class="risk">
      <svg class="risk-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        {parts.map(([key, , look]) => {
          const width = total === 0 ? 0 : (100 * Math.max(0, risk[key])) / total
          const x = start
          start += width
          return <rect key={key} class={look} x={x} y={0} width={width} height={10} />
        })}
      </svg>
      <dl class="risk-figures">
        {parts.map(([key, label, look]) => (
          <div key={key}>
            <dt>
              <svg class="risk-swatch" viewBox="0 0 10 10" aria-hidden="true">
                <rect class={look} width={10} height={10} rx={3} />
              </svg>
              {label}
            </dt>
            <dd>
              <b>{count(risk[key])}</b>{' '}
              <span class="muted">{total === 0 ? '' : percentage(risk[key] / total)}</span>
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
