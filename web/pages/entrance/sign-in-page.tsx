import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { ApiError, api } from '../../lib/api.ts'
import { navigate } from '../../lib/router.ts'
import { signIn } from '../../models/session.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { errorText } from '../../parts/states.tsx'
import { missing } from './required.ts'

/** E-mail and password; leads back to where one was. */
export function SignInPage() {
  const email = useSignal('')
  const password = useSignal('')
  const busy = useSignal(false)
  const tried = useSignal(false)
  const error = useSignal<string | null>(null)

  useEffect(() => {
    api('GET /auth/setup').then(
      ({ needed }) => {
        if (needed) navigate('/setup', { replace: true })
      },
      () => {
        // Whoever has an account can still try to sign in; that will say what is wrong.
      },
    )
  }, [])

  const submit = async () => {
    tried.value = true
    if (busy.value || email.value.trim() === '' || password.value === '') return
    busy.value = true
    error.value = null
    try {
      await signIn({ email: email.value, password: password.value })
    } catch (cause) {
      error.value = refusalText(cause)
    } finally {
      busy.value = false
    }
  }

  return (
    <>
      <header class="entrance-head">
        <h1 tabIndex={-1}>Sign in</h1>
        <p class="muted">Welcome back.</p>
      </header>
      <Form error={error.value} onSubmit={() => void submit()}>
        <Field
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          value={email.value}
          onInput={(value) => {
            email.value = value
          }}
          error={tried.value ? missing(email.value, 'Enter your e-mail address.') : null}
          required
        />
        <Field
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          value={password.value}
          onInput={(value) => {
            password.value = value
          }}
          error={tried.value ? missing(password.value, 'Enter your password.') : null}
          required
        />
        <Button type="submit" look="primary" busy={busy.value} wide>
          Sign in
        </Button>
      </Form>
    </>
  )
}

function refusalText(cause: unknown): string {
  if (cause instanceof ApiError && cause.status === 401) return 'The e-mail address or the password is wrong.'
  if (cause instanceof ApiError && cause.status === 429)
    return 'Too many attempts. Wait a moment, then try again.'
  if (cause instanceof ApiError && cause.status === 422) return 'That is not a valid e-mail address.'
  return errorText(cause)
}
