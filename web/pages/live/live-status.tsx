import type { LiveState } from '../../models/live-socket.ts'

const texts = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
} satisfies Record<LiveState, string>

/** How the connection stands, and how much comes through it. */
export function LiveStatus({ state, perSecond }: { state: LiveState; perSecond: number }) {
  return (
    <div class="live-status">
      <span class="muted">{perSecond.toFixed(1)} events/s</span>
      <span class={`live-state live-state-${state}`} role="status">
        <span class="live-dot" aria-hidden="true" />
        {texts[state]}
      </span>
    </div>
  )
}
