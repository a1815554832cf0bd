import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { query, setQuery } from '../../lib/router.ts'
import { fromLocalField, rangePresets, readRange, toLocalField } from '../../lib/time-range.ts'
import { detectors } from '../../models/detectors.ts'
import { clearEventFilters, type EventFilterName, eventFilterCount } from '../../models/events.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Button } from '../../parts/button.tsx'
import { anyChoice, kindChoices, riskChoices, severityChoices, vendorChoices } from '../../parts/choices.ts'
import { type Choice, Field, SearchField, Select, SuggestField } from '../../parts/field.tsx'
import './event-filters.css'

const typingPauseMs = 350
const dayMs = 86_400_000

const rangeChoices: readonly Choice[] = [
  ...Object.entries(rangePresets).map(([preset, { label }]): Choice => [preset, label]),
  ['custom', 'Custom range'],
]

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
        <div class="filters-grid">
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

type TypedFilterProps = {
  name: EventFilterName
  children: (value: string, onInput: (value: string) => void) => ComponentChildren
}

/** A filter that is typed: it takes hold when the typing pauses. */
function TypedFilter({ name, children }: TypedFilterProps) {
  const inAddress = query.value.get(name) ?? ''
  const typed = useSignal(inAddress)
  const pause = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)

  useEffect(() => {
    typed.value = inAddress
  }, [inAddress])
  useEffect(() => () => clearTimeout(pause.current), [])

  return children(typed.value, (value) => {
    typed.value = value
    clearTimeout(pause.current)
    pause.current = setTimeout(() => setQuery({ [name]: value.trim() }), typingPauseMs)
  })
}

function RangeFilter() {
  const choice = readRange(query.value)
  const choose = (value: string) => {
    if (value !== 'custom') return setQuery({ range: value, from: null, to: null })
    const dayAgo = new Date(Date.now() - dayMs).toISOString()
    setQuery({ range: null, from: dayAgo })
  }
  const endField = (name: 'from' | 'to', label: string) => (
    <Field
      label={label}
      type="datetime-local"
      value={toLocalField(query.value.get(name))}
      onInput={(value) => setQuery({ [name]: fromLocalField(value) })}
      compact
    />
  )
  return (
    <>
      <Select label="Time range" value={choice} choices={rangeChoices} onChange={choose} />
      {choice === 'custom' && endField('from', 'From')}
      {choice === 'custom' && endField('to', 'To')}
    </>
  )
}
