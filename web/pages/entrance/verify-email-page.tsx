import { useEffect } from 'preact/hooks'
import { ApiError, api } from '../../lib/api.ts'
import { resource } from '../../models/resource.ts'
import { renewUser, session } from '../../models/session.ts'
import { useModel } from '../../models/use-model.ts'
import { Icon } from '../../parts/icon.tsx'
import { ErrorState, Skeleton } from '../../parts/states.tsx'
import { Head } from './head.tsx'
import { takeMailedToken } from './mailed-token.ts'

/** Where the mailed link leads that proves an address. */
export function VerifyEmailPage() {
  const verified = useModel(() => {
    const token = takeMailedToken()
    return resource(async (signal) => {
      if (token === null) throw incomplete
      return api('POST /auth/verify-email', { body: { token }, signal })
    })
  })
  useEffect(() => void verified.load(), [verified])
  const isMember = session.value.state === 'member'
  const isDone = verified.data.value !== null
  useEffect(() => {
    if (isDone && isMember) void renewUser().catch(() => undefined)
  }, [isDone])

  const next = isMember ? <a href="/">Go to the console</a> : <a href="/sign-in">Go to sign-in</a>
  if (isDone) {
    return (
      <>
        <Head title="Address confirmed">Thank you. Your e-mail address is confirmed.</Head>
        <p class="entrance-done">
          <Icon name="check" /> {next}
        </p>
      </>
    )
  }
  const { error } = verified
  if (error.value !== null) {
    const isRefused = error.value instanceof ApiError && error.value.status >= 400 && error.value.status < 500
    return (
      <>
        <Head title="Confirm your address">
          {isRefused && 'This link does not work: it is incomplete, too old, or was used already.'}
        </Head>
        {isRefused ? (
          <p>Sign in and ask for a new one. {next}</p>
        ) : (
          <ErrorState error={error.value} onRetry={() => void verified.load()} />
        )}
      </>
    )
  }
  return (
    <>
      <Head title="Confirm your address">Checking the link…</Head>
      <Skeleton height={40} />
    </>
  )
}

const incomplete = new ApiError(400, 'bad_request', 'The link is incomplete.', null)
