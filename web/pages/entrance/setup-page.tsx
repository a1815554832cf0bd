import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ApiError, api } from '../../lib/api.ts'
import { resource } from '../../models/resource.ts'
import { setUp } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { ErrorState, errorText, Skeleton } from '../../parts/states.tsx'
import { missing } from './required.ts'

/** The server holds the rule; this says it before the trip. */
const passwordCharsMin = 12

const fields = [
  {
    name: 'token',
    label: 'Set-up token',
    type: 'password',
    autoComplete: 'off',
    hint: 'Whoever started this instance finds it in its output.',
  },
  { name: 'org_name', label: 'Organization', type: 'text', autoComplete: 'organization' },
  { name: 'name', label: 'Your name', type: 'text', autoComplete: 'name' },
  { name: 'email', label: 'E-mail', type: 'email', autoComplete: 'username' },
  {
    name: 'password',
    label: 'Password',
    type: 'password',
    autoComplete: 'new-password',
    hint: `At least ${passwordCharsMin} characters.`,
  },
] as const

type FieldName = (typeof fields)[number]['name']
type Values = Record<FieldName, string>

/** Creates the first owner of an empty instance. */
export function SetupPage() {
  const state = useModel(() => resource((signal) => api('GET /auth/setup', { signal })))
  useEffect(() => void state.load(), [state])

  if (state.error.value !== null && state.data.value === null) {
    return (
      <>
        <Head lead="" />
        <ErrorState error={state.error.value} onRetry={() => void state.load()} />
      </>
    )
  }
  if (state.data.value === null) {
    return (
      <>
        <Head lead="Checking this instance…" />
        <Skeleton height={160} />
      </>
    )
  }
  if (!state.data.value.needed) {
    return (
      <>
        <Head lead="This instance already has an owner." />
        <p>
          <a href="/sign-in">Go to sign-in</a>
        </p>
      </>
    )
  }
  return (
    <>
      <Head lead="Create the first owner of this instance." />
      <SetupForm />
    </>
  )
}

function Head({ lead }: { lead: string }) {
  return (
    <header class="entrance-head">
      <h1 tabIndex={-1}>Set up AegisFlow</h1>
      <p class="muted">{lead}</p>
    </header>
  )
}

function SetupForm() {
  const values = useSignal<Values>({ token: '', org_name: '', name: '', email: '', password: '' })
  const errors = useSignal<Partial<Values>>({})
  const refusal = useSignal<string | null>(null)
  const busy = useSignal(false)

  useEffect(() => {
    const token = takeTokenFromAddress()
    if (token !== null) values.value = { ...values.value, token }
  }, [])

  const submit = async () => {
    errors.value = problemsOf(values.value)
    refusal.value = null
    if (busy.value || Object.keys(errors.value).length > 0) return
    busy.value = true
    try {
      await setUp(values.value)
    } catch (cause) {
      if (cause instanceof ApiError) errors.value = issuesByField(cause)
      if (Object.keys(errors.value).length === 0) refusal.value = errorText(cause)
    } finally {
      busy.value = false
    }
  }

  return (
    <Form error={refusal.value} onSubmit={() => void submit()}>
      {fields.map(({ name, ...field }) => (
        <Field
          key={name}
          {...field}
          name={name}
          value={values.value[name]}
          error={errors.value[name] ?? null}
          onInput={(value) => {
            values.value = { ...values.value, [name]: value }
          }}
          required
        />
      ))}
      <Button type="submit" look="primary" busy={busy.value} wide>
        Create owner and sign in
      </Button>
    </Form>
  )
}

/** The token of `#token=…`, which is taken out of the address so that it is neither shared nor remembered. */
function takeTokenFromAddress(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token')
  if (token !== null) window.history.replaceState(null, '', window.location.pathname + window.location.search)
  return token
}

function problemsOf(values: Values): Partial<Values> {
  const problems: Partial<Values> = {}
  for (const { name, label } of fields) {
    const problem = missing(values[name], `${label} is needed.`)
    if (problem !== null) problems[name] = problem
  }
  if (values.password !== '' && values.password.length < passwordCharsMin) {
    problems.password = `Use at least ${passwordCharsMin} characters.`
  }
  return problems
}

function issuesByField(error: ApiError): Partial<Values> {
  const named = error.issues.flatMap(({ path, message }) => {
    const field = fields.find(({ name }) => name === path)
    return field ? [[field.name, message]] : []
  })
  return Object.fromEntries(named)
}
