import type { AegisEvent } from '../../analytics/contract/event.ts'
import { count, duration, humanize } from './format.ts'
import { reasonLabel } from './inspection-words.ts'

/** What the pieces of the story are called, where the event itself holds only their codes. */
type Names = { vendor: string; violation: string }

/** What happened in an event, as one would tell it to a colleague. */
export function storyOf(event: AegisEvent, names: Names): string {
  return [`${deedOf(event, names.vendor)}.`, findingOf(event, names.violation), inspectionOf(event)]
    .filter((sentence) => sentence !== '')
    .join(' ')
}

function deedOf(event: AegisEvent, vendor: string): string {
  const who = event.actor_email ?? (event.actor_id === null ? 'Somebody unknown' : 'Somebody')
  const took = event.latency_ms === null ? '' : ` and had an answer after ${duration(event.latency_ms)}`
  const failed = isFine(event.status) ? '' : `; it ended as “${humanize(event.status).toLowerCase()}”`
  switch (event.kind) {
    case 'llm':
      return `${who} asked ${event.model} of ${vendor}${took}${failed}`
    case 'usage':
      return `${vendor} reported ${callsOf(event.requests)} of ${event.model}${event.actor_email === null ? '' : ` by ${event.actor_email}`}`
    case 'ml':
      return `The model ${event.model} made a prediction${took.replace(' and had an answer', '')}${failed}`
    case 'decision':
      return `${who} asked whether a call of ${event.model} is allowed`
  }
}

const isFine = (status: string): boolean => ['success', 'ok', 'succeeded', ''].includes(status)

function callsOf(requests: number | null): string {
  if (requests === null) return 'usage'
  return requests === 1 ? 'one call' : `${count(requests)} calls`
}

function findingOf(event: AegisEvent, violation: string): string {
  if (event.violation_type === null) return event.inspected === 'full' ? 'Nothing was found in it.' : ''
  const grave = event.severity === null ? '' : `, which is ${event.severity}`
  const decided = event.decision === null ? '' : ` The decision was to ${event.decision}.`
  return `${violation} was found${grave}.${decided}`
}

function inspectionOf({ inspected, uninspected_reason: reason, kind }: AegisEvent): string {
  if (inspected === 'full' || (kind === 'usage' && reason === null)) return ''
  const why = reason === null ? '' : `: ${reasonLabel(reason).toLowerCase()}`
  return inspected === 'partial' ? `Only a part of it was inspected${why}.` : `It was not inspected${why}.`
}
