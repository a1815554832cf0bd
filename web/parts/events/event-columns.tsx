import type { AegisEvent } from '../../../analytics/contract/event.ts'
import { compactCount, count, duration, humanize, money } from '../../lib/format.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { Badge, SeverityBadge } from '../badge.tsx'
import type { Column } from '../table.tsx'
import { LogTime, RelativeTime } from '../time.tsx'
import './events.css'
import { VendorModel } from './vendor-model.tsx'

const none = <span class="muted">–</span>

/** Who did it, as far as one may see. */
function Actor({ event }: { event: AegisEvent }) {
  const name = event.actor_email ?? event.actor_id
  return name === null ? none : <span class="clip">{name}</span>
}

/** What was found and how grave it is; a dash for an event without a violation. */
function Violation({ event }: { event: AegisEvent }) {
  if (event.violation_type === null) return none
  return (
    <span class="violation">
      {event.severity ? <SeverityBadge severity={event.severity} /> : <Badge>Violation</Badge>}
      <span class="clip">{violationName(event)}</span>
    </span>
  )
}

/** The violation's name for people. */
export function violationName(event: AegisEvent): string {
  return event.violation_label ?? detectorLabel(event.violation_type ?? 'violation')
}

function Tokens({ event }: { event: AegisEvent }) {
  const exact = `${count(event.tokens_in)} in, ${count(event.tokens_out)} out`
  return (
    <span title={event.tokens_estimated ? `${exact} (estimated)` : exact}>
      {event.tokens_estimated && '≈ '}
      {compactCount(event.tokens_in)} <span class="muted">/</span> {compactCount(event.tokens_out)}
    </span>
  )
}

/** A price list may not know the model: that is not the same as free. */
export function Cost({ event }: { event: AegisEvent }) {
  if (event.cost_source === 'unpriced') return <span class="muted">unpriced</span>
  return <span title={`$${event.cost_usd}`}>{money(event.cost_usd)}</span>
}

/** Columns of every list of events. */
export const eventColumns: readonly Column<AegisEvent>[] = [
  { key: 'time', header: 'Time', cell: (event) => <LogTime at={event.created_at} /> },
  {
    key: 'model',
    header: 'Vendor and model',
    share: 24,
    cell: (event) => <VendorModel vendorId={event.vendor_id} model={event.model} />,
  },
  { key: 'actor', header: 'Actor', share: 16, cell: (event) => <Actor event={event} /> },
  { key: 'operation', header: 'Operation', cell: (event) => humanize(event.operation) },
  { key: 'tokens', header: 'Tokens in / out', align: 'end', cell: (event) => <Tokens event={event} /> },
  { key: 'cost', header: 'Cost', align: 'end', cell: (event) => <Cost event={event} /> },
  {
    key: 'latency',
    header: 'Latency',
    align: 'end',
    cell: (event) => (event.latency_ms === null ? none : duration(event.latency_ms)),
  },
  { key: 'violation', header: 'Violation', share: 24, cell: (event) => <Violation event={event} /> },
]

/** The few columns of a short list beside other things. */
export const violationColumns: readonly Column<AegisEvent>[] = [
  { key: 'time', header: 'Time', cell: (event) => <RelativeTime at={event.created_at} /> },
  { key: 'violation', header: 'Violation', share: 30, cell: (event) => <Violation event={event} /> },
  {
    key: 'model',
    header: 'Vendor and model',
    share: 30,
    cell: (event) => <VendorModel vendorId={event.vendor_id} model={event.model} />,
  },
  { key: 'actor', header: 'Actor', share: 22, cell: (event) => <Actor event={event} /> },
  { key: 'risk', header: 'Risk', cell: (event) => <Risk event={event} /> },
]

export function Risk({ event }: { event: AegisEvent }) {
  const tone =
    event.risk_label === 'risky' ? 'high' : event.risk_label === 'suspicious' ? 'medium' : 'neutral'
  return (
    <Badge tone={tone}>
      {humanize(event.risk_label)} {event.risk_score.toFixed(2)}
    </Badge>
  )
}

/** An event where a table does not fit. */
export function EventCard({ event }: { event: AegisEvent }) {
  return (
    <span class="event-card">
      <span class="event-card-line">
        <VendorModel vendorId={event.vendor_id} model={event.model} />
        <RelativeTime at={event.created_at} />
      </span>
      {event.violation_type !== null && <Violation event={event} />}
      <span class="event-card-line muted">
        <Actor event={event} />
        <span>
          <Cost event={event} />
          {event.latency_ms !== null && ` · ${duration(event.latency_ms)}`}
        </span>
      </span>
    </span>
  )
}
