import type { AegisEvent } from '../analytics/contract/event.ts'
import type { LiveFilter, LiveFrame } from '../analytics/contract/live.ts'
import { type EventRow, eventFromRow } from '../analytics/event-row.ts'
import { type EventsPart, isInPart } from '../analytics/reach.ts'
import { linesOf } from './json-lines.ts'

/** An event and its number in the organization's one sequence. */
export type Numbered = { seq: number; event: AegisEvent }

/** Numbers of a sequence, both included. */
export type Span = { from: number; to: number }

/** Events as they are remembered. Units: `body` is JSON lines in UTF-8, one for each number. */
export type Block = { from: number; to: number; body: ArrayBuffer }

const frameEventsMax = 200

/** The events of some lines, numbered from `first`. */
export const numbered = (body: ArrayBuffer, first: number): Numbered[] =>
  linesOf(body).map((line, index) => ({
    seq: first + index,
    event: eventFromRow(JSON.parse(line) as EventRow),
  }))

/** What of `after + 1` to `to` some blocks hold, and what they do not. */
export function eventsOf(
  blocks: readonly Block[],
  after: number,
  to: number,
): { items: Numbered[]; gaps: Span[] } {
  const gaps: Span[] = []
  const items: Numbered[] = []
  let next = after + 1
  for (const block of blocks) {
    if (block.from > next) gaps.push({ from: next, to: block.from - 1 })
    for (const item of numbered(block.body, block.from)) if (item.seq >= next) items.push(item)
    next = Math.max(next, block.to + 1)
  }
  if (next <= to) gaps.push({ from: next, to })
  return { items, gaps }
}

/** The frames that a reader is sent: what they may and want to see. */
export function framesOf(items: readonly Numbered[], filter: LiveFilter, part: EventsPart): LiveFrame[] {
  const wanted = items.filter((item) => isInPart(part, item.event) && passes(item.event, filter))
  const frames: LiveFrame[] = []
  for (let from = 0; from < wanted.length; from += frameEventsMax) {
    const some = wanted.slice(from, from + frameEventsMax)
    const [only] = some
    const cursor = some.at(-1)?.seq ?? 0
    if (some.length === 1 && only) frames.push({ type: 'event', cursor, event: only.event })
    else frames.push({ type: 'events', cursor, events: some.map((item) => item.event) })
  }
  return frames
}

function passes(event: AegisEvent, filter: LiveFilter): boolean {
  if (filter.onlyViolations && event.violation_type === null) return false
  if (filter.vendorId !== null && event.vendor_id !== filter.vendorId) return false
  return filter.severity === null || event.severity === filter.severity
}

export const gapFrame = ({ from, to }: Span): LiveFrame => ({ type: 'gap', from, to })
