import { type Signal, useSignal } from '@preact/signals'
import { passwordStrength } from '../lib/password-strength.ts'
import { Checkbox, Field } from './field.tsx'
import './password-field.css'

type NewPasswordProps = {
  label: string
  name: string
  value: string
  error: string | null
  onInput: (value: string) => void
  /** Words about the person, which a guesser tries first. */
  known?: readonly string[]
}

/** A password that is being chosen: what is asked of it, how good it is, and a look at it. */
export function NewPasswordField({ known = [], ...field }: NewPasswordProps) {
  const shown = useSignal(false)
  const { score, text } = passwordStrength(field.value, known)
  // The server knows more than its length: what it refused is not strong.
  const grade = field.error === null ? score : 0
  return (
    <div class="new-password">
      <Field
        {...field}
        type={shown.value ? 'text' : 'password'}
        autoComplete="new-password"
        hint="At least 12 characters. A few unrelated words are easy to remember and hard to guess."
        beside={<Show shown={shown} />}
        required
      />
      <div class={`strength strength-${field.value === '' ? 'none' : grade}`} aria-hidden="true">
        <span />
        <span />
        <span />
      </div>
      <p class="field-hint new-password-grade" role="status">
        {/* What the field is refused for is said above. */}
        {field.value === '' || field.error !== null ? '' : text}
      </p>
    </div>
  )
}

function Show({ shown }: { shown: Signal<boolean> }) {
  return (
    <Checkbox
      label="Show"
      checked={shown.value}
      onChange={(checked) => {
        shown.value = checked
      }}
    />
  )
}

type SecretFieldProps = Pick<NewPasswordProps, 'label' | 'name' | 'value' | 'error' | 'onInput'> & {
  hint: string
}

/** A secret that somebody else made and that is pasted here, with a look at it. No password manager offers to keep it. */
export function SecretField({ hint, ...field }: SecretFieldProps) {
  const shown = useSignal(false)
  return (
    <Field
      {...field}
      type={shown.value ? 'text' : 'password'}
      autoComplete="off"
      hint={hint}
      beside={<Show shown={shown} />}
      required
    />
  )
}
