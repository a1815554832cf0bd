import { count, percentage } from '../../lib/format.ts'
import { type RiskDistribution, riskModel } from '../../models/risk.ts'
import { useModel } from '../../models/use-model.ts'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import './overview.css'

const levels = [
  { label: 'risky', name: 'Risky', key: 'riskyCount', colour: 'risk-risky' },
  { label: 'suspicious', name: 'Suspicious', key: 'suspiciousCount', colour: 'risk-suspicious' },
  { label: 'normal', name: 'Normal', key: 'normalCount', colour: 'risk-normal' },
] as const

/** How risky the week's events were, each level leading to its events. */
export function RiskSection() {
  const model = useModel(riskModel)
  const data = model.data.value
  const error = model.error.value
  return (
    <Section
      title="Risk"
      lead="What was sensitive, an attack or unlike what a model usually sees; last 7 days"
    >
      {data === null && error !== null ? (
        <ErrorState error={error} onRetry={() => void model.load()} />
      ) : data === null ? (
        <div class="risk">
          <Skeleton height={12} />
          <Skeleton width="60%" />
        </div>
      ) : (
        <Distribution data={data} />
      )}
    </Section>
  )
}

function Distribution({ data }: { data: RiskDistribution }) {
  const total = levels.reduce((sum, { key }) => sum + data[key], 0)
  if (total === 0) return <EmptyState icon="check" title="No event in the last 7 days" />
  return (
    <div class="risk">
      <span class="risk-bar" aria-hidden="true">
        {levels.map(({ key, colour }) => (
          <span key={key} class={colour} style={{ width: `${(data[key] / total) * 100}%` }} />
        ))}
      </span>
      <ul class="risk-levels">
        {levels.map(({ key, label, name, colour }) => (
          <li key={key}>
            <span class={`risk-swatch ${colour}`} aria-hidden="true" />
            <a href={`/activity?risk_label=${label}`}>{name}</a>
            <b>{count(data[key])}</b>
            <span class="muted">{percentage(data[key] / total)}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
