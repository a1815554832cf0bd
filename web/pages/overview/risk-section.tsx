import { riskModel } from '../../models/risk.ts'
import { useModel } from '../../models/use-model.ts'
import { Section } from '../../parts/page-header.tsx'
import { RiskBar } from '../../parts/risk-bar.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import './overview.css'

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
      ) : data.normalCount + data.suspiciousCount + data.riskyCount === 0 ? (
        <EmptyState icon="check" title="No event in the last 7 days" />
      ) : (
        <RiskBar risk={data} range="7d" />
      )}
    </Section>
  )
}
