import type { AegisEvent } from '../../../analytics/contract/event.ts'
import { api } from '../../lib/api.ts'
import { excerptParts } from '../../lib/excerpt.ts'
import { detectionModel } from '../../models/detection.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { useModel } from '../../models/use-model.ts'
import { SeverityBadge } from '../../parts/badge.tsx'
import { EventDrawer, eventHref } from '../../parts/events/event-drawer.tsx'
import { VendorModel } from '../../parts/events/vendor-model.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'

const shown = 10
/** Units: characters of the excerpt before and after the first finding. */
const charsAround = 90

/** The latest events in which something was found, each with the place marked in its redacted excerpt. */
export function RecentDetections() {
  const list = useModel(() =>
    detectionModel((signal) =>
      api('GET /events', { query: { only_violations: true, limit: shown }, signal }),
    ),
  )
  const events = list.data.value?.items ?? null
  return (
    <Section
      title="Recent detections"
      actions={
        <a class="button button-secondary button-small" href="/violations">
          See all violations
        </a>
      }
    >
      {events === null && list.error.value !== null ? (
        <ErrorState error={list.error.value} onRetry={() => void list.load()} />
      ) : events === null ? (
        <div class="detections">
          {Array.from({ length: 4 }, (_, index) => (
            <span key={index} class="detection">
              <Skeleton width="40%" />
              <Skeleton />
            </span>
          ))}
        </div>
      ) : events.length === 0 ? (
        <EmptyState icon="check" title="Nothing was found yet" />
      ) : (
        <ul class="detections">
          {events.map((event) => (
            <li key={event.id}>
              <Detection event={event} />
            </li>
          ))}
        </ul>
      )}
      <EventDrawer rows={events ?? []} />
    </Section>
  )
}

function Detection({ event }: { event: AegisEvent }) {
  const hits = event.compliance_hits.map(detectorLabel)
  return (
    <a class="detection" href={eventHref(event)}>
      <span class="detection-head">
        {event.severity && <SeverityBadge severity={event.severity} />}
        <span class="detection-hits">{hits.join(', ')}</span>
        <span class="muted detection-where">
          <VendorModel vendorId={event.vendor_id} model={event.model} />
          <RelativeTime at={event.created_at} />
        </span>
      </span>
      <Snippet event={event} />
    </a>
  )
}

/** The surroundings of the first finding that stands in an excerpt. */
function Snippet({ event }: { event: AegisEvent }) {
  const [first] = event.findings
  const text = first?.field === 'response' ? event.response_excerpt : event.prompt_excerpt
  if (first === undefined || text === null) return null
  const from = Math.max(0, first.start - charsAround)
  const to = Math.min(text.length, first.end + charsAround)
  const inside = event.findings
    .filter(({ field, start, end }) => field === first.field && start >= from && end <= to)
    .map((finding) => ({ ...finding, start: finding.start - from, end: finding.end - from }))
  return (
    <span class="detection-text">
      {from > 0 && '…'}
      {excerptParts(text.slice(from, to), inside).map((part, index) =>
        part.findings.length === 0 ? (
          <span key={index}>{part.text}</span>
        ) : (
          <mark key={index} class={`finding finding-${part.findings[0]?.level ?? 'low'}`}>
            {part.text}
          </mark>
        ),
      )}
      {to < text.length && '…'}
    </span>
  )
}
