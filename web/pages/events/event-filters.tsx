import type { EventsQuery } from '../../../analytics/contract/endpoints.ts'
import { query, setQuery } from '../../lib/router.ts'
import { detectors } from '../../models/detectors.ts'
import { eventFilters } from '../../models/events.ts'
import { anyChoice, kindChoices, riskChoices, severityChoices, vendorChoices } from '../../parts/choices.ts'
import { type Choice, SearchField, Select, SuggestField } from '../../parts/field.tsx'
import { FilterPanel } from '../../parts/filter-panel.tsx'
import { RangeFilter } from '../../parts/range-filter.tsx'
import { TypedFilter } from '../../parts/typed-filter.tsx'

/** Narrows the list of events. */
export function EventFilters({ models }: { models: readonly string[] }) {
  return (
    <FilterPanel
      filters={eventFilters}
      columns="seven"
      search={
        <TypedFilter name="q">
          {(value, onInput) => <SearchField label="Search events" value={value} onInput={onInput} />}
        </TypedFilter>
      }
    >
      <RangeFilter />
      <ChoiceFilter name="severity" label="Severity" choices={severityChoices} />
      <ChoiceFilter
        name="violation_type"
        label="Violation"
        choices={[anyChoice, ...detectors().map(({ code, label }): Choice => [code, label])]}
      />
      <ChoiceFilter name="vendor_id" label="Vendor" choices={vendorChoices} />
      <TypedFilter name="model">
        {(value, onInput) => (
          <SuggestField label="Model" value={value} onInput={onInput} suggestions={models} />
        )}
      </TypedFilter>
      <ChoiceFilter name="kind" label="Kind" choices={kindChoices} />
      <ChoiceFilter name="risk_label" label="Risk" choices={riskChoices} />
    </FilterPanel>
  )
}

type ChoiceFilterProps = { name: keyof EventsQuery; label: string; choices: readonly Choice[] }

function ChoiceFilter({ name, label, choices }: ChoiceFilterProps) {
  return (
    <Select
      label={label}
      value={query.value.get(name) ?? ''}
      choices={choices}
      onChange={(value) => setQuery({ [name]: value })}
    />
  )
}
