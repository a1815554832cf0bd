export const dayS = 86_400

/** Whole days are those of UTC, whatever the reader's time zone. */
export const isWholeDays = (stepS: number): boolean => stepS % dayS === 0

const dayParts = { day: 'numeric', month: 'short' } as const
const timeParts = { hour: '2-digit', minute: '2-digit' } as const

const day = new Intl.DateTimeFormat('en-GB', dayParts)
const dayInUtc = new Intl.DateTimeFormat('en-GB', { ...dayParts, timeZone: 'UTC' })
const weekdayInUtc = new Intl.DateTimeFormat('en-GB', { weekday: 'short', ...dayParts, timeZone: 'UTC' })
const time = new Intl.DateTimeFormat('en-GB', timeParts)
const moment = new Intl.DateTimeFormat('en-GB', { weekday: 'short', ...dayParts, ...timeParts })

/**
 * A mark of a time axis: a day, or the time of day where marks are closer and it is not midnight.
 * Units: seconds since 1970; `stepS` between what is drawn, `apartS` between marks.
 */
export function axisWords(atS: number, stepS: number, apartS: number): string {
  if (isWholeDays(stepS)) return dayInUtc.format(atS * 1000)
  return (apartS >= dayS || isMidnight(atS) ? day : time).format(atS * 1000)
}

/** A moment in full. Units: seconds since 1970. */
export const momentWords = (atS: number): string => moment.format(atS * 1000)

/** Some whole steps: the day or the days, or from when to when. Units: seconds since 1970, `toS` behind the last. */
export function spanWords(fromS: number, toS: number, stepS: number): string {
  if (isWholeDays(stepS)) {
    const lastS = toS - dayS
    return lastS <= fromS
      ? weekdayInUtc.format(fromS * 1000)
      : `${dayInUtc.format(fromS * 1000)} – ${dayInUtc.format(lastS * 1000)}`
  }
  const isOneDay = day.format(fromS * 1000) === day.format((toS - 1) * 1000)
  return `${moment.format(fromS * 1000)} – ${(isOneDay ? time : moment).format(toS * 1000)}`
}

function isMidnight(atS: number): boolean {
  const date = new Date(atS * 1000)
  return date.getHours() === 0 && date.getMinutes() === 0
}
