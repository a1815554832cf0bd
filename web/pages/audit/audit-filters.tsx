import type { AuditEntryItem } from '../../../analytics/contract/audit.ts'
import { query, setQuery } from '../../lib/router.ts'
import { auditFilters } from '../../models/audit.ts'
import { anyChoice } from '../../parts/choices.ts'
import { type Choice, Select, SuggestField } from '../../parts/field.tsx'
import { FilterPanel } from '../../parts/filter-panel.tsx'
import { RangeFilter } from '../../parts/range-filter.tsx'
import { TypedFilter } from '../../parts/typed-filter.tsx'
import { outcomeLabels } from './outcome-badge.tsx'

const outcomeChoices: readonly Choice[] = [anyChoice, ...Object.entries(outcomeLabels)]

/** Narrows the log; what has been seen is offered. */
export function AuditFilters({ rows }: { rows: readonly AuditEntryItem[] }) {
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
    <FilterPanel filters={auditFilters} columns="five">
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
    </FilterPanel>
  )
}
