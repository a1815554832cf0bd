import { useSignal } from '@preact/signals'
import type { AuditEntryItem } from '../../../analytics/contract/audit.ts'
import { query, setQuery } from '../../lib/router.ts'
import { auditFilterCount, clearAuditFilters } from '../../models/audit.ts'
import { isNarrow } from '../../models/viewport.ts'
import { Button } from '../../parts/button.tsx'
import { anyChoice } from '../../parts/choices.ts'
import { type Choice, Select, SuggestField } from '../../parts/field.tsx'
import '../../parts/filters.css'
import { RangeFilter } from '../../parts/range-filter.tsx'
import { TypedFilter } from '../../parts/typed-filter.tsx'

const outcomeLabels = {
  intent: 'Intent',
  succeeded: 'Succeeded',
  failed: 'Failed',
  denied: 'Denied',
} satisfies Record<AuditEntryItem['outcome'], string>
const outcomeChoices: readonly Choice[] = [anyChoice, ...Object.entries(outcomeLabels)]

/** Narrows the log. The address is where filters live; what has been seen is offered. */
export function AuditFilters({ rows }: { rows: readonly AuditEntryItem[] }) {
  const expanded = useSignal(false)
  const active = auditFilterCount(query.value)
  const typed = (name: 'actor' | 'action' | 'target', label: string) => (
    <TypedFilter name={name}>
      {(value, onInput) => (
        <SuggestField
          label={label}
          value={value}
          onInput={onInput}
          suggestions={[...new Set(rows.map((row) => row[name]))].sort()}
        />
      )}
    </TypedFilter>
  )
  return (
    <search class="card filters" aria-label="Filters">
      {(isNarrow.value || active > 0) && (
        <div class="filters-top">
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
            <Button look="quiet" icon="close" onClick={clearAuditFilters}>
              Clear
              <span class="visually-hidden"> all filters</span>
            </Button>
          )}
        </div>
      )}
      {(expanded.value || !isNarrow.value) && (
        <div class="filters-grid filters-five">
          <RangeFilter />
          {typed('actor', 'Actor')}
          {typed('action', 'Action')}
          {typed('target', 'Target')}
          <Select
            label="Outcome"
            value={query.value.get('outcome') ?? ''}
            choices={outcomeChoices}
            onChange={(value) => setQuery({ outcome: value })}
          />
        </div>
      )}
    </search>
  )
}
