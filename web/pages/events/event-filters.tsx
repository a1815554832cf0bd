import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { FacetName } from '../../../analytics/contract/analytics.ts'
import { query, setQuery } from '../../lib/router.ts'
import { readRange } from '../../lib/time-range.ts'
import { type EventFilter, eventFilterList, eventFilters } from '../../models/event-filters.ts'
import type { Counting, FacetsModel } from '../../models/facets.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Button } from '../../parts/button.tsx'
import { FacetMenu } from '../../parts/facet-menu.tsx'
import { Field, SearchField } from '../../parts/field.tsx'
import '../../parts/filters.css'
import { RangeFilter } from '../../parts/range-filter.tsx'
import { TypedFilter } from '../../parts/typed-filter.tsx'
import { FilterChips } from './filter-chips.tsx'
import { optionsOf, takesAny, valueLabel } from './filter-words.ts'

const first = eventFilterList.filter(({ place }) => place === 'first')
const others = eventFilterList.filter(({ place }) => place === 'more')
/** Lower and upper bounds by turns. */
const bounds = others.filter(({ kind }) => kind === 'number')
const values = others.filter(({ kind }) => kind !== 'number')
/** Their values are ids, which nobody reads: their names are fetched when one is set. */
const namedFilters = ['actor_id', 'workspace_id', 'project_id', 'api_key_id']

/** How the figures of a menu come about. */
const countingWords: Readonly<Record<Counting, string>> = {
  alone: 'Events on the days of the time range.',
  'by-days': 'Events under the other filters, on the days of the time range.',
  exactly: 'Events under the other filters, in the time range.',
  'without-others': 'Counted without the other filters: under them it could not be counted just now.',
}

/** Narrows the list of events; the address holds every filter, so that a link is the view. */
export function EventFilters({ facets }: { facets: FacetsModel }) {
  const address = query.value
  const showsMore = useSignal(false)
  const showsAll = useSignal(false)
  const active = eventFilters.count(address)
  const setOthers = others.filter(({ name }) => address.has(name)).length
  const isOpen = showsAll.value || !isNarrow.value
  useEffect(() => {
    if (namedFilters.some((name) => address.has(name))) facets.load()
  }, [address])

  return (
    <search class="card filters" aria-label="Filters">
      <div class="filters-top">
        <TypedFilter name="q">
          {(value, onInput) => <SearchField label="Search in texts" value={value} onInput={onInput} />}
        </TypedFilter>
        {isNarrow.value && (
          <Button
            icon="filter"
            pressed={showsAll.value}
            onClick={() => {
              showsAll.value = !showsAll.value
            }}
          >
            {active === 0 ? 'Filters' : `Filters (${active})`}
          </Button>
        )}
        {isOpen && (
          <Button
            icon="filter"
            pressed={showsMore.value}
            onClick={() => {
              showsMore.value = !showsMore.value
            }}
          >
            {setOthers === 0 ? 'More filters' : `More filters (${setOthers})`}
          </Button>
        )}
        {active > 0 && (
          <Button look="quiet" icon="close" onClick={eventFilters.clear}>
            Clear
            <span class="visually-hidden"> all filters</span>
          </Button>
        )}
      </div>
      {isOpen && (
        <div class="filters-grid filters-seven">
          <RangeFilter />
          {first.map((filter) => (
            <OneFilter key={filter.name} filter={filter} facets={facets} />
          ))}
        </div>
      )}
      {isOpen && showsMore.value && (
        <>
          <div class="filters-grid filters-seven filters-more">
            {values.map((filter) => (
              <OneFilter key={filter.name} filter={filter} facets={facets} />
            ))}
          </div>
          <div class="filters-grid filters-bounds filters-more">
            {bounds.map((filter) => (
              <OneFilter key={filter.name} filter={filter} facets={facets} />
            ))}
          </div>
        </>
      )}
      {isNarrowed(address) && <FilterChips facets={facets} />}
    </search>
  )
}

/** Whether something is set that a chip tells of: a range by name is told by its own field. */
const isNarrowed = (address: URLSearchParams): boolean =>
  readRange(address) === 'custom' ||
  ['q', ...eventFilterList.map(({ name }) => name)].some((name) => (address.get(name) ?? '') !== '')

function OneFilter({ filter, facets }: { filter: EventFilter; facets: FacetsModel }) {
  const { name, label, kind, unit } = filter
  const value = query.value.get(name) ?? ''
  if (kind === 'menu') {
    return (
      <FacetMenu
        label={label}
        value={value}
        valueLabel={valueLabel(filter, value, facets.items.value)}
        options={() => optionsOf(filter, facets.values.value)}
        loading={facets.loading.value}
        note={countingWords[facets.counting.value]}
        takesAny={takesAny(filter)}
        onOpen={() => facets.open(name as FacetName)}
        onChange={(chosen) => setQuery({ [name]: chosen })}
      />
    )
  }
  return (
    <TypedFilter name={name}>
      {(typed, onInput) => (
        <Field
          label={unit === undefined ? label : `${label} (${unit})`}
          type={kind === 'number' ? 'number' : 'text'}
          value={typed}
          onInput={onInput}
          autoComplete="off"
          compact
        />
      )}
    </TypedFilter>
  )
}
