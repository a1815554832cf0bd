import { passwordProblem } from '../../lib/password-strength.ts'
import { missing, useForm } from '../../models/form.ts'
import { setUp } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { visitModel } from '../../models/visit.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { NewPasswordField } from '../../parts/password-field.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { Head } from './head.tsx'
import { takeMailedToken } from './mailed-token.ts'

/** Creates the first owner of an empty instance. */
export function SetupPage() {
  const state = useModel(visitModel)

  if (state.error.value !== null && state.data.value === null) {
    return (
      <>
        <Head title="Set up AegisFlow" />
        <ErrorState error={state.error.value} onRetry={() => void state.load()} />
      </>
    )
  }
  if (state.data.value === null) {
    return (
      <>
        <Head title="Set up AegisFlow">Checking this instance…</Head>
        <Skeleton height={160} />
      </>
    )
  }
  if (!state.data.value.needed) {
    return (
      <>
        <Head title="Set up AegisFlow">This instance already has an owner.</Head>
        <p>
          <a href="/sign-in">Go to sign-in</a>
        </p>
      </>
    )
  }
  return (
    <>
      <Head title="Set up AegisFlow">Create the first owner of this instance.</Head>
      <SetupForm />
    </>
  )
}

const fields = [
  { name: 'org_name', label: 'Organization', autoComplete: 'organization' },
  { name: 'name', label: 'Your name', autoComplete: 'name' },
] as const

function SetupForm() {
  const form = useForm(() => ({
    initial: { token: takeMailedToken() ?? '', org_name: '', name: '', email: '', password: '' },
    check: ({ token, org_name, name, email, password }) => ({
      token: missing(token, 'Enter the set-up token.'),
      org_name: missing(org_name, 'Name your organization.'),
      name: missing(name, 'Enter your name.'),
      email: missing(email, 'Enter your e-mail address.'),
      password: passwordProblem(password),
    }),
    send: setUp,
  }))
  const { org_name, name, email } = form.values.value
  return (
    <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
      <Field
        label="Set-up token"
        type="password"
        autoComplete="off"
        hint="Whoever started this instance finds it in its output."
        {...form.field('token')}
        required
      />
      {fields.map((field) => (
        <Field key={field.name} {...field} {...form.field(field.name)} required />
      ))}
      <Field label="E-mail" type="email" autoComplete="username" {...form.field('email')} required />
      <NewPasswordField label="Password" known={[org_name, name, email]} {...form.field('password')} />
      <Button type="submit" look="primary" busy={form.busy.value} wide>
        Create owner and sign in
      </Button>
    </Form>
  )
}
