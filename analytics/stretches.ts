import type { DayEvents } from './queries/events-per-day.ts'

/** Events of some time: from `fromMs` on and before `untilMs`; null is without an end on that side. */
export type Stretch = { fromMs: number | null; untilMs: number | null }

/** Read in little more time than it takes to ask. Units: events. */
const firstEvents = 250_000
/** How much further is read at most when hardly anything was found, against what was read so far. */
const growthMax = 32
/** Beyond what should do, so that one more question is seldom needed. */
const surplus = 1.5

const dayMs = 86_400_000

type Range = { fromMs: number | null; untilMs: number | null; nowMs: number }

/**
 * Cuts the time of a search into stretches, newest first, each as long as finding so many events should take, judged by
 * what the ones before have given. A common value is found in the last hours then, and nothing older is begun; together
 * they are the whole range without gap or overlap, so that only the effort depends on `days` being right.
 */
export function stretchesOf(days: readonly DayEvents[], wanted: number, { fromMs, untilMs, nowMs }: Range) {
  const course = courseOf(days, nowMs)
  const begin = untilMs === null ? 0 : course.newerThan(untilMs)
  const end = fromMs === null ? course.total : course.newerThan(fromMs)
  let read = 0
  let edgeMs = untilMs
  let isOver = false
  return {
    /** The next stretch when so many events have been found in all before; null after the last. */
    next(found: number): Stretch | null {
      if (isOver) return null
      const enough = found === 0 ? growthMax * read : (surplus * (wanted - found) * read) / (found + 1)
      const size =
        read === 0 ? Math.max(firstEvents, surplus * wanted) : clamp(enough, read, growthMax * read)
      const cutMs = Math.floor(course.momentOf(begin + read + size))
      const isLast = begin + read + 2 * size >= end || (edgeMs !== null && cutMs >= edgeMs)
      const stretch = { fromMs: isLast ? fromMs : cutMs, untilMs: edgeMs }
      read += size
      edgeMs = cutMs
      isOver = isLast
      return stretch
    },
  }
}

const clamp = (value: number, least: number, most: number): number => Math.min(Math.max(value, least), most)

/** Events of days as if they came evenly, the ones of today until now. */
function courseOf(days: readonly DayEvents[], nowMs: number) {
  let newer = 0
  const spans = days.map(({ day, events }) => {
    const fromMs = Date.parse(day)
    const untilMs = clamp(nowMs, fromMs + 1, fromMs + dayMs)
    const span = { fromMs, untilMs, newer, events }
    newer += events
    return span
  })
  const total = newer
  return {
    total,
    /** How many events are newer than a moment. */
    newerThan(ms: number): number {
      const span = spans.find(({ fromMs }) => fromMs <= ms)
      if (span === undefined) return total
      const share = Math.max(0, span.untilMs - ms) / (span.untilMs - span.fromMs)
      return span.newer + span.events * share
    },
    /** The moment that so many events are newer than. */
    momentOf(count: number): number {
      const span = spans.find((each) => count < each.newer + each.events) ?? spans.at(-1)
      if (span === undefined) return 0
      return span.untilMs - ((count - span.newer) / span.events) * (span.untilMs - span.fromMs)
    },
  }
}
