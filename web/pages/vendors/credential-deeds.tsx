import { useSignal } from '@preact/signals'
import type { MaskedCredential } from '../../../analytics/contract/credentials.ts'
import { api } from '../../lib/api.ts'
import { errorText } from '../../lib/error-text.ts'
import { deed } from '../../models/deed.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import { Button } from '../../parts/button.tsx'
import { withNote } from './secret-words.ts'

type DeedsProps = { credential: MaskedCredential; onChanged: () => void }

/** What can be done with a credential at once. */
export function CredentialDeeds({ credential, onChanged }: DeedsProps) {
  const { credential_id, label, status } = credential
  const busy = useSignal<'sync' | 'check' | 'pause' | null>(null)
  const during = (what: 'sync' | 'check' | 'pause', run: () => Promise<void>) => async () => {
    if (busy.value !== null) return
    busy.value = what
    await run()
    busy.value = null
    onChanged()
  }
  const isPaused = status === 'disabled'
  const sync = during('sync', async () => {
    const params = { credential_id }
    try {
      const { queued } = await api('POST /collector/sync/:credential_id', { params })
      showToast('positive', queuedText(label, queued.length))
    } catch (cause) {
      showToast('negative', `${label} could not be synced: ${errorText(cause)}`)
    }
  })
  const pause = during('pause', async () => {
    const body = { status: isPaused ? 'active' : 'disabled' } as const
    const done = isPaused ? `${label} is used again.` : `${label} is paused: nothing is read with it.`
    await deed(
      () => api('PATCH /keys/:id', { params: { id: credential_id }, body }),
      done,
      'It stays as it was',
    )
  })
  return (
    <div class="deeds">
      {may('sync:run') && (
        <Button icon="refresh" busy={busy.value === 'sync'} disabled={isPaused} onClick={sync}>
          Sync now
        </Button>
      )}
      {may('credentials:write') && (
        <>
          <Button
            icon="check"
            busy={busy.value === 'check'}
            onClick={during('check', () => check(credential_id, label))}
          >
            Check now
          </Button>
          <Button icon={isPaused ? 'play' : 'pause'} busy={busy.value === 'pause'} onClick={pause}>
            {isPaused ? 'Resume' : 'Pause'}
          </Button>
        </>
      )}
    </div>
  )
}

async function check(id: string, label: string): Promise<void> {
  try {
    const { accepted, message, note } = await api('POST /keys/:id/validate', { params: { id } })
    if (accepted) showToast('positive', withNote(`The vendor accepts ${label}.`, note))
    else showToast('negative', message ?? `The vendor does not accept ${label}.`)
  } catch (cause) {
    showToast('negative', `${label} could not be checked: ${errorText(cause)}`)
  }
}

function queuedText(label: string, queued: number): string {
  if (queued === 0) return `${label} is being read already.`
  return `${label}: ${queued} ${queued === 1 ? 'stream' : 'streams'} queued for sync.`
}
