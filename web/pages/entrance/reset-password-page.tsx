import { useSignal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { api } from '../../lib/api.ts'
import { passwordProblem } from '../../lib/password-strength.ts'
import { navigate } from '../../lib/router.ts'
import { useForm } from '../../models/form.ts'
import { Button } from '../../parts/button.tsx'
import { Form } from '../../parts/field.tsx'
import { NewPasswordField } from '../../parts/password-field.tsx'
import { Head } from './head.tsx'
import { takeMailedToken } from './mailed-token.ts'

/** Where the mailed link leads with which a lost password is replaced. */
export function ResetPasswordPage() {
  const token = useMemo(takeMailedToken, [])
  const done = useSignal(false)
  const form = useForm(() => ({
    initial: { new_password: '' },
    check: ({ new_password }) => ({ new_password: passwordProblem(new_password) }),
    async send({ new_password }) {
      await api('POST /auth/password/reset/confirm', { body: { token: token ?? '', new_password } })
      done.value = true
    },
  }))
  useEffect(() => {
    if (token === null) navigate('/forgot-password', { replace: true })
  }, [token])

  if (done.value) {
    return (
      <>
        <Head title="Password changed">Every session that was open has ended.</Head>
        <p>
          <a href="/sign-in">Sign in with the new password</a>
        </p>
      </>
    )
  }
  if (token === null) return null
  return (
    <>
      <Head title="Choose a new password" />
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <NewPasswordField label="New password" {...form.field('new_password')} />
        <Button type="submit" look="primary" busy={form.busy.value} wide>
          Change the password
        </Button>
      </Form>
      <ul class="entrance-links">
        <li>
          <a href="/forgot-password">Ask for a new link</a>
        </li>
      </ul>
    </>
  )
}
