import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { compactCount, count } from '../lib/format.ts'
import './facet-menu.css'
import { Icon } from './icon.tsx'
import { Popover } from './popover.tsx'

export type FacetOption = {
  readonly value: string
  readonly label: string
  /** How many events have it in the time range; null while that is not known. */
  readonly events: number | null
}

type FacetMenuProps = {
  label: string
  /** Empty: anything. */
  value: string
  valueLabel: string
  /** Asked for while the menu is open. */
  options: () => readonly FacetOption[]
  loading: boolean
  /** What the counts count. */
  note: string
  /** Whether a value that is not listed can be typed. */
  takesAny: boolean
  onOpen: () => void
  onChange: (value: string) => void
}

/** A filter whose values are offered with their counts, to be searched and chosen. */
export function FacetMenu(props: FacetMenuProps) {
  const id = useId()
  return (
    <div class="field field-compact">
      <span class="field-label" id={`${id}-label`}>
        {props.label}
      </span>
      <Popover
        label={props.label}
        buttonId={`${id}-button`}
        labelledBy={`${id}-label ${id}-button`}
        buttonClass={props.value === '' ? 'control facet-button' : 'control facet-button facet-button-set'}
        button={
          <>
            <span class="facet-button-text">{props.value === '' ? 'Any' : props.valueLabel}</span>
            <Icon name="chevronDown" size={14} />
          </>
        }
        onOpen={props.onOpen}
      >
        {(close) => <Panel {...props} close={close} />}
      </Popover>
    </div>
  )
}

function Panel(props: FacetMenuProps & { close: () => void }) {
  const typed = useSignal('')
  const active = useSignal(0)
  const id = useId()
  const entries = entriesOf(props.options(), props.takesAny, typed.value.trim())
  const at = Math.min(active.value, entries.length - 1)
  const choose = (value: string) => {
    props.close()
    props.onChange(value)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const chosen = entries[at]
    if (event.key === 'ArrowDown') active.value = Math.min(at + 1, entries.length - 1)
    else if (event.key === 'ArrowUp') active.value = Math.max(at - 1, 0)
    else if (event.key === 'Enter' && chosen) choose(chosen.value)
    else return
    event.preventDefault()
    document.getElementById(`${id}-${active.value}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <div class="facet">
      <div class="search">
        <Icon name="search" />
        <input
          class="control"
          type="text"
          role="combobox"
          aria-label={`Search in ${props.label}`}
          placeholder={props.takesAny ? 'Search or type a value' : 'Search'}
          autoComplete="off"
          spellcheck={false}
          aria-expanded="true"
          aria-controls={`${id}-list`}
          aria-activedescendant={entries.length > 0 ? `${id}-${at}` : undefined}
          aria-autocomplete="list"
          maxLength={256}
          value={typed.value}
          onInput={(event) => {
            typed.value = event.currentTarget.value
            active.value = typed.value === '' ? 0 : 1
          }}
          onKeyDown={onKeyDown}
        />
      </div>
      <div
        id={`${id}-list`}
        class="facet-list"
        role="listbox"
        aria-label={props.label}
        aria-busy={props.loading}
      >
        {entries.map((entry, index) => (
          <div
            key={entry.value}
            id={`${id}-${index}`}
            class={index === at ? 'facet-option facet-option-active' : 'facet-option'}
            role="option"
            tabIndex={-1}
            aria-selected={entry.value === props.value}
            onPointerMove={() => {
              active.value = index
            }}
            onClick={() => choose(entry.value)}
            onKeyDown={onKeyDown}
          >
            <span class="facet-option-text">{entry.label}</span>
            {entry.value === props.value && <Icon name="check" size={14} />}
            {entry.events !== null && (
              <span class="facet-count" title={`${count(entry.events)} events`}>
                {compactCount(entry.events)}
              </span>
            )}
          </div>
        ))}
      </div>
      <p class="facet-note">{props.loading ? 'Counting…' : props.note}</p>
    </div>
  )
}

/** Anything first, then what matches the typed text, then the text itself where any value is taken. */
function entriesOf(
  options: readonly FacetOption[],
  takesAny: boolean,
  typed: string,
): readonly FacetOption[] {
  const any: FacetOption = { value: '', label: 'Any', events: null }
  if (typed === '') return [any, ...options]
  const wanted = typed.toLowerCase()
  const matching = options.filter(
    ({ value, label }) => label.toLowerCase().includes(wanted) || value.toLowerCase().includes(wanted),
  )
  const isListed = options.some(({ value }) => value === typed)
  const own = takesAny && !isListed ? [{ value: typed, label: `Exactly “${typed}”`, events: null }] : []
  return [any, ...matching, ...own]
}
