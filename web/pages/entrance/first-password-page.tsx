import { useEffect, useMemo } from 'preact/hooks'
import { passwordProblem } from '../../lib/password-strength.ts'
import { navigate } from '../../lib/router.ts'
import { missing, useForm } from '../../models/form.ts'
import { changePassword, enter, session, signOut, takeTemporaryPassword } from '../../models/session.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { NewPasswordField } from '../../parts/password-field.tsx'
import { Skeleton } from '../../parts/states.tsx'
import { Head } from './head.tsx'

/** Whoever came in with a temporary password chooses their own before anything else. */
export function FirstPasswordPage() {
  const temporary = useMemo(takeTemporaryPassword, [])
  const present = session.value
  const form = useForm(() => ({
    initial: { current_password: temporary ?? '', new_password: '' },
    check: ({ current_password, new_password }) => ({
      current_password: missing(current_password, 'Enter the temporary password.'),
      new_password:
        new_password === current_password
          ? 'Choose another than the temporary one.'
          : passwordProblem(new_password),
    }),
    async send(body) {
      enter(await changePassword(body))
    },
  }))

  useEffect(() => {
    if (present.state === 'anonymous') navigate('/sign-in', { replace: true })
  }, [present.state])

  if (present.state !== 'member') {
    return (
      <>
        <Head title="Choose your password" />
        <Skeleton height={160} />
      </>
    )
  }
  const { user } = present
  return (
    <>
      <Head title="Choose your password">
        Welcome to {user.organization.name}. Replace the temporary password with one of your own.
      </Head>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        {temporary === null && (
          <Field
            label="Temporary password"
            type="password"
            autoComplete="current-password"
            {...form.field('current_password')}
            required
          />
        )}
        <NewPasswordField
          label="New password"
          known={[user.name, user.email, user.organization.name]}
          {...form.field('new_password')}
        />
        <Button type="submit" look="primary" busy={form.busy.value} wide>
          Save and go on
        </Button>
      </Form>
      <ul class="entrance-links">
        <li>
          <button type="button" class="text-button" onClick={() => void signOut()}>
            Sign out
          </button>
        </li>
      </ul>
    </>
  )
}
