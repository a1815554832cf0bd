/** The spans of time that lists can be narrowed to. `all` has no start; `custom` takes its ends from the reader. */
export const rangePresets = {
  '1h': { label: 'Last hour', hours: 1 },
  '24h': { label: 'Last 24 hours', hours: 24 },
  '7d': { label: 'Last 7 days', hours: 7 * 24 },
  '30d': { label: 'Last 30 days', hours: 30 * 24 },
  '90d': { label: 'Last 90 days', hours: 90 * 24 },
  all: { label: 'All time', hours: null },
} as const

type RangePreset = keyof typeof rangePresets
export type RangeChoice = RangePreset | 'custom'
const rangeDefault: RangePreset = '7d'

const hourMs = 3_600_000

/** The choice that a query string stands for. Shape: `range` names a preset; `from` or `to` make it custom. */
export function readRange(query: URLSearchParams): RangeChoice {
  if (query.has('from') || query.has('to')) return 'custom'
  const named = query.get('range')
  return named !== null && named in rangePresets ? (named as RangePreset) : rangeDefault
}

/** The ends of the range as the server takes them. Units: ISO 8601 UTC; an absent end is open. */
export function rangeBounds(query: URLSearchParams, nowMs: number): { from?: string; to?: string } {
  const choice = readRange(query)
  if (choice === 'custom') {
    const from = isoOrNull(query.get('from'))
    const to = isoOrNull(query.get('to'))
    return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) }
  }
  const { hours } = rangePresets[choice]
  return hours === null ? {} : { from: new Date(nowMs - hours * hourMs).toISOString() }
}

function isoOrNull(text: string | null): string | null {
  return text === null || Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString()
}

/** An instant as a `datetime-local` field shows it, in the reader's time zone; empty for none. */
export function toLocalField(iso: string | null): string {
  if (iso === null || Number.isNaN(Date.parse(iso))) return ''
  const date = new Date(iso)
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

/** The instant that a `datetime-local` field holds; null when it is empty. */
export function fromLocalField(text: string): string | null {
  return isoOrNull(text === '' ? null : text)
}
