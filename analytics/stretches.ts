import type { DayEvents } from './queries/events-per-day.ts'

/** Events of some time: from `fromMs` on and before `untilMs`, null without an end on that side; of these days (UTC), null for all. */
export type Stretch = { fromMs: number | null; untilMs: number | null; days: readonly string[] | null }

/** Read in little more time than it takes to ask. Units: events. */
const firstEvents = 250_000
const next = { least: 1_000_000, most: 4_000_000 }
/** How many times what all stretches before had is read after the next one. */
const growth = { least: 4, most: 8 }
/** Beyond what should do, so that one more question is seldom needed. */
const surplus = 1.5

const dayMs = 86_400_000

type Range = { fromMs: number | null; untilMs: number | null }

/**
 * The newest stretch of a search, in which whatever is common is found often enough. Whole when hardly anything lies
 * behind it; then its begin is the range's own. `days` are all events by day, newest first; only the effort depends on
 * their being right.
 */
export function firstStretch(
  days: readonly DayEvents[],
  wanted: number,
  { fromMs, untilMs, nowMs }: Range & { nowMs: number },
): Stretch & { isWhole: boolean } {
  const course = courseOf(days, nowMs)
  const begin = untilMs === null ? 0 : course.newerThan(untilMs)
  const end = fromMs === null ? course.total : course.newerThan(fromMs)
  const size = Math.max(firstEvents, surplus * wanted)
  const cutMs = Math.floor(course.momentOf(begin + size))
  const isWhole = begin + 2 * size >= end || (untilMs !== null && cutMs >= untilMs)
  return { fromMs: isWhole ? fromMs : cutMs, untilMs, days: null, isWhole }
}

/**
 * Cuts the time before that into stretches, newest first, of those days on which something may match. Each is as long
 * as finding so many events should take, judged by what the ones before have given of what they might have, and not much
 * longer than those, since events come in flocks. The first goes as far as such a search had to go a moment ago.
 * Units: `reach` as `reachOf` gives it; `mayMatch` events of a day that may match at most, `all` of a day; both newest first.
 */
export function furtherStretches(
  mayMatch: readonly DayEvents[],
  all: readonly DayEvents[],
  wanted: number,
  { fromMs, untilMs }: Range,
  reach = 0,
) {
  const allOf = new Map(all.map(({ day, events }) => [day, events]))
  const open = mayMatch.filter(({ day }) => {
    const beginMs = Date.parse(day)
    return beginMs < (untilMs ?? Number.POSITIVE_INFINITY) && beginMs + dayMs > (fromMs ?? 0)
  })
  let taken = 0
  let read = 0
  let hoped = 0
  let edgeMs = untilMs
  return {
    /** The next stretch when so many were found in all of these; null after the last. */
    next(found: number): Stretch | null {
      if (taken >= open.length) return null
      const perFound = hoped === 0 ? 1 : hoped / (found + 1)
      const isKnown = read === 0 && reach > 0
      const enough = isKnown ? reach : hoped + surplus * (wanted - found) * perFound
      const least = read === 0 ? next.least : growth.least * read
      const most = isKnown ? Number.POSITIVE_INFINITY : read === 0 ? next.most : growth.most * read
      const days: string[] = []
      while (taken < open.length && (read < least || (hoped < enough && read < most))) {
        const { day, events } = open[taken++] as DayEvents
        hoped += events
        read += allOf.get(day) ?? events
        days.push(day)
      }
      const [newestMs = 0, oldestMs = newestMs] = [days[0], days.at(-1)].map((day) => Date.parse(day ?? ''))
      const hasGaps = newestMs - oldestMs > (days.length - 1) * dayMs
      const endMs = Math.min(newestMs + dayMs, edgeMs ?? Number.POSITIVE_INFINITY)
      const stretch = {
        fromMs: Math.max(oldestMs, fromMs ?? oldestMs),
        untilMs: endMs,
        days: hasGaps ? days : null,
      }
      edgeMs = stretch.fromMs
      return stretch
    },
  }
}

/** How many events that may match are as new as the day of a search's last find, or newer. */
export const reachOf = (
  mayMatch: readonly DayEvents[],
  lastDay: string,
  { untilMs }: Pick<Range, 'untilMs'>,
) =>
  mayMatch
    .filter(({ day }) => day >= lastDay && Date.parse(day) < (untilMs ?? Number.POSITIVE_INFINITY))
    .reduce((sum, { events }) => sum + events, 0)

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
