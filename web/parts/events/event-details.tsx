import type { ComponentChildren } from 'preact'
import type { AegisEvent } from '../../../analytics/contract/event.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { absoluteTime, count, duration, humanize } from '../../lib/format.ts'
import { detectorLabel } from '../../models/detectors.ts'
import { Badge, SeverityBadge, StatusBadge } from '../badge.tsx'
import { Fact, Facts, Id, Part } from '../facts.tsx'
import { Cost, Risk, violationName } from './event-columns.tsx'
import './events.css'
import { Excerpt } from './excerpt.tsx'

/** Everything that is known about one event. */
export function EventDetails({ event }: { event: AegisEvent }) {
  return (
    <>
      <div class="event-summary">
        {event.severity && <SeverityBadge severity={event.severity} />}
        {event.violation_type !== null && <b>{violationName(event)}</b>}
        <Risk event={event} />
        <StatusBadge status={event.status} />
        <span class="event-time">{absoluteTime(event.created_at)}</span>
      </div>
      <Text event={event} />
      <Judgement event={event} />
      <Usage event={event} />
      {event.ml !== null && (
        <Part title="Model output">
          <pre class="event-json">{JSON.stringify(event.ml, null, 2)}</pre>
        </Part>
      )}
      <Origin event={event} />
    </>
  )
}

function Text({ event }: { event: AegisEvent }) {
  const { prompt_excerpt: prompt, response_excerpt: response } = event
  const findingsOf = (field: 'prompt' | 'response') =>
    event.findings.filter((finding) => finding.field === field)
  if (prompt === null && response === null) {
    return (
      <Part title="Text">
        <p class="excerpt-note">No text is stored with this event.</p>
      </Part>
    )
  }
  return (
    <Part title="Text">
      {prompt !== null && <Excerpt title="Prompt" text={prompt} findings={findingsOf('prompt')} />}
      {response !== null && <Excerpt title="Response" text={response} findings={findingsOf('response')} />}
      <p class="excerpt-note">
        This is the stored excerpt: sensitive content was redacted before it was kept, and long text is cut.
        Marks show only what stands in the excerpt.
      </p>
    </Part>
  )
}

function Judgement({ event }: { event: AegisEvent }) {
  return (
    <Part title="Detection and decision">
      <Facts>
        <Fact name="Violation">{event.violation_type && <code>{event.violation_type}</code>}</Fact>
        <Fact name="Decision">{event.decision && <StatusBadge status={event.decision} />}</Fact>
        <Fact name="Inspected">
          {humanize(event.inspected)}
          {event.uninspected_reason && <span class="muted">({humanize(event.uninspected_reason)})</span>}
        </Fact>
        <Fact name="Policy version">{event.policy_version && <code>{event.policy_version}</code>}</Fact>
        <Fact name="Detectors that matched" wide>
          {list(event.compliance_hits, detectorLabel)}
        </Fact>
        <Fact name="Flags" wide>
          {list(event.flags, humanize)}
        </Fact>
      </Facts>
    </Part>
  )
}

function Usage({ event }: { event: AegisEvent }) {
  return (
    <Part title="Usage">
      <Facts>
        <Fact name="Requests">{event.requests === null ? 'Not reported' : count(event.requests)}</Fact>
        <Fact name="Latency">{event.latency_ms !== null && duration(event.latency_ms)}</Fact>
        <Fact name={event.tokens_estimated ? 'Tokens in (estimated)' : 'Tokens in'}>
          {count(event.tokens_in)}
          {event.tokens_cached !== 0 && (
            <span class="muted">of them {count(event.tokens_cached)} cached</span>
          )}
        </Fact>
        <Fact name={event.tokens_estimated ? 'Tokens out (estimated)' : 'Tokens out'}>
          {count(event.tokens_out)}
          {event.tokens_reasoning !== 0 && (
            <span class="muted">of them {count(event.tokens_reasoning)} reasoning</span>
          )}
        </Fact>
        <Fact name="Cost">
          <Cost event={event} />
        </Fact>
        <Fact name="Cost source">{humanize(event.cost_source)}</Fact>
      </Facts>
    </Part>
  )
}

function Origin({ event }: { event: AegisEvent }) {
  return (
    <Part title="Origin">
      <Facts>
        <Fact name="Vendor">{vendorLabel(event.vendor_id)}</Fact>
        <Fact name="Model">{event.model}</Fact>
        <Fact name="Operation">{humanize(event.operation)}</Fact>
        <Fact name="Kind and source">
          {humanize(event.kind)} <span class="muted">from {event.source}</span>
        </Fact>
        <Fact name="Actor">{event.actor_email}</Fact>
        <Fact name="Actor id">{event.actor_id && <Id text={event.actor_id} what="actor id" />}</Fact>
        <Fact name="Workspace">{event.workspace_id}</Fact>
        <Fact name="Project">{event.project_id}</Fact>
        <Fact name="API key">{event.api_key_id}</Fact>
        <Fact name="Region">{event.region.toUpperCase()}</Fact>
        <Fact name="Happened">{absoluteTime(event.created_at)}</Fact>
        <Fact name="Recorded">{absoluteTime(event.ingested_at)}</Fact>
        <Fact name="Event id" wide>
          <Id text={event.id} what="event id" />
        </Fact>
        <Fact name="Trace id" wide>
          {event.trace_id && <Id text={event.trace_id} what="trace id" />}
        </Fact>
        <Fact name="Organization id" wide>
          <Id text={event.org_id} what="organization id" />
        </Fact>
      </Facts>
    </Part>
  )
}

function list(codes: readonly string[], name: (code: string) => string): ComponentChildren {
  return codes.length === 0 ? null : codes.map((code) => <Badge key={code}>{name(code)}</Badge>)
}
