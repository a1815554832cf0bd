import { query, setQuery } from '../lib/router.ts'
import { fromLocalField, rangePresets, readRange, toLocalField } from '../lib/time-range.ts'
import { type Choice, Field, Select } from './field.tsx'

const dayMs = 86_400_000

const rangeChoices: readonly Choice[] = [
  ...Object.entries(rangePresets).map(([preset, { label }]): Choice => [preset, label]),
  ['custom', 'Custom range'],
]

/** The span of time that a list is narrowed to, in the address (`range`, or `from` and `to`). */
export function RangeFilter() {
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
