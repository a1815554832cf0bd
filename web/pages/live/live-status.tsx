import type { LiveState } from '../../models/live-socket.ts'

const texts = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  offline: 'Offline',
} satisfies Record<LiveState, string>

/** How the connection stands. */
export function LiveStatus({ state }: { state: LiveState }) {
  return (
    <div class="live-status">
      <span class={`live-state live-state-${state}`} role="status">
        <span class="live-dot" aria-hidden="true" />
        {texts[state]}
      </span>
    </div>
  )
}
