import type { AegisEvent } from '../../../../analytics/contract/event.ts'
import { vendorLabel } from '../../../../analytics/contract/vendors.ts'
import { absoluteTime, humanize } from '../../../lib/format.ts'
import { personName } from '../../../models/top.ts'
import { kindLabels, sourceLabels } from '../../choices.ts'
import { Fact, Facts, Id, Part } from '../../facts.tsx'
import { SameLink } from '../same-link.tsx'

/** Who and where it came from, with what leads to more of the same. */
export function OriginSection({ event }: { event: AegisEvent }) {
  const same = (filter: 'workspace_id' | 'project_id' | 'api_key_id', value: string | null) =>
    value && (
      <SameLink filter={filter} value={value}>
        {value}
      </SameLink>
    )
  return (
    <Part title="Where it came from">
      <Facts>
        <Fact name="Vendor">
          <SameLink filter="vendor_id" value={event.vendor_id}>
            {vendorLabel(event.vendor_id)}
          </SameLink>
        </Fact>
        <Fact name="Model">
          <SameLink filter="model" value={event.model}>
            {event.model}
          </SameLink>
        </Fact>
        <Fact name="Person">
          {event.actor_id && (
            <SameLink filter="actor_id" value={event.actor_id}>
              {personName(event)}
            </SameLink>
          )}
        </Fact>
        <Fact name="Person’s id">{event.actor_id && <Id text={event.actor_id} what="person’s id" />}</Fact>
        <Fact name="Kind">{kindLabels[event.kind]}</Fact>
        <Fact name="How it came in">{sourceLabels[event.source]}</Fact>
        <Fact name="Operation">{humanize(event.operation)}</Fact>
        <Fact name="API key">{same('api_key_id', event.api_key_id)}</Fact>
        <Fact name="Workspace">{same('workspace_id', event.workspace_id)}</Fact>
        <Fact name="Project">{same('project_id', event.project_id)}</Fact>
        <Fact name="Happened">{absoluteTime(event.created_at)}</Fact>
        <Fact name="Recorded">{absoluteTime(event.ingested_at)}</Fact>
        <Fact name="Region">{event.region.toUpperCase()}</Fact>
        <Fact name="Trace">
          {event.trace_id && (
            <SameLink filter="trace_id" value={event.trace_id}>
              All events of this trace
            </SameLink>
          )}
        </Fact>
        {event.trace_id && (
          <Fact name="Trace id" wide>
            <Id text={event.trace_id} what="trace id" />
          </Fact>
        )}
        <Fact name="Event id" wide>
          <Id text={event.id} what="event id" />
        </Fact>
      </Facts>
    </Part>
  )
}
