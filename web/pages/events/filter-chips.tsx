import { logTime } from '../../lib/format.ts'
import { query, setQuery } from '../../lib/router.ts'
import { readRange } from '../../lib/time-range.ts'
import { eventFilterList } from '../../models/event-filters.ts'
import type { FacetsModel } from '../../models/facets.ts'
import { Icon } from '../../parts/icon.tsx'
import './events-page.css'
import { valueLabel } from './filter-words.ts'

/** Every filter that is set, each to be taken out by itself. */
export function FilterChips({ facets }: { facets: FacetsModel }) {
  const address = query.value
  const search = address.get('q') ?? ''
  const set = eventFilterList.flatMap((filter) => {
    const value = address.get(filter.name) ?? ''
    return value === '' ? [] : [{ filter, value }]
  })
  return (
    <ul class="chips" aria-label="Filters that are set">
      {readRange(address) === 'custom' && (
        <Chip name="Time" value={rangeText(address)} onRemove={() => setQuery({ from: null, to: null })} />
      )}
      {search !== '' && <Chip name="Text" value={`“${search}”`} onRemove={() => setQuery({ q: null })} />}
      {set.map(({ filter, value }) => (
        <Chip
          key={filter.name}
          name={filter.label}
          value={valueLabel(filter, value, facets.items.value)}
          onRemove={() => setQuery({ [filter.name]: null })}
        />
      ))}
    </ul>
  )
}

function rangeText(address: URLSearchParams): string {
  const end = (name: 'from' | 'to') => {
    const iso = address.get(name)
    return iso === null || Number.isNaN(Date.parse(iso)) ? null : logTime(iso)
  }
  const [from, to] = [end('from'), end('to')]
  if (from === null) return to === null ? 'any' : `until ${to}`
  return to === null ? `since ${from}` : `${from} – ${to}`
}

function Chip({ name, value, onRemove }: { name: string; value: string; onRemove: () => void }) {
  return (
    <li class="chip">
      <span class="chip-text">
        <span class="chip-name">{name}</span> {value}
      </span>
      <button type="button" class="chip-remove" aria-label={`Take out the filter ${name}`} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </li>
  )
}
