import type { Span } from './groups.ts'

const dayMs = 86_400_000

export const dayText = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** The day so many days after another, before it when negative. */
export const dayAfter = (day: string, days: number): string => dayText(Date.parse(day) + days * dayMs)

/** Days of a span, both ends counted; below one when it ends before it begins. */
export const daysOf = ({ from, to }: Span): number => (Date.parse(to) - Date.parse(from)) / dayMs + 1

/** First and last day of the month that a day lies in. */
export function monthOf(day: string): Span {
  const [year = 0, month = 0] = day.split('-').map(Number)
  return { from: dayText(Date.UTC(year, month - 1, 1)), to: dayText(Date.UTC(year, month, 0)) }
}

/** As many days right before a span. */
export const spanBefore = (span: Span): Span => ({
  from: dayAfter(span.from, -daysOf(span)),
  to: dayAfter(span.from, -1),
})

/** The same days one calendar month earlier; where that month is shorter, its last day. A whole month has a whole one. */
export function monthBefore({ from, to }: Span): Span {
  const isWhole = to === monthOf(to).to
  return { from: sameDay(from), to: isWhole ? monthOf(sameDay(to)).to : sameDay(to) }
}

function sameDay(day: string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  const last = new Date(Date.UTC(year, month - 1, 0)).getUTCDate()
  return dayText(Date.UTC(year, month - 2, Math.min(date, last)))
}
