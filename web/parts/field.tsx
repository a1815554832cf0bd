import type { ComponentChildren, JSX, TargetedInputEvent, TargetedSubmitEvent } from 'preact'
import { useId } from 'preact/hooks'
import './field.css'
import { Icon } from './icon.tsx'

type InputType = 'text' | 'email' | 'password' | 'number' | 'url' | 'date' | 'datetime-local'

type FieldProps = {
  label: string
  value: string
  onInput: (value: string) => void
  type?: InputType
  name?: string
  autoComplete?: string
  hint?: string
  error?: string | null
  required?: boolean
  compact?: boolean
  /** What a keyboard on a screen should offer. */
  inputMode?: 'numeric'
  /** What belongs to the text and stands on its line. */
  beside?: ComponentChildren
}

/** A line of text with its label, its hint and what is wrong with it. */
export function Field({ label, value, onInput, type = 'text', error = null, hint, ...props }: FieldProps) {
  const id = useId()
  const attributes = {
    id,
    class: 'control',
    name: props.name,
    value,
    required: props.required,
    autoComplete: props.autoComplete,
    spellcheck: false,
    inputMode: props.inputMode,
    'aria-invalid': error === null ? undefined : true,
    'aria-describedby': notesOf(id, hint, error),
    onInput: (event: TargetedInputEvent<HTMLInputElement>) => onInput(event.currentTarget.value),
  }
  return (
    <div class={props.compact ? 'field field-compact' : 'field'}>
      <label class="field-label" for={id}>
        {label}
      </label>
      {props.beside ? (
        <div class="field-line">
          {inputOf(type, attributes)}
          {props.beside}
        </div>
      ) : (
        inputOf(type, attributes)
      )}
      <Notes id={id} hint={hint} error={error} />
    </div>
  )
}

type NotesProps = { id: string; hint: string | undefined; error: string | null }

function Notes({ id, hint, error }: NotesProps) {
  return (
    <>
      {hint && (
        <p class="field-hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {error && (
        <p class="field-error" id={`${id}-error`}>
          <Icon name="warning" size={14} />
          {error}
        </p>
      )}
    </>
  )
}

/** What describes a control, for `aria-describedby`. */
function notesOf(id: string, hint: string | undefined, error: string | null): string | undefined {
  const about = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ')
  return about === '' ? undefined : about
}

type TextAreaProps = Pick<FieldProps, 'label' | 'value' | 'onInput' | 'name' | 'hint' | 'error'> & {
  rows?: number
}

/** Several lines of text. */
export function TextArea({ label, value, onInput, rows = 3, error = null, hint, name }: TextAreaProps) {
  const id = useId()
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <textarea
        id={id}
        class="control control-area"
        name={name}
        rows={rows}
        value={value}
        spellcheck={false}
        aria-invalid={error === null ? undefined : true}
        aria-describedby={notesOf(id, hint, error)}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <Notes id={id} hint={hint} error={error} />
    </div>
  )
}

/** Each type has attributes of its own in the checker's eyes, so each is spelled out. */
function inputOf(
  type: InputType,
  attributes: Omit<JSX.IntrinsicElements['input'], 'type' | 'list' | 'role'>,
) {
  if (type === 'email') return <input type="email" {...attributes} />
  if (type === 'password') return <input type="password" {...attributes} />
  if (type === 'number') return <input type="number" {...attributes} />
  if (type === 'url') return <input type="url" {...attributes} />
  if (type === 'date') return <input type="date" {...attributes} />
  if (type === 'datetime-local') return <input type="datetime-local" {...attributes} />
  return <input type="text" {...attributes} />
}

type SuggestProps = {
  label: string
  value: string
  suggestions: readonly string[]
  onInput: (value: string) => void
}

/** A line of text that offers what has been seen, and takes anything. */
export function SuggestField({ label, value, suggestions, onInput }: SuggestProps) {
  const id = useId()
  return (
    <div class="field field-compact">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="control"
        type="text"
        list={`${id}-list`}
        autoComplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <datalist id={`${id}-list`}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </div>
  )
}

export type Choice = readonly [value: string, label: string]

type SelectProps = {
  label: string
  value: string
  choices: readonly Choice[]
  onChange: (value: string) => void
  hint?: string
  error?: string | null
  /** In a form, where it is as large as a line of text; else among filters. */
  large?: boolean
}

/** One of a closed list. A value that is not on it is offered too, so that an address is never misread. */
export function Select({ label, value, choices, onChange, hint, error = null, large }: SelectProps) {
  const id = useId()
  const isKnown = choices.some(([known]) => known === value)
  return (
    <div class={large ? 'field' : 'field field-compact'}>
      <label class="field-label" for={id}>
        {label}
      </label>
      <select
        id={id}
        class="control control-select"
        value={value}
        aria-invalid={error === null ? undefined : true}
        aria-describedby={notesOf(id, hint, error)}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {!isKnown && <option value={value}>{value}</option>}
        {choices.map(([choice, text]) => (
          <option key={choice} value={choice}>
            {text}
          </option>
        ))}
      </select>
      <Notes id={id} hint={hint} error={error} />
    </div>
  )
}

type CheckboxProps = { label: string; checked: boolean; onChange: (checked: boolean) => void }

export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <label class="checkbox">
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  )
}

type SearchProps = { label: string; value: string; onInput: (value: string) => void }

/** Search within what is listed; the label is read aloud and stands in the empty field. */
export function SearchField({ label, value, onInput }: SearchProps) {
  return (
    <div class="search">
      <Icon name="search" />
      <input
        class="control"
        type="search"
        aria-label={label}
        placeholder={label}
        value={value}
        maxLength={200}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
    </div>
  )
}

type SegmentsProps = {
  legend: string
  value: string
  choices: readonly Choice[]
  onChange: (value: string) => void
}

/** A few choices side by side, of which one holds. */
export function Segments({ legend, value, choices, onChange }: SegmentsProps) {
  const name = useId()
  return (
    <fieldset class="segments">
      <legend class="visually-hidden">{legend}</legend>
      {choices.map(([choice, text]) => (
        <label key={choice} class="segment">
          <input
            type="radio"
            name={name}
            value={choice}
            checked={choice === value}
            onChange={() => onChange(choice)}
          />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}

type FormProps = { onSubmit: () => void; error: ComponentChildren; children: ComponentChildren }

/** A form whose refusal is said in one place on top, and read aloud when it appears. */
export function Form({ onSubmit, error, children }: FormProps) {
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    onSubmit()
    // Once the complaints are drawn, whoever sent the form is taken to the first of them.
    requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
  }
  return (
    <form class="form" noValidate onSubmit={submit}>
      <div role="alert">{error && <p class="form-error">{error}</p>}</div>
      {children}
    </form>
  )
}
