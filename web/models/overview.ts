import type { Overview } from '../../analytics/contract/overview.ts'
import { api } from '../lib/api.ts'
import { eventsOf } from './live-feed.ts'
import { openLiveSocket } from './live-socket.ts'
import { type Resource, resource } from './resource.ts'
import { may } from './session.ts'

const refreshIntervalMs = 30_000
const liveRefreshIntervalMs = 5_000

/** The last seven days, kept fresh: every half minute, and soon after something happened. */
export function overviewModel(): Resource<Overview> {
  const overview = resource((signal) => api('GET /dashboard/overview', { signal }))
  let soon: ReturnType<typeof setTimeout> | undefined

  function refresh(): void {
    clearTimeout(soon)
    soon = undefined
    if (document.visibilityState === 'visible') void overview.load()
  }

  const timer = setInterval(refresh, refreshIntervalMs)
  const everything = { severity: null, vendorId: null, onlyViolations: false }
  const socket = may('events:read')
    ? openLiveSocket(everything, (frame) => {
        if (eventsOf(frame).length > 0) soon ??= setTimeout(refresh, liveRefreshIntervalMs)
      })
    : null
  document.addEventListener('visibilitychange', refresh)
  void overview.load()

  return {
    ...overview,
    dispose() {
      clearInterval(timer)
      clearTimeout(soon)
      socket?.close()
      document.removeEventListener('visibilitychange', refresh)
      overview.dispose()
    },
  }
}
