import type { AegisEvent } from '../../../analytics/contract/event.ts'
import { api } from '../../lib/api.ts'
import { excerptParts } from '../../lib/excerpt.ts'
import { detectionModel } from '../../models/detection.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { snippetOf } from '../../models/snippet.ts'
import { useModel } from '../../models/use-model.ts'
import { SeverityBadge } from '../../parts/badge.tsx'
import { EventDrawer, eventHref } from '../../parts/events/event-drawer.tsx'
import { VendorModel } from '../../parts/events/vendor-model.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'

const shown = 10

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
        <EmptyState icon="check" title="Nothing was found yet">
          <p>
            What detectors find in prompts and responses stands here. <a href="/playground">Try them</a> on a
            text, or <a href="/vendors/catalogue">connect a vendor</a>.
          </p>
        </EmptyState>
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

function Snippet({ event }: { event: AegisEvent }) {
  const snippet = snippetOf(event)
  if (snippet === null) return null
  return (
    <span class="detection-text">
      {snippet.isCutBefore && '…'}
      {excerptParts(snippet.text, snippet.findings).map((part, index) =>
        part.findings.length === 0 ? (
          <span key={index}>{part.text}</span>
        ) : (
          <mark
            key={index}
            class={`finding finding-${part.findings[0]?.level ?? 'low'}`}
            title={part.findings.map(({ code }) => detectorLabel(code)).join(', ')}
          >
            {part.text}
          </mark>
        ),
      )}
      {snippet.isCutAfter && '…'}
    </span>
  )
}
