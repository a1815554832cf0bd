import { useSignal } from '@preact/signals'
import { api } from '../../lib/api.ts'
import { errorText } from '../../lib/error-text.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../button.tsx'
import { Icon } from '../icon.tsx'

/** Reminds of an address that has not been confirmed yet. */
export function VerifyBanner({ email }: { email: string }) {
  const sent = useSignal(false)
  const busy = useSignal(false)
  const resend = async () => {
    busy.value = true
    try {
      await api('POST /auth/verify-email/resend')
      sent.value = true
      showToast('positive', `A new link is on its way to ${email}.`)
    } catch (error) {
      showToast('negative', `The link could not be sent: ${errorText(error)}`)
    } finally {
      busy.value = false
    }
  }
  return (
    <aside class="notice" aria-label="Address not confirmed">
      <Icon name="mail" />
      <span>
        Confirm <b>{email}</b> with the link we sent there.
      </span>
      <Button size="small" busy={busy.value} disabled={sent.value} onClick={() => void resend()}>
        {sent.value ? 'Sent' : 'Send again'}
      </Button>
    </aside>
  )
}
