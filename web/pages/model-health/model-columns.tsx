import type { ModelFigures } from '../../../analytics/contract/models.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { columnPercentage, compactCount, count, duration, percentage } from '../../lib/format.ts'
import {
  briefCauses,
  driftText,
  featureLabel,
  healthCauses,
  points,
  verdictWords,
} from '../../lib/model-words.ts'
import { Badge, type Tone } from '../../parts/badge.tsx'
import { type Column, none } from '../../parts/table.tsx'
import { RelativeTime } from '../../parts/time.tsx'

const latency = (ms: number | null) => (ms === null ? none : duration(ms))

/** Urgent first: a worse verdict sorts above, within one by name. */
const verdictRank = { no_reference: 0, too_few: 1, stable: 2, shifted: 3, drifted: 4 }

function toneOf(health: number): Tone {
  if (health >= 90) return 'positive'
  return health >= 70 ? 'medium' : 'critical'
}

function HealthBadge({ health }: { health: number }) {
  return <Badge tone={toneOf(health)}>{points(health)}</Badge>
}

/** Its health, and beside or beneath it what it fell by. */
export function ModelHealth({ model }: { model: ModelFigures }) {
  return (
    <span class="model-health" title={healthCauses(model).join('; ') || undefined}>
      <HealthBadge health={model.health} />
      {briefCauses(model).map((cause) => (
        <span key={cause} class="muted">
          {cause}
        </span>
      ))}
    </span>
  )
}

/** How much of its events are suspicious or risky. */
function riskShare({ risk, events }: Pick<ModelFigures, 'risk' | 'events'>): number | null {
  return events > 0 ? (risk.suspicious + risk.risky) / events : null
}

function Worst({ model }: { model: ModelFigures }) {
  const { worst_feature: worst } = model
  if (worst === null) return none
  const { label, tone } = verdictWords(worst.verdict)
  return (
    <span class="model-worst">
      <Badge tone={tone}>{label}</Badge>
      {worst.verdict !== 'stable' && <span class="muted">{featureLabel(worst.feature)}</span>}
    </span>
  )
}

export const modelColumns: readonly Column<ModelFigures>[] = [
  {
    key: 'model',
    header: 'Model',
    share: 28,
    cell: ({ model, vendor_id }) => (
      <span class="cell-words model-name">
        <b>{model}</b>
        <span class="muted">{vendorLabel(vendor_id)}</span>
      </span>
    ),
    sortValue: ({ model }) => model,
  },
  {
    key: 'health',
    header: 'Health',
    cell: (model) => <ModelHealth model={model} />,
    sortValue: ({ health }) => -health,
  },
  {
    key: 'drift',
    header: 'Drift',
    align: 'end',
    cell: ({ drift }) =>
      drift === null ? none : <span title={driftText(drift) ?? undefined}>{points(drift)}</span>,
    sortValue: ({ drift }) => drift,
  },
  {
    key: 'features',
    header: 'Features',
    cell: (model) => <Worst model={model} />,
    sortValue: ({ worst_feature }) => (worst_feature ? verdictRank[worst_feature.verdict] : null),
  },
  {
    key: 'events',
    header: 'Events',
    align: 'end',
    cell: ({ events }) => <span title={count(events)}>{compactCount(events)}</span>,
    sortValue: ({ events }) => events,
  },
  {
    key: 'errors',
    header: 'Errors',
    align: 'end',
    cell: ({ error_rate }) => (error_rate === null ? none : columnPercentage(error_rate)),
    sortValue: ({ error_rate }) => error_rate,
  },
  {
    key: 'p50',
    header: 'p50',
    align: 'end',
    cell: ({ latency_p50_ms }) => latency(latency_p50_ms),
    sortValue: ({ latency_p50_ms }) => latency_p50_ms,
  },
  {
    key: 'p95',
    header: 'p95',
    align: 'end',
    cell: ({ latency_p95_ms }) => latency(latency_p95_ms),
    sortValue: ({ latency_p95_ms }) => latency_p95_ms,
  },
  {
    key: 'p99',
    header: 'p99',
    align: 'end',
    cell: ({ latency_p99_ms }) => latency(latency_p99_ms),
    sortValue: ({ latency_p99_ms }) => latency_p99_ms,
  },
  {
    key: 'risk',
    header: 'At risk',
    align: 'end',
    cell: (model) => {
      const share = riskShare(model)
      return share === null ? none : columnPercentage(share)
    },
    sortValue: riskShare,
  },
  {
    key: 'seen',
    header: 'Last seen',
    cell: ({ last_seen_at }) => (last_seen_at === null ? none : <RelativeTime at={last_seen_at} />),
    sortValue: ({ last_seen_at }) => last_seen_at,
  },
]

/** A model where a table does not fit. */
export function ModelCard({ model }: { model: ModelFigures }) {
  const causes = healthCauses(model)
  const drift = causes.length > 0 ? null : driftText(model.drift)
  const facts = [
    `${compactCount(model.events)} events`,
    ...(model.latency_p50_ms === null ? [] : [`p50 ${duration(model.latency_p50_ms)}`]),
    ...(model.latency_p95_ms === null ? [] : [`p95 ${duration(model.latency_p95_ms)}`]),
    ...(model.error_rate ? [`${percentage(model.error_rate)} errors`] : []),
  ]
  return (
    <span class="model-card">
      <span class="model-card-head">
        <b>{model.model}</b>
        <HealthBadge health={model.health} />
      </span>
      {causes.length > 0 && <span class="model-card-line">Health: {causes.join('; ')}</span>}
      <span class="model-card-line muted">
        <span>{facts.join(', ')}</span>
        {model.last_seen_at !== null && <RelativeTime at={model.last_seen_at} />}
      </span>
      {(drift !== null || model.worst_feature !== null) && (
        <span class="model-card-line">
          <span>{drift === null ? '' : drift.replace(/^./, (first) => first.toUpperCase())}</span>
          <Worst model={model} />
        </span>
      )}
    </span>
  )
}
