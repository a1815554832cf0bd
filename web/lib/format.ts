const nanoDigits = 9
const nanoPerUnit = 10n ** BigInt(nanoDigits)
const minus = '−'

const grouped = new Intl.NumberFormat('en-US')
const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 })
const shortCents = new Intl.NumberFormat('en-US', {
  notation: 'compact',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
})
const oneDecimalAlways = new Intl.NumberFormat('en-US', {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
})
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 })

/** Whole numbers with thousands separators. */
export function count(value: number): string {
  return value < 0 ? minus + grouped.format(-value) : grouped.format(value)
}

/** Counts where room is scarce: 12,345 is `12.3K`. */
export function compactCount(value: number): string {
  return value < 0 ? minus + short.format(-value) : short.format(value)
}

/**
 * US dollars from a decimal string, without passing through a float. From one dollar up it shows cents, below it
 * the first two significant digits, so that the price of a single call is not `$0.00`.
 * Errors: text that is not a decimal is shown as it is.
 */
export function money(decimal: string): string {
  const nano = parseNano(decimal)
  if (nano === null) return decimal
  const sign = nano < 0n ? minus : ''
  const size = nano < 0n ? -nano : nano
  const rounded = roundTo(size, fractionDigits(size))
  const digits = fractionDigits(rounded)
  const fraction = (rounded % nanoPerUnit).toString().padStart(nanoDigits, '0').slice(0, digits)
  return `${sign}$${grouped.format(rounded / nanoPerUnit)}.${fraction}`
}

/** As `money`, but from a million up in millions, billions and so on: `$1.24M`. */
export function compactMoney(decimal: string): string {
  const dollars = Number(decimal)
  if (!Number.isFinite(dollars) || Math.abs(dollars) < 1_000_000) return money(decimal)
  const sign = dollars < 0 ? minus : ''
  return `${sign}$${shortCents.format(Math.abs(dollars))}`
}

function parseNano(decimal: string): bigint | null {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal.trim())
  if (match === null) return null
  const [, sign, whole = '0', fraction = ''] = match
  const nano = BigInt(whole) * nanoPerUnit + BigInt(fraction.slice(0, nanoDigits).padEnd(nanoDigits, '0'))
  return sign === '-' ? -nano : nano
}

function fractionDigits(size: bigint): number {
  if (size === 0n || size >= nanoPerUnit) return 2
  const leadingZeros = nanoDigits - size.toString().length
  return Math.min(nanoDigits, Math.max(2, leadingZeros + 2))
}

/** Half to even, as the server rounds. */
function roundTo(size: bigint, digits: number): bigint {
  const step = 10n ** BigInt(nanoDigits - digits)
  const rest = size % step
  const floor = size - rest
  if (rest * 2n < step) return floor
  if (rest * 2n > step) return floor + step
  return (floor / step) % 2n === 0n ? floor : floor + step
}

/** A span of time at the precision one reads it with. Units: milliseconds. */
export function duration(ms: number): string {
  if (ms < 0.95) return `${oneDecimal.format(ms)} ms`
  if (ms < 999.5) return `${Math.round(ms)} ms`
  if (ms < 9_995) return `${(ms / 1000).toFixed(2)} s`
  if (ms < 59_950) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  if (seconds < 3600) return joinUnits(seconds, 60, 'm', 's')
  const minutes = Math.round(seconds / 60)
  if (minutes < 24 * 60) return joinUnits(minutes, 60, 'h', 'm')
  return joinUnits(Math.round(minutes / 60), 24, 'd', 'h')
}

function joinUnits(value: number, base: number, large: string, small: string): string {
  const rest = value % base
  const head = `${Math.floor(value / base)} ${large}`
  return rest === 0 ? head : `${head} ${rest} ${small}`
}

/** How long ago or how far ahead an instant is; beyond a month its date. */
export function relativeTime(iso: string, nowMs: number): string {
  const distanceMs = nowMs - Date.parse(iso)
  const seconds = Math.round(Math.abs(distanceMs) / 1000)
  if (seconds < 5) return 'just now'
  const [amount, unit] = coarse(seconds)
  if (unit === null) return dateText(iso)
  return distanceMs >= 0 ? `${amount} ${unit} ago` : `in ${amount} ${unit}`
}

function coarse(seconds: number): [number, string | null] {
  if (seconds < 60) return [seconds, 's']
  if (seconds < 3600) return [Math.floor(seconds / 60), 'min']
  if (seconds < 86_400) return [Math.floor(seconds / 3600), 'h']
  if (seconds < 30 * 86_400) return [Math.floor(seconds / 86_400), 'd']
  return [0, null]
}

const dates = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const moments = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZoneName: 'short',
})
const logTimes = new Intl.DateTimeFormat('en-GB', {
  day: '2-digit',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

function dateText(iso: string): string {
  return dates.format(new Date(iso))
}

const utcDays = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/** A day of UTC, `2026-11-21`, as people write it: `21 Nov 2026`. */
export function dayText(day: string): string {
  return utcDays.format(Date.parse(`${day}T00:00:00Z`))
}

/** The instant in full, with the reader's time zone. */
export function absoluteTime(iso: string): string {
  return moments.format(new Date(iso))
}

/** The instant as a line of a log shows it: `21 Nov 09:52:03`. */
export function logTime(iso: string): string {
  return logTimes.format(new Date(iso)).replace(', ', ' ')
}

const clockTimes = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' })

/** The time of day of an instant: `09:52:03`. Units: epoch milliseconds. */
export function clockTime(atMs: number): string {
  return clockTimes.format(atMs)
}

export type Trend = { direction: 'up' | 'down' | 'flat'; text: string }

/** Change against the period before; null when there was nothing to compare with. */
export function trend(current: number, previous: number): Trend | null {
  if (previous === 0 || !Number.isFinite(current) || !Number.isFinite(previous)) return null
  const percent = ((current - previous) / Math.abs(previous)) * 100
  if (Math.abs(percent) < 0.05) return { direction: 'flat', text: '0%' }
  const size = Math.abs(percent)
  const more = size >= 1000 ? '>' : ''
  const text = `${size >= 100 ? Math.min(999, Math.round(size)) : oneDecimalAlways.format(size)}%`
  return percent > 0
    ? { direction: 'up', text: `${more}+${text}` }
    : { direction: 'down', text: `${more}${minus}${text}` }
}

/** A share between 0 and 1 in per cent. Little is not nothing, and nearly all is not all. */
export function percentage(share: number): string {
  if (share > 0 && share < 0.0005) return '<0.1%'
  if (share < 1 && share >= 0.9995) return '>99.9%'
  return `${share < 0 ? minus : ''}${oneDecimal.format(Math.abs(share) * 100)}%`
}

/** A share as it stands among others in a column: none and all are plain, every other has its decimal. */
export function columnPercentage(share: number): string {
  const isPlain =
    share === 0 || share === 1 || (share > 0 && share < 0.0005) || (share < 1 && share >= 0.9995)
  if (isPlain) return percentage(share)
  return `${share < 0 ? minus : ''}${oneDecimalAlways.format(Math.abs(share) * 100)}%`
}

/** A snake_case code for people: `prompt_injection` is `Prompt injection`. */
export function humanize(code: string): string {
  const words = code.replaceAll('_', ' ').trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
