import { useSignal } from '@preact/signals'
import { useMemo } from 'preact/hooks'
import { errorText } from '../../lib/error-text.ts'
import { acceptInvitation, session, signOut } from '../../models/session.ts'
import { Button } from '../../parts/button.tsx'
import { Form } from '../../parts/field.tsx'
import { Skeleton } from '../../parts/states.tsx'
import { Head } from './head.tsx'
import { takeMailedToken } from './mailed-token.ts'

const storageKey = 'aegisflow.invitation'

/** The token outlives the way through sign-in, in this tab alone. */
function invitationToken(): string | null {
  const token = takeMailedToken()
  try {
    if (token !== null) sessionStorage.setItem(storageKey, token)
    return token ?? sessionStorage.getItem(storageKey)
  } catch {
    // Storage may be blocked; the link then has to be opened again after sign-in.
    return token
  }
}

function forgetInvitation(): void {
  try {
    sessionStorage.removeItem(storageKey)
  } catch {
    // There is nothing to forget where storage is blocked.
  }
}

/** Where the mailed link leads with which someone who has an account joins another organization. */
export function InvitationPage() {
  const token = useMemo(invitationToken, [])
  const busy = useSignal(false)
  const refusal = useSignal<string | null>(null)
  const present = session.value

  if (token === null) {
    return (
      <>
        <Head title="Invitation">This link is incomplete. Open it again from the message.</Head>
        <p>
          <a href="/">Go to the console</a>
        </p>
      </>
    )
  }
  if (present.state === 'restoring') {
    return (
      <>
        <Head title="Invitation">Checking who you are…</Head>
        <Skeleton height={40} />
      </>
    )
  }
  if (present.state !== 'member') {
    return (
      <>
        <Head title="Invitation">
          Sign in with the account whose address received the invitation, then accept it.
        </Head>
        <p>
          <a class="button button-primary button-wide" href="/sign-in?next=%2Finvitation">
            Sign in
          </a>
        </p>
      </>
    )
  }

  const accept = async () => {
    if (busy.value) return
    busy.value = true
    refusal.value = null
    try {
      await acceptInvitation(token)
      forgetInvitation()
    } catch (cause) {
      refusal.value = errorText(cause)
      busy.value = false
    }
  }
  return (
    <>
      <Head title="Invitation">
        You are signed in as {present.user.name} ({present.user.email}). Accepting adds the organization to
        your account and takes you there.
      </Head>
      <Form error={refusal.value} onSubmit={() => void accept()}>
        <Button type="submit" look="primary" busy={busy.value} wide>
          Accept the invitation
        </Button>
      </Form>
      <ul class="entrance-links">
        <li>
          <a href="/">Not now</a>
        </li>
        <li>
          <button type="button" class="text-button" onClick={() => void signOut()}>
            Use another account
          </button>
        </li>
      </ul>
    </>
  )
}
