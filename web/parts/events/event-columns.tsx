import type { AegisEvent } from '../../../analytics/contract/event.ts'
import { compactCount, count, duration, humanize, money } from '../../lib/format.ts'
import { inspectedLabels } from '../../lib/inspection-words.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { personName } from '../../models/top.ts'
import { Badge, SeverityBadge, StatusBadge } from '../badge.tsx'
import { kindLabels, sourceLabels } from '../choices.ts'
import { type Column, none } from '../table.tsx'
import { LogTime, RelativeTime } from '../time.tsx'
import './events.css'
import { VendorModel } from './vendor-model.tsx'

/** Who did it, as far as one may see. */
function Actor({ event }: { event: AegisEvent }) {
  const { actor_email, actor_id } = event
  const title = actor_email ?? actor_id
  if (title === null) return none
  return (
    <span class="clip" title={title}>
      {personName(event)}
    </span>
  )
}

/** What was found and how grave it is; a dash for an event without a violation. */
function Violation({ event }: { event: AegisEvent }) {
  if (event.violation_type === null) return none
  return (
    <span class="violation">
      {event.severity ? <SeverityBadge severity={event.severity} /> : <Badge>Violation</Badge>}
      <span class="clip" title={violationName(event)}>
        {violationName(event)}
      </span>
    </span>
  )
}

/** The violation's name for people. */
export function violationName(event: AegisEvent): string {
  return event.violation_label ?? detectorLabel(event.violation_type ?? 'violation')
}

/** None at all is no figure: predictions and calls of tools are not counted in tokens. */
function Tokens({ event }: { event: AegisEvent }) {
  if (event.tokens_in === 0 && event.tokens_out === 0) return none
  const exact = `${count(event.tokens_in)} in, ${count(event.tokens_out)} out`
  return (
    <span title={event.tokens_estimated ? `${exact} (estimated)` : exact}>
      {event.tokens_estimated && '≈ '}
      {compactCount(event.tokens_in)} <span class="muted">/</span> {compactCount(event.tokens_out)}
    </span>
  )
}

/**
 * A price list may not know the model: that is not the same as free. What a plan pays has no figure, and neither has what
 * was sent without tokens and without a cost, as predictions are.
 */
export function Cost({ event }: { event: AegisEvent }) {
  if (event.cost_source === 'unpriced') return <span class="muted">unpriced</span>
  if (!hasCost(event)) return none
  return <span title={`$${event.cost_usd}`}>{money(event.cost_usd)}</span>
}

function hasCost({ cost_source, cost_usd, source, tokens_in, tokens_out }: AegisEvent): boolean {
  const isFree = cost_source === 'vendor' && Number(cost_usd) === 0
  const isCounted = tokens_in !== 0 || tokens_out !== 0
  return !isFree || (source !== 'collector' && isCounted)
}

/** Columns of every list of events. */
export const eventColumns: readonly Column<AegisEvent>[] = [
  {
    key: 'time',
    widthPx: 172,
    roomyPx: 142,
    header: 'Time',
    cell: (event) => <LogTime at={event.created_at} />,
  },
  {
    key: 'model',
    widthPx: 186,
    roomyPx: 191,
    header: 'Vendor and model',
    share: 24,
    cell: (event) => <VendorModel vendorId={event.vendor_id} model={event.model} />,
  },
  {
    key: 'actor',
    widthPx: 146,
    roomyPx: 130,
    header: 'Person',
    share: 16,
    cell: (event) => <Actor event={event} />,
  },
  {
    key: 'violation',
    widthPx: 196,
    roomyPx: 259,
    header: 'Violation',
    share: 24,
    cell: (event) => <Violation event={event} />,
  },
  {
    key: 'operation',
    widthPx: 124,
    roomyPx: 112,
    header: 'Operation',
    cell: (event) => humanize(event.operation),
  },
  {
    key: 'tokens',
    widthPx: 148,
    roomyPx: 132,
    header: 'Tokens in / out',
    align: 'end',
    cell: (event) => <Tokens event={event} />,
  },
  {
    key: 'cost',
    widthPx: 122,
    roomyPx: 107,
    header: 'Cost',
    align: 'end',
    cell: (event) => <Cost event={event} />,
  },
  {
    key: 'latency',
    widthPx: 96,
    roomyPx: 91,
    header: 'Latency',
    align: 'end',
    cell: (event) => (event.latency_ms === null ? none : duration(event.latency_ms)),
  },
]

/** Every column that a list of events can have, in its order. */
export const allEventColumns: readonly Column<AegisEvent>[] = [
  ...eventColumns,
  { key: 'risk', widthPx: 120, header: 'Risk', cell: (event) => <Risk event={event} /> },
  { key: 'kind', widthPx: 112, header: 'Kind', cell: ({ kind }) => kindLabels[kind] },
  { key: 'source', widthPx: 160, header: 'How it came in', cell: ({ source }) => sourceLabels[source] },
  { key: 'status', widthPx: 100, header: 'Status', cell: ({ status }) => <StatusBadge status={status} /> },
  {
    key: 'decision',
    widthPx: 100,
    header: 'Decision',
    cell: ({ decision }) => (decision === null ? none : <StatusBadge status={decision} />),
  },
  {
    key: 'requests',
    widthPx: 76,
    header: 'Calls',
    align: 'end',
    cell: ({ requests }) => (requests === null ? none : count(requests)),
  },
  {
    key: 'inspected',
    widthPx: 128,
    header: 'Inspection',
    cell: ({ inspected }) => inspectedLabels[inspected],
  },
  textColumn('workspace', 'Workspace', ({ workspace_id }) => workspace_id),
  textColumn('project', 'Project', ({ project_id }) => project_id),
  textColumn('api_key', 'API key', ({ api_key_id }) => api_key_id),
  textColumn('trace', 'Trace', ({ trace_id }) => trace_id),
]

function textColumn(
  key: string,
  header: string,
  text: (event: AegisEvent) => string | null,
): Column<AegisEvent> {
  return {
    key,
    header,
    share: 14,
    widthPx: 150,
    cell: (event) => {
      const value = text(event)
      return value === null ? none : <code class="clip">{value}</code>
    },
  }
}

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
  { key: 'actor', header: 'Person', share: 22, cell: (event) => <Actor event={event} /> },
  { key: 'risk', header: 'Risk', cell: (event) => <Risk event={event} /> },
]

/** `isNamed`: says what it is a badge of, where no heading does. */
export function Risk({ event, isNamed = false }: { event: AegisEvent; isNamed?: boolean }) {
  const tone =
    event.risk_label === 'risky' ? 'high' : event.risk_label === 'suspicious' ? 'medium' : 'neutral'
  return (
    <Badge tone={tone}>
      {isNamed ? `Risk ${event.risk_label}` : humanize(event.risk_label)} {event.risk_score.toFixed(2)}
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
        {personName(event) === null ? <span>{humanize(event.operation)}</span> : <Actor event={event} />}
        <span>
          {hasCost(event) && <Cost event={event} />}
          {hasCost(event) && event.latency_ms !== null && ' · '}
          {event.latency_ms !== null && duration(event.latency_ms)}
        </span>
      </span>
    </span>
  )
}
