import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { ApiError } from '../../lib/api.ts'
import { duration } from '../../lib/format.ts'
import { navigate } from '../../lib/router.ts'
import { missing, useForm } from '../../models/form.ts'
import { hasSessionEnded, signIn } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { visitModel } from '../../models/visit.ts'
import { Button } from '../../parts/button.tsx'
import { Field, Form } from '../../parts/field.tsx'
import { Head } from './head.tsx'
import { EntranceLinks } from './links.tsx'

/** E-mail and password, then the second factor where there is one; leads back to where one was. */
export function SignInPage() {
  const visit = useModel(visitModel)
  const step = useSignal<'password' | 'code'>('password')
  const isRecovery = useSignal(false)
  const codeHeading = useRef<HTMLDivElement>(null)
  const form = useForm(() => ({
    initial: { email: '', password: '', totp: '' },
    check: ({ email, password, totp }) => ({
      email: missing(email, 'Enter your e-mail address.'),
      password: missing(password, 'Enter your password.'),
      totp: step.value === 'code' ? missing(totp, 'Enter the code.') : null,
    }),
    async send({ email, password, totp }) {
      const code = step.value === 'code' ? { totp: totp.replace(/\s/g, '') } : {}
      try {
        await signIn({ email, password, ...code })
      } catch (cause) {
        const asksForCode = cause instanceof ApiError && cause.code === 'totp_required'
        if (!asksForCode || step.value === 'code') throw cause
        step.value = 'code'
      }
    },
    refusalOf: (cause) => refusalText(cause, step.value === 'code'),
  }))
  const needed = visit.data.value?.needed ?? false

  useEffect(() => {
    if (needed) navigate('/setup', { replace: true })
  }, [needed])
  useEffect(() => {
    if (step.value === 'code') codeHeading.current?.querySelector('input')?.focus()
  }, [step.value, isRecovery.value])

  if (step.value === 'code') {
    const back = () => {
      form.set({ totp: '', password: '' })
      step.value = 'password'
    }
    return (
      <>
        <Head title="Second factor">
          {isRecovery.value
            ? 'Enter one of the recovery codes that you kept. It works once.'
            : 'Enter the code that your authenticator shows now.'}
        </Head>
        <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
          <div ref={codeHeading}>
            <Field
              key={isRecovery.value ? 'recovery' : 'code'}
              label={isRecovery.value ? 'Recovery code' : 'Six-digit code'}
              autoComplete={isRecovery.value ? 'off' : 'one-time-code'}
              {...(isRecovery.value ? {} : { inputMode: 'numeric' })}
              {...form.field('totp')}
              required
            />
          </div>
          <Button type="submit" look="primary" busy={form.busy.value} wide>
            Sign in
          </Button>
        </Form>
        <ul class="entrance-links">
          <li>
            <button
              type="button"
              class="text-button"
              onClick={() => {
                form.set({ totp: '' })
                isRecovery.value = !isRecovery.value
              }}
            >
              {isRecovery.value ? 'Use the authenticator' : 'Use a recovery code'}
            </button>
          </li>
          <li>
            <button type="button" class="text-button" onClick={back}>
              Back
            </button>
          </li>
        </ul>
      </>
    )
  }

  return (
    <>
      <Head title="Sign in">
        {hasSessionEnded.value
          ? 'Your session has ended. Sign in and you are back where you were.'
          : 'Welcome back.'}
      </Head>
      <Form error={form.refusal.value} onSubmit={() => void form.submit()}>
        <Field label="E-mail" type="email" autoComplete="username" {...form.field('email')} required />
        <Field
          label="Password"
          type="password"
          autoComplete="current-password"
          {...form.field('password')}
          required
        />
        <Button type="submit" look="primary" busy={form.busy.value} wide>
          Sign in
        </Button>
      </Form>
      <EntranceLinks visit={visit} here="sign-in" />
    </>
  )
}

function refusalText(cause: unknown, withCode: boolean): string | null {
  if (!(cause instanceof ApiError)) return null
  if (cause.status === 401) {
    return withCode
      ? 'That code is not right, or it was used already.'
      : 'The e-mail address or the password is wrong.'
  }
  if (cause.status === 429) {
    const wait = cause.retryAfterS === null ? 'a moment' : duration(cause.retryAfterS * 1000)
    return `Too many attempts. Sign-in is locked; try again in ${wait}.`
  }
  return null
}
