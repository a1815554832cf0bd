import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import { vendorLabel } from '../../../../analytics/contract/vendors.ts'
import { storyOf } from '../../../lib/event-words.ts'
import { absoluteTime } from '../../../lib/format.ts'
import { SeverityBadge, StatusBadge } from '../../badge.tsx'
import { Risk, violationName } from '../event-columns.tsx'

/** What happened, in a sentence and in the few words that one looks for first. */
export function StorySection({ event }: { event: AegisEvent }) {
  return (
    <div class="event-summary">
      <p class="event-story">
        {storyOf(event, { vendor: vendorLabel(event.vendor_id), violation: violationName(event) })}
      </p>
      {event.severity && <SeverityBadge severity={event.severity} />}
      <Risk event={event} isNamed />
      <StatusBadge status={event.status} />
      <span class="event-time">{absoluteTime(event.created_at)}</span>
    </div>
  )
}
