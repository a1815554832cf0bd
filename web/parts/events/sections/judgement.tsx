import type { ComponentChildren } from 'preact'
import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import { humanize } from '../../../lib/format.ts'
import { inspectedLabels, reasonLabel } from '../../../lib/inspection-words.ts'
import { detectorLabel } from '../../../models/detectors.ts'
import { Badge, StatusBadge } from '../../badge.tsx'
import { Fact, Facts, Part } from '../../facts.tsx'
import { violationName } from '../event-columns.tsx'
import { SameLink } from '../same-link.tsx'

/** What detectors found, and what was decided upon it. */
export function JudgementSection({ event }: { event: AegisEvent }) {
  return (
    <Part title="Detection and decision">
      <Facts>
        <Fact name="Violation">
          {event.violation_type && (
            <>
              {violationName(event)} <code class="muted">{event.violation_type}</code>
            </>
          )}
        </Fact>
        <Fact name="Decision">{event.decision && <StatusBadge status={event.decision} />}</Fact>
        <Fact name="Inspection">
          {inspectedLabels[event.inspected]}
          {event.uninspected_reason && <span class="muted">({reasonLabel(event.uninspected_reason)})</span>}
        </Fact>
        <Fact name="Policy version">{event.policy_version && <code>{event.policy_version}</code>}</Fact>
        <Fact name="Detectors that matched" wide>
          {event.compliance_hits.length > 0 &&
            event.compliance_hits.map((code) => (
              <SameLink key={code} filter="detector" value={code}>
                {detectorLabel(code)}
              </SameLink>
            ))}
        </Fact>
        <Fact name="Flags" wide>
          {badges(event.flags)}
        </Fact>
      </Facts>
    </Part>
  )
}

function badges(codes: readonly string[]): ComponentChildren {
  return codes.length === 0 ? null : codes.map((code) => <Badge key={code}>{humanize(code)}</Badge>)
}
