import { batch, type ReadonlySignal, signal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { ApiError } from '../lib/api.ts'
import { errorText } from '../lib/error-text.ts'

type Texts<Name extends string> = Readonly<Record<Name, string>>
type Problems = Readonly<Record<string, string | null | undefined>>

type FormOptions<Name extends string> = {
  initial: Texts<Name>
  /** What can be said before the trip; null or absent where a field is fine. */
  check?: (values: Texts<Name>) => Problems
  send: (values: Texts<Name>) => Promise<void>
  /** The words for a refusal, where the server's own do not fit; null leaves them. */
  refusalOf?: (cause: unknown) => string | null
}

export type FormModel<Name extends string> = {
  readonly values: ReadonlySignal<Texts<Name>>
  /** Why the whole was refused; null while it was not. */
  readonly refusal: ReadonlySignal<string | null>
  readonly busy: ReadonlySignal<boolean>
  set(patch: Partial<Texts<Name>>): void
  /** What a field needs to be drawn. */
  field(name: Name): { name: Name; value: string; error: string | null; onInput: (value: string) => void }
  submit(): Promise<void>
}

/** Lines of text that are sent together, what is wrong with each of them, and with the whole. */
export function formModel<Name extends string>(options: FormOptions<Name>): FormModel<Name> {
  const values = signal(options.initial)
  const problems = signal<Problems>({})
  const refusal = signal<string | null>(null)
  const busy = signal(false)
  const isField = (path: string): path is Name => path in options.initial

  async function submit(): Promise<void> {
    if (busy.value) return
    const found = options.check?.(values.value) ?? {}
    batch(() => {
      problems.value = found
      refusal.value = null
    })
    if (Object.values(found).some((problem) => problem !== null && problem !== undefined)) return
    busy.value = true
    try {
      await options.send(values.value)
    } catch (cause) {
      const issues = cause instanceof ApiError ? cause.issues : []
      const named = issues.filter(({ path }) => isField(path)).map(({ path, message }) => [path, message])
      batch(() => {
        problems.value = Object.fromEntries(named)
        if (named.length === 0) refusal.value = options.refusalOf?.(cause) ?? errorText(cause)
      })
    } finally {
      busy.value = false
    }
  }

  return {
    values,
    refusal,
    busy,
    set(patch) {
      values.value = { ...values.value, ...patch }
    },
    field: (name) => ({
      name,
      value: values.value[name],
      error: problems.value[name] ?? null,
      onInput: (value) => {
        values.value = { ...values.value, [name]: value }
      },
    }),
    submit,
  }
}

/** The form of a component, made once. */
export function useForm<Name extends string>(options: () => FormOptions<Name>): FormModel<Name> {
  return useMemo(() => formModel(options()), [])
}

/** What is said of a field that may not be empty; null when it is filled. */
export function missing(value: string, text: string): string | null {
  return value.trim() === '' ? text : null
}
