import type { CostItem } from '../../../analytics/contract/costs.ts'
import { query, setQuery } from '../../lib/router.ts'
import {
  type CostSpan,
  type CostsModel,
  costFilterPanel,
  glanceGroups,
  groupFilters,
  groupLabels,
  labelsBeside,
  spanLabels,
  type ValueGroup,
} from '../../models/costs.ts'
import { anyChoice } from '../../parts/choices.ts'
import { type Choice, Field, Select } from '../../parts/field.tsx'
import { FilterPanel } from '../../parts/filter-panel.tsx'

const spanChoices: readonly Choice[] = Object.entries(spanLabels)

/** The days that are on show, and whose costs. A team, model or person is offered when it has costs in these days. */
export function CostFilters({ glances, span }: { glances: CostsModel['glances']; span: CostSpan }) {
  const shown = glanceGroups(glances.workspace.data.value, query.value)
  const choose = (value: string) =>
    value === 'custom'
      ? setQuery({ span: null, from: span.from, to: span.to })
      : setQuery({ span: value === 'month' ? null : value, from: null, to: null })
  const named = Object.keys(groupFilters) as ValueGroup[]
  // Others come by a link into the page and can be taken out again.
  const others = named.filter(
    (group) => !(shown as readonly ValueGroup[]).includes(group) && query.value.has(groupFilters[group]),
  )
  return (
    <FilterPanel filters={costFilterPanel} columns="five">
      <Select label="Days" value={span.name} choices={spanChoices} onChange={choose} />
      {span.name === 'custom' && (
        <>
          <Field
            label="From"
            type="date"
            value={span.from}
            onInput={(value) => value !== '' && setQuery({ from: value })}
            compact
          />
          <Field
            label="To"
            type="date"
            value={span.to}
            onInput={(value) => value !== '' && setQuery({ to: value })}
            compact
          />
        </>
      )}
      {shown.map((group) => (
        <ValueFilter key={group} group={group} items={glances[group].data.value?.items ?? []} />
      ))}
      {others.map((group) => (
        <ValueFilter key={group} group={group} items={[]} />
      ))}
    </FilterPanel>
  )
}

function ValueFilter({ group, items }: { group: ValueGroup; items: readonly CostItem[] }) {
  const name = groupFilters[group]
  const labelOf = labelsBeside(items, group)
  const choices = items.flatMap((item): Choice[] => {
    const value = item.group[group] ?? null
    return value === null ? [] : [[value, labelOf(item)]]
  })
  return (
    <Select
      label={groupLabels[group]}
      value={query.value.get(name) ?? ''}
      choices={[anyChoice, ...choices]}
      onChange={(value) => setQuery({ [name]: value })}
    />
  )
}
