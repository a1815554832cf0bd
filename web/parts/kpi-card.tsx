import type { Trend } from '../lib/format.ts'
import { Icon } from './icon.tsx'
import './kpi-card.css'
import { Skeleton } from './states.tsx'

/** Whether a rise is good news; for a mere amount it is neither. */
type GoodNews = 'up' | 'down' | 'neither'

type KpiProps = {
  label: string
  /** Null while it is not known. */
  value: string | null
  trend?: Trend | null
  goodNews?: GoodNews
  note: string
  /** Where what stands behind the figure is listed. */
  href?: string
}

/** One figure, how it moved, and against what. */
export function KpiCard({ label, value, trend = null, goodNews = 'neither', note, href }: KpiProps) {
  return (
    <div class="card kpi">
      <dt class="kpi-label">
        {href === undefined ? (
          label
        ) : (
          <a class="kpi-link" href={href}>
            {label}
          </a>
        )}
      </dt>
      <dd class="kpi-value" style={value === null ? undefined : { '--characters': value.length }}>
        {value ?? <Skeleton width="60%" height={28} />}
      </dd>
      <dd class="kpi-note">
        {value === null ? (
          <Skeleton width="75%" />
        ) : (
          <>
            {trend && <TrendMark trend={trend} goodNews={goodNews} />}
            <span>{note}</span>
          </>
        )}
      </dd>
    </div>
  )
}

function TrendMark({ trend, goodNews }: { trend: Trend; goodNews: GoodNews }) {
  const isGood = trend.direction === goodNews
  const tone = trend.direction === 'flat' || goodNews === 'neither' ? 'neutral' : isGood ? 'good' : 'bad'
  return (
    <span class={`trend trend-${tone}`}>
      {trend.direction !== 'flat' && (
        <Icon name={trend.direction === 'up' ? 'arrowUp' : 'arrowDown'} size={12} />
      )}
      {trend.text}
    </span>
  )
}
