import { useSignal } from '@preact/signals'
import type { MaskedCredential } from '../../../analytics/contract/collector.ts'
import { vendorLabel } from '../../../analytics/contract/vendors.ts'
import { errorText } from '../../lib/error-text.ts'
import { duration, humanize } from '../../lib/format.ts'
import { may } from '../../models/session.ts'
import { showToast } from '../../models/toasts.ts'
import type { VendorsModel } from '../../models/vendors.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Section } from '../../parts/page-header.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './vendors.css'

/** The keys that usage is pulled with, masked, and each of their streams. */
export function CredentialsSection({ model }: { model: VendorsModel }) {
  const { rows, error, hasMore, loadingMore, load, more } = model.credentials
  const items = rows.value
  return (
    <Section title="Credentials" lead="Keys that usage is collected with. Secrets stay in the vault.">
      {items === null && error.value !== null && (
        <ErrorState error={error.value} onRetry={() => void load()} />
      )}
      {items === null && error.value === null && (
        <div class="credentials" aria-busy="true">
          <Skeleton height={96} />
          <Skeleton height={96} />
        </div>
      )}
      {items !== null && items.length === 0 && (
        <EmptyState icon="lock" title="No vendor credential yet">
          <p>
            Add one with <code>POST /api/v1/keys</code>, and its usage is collected from then on.
          </p>
        </EmptyState>
      )}
      {items !== null && items.length > 0 && (
        <ul class="credentials">
          {items.map((credential) => (
            <Credential key={credential.credential_id} credential={credential} sync={model.sync} />
          ))}
        </ul>
      )}
      {hasMore.value && (
        <div class="table-foot">
          <Button size="small" busy={loadingMore.value} onClick={() => void more()}>
            Load more
          </Button>
        </div>
      )}
    </Section>
  )
}

type CredentialProps = { credential: MaskedCredential; sync: VendorsModel['sync'] }

function Credential({ credential, sync }: CredentialProps) {
  const busy = useSignal(false)
  const name = `${vendorLabel(credential.vendor_id)}, ${credential.label}`
  const syncNow = async () => {
    busy.value = true
    try {
      const queued = await sync(credential.credential_id)
      showToast('positive', `${name}: ${queued} ${queued === 1 ? 'stream' : 'streams'} queued for sync.`)
    } catch (error) {
      showToast('negative', `${name} could not be synced: ${errorText(error)}`)
    } finally {
      busy.value = false
    }
  }
  return (
    <li class="credential">
      <div class="credential-head">
        <div>
          <h3>{vendorLabel(credential.vendor_id)}</h3>
          <p class="muted">
            {credential.label} · {humanize(credential.kind)} · <code>{credential.hint}</code>
          </p>
        </div>
        <StatusBadge status={credential.status} />
        {may('sync:run') && (
          <Button
            icon="refresh"
            size="small"
            busy={busy.value}
            disabled={credential.status !== 'active'}
            onClick={() => void syncNow()}
          >
            Sync now
            <span class="visually-hidden"> {name}</span>
          </Button>
        )}
      </div>
      <ul class="streams">
        {credential.streams.map((stream) => (
          <li key={stream.stream} class="stream">
            <span class="stream-name">{humanize(stream.stream)}</span>
            <StatusBadge status={stream.status} />
            <span class="muted">every {duration(stream.interval_s * 1000)}</span>
            <span class="muted">
              {stream.high_water_at === null ? (
                'nothing collected yet'
              ) : (
                <>
                  collected up to <RelativeTime at={stream.high_water_at} />
                </>
              )}
            </span>
            {stream.status === 'active' && (
              <span class="muted">
                next <RelativeTime at={stream.next_due_at} />
              </span>
            )}
            {stream.last_error !== null && (
              <span class="stream-error">
                <Icon name="warning" size={14} />
                {stream.last_error}
              </span>
            )}
          </li>
        ))}
      </ul>
    </li>
  )
}
