import type { Facets } from '../../../analytics/contract/analytics.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { humanize } from '../../lib/format.ts'
import { inspectedLabels, reasonLabel } from '../../lib/inspection-words.ts'
import { detectorLabel } from '../../models/detectors.ts'
import type { EventFilter } from '../../models/event-filters.ts'
import { valuesOf } from '../../models/facets.ts'
import { unnamedPerson } from '../../models/top.ts'
import {
  costSourceLabels,
  kindLabels,
  riskLabels,
  severityLabels,
  sourceLabels,
} from '../../parts/choices.ts'
import type { FacetOption } from '../../parts/facet-menu.tsx'

type FacetValue = Facets['items'][number]['values'][number]

/** Filters whose values are a closed list: all are offered, also those that no event has. */
const closedLists: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  severity: severityLabels,
  kind: kindLabels,
  risk_label: riskLabels,
  source: sourceLabels,
  cost_source: costSourceLabels,
  inspected: inspectedLabels,
}

const wordsOf: Readonly<Record<string, (value: string) => string>> = {
  vendor_id: vendorLabel,
  violation_type: detectorLabel,
  detector: detectorLabel,
  uninspected_reason: reasonLabel,
  region: (value) => value.toUpperCase(),
  operation: humanize,
  status: humanize,
  decision: humanize,
  flag: humanize,
}

/** A value of a filter for people. */
export const valueLabel = (filter: EventFilter, value: string, facets: Facets['items'] | null): string =>
  labelOf(filter, value, valuesOf(facets, filter.name))

function labelOf({ name, unit }: EventFilter, value: string, known: readonly FacetValue[] | null): string {
  const closed = closedLists[name]?.[value]
  if (closed !== undefined) return closed
  const listed = known?.find((one) => one.value === value)
  if (listed !== undefined && listed.label !== null) return listed.label
  if (listed !== undefined && name === 'actor_id') return unnamedPerson(value)
  const words = wordsOf[name]?.(value) ?? value
  return unit === undefined ? words : `${words} ${unit}`
}

/** Whether a value that is not offered can be asked for. */
export const takesAny = ({ name }: EventFilter): boolean => closedLists[name] === undefined

/** What a filter's menu offers, most events first. */
export function optionsOf(filter: EventFilter, known: readonly FacetValue[] | null): readonly FacetOption[] {
  const counted = (known ?? [])
    .filter(({ value }) => value !== '')
    .map(({ value, events }): FacetOption => ({ value, label: labelOf(filter, value, known), events }))
  const closed = Object.keys(closedLists[filter.name] ?? {})
    .filter((value) => !counted.some((option) => option.value === value))
    .map((value) => ({
      value,
      label: labelOf(filter, value, known),
      events: known === null ? null : 0,
    }))
  return [...counted, ...closed]
}
