import { useEffect } from 'preact/hooks'
import { ApiError, api } from '../../lib/api.ts'
import { linkParts } from '../../lib/links.ts'
import { resource } from '../../models/resource.ts'
import { useModel } from '../../models/use-model.ts'
import { Button } from '../../parts/button.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../parts/states.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import { Head } from './head.tsx'
import './outbox-page.css'

/** What an instance without a mail server would have sent. */
export function OutboxPage() {
  const outbox = useModel(() => resource((signal) => api('GET /dev/outbox', { signal })))
  const load = () => void outbox.load()
  useEffect(load, [outbox])
  const items = outbox.data.value?.items ?? null
  const error = outbox.error.value
  const isAbsent = error instanceof ApiError && error.status === 404

  return (
    <div class="outbox">
      <Head title="Development outbox">
        This instance has no mail server. What it would send stays here for whoever runs it.
      </Head>
      {isAbsent && (
        <EmptyState icon="mail" title="There is no outbox here">
          <p>This instance sends its mail.</p>
        </EmptyState>
      )}
      {error !== null && items === null && !isAbsent && <ErrorState error={error} onRetry={load} />}
      {error === null && items === null && <Skeleton height={160} />}
      {items?.length === 0 && (
        <EmptyState icon="mail" title="Nothing has been sent yet">
          <p>Invitations, confirmations and reset links appear here.</p>
        </EmptyState>
      )}
      {items !== null && items.length > 0 && (
        <ol class="outbox-list">
          {items.map(({ id, to, subject, text, at }) => (
            <li key={id} class="outbox-message">
              <h2>{subject}</h2>
              <p class="muted">
                To {to}, <RelativeTime at={at} />
              </p>
              <pre>
                {linkParts(text).map((part, index) =>
                  part.href === null ? (
                    part.text
                  ) : (
                    <a key={index} href={part.href}>
                      {part.text}
                    </a>
                  ),
                )}
              </pre>
            </li>
          ))}
        </ol>
      )}
      <div class="outbox-foot">
        <a href="/sign-in">Go to sign-in</a>
        <Button icon="refresh" busy={outbox.loading.value} onClick={load}>
          Refresh
        </Button>
      </div>
    </div>
  )
}
