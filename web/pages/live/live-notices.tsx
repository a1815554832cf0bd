import type { LiveFilter } from '../../../analytics/contract/live.ts'
import { clockTime, count, duration } from '../../lib/format.ts'
import type { LiveBreak, LiveFeed, LiveGap } from '../../models/live-feed.ts'
import { Button } from '../../parts/button.tsx'
import { Icon } from '../../parts/icon.tsx'
import './live-page.css'

/** What one should know beside the events: whether something was missed, alerts, circuits. */
export function LiveNotices({ feed, filter }: { feed: LiveFeed; filter: LiveFilter }) {
  const gap = feed.gap.value
  const lastBreak = feed.lastBreak.value
  const notices = feed.notices.value
  const isEmpty = gap === null && lastBreak === null && notices.length === 0
  return (
    <div class={isEmpty ? 'visually-hidden' : 'live-notices'} role="status">
      {gap !== null ? (
        <GapNotice gap={gap} filter={filter} />
      ) : (
        lastBreak !== null && <BreakNotice lost={lastBreak} />
      )}
      {notices.map(({ atMs, text, tone, href }) => (
        <p key={`${atMs} ${text}`} class={tone === 'good' ? 'notice notice-good' : 'notice'}>
          <Icon name={tone === 'good' ? 'check' : 'warning'} />
          <span>
            {clockTime(atMs)} {text} {href !== null && <a href={href}>More</a>}
          </span>
        </p>
      ))}
      {!isEmpty && feed.state.value === 'live' && (
        <Button look="quiet" icon="close" label="Seen" onClick={feed.dismiss} />
      )}
    </div>
  )
}

function BreakNotice({ lost: { lostAtMs, backAtMs } }: { lost: LiveBreak }) {
  if (backAtMs === null) {
    return (
      <p class="notice">
        <Icon name="warning" />
        <span>
          The connection was lost at {clockTime(lostAtMs)}. It is tried again; what happens meanwhile is shown
          then.
        </span>
      </p>
    )
  }
  return (
    <p class="notice notice-good">
      <Icon name="check" />
      <span>
        Reconnected at {clockTime(backAtMs)}, after {duration(Math.max(0, backAtMs - lostAtMs))}. Nothing was
        missed.
      </span>
    </p>
  )
}

const marginMs = 5_000

function GapNotice({ gap: { events, fromMs, toMs }, filter }: { gap: LiveGap; filter: LiveFilter }) {
  const search = new URLSearchParams({
    from: new Date(fromMs - marginMs).toISOString(),
    to: new Date(toMs + marginMs).toISOString(),
    ...(filter.severity === null ? {} : { severity: filter.severity }),
    ...(filter.vendorId === null ? {} : { vendor_id: filter.vendorId }),
  })
  return (
    <p class="notice">
      <Icon name="warning" />
      <span>
        {events === 1 ? 'One event was' : `${count(events)} events were`} left out here between{' '}
        {clockTime(fromMs)} and {clockTime(toMs)}, because they came too fast or this page was away for too
        long. They are stored:{' '}
        <a href={`${filter.onlyViolations ? '/violations' : '/activity'}?${search}`}>
          open that time in Activity
        </a>
        .
      </span>
    </p>
  )
}
