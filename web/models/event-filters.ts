import type { EventsQuery, FacetName } from '../../analytics/contract/analytics.ts'
import { addressFilters } from './addressed-list.ts'

type FilterName = Exclude<
  keyof EventsQuery,
  'limit' | 'cursor' | 'format' | 'from' | 'to' | 'q' | 'only_violations'
>

/** Where a filter stands: always on show, or among the others. */
type Place = 'first' | 'more'

/** A filter of the list of events, under the server's own name. */
export type EventFilter = {
  readonly name: FilterName
  readonly label: string
  readonly place: Place
  /** A menu of values with their counts, an exact text, or a bound. */
  readonly kind: 'menu' | 'text' | 'number'
  readonly unit?: string
}

const menu = (name: FacetName, label: string, place: Place = 'more'): EventFilter => ({
  name,
  label,
  place,
  kind: 'menu',
})
const bound = (name: FilterName, label: string, unit?: string): EventFilter => ({
  name,
  label,
  place: 'more',
  kind: 'number',
  ...(unit === undefined ? {} : { unit }),
})

/** Every filter, in the order in which they are offered. */
export const eventFilterList: readonly EventFilter[] = [
  menu('severity', 'Severity', 'first'),
  menu('violation_type', 'Violation', 'first'),
  menu('vendor_id', 'Vendor', 'first'),
  menu('model', 'Model', 'first'),
  menu('actor_id', 'Person', 'first'),
  menu('risk_label', 'Risk', 'first'),
  { name: 'actor_email', label: 'Person’s e-mail', place: 'more', kind: 'text' },
  menu('kind', 'Kind'),
  menu('workspace_id', 'Workspace'),
  menu('project_id', 'Project'),
  menu('api_key_id', 'API key'),
  menu('operation', 'Operation'),
  menu('status', 'Status'),
  menu('source', 'How it came in'),
  menu('detector', 'Detector that matched'),
  menu('flag', 'Flag'),
  menu('decision', 'Decision'),
  menu('policy_version', 'Policy version'),
  menu('inspected', 'Inspection'),
  menu('uninspected_reason', 'Not inspected because'),
  { name: 'detector_version', label: 'Detector version', place: 'more', kind: 'text' },
  menu('cost_source', 'How the cost is known'),
  menu('region', 'Region'),
  { name: 'trace_id', label: 'Trace id', place: 'more', kind: 'text' },
  bound('latency_min_ms', 'Latency from', 'ms'),
  bound('latency_max_ms', 'Latency up to', 'ms'),
  bound('cost_min_usd', 'Cost from', 'US$'),
  bound('cost_max_usd', 'Cost up to', 'US$'),
  bound('tokens_min', 'Tokens from'),
  bound('tokens_max', 'Tokens up to'),
  bound('risk_min', 'Risk score from', '0 to 1'),
  bound('risk_max', 'Risk score up to', '0 to 1'),
  bound('requests_min', 'Calls from'),
  bound('requests_max', 'Calls up to'),
]

const searchCharsMin = 2

export const eventFilters = addressFilters<EventsQuery>(
  ['q', ...eventFilterList.map(({ name }) => name)],
  (name, value) => name !== 'q' || value.length >= searchCharsMin,
)

/** The names under which a view of the list stands in the address. */
const viewNames: readonly string[] = ['q', 'range', 'from', 'to', ...eventFilterList.map(({ name }) => name)]

/** What the address says of the view, and nothing else that stands in it. */
export function viewOf(address: URLSearchParams): Record<string, string> {
  const known = viewNames.flatMap((name) => {
    const value = address.get(name)
    return value === null || value === '' ? [] : [[name, value] as const]
  })
  return Object.fromEntries(known)
}

/** A change of the address that shows a view: what it does not name is taken out. */
export function patchOf(view: Readonly<Record<string, string>>): Record<string, string | null> {
  return Object.fromEntries(viewNames.map((name) => [name, view[name] ?? null]))
}

export function isSameView(
  a: Readonly<Record<string, string>>,
  b: Readonly<Record<string, string>>,
): boolean {
  return viewNames.every((name) => (a[name] ?? '') === (b[name] ?? ''))
}
