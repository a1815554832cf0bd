import type { ComponentChildren } from 'preact'
import type { Severity } from '../../analytics/contract/event.ts'
import { humanize } from '../lib/format.ts'
import './badge.css'

export type Tone = 'neutral' | 'positive' | 'low' | 'medium' | 'high' | 'critical'

/** A word about a state. The word carries the meaning, the colour only helps to find it. */
export function Badge({ tone = 'neutral', children }: { tone?: Tone; children: ComponentChildren }) {
  return <span class={`badge badge-${tone}`}>{children}</span>
}

/** Each severity has a shape of its own, for those who do not see the colours. */
const shapes: Record<Severity, string> = {
  low: 'M5 1.500a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z',
  medium: 'M1.5 1.500h7v7h-7z',
  high: 'M5 .8 9.5 9H.5z',
  critical: 'M5 .2 9.8 5 5 9.8.2 5z',
}

export function SeverityBadge({ severity }: { severity: Severity }) {
  return (
    <Badge tone={severity}>
      <svg
        class="badge-shape"
        viewBox="0 0 10 10"
        width="10"
        height="10"
        aria-hidden="true"
        focusable="false"
      >
        <path d={shapes[severity]} />
      </svg>
      {humanize(severity)}
    </Badge>
  )
}

const toneByStatus: Record<string, Tone> = {
  ok: 'positive',
  success: 'positive',
  succeeded: 'positive',
  active: 'positive',
  closed: 'positive',
  allow: 'positive',
  accepted: 'positive',
  running: 'low',
  intent: 'low',
  pending: 'medium',
  requested: 'medium',
  denied: 'critical',
  refused: 'critical',
  partial: 'medium',
  half_open: 'medium',
  redact: 'medium',
  failed: 'critical',
  error: 'critical',
  invalid: 'critical',
  open: 'critical',
  block: 'critical',
}

/** How something stands, in words. */
export function StateBadge({ label, tone }: { label: string; tone: Tone }) {
  return (
    <Badge tone={tone}>
      <span class="badge-dot" aria-hidden="true" />
      {label}
    </Badge>
  )
}

/** A status as the server names it, or in a better word; one that is not known here is shown without colour. */
export function StatusBadge({ status, label = humanize(status) }: { status: string; label?: string }) {
  return <StateBadge label={label} tone={toneByStatus[status] ?? 'neutral'} />
}
