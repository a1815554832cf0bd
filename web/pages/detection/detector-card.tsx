import type { DetectorSummary } from '../../../analytics/contract/compliance.ts'
import { count, humanize, trend } from '../../lib/format.ts'
import { Badge, SeverityBadge } from '../../parts/badge.tsx'
import { Sparkline } from '../../parts/sparkline.tsx'

/** One detector: what it hit in 7 and 30 days, and how that went; leads to those events. */
export function DetectorCard({ item }: { item: DetectorSummary }) {
  const change = trend(item.events_7d, item.previous_7d)
  return (
    <a class="detector-card" href={`/violations?violation_type=${encodeURIComponent(item.code)}&range=30d`}>
      <span class="detector-card-head">
        <span class="detector-card-label">{item.label}</span>
        {item.data_type === 'upstream' ? <Badge>Upstream</Badge> : <SeverityBadge severity={item.severity} />}
      </span>
      <span class="detector-card-figures">
        <span>
          <b>{count(item.events_7d)}</b> <span class="muted">7 days</span>
        </span>
        <span class="muted">{count(item.events_30d)} in 30 days</span>
      </span>
      <Sparkline
        values={item.days}
        label={`${humanize(item.code)}: events per day over 30 days, at most ${Math.max(...item.days)}`}
      />
      <span class="muted detector-card-note">
        {change === null || change.direction === 'flat'
          ? 'As in the 7 days before'
          : `${change.text} vs. the 7 days before`}
      </span>
    </a>
  )
}
