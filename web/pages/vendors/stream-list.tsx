import type { MaskedCredential } from '../../../analytics/contract/credentials.ts'
import type { StreamKind } from '../../../analytics/contract/vendors.ts'
import { intervalWords, streamKindLabels } from '../../lib/collection-words.ts'
import { humanize } from '../../lib/format.ts'
import { nowMs } from '../../models/clock.ts'
import { StatusBadge } from '../../parts/badge.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Progress } from '../../parts/progress.tsx'
import { RelativeTime } from '../../parts/time.tsx'
import './vendors.css'

type Stream = MaskedCredential['streams'][number]

/** What is read with a credential, and how far. */
export function StreamList({ credential: { streams, status } }: { credential: MaskedCredential }) {
  if (streams.length === 0) {
    return <p class="muted">The vendor has no report that this kind of credential could read.</p>
  }
  return (
    <ul class="streams">
      {streams.map((stream) => (
        <li key={stream.stream} class="stream">
          <div class="stream-head">
            <span class="stream-name">{humanize(stream.stream)}</span>
            {kindText(stream.kind) !== humanize(stream.stream) && (
              <span class="muted">{kindText(stream.kind)}</span>
            )}
            {stream.status === 'stopped' && <StatusBadge status="stopped" />}
            <Progress share={stream.progress} label={`History of ${stream.stream} read`} />
          </div>
          <p class="muted">
            {stream.high_water_at === null ? (
              'Nothing collected yet'
            ) : (
              <>
                Collected up to <RelativeTime at={stream.high_water_at} />
              </>
            )}
            {`, ${intervalWords(stream.interval_s)}`}
            {stream.status === 'active' && status === 'active' && <Next stream={stream} />}
          </p>
          {stream.last_error !== null && (
            <p class="stream-error">
              <Icon name="warning" size={14} />
              <span>{stream.last_error}</span>
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}

function Next({ stream: { next_due_at } }: { stream: Stream }) {
  if (Date.parse(next_due_at) <= nowMs()) return <>, due now</>
  return (
    <>
      , next <RelativeTime at={next_due_at} />
    </>
  )
}

const kindText = (kind: string): string =>
  kind in streamKindLabels ? streamKindLabels[kind as StreamKind] : humanize(kind)
