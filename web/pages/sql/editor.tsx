import { useSignal } from '@preact/signals'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import type { SqlSchema } from '../../../analytics/contract/sql.ts'
import { isInText, type Suggestion, suggestionsFor, typedAt } from '../../lib/sql-completion.ts'
import { isNarrow } from '../../models/viewport.ts'

type EditorProps = {
  value: string
  schema: SqlSchema | null
  /** Where the server found something wrong; the caret goes there. Units: characters, from 1. */
  wrongAt: number | null
  onInput: (value: string) => void
  onRun: () => void
}

type Offers = { items: readonly Suggestion[]; index: number; from: number; caret: number }

/** Where the page says what is wrong with a query. */
export const sqlErrorId = 'sql-error'

const linesMin = 10
const linesMax = 24

/** A query being written: it offers names as they are typed, and runs with Ctrl and Enter. */
export function Editor({ value, schema, wrongAt, onInput, onRun }: EditorProps) {
  const area = useRef<HTMLTextAreaElement>(null)
  const offers = useSignal<Offers | null>(null)
  const caretTo = useRef<number | null>(null)
  const id = useId()

  useLayoutEffect(() => {
    if (caretTo.current === null) return
    area.current?.setSelectionRange(caretTo.current, caretTo.current)
    caretTo.current = null
  }, [value])
  useLayoutEffect(() => {
    if (wrongAt === null) return
    area.current?.focus()
    area.current?.setSelectionRange(wrongAt - 1, wrongAt - 1)
  }, [wrongAt])

  const offer = (isAsked: boolean) => {
    const element = area.current
    if (element === null || schema === null) return
    const { value: text, selectionStart: caret } = element
    const typed = typedAt(text, caret)
    const isWorth = isAsked || typed.word !== '' || typed.before !== null
    const items = isWorth && !isInText(text, caret) ? suggestionsFor(schema, text, typed) : []
    offers.value = items.length === 0 ? null : { items, index: 0, from: typed.from, caret }
  }
  const take = ({ insert }: Suggestion, { from, caret }: Offers) => {
    caretTo.current = from + insert.length
    offers.value = null
    onInput(value.slice(0, from) + insert + value.slice(caret))
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      offers.value = null
      onRun()
      return
    }
    if (event.key === ' ' && event.ctrlKey) {
      event.preventDefault()
      offer(true)
      return
    }
    const open = offers.value
    if (open === null) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const chosen = open.items[open.index]
    if (step !== 0)
      offers.value = { ...open, index: (open.index + step + open.items.length) % open.items.length }
    else if (event.key === 'Escape') offers.value = null
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) take(chosen, open)
    else return
    event.preventDefault()
  }

  const open = offers.value
  const lines = value.split('\n').length + 1
  return (
    <div class="sql-editor">
      <textarea
        ref={area}
        class="control sql-text"
        aria-label="Query"
        aria-describedby={`${id}-keys`}
        aria-invalid={wrongAt === null ? undefined : true}
        aria-errormessage={wrongAt === null ? undefined : sqlErrorId}
        aria-autocomplete="list"
        aria-controls={open === null ? undefined : `${id}-list`}
        aria-activedescendant={open === null ? undefined : `${id}-${open.index}`}
        rows={Math.min(linesMax, Math.max(linesMin, lines))}
        spellcheck={false}
        autoComplete="off"
        autoCapitalize="off"
        wrap="off"
        value={value}
        onInput={(event) => {
          onInput(event.currentTarget.value)
          offer(false)
        }}
        onKeyDown={onKeyDown}
        onClick={() => {
          offers.value = null
        }}
        onBlur={() => {
          offers.value = null
        }}
      />
      {open !== null && (
        <OfferList
          id={id}
          offers={open}
          text={value}
          area={area.current}
          onTake={(item) => take(item, open)}
        />
      )}
      <p class="field-hint" id={`${id}-keys`}>
        Ctrl + Enter runs, Ctrl + Space offers names, Escape closes the offer.
      </p>
    </div>
  )
}

type ListProps = {
  id: string
  offers: Offers
  text: string
  area: HTMLTextAreaElement | null
  onTake: (item: Suggestion) => void
}

/** Stands below the word at the caret, as long as it is in sight. */
function OfferList({ id, offers: { items, index, from }, text, area, onTake }: ListProps) {
  const before = text.slice(0, from)
  const line = before.split('\n').length
  const column = from - before.lastIndexOf('\n') - 1
  const style = {
    left: isNarrow.value ? '0' : `min(calc(${column}ch + var(--space-3) - ${area?.scrollLeft ?? 0}px), 55%)`,
    top: `calc(${line} * 1.5em + var(--space-3) - ${area?.scrollTop ?? 0}px)`,
  }
  return (
    <div class="sql-offers" id={`${id}-list`} role="listbox" aria-label="Names" tabIndex={-1} style={style}>
      {items.map((item, at) => (
        <div
          key={item.label}
          id={`${id}-${at}`}
          role="option"
          tabIndex={-1}
          aria-selected={at === index}
          class="sql-offer"
          // Before the text loses the focus.
          onPointerDown={(event) => {
            event.preventDefault()
            onTake(item)
          }}
        >
          <code>{item.label}</code>
          <span>{item.kind}</span>
        </div>
      ))}
    </div>
  )
}
