import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { query } from '../lib/router.ts'
import type { AddressFilters } from '../models/addressed-list.ts'
import { isNarrow } from '../models/viewport.ts'
import { Button } from './button.tsx'
import './filters.css'

type FilterPanelProps = {
  filters: Pick<AddressFilters<unknown>, 'count' | 'clear'>
  columns: 'five' | 'seven'
  /** What stands above the others and is always on show. */
  search?: ComponentChildren
  children: ComponentChildren
}

/** Narrows a list. The address is where filters live; on a narrow screen they are folded away. */
export function FilterPanel({ filters, columns, search, children }: FilterPanelProps) {
  const expanded = useSignal(false)
  const active = filters.count(query.value)
  const clear = active > 0 && (
    <Button look="quiet" icon="close" onClick={filters.clear}>
      Clear
      <span class="visually-hidden"> all filters</span>
    </Button>
  )
  const hasTop = search !== undefined || isNarrow.value
  return (
    <search class="card filters" aria-label="Filters">
      {hasTop && (
        <div class="filters-top">
          {search}
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
          {clear}
        </div>
      )}
      {(expanded.value || !isNarrow.value) && (
        <div class={`filters-grid filters-${columns}`}>
          {children}
          {!hasTop && clear && <div class="filters-clear">{clear}</div>}
        </div>
      )}
    </search>
  )
}
