import type { TopDimension } from './contract/analytics.ts'
import type { StoreFilters } from './event-filters.ts'
import { setFilters } from './facets.ts'

/** Units: `at_s` seconds since the epoch, the beginning of the step. */
export type TimelineStep = {
  at_s: number
  events: number
  requests: number
  violations: number
  cost_usd: string
}

/** Filters that a rollup has a dimension for; null reads every event through the vendors', which each event has one of. */
const dimensionOf: Partial<Record<keyof StoreFilters, TopDimension>> = {
  vendor_id: 'vendor',
  model: 'model',
  workspace_id: 'workspace',
  project_id: 'project',
  actor_id: 'actor',
  api_key_id: 'api_key',
  detector: 'detector',
}

/** What a rollup is asked for: one dimension, and one value of it or all of them. */
export type Slice = { dimension: TopDimension; value: string | null }

/** What is read, in which steps. Units: `fromMs` inclusive, `toMs` exclusive. */
export type TimelinePlan = { fromMs: number; toMs: number; stepS: number } & (
  | { tier: 'raw' }
  | { tier: 'hourly' | 'daily'; slice: Slice }
)

const hourS = 3_600
const dayS = 86_400
const stepsS = [60, 300, 900, 1_800, hourS, 3 * hourS, 6 * hourS, 12 * hourS, dayS]
const stepsMax = 200
const defaultMs = 30 * dayS * 1000

const upTo = (ms: number, stepS: number): number => Math.ceil(ms / (stepS * 1000)) * stepS * 1000
const downTo = (ms: number, stepS: number): number => Math.floor(ms / (stepS * 1000)) * stepS * 1000

/** The one slice of a rollup that answers for these filters; null when several or other columns are asked for. */
function sliceOf(filters: StoreFilters): Slice | null {
  const asked = Object.entries(setFilters(filters))
  const [first] = asked
  if (first === undefined) return { dimension: 'vendor', value: null }
  const dimension = dimensionOf[first[0] as keyof StoreFilters]
  return asked.length === 1 && dimension !== undefined ? { dimension, value: String(first[1]) } : null
}

/**
 * Which tier answers. A rollup does when the reader may see everything and the filters ask for one slice of it; from a
 * day on its steps are at least an hour, so that the raw events are never read for more than the cut hours at the ends.
 */
export function planTimeline(filters: StoreFilters, nowMs: number, isWhole: boolean): TimelinePlan {
  const slice = isWhole ? sliceOf(filters) : null
  const endMs = filters.to === undefined ? nowMs + 1 : Date.parse(filters.to)
  const beginMs = filters.from === undefined ? endMs - defaultMs : Date.parse(filters.from)
  const rangeMs = Math.max(0, endMs - beginMs)
  const least = slice !== null && rangeMs >= dayS * 1000 ? hourS : 0
  const stepS =
    stepsS.find((each) => each >= least && rangeMs / 1000 / each <= stepsMax) ??
    Math.max(1, Math.ceil(rangeMs / 1000 / dayS / (2 * stepsMax))) * dayS
  const toMs = filters.to === undefined ? upTo(endMs, stepS) : endMs
  const fromMs = filters.from === undefined ? downTo(beginMs, stepS) : beginMs
  const range = { fromMs: Math.min(fromMs, toMs), toMs, stepS }
  if (slice === null || stepS < hourS) return { ...range, tier: 'raw' }
  return { ...range, tier: stepS < dayS ? 'hourly' : 'daily', slice }
}

/** Every step of a plan in order, with zeros where nothing happened. */
export function everyStep({ fromMs, toMs, stepS }: TimelinePlan, found: readonly TimelineStep[]) {
  const byStart = new Map(found.map((step) => [step.at_s, step]))
  const firstS = downTo(fromMs, stepS) / 1000
  const count = Math.max(0, Math.ceil((toMs / 1000 - firstS) / stepS))
  return Array.from({ length: count }, (_, index): TimelineStep => {
    const at_s = firstS + index * stepS
    return byStart.get(at_s) ?? { at_s, events: 0, requests: 0, violations: 0, cost_usd: '0' }
  })
}

/**
 * A range as the whole hours and days in it and what is cut off at its ends: [from, hours) and [hoursEnd, to) are less
 * than an hour, [hours, days) and [daysEnd, hoursEnd) less than a day. Units: milliseconds.
 */
export function cutRange(fromMs: number, toMs: number) {
  const hoursMs = Math.min(upTo(fromMs, hourS), toMs)
  const hoursEndMs = Math.max(downTo(toMs, hourS), hoursMs)
  const daysMs = Math.min(upTo(hoursMs, dayS), hoursEndMs)
  const daysEndMs = Math.max(downTo(hoursEndMs, dayS), daysMs)
  return { hoursMs, hoursEndMs, daysMs, daysEndMs }
}
