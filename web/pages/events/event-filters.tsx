import { useSignal } from '@preact/signals'
import { query, setQuery } from '../../lib/router.ts'
import { detectors } from '../../models/detectors.ts'
import { clearEventFilters, type EventFilterName, eventFilterCount } from '../../models/events.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Button } from '../../parts/button.tsx'
import { anyChoice, kindChoices, riskChoices, severityChoices, vendorChoices } from '../../parts/choices.ts'
import { type Choice, SearchField, Select, SuggestField } from '../../parts/field.tsx'
import { RangeFilter } from '../../parts/range-filter.tsx'
import { TypedFilter } from '../../parts/typed-filter.tsx'
import '../../parts/filters.css'

/** Narrows the list. The address is where filters live; these controls show and change it. */
export function EventFilters({ models }: { models: readonly string[] }) {
  const expanded = useSignal(false)
  const active = eventFilterCount(query.value)
  const isOpen = expanded.value || !isNarrow.value
  return (
    <search class="card filters" aria-label="Filters">
      <div class="filters-top">
        <TypedFilter name="q">
          {(value, onInput) => <SearchField label="Search events" value={value} onInput={onInput} />}
        </TypedFilter>
        {isNarrow.value && (
          <Button
            icon="filter"
            pressed={expanded.value}
            onClick={() => {
              expanded.value = !expanded.value
            }}
          >
            {active === 0 ? 'Filters' : `Filters (${active})`}
          </Button>
        )}
        {active > 0 && (
          <Button look="quiet" icon="close" onClick={clearEventFilters}>
            Clear
            <span class="visually-hidden"> all filters</span>
          </Button>
        )}
      </div>
      {isOpen && (
        <div class="filters-grid filters-seven">
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
        </div>
      )}
    </search>
  )
}

type ChoiceFilterProps = { name: EventFilterName; label: string; choices: readonly Choice[] }

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
