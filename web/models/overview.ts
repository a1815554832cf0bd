import type { Overview } from '../../analytics/contract/overview.ts'
import { api } from '../lib/api.ts'
import { eventsOf } from './live-feed.ts'
import { openLiveSocket } from './live-socket.ts'
import { type Resource, resource } from './resource.ts'
import { may } from './session.ts'

/** The server answers anew once its last answer is half a minute old; asking before that only hears it again. */
const answerHoldsMs = 30_500
const liveRefreshIntervalMs = 5_000

/** The last seven days, kept fresh: every half minute, and as soon after something happened as there is an answer. */
export function overviewModel(): Resource<Overview> {
  const overview = resource((signal) => api('GET /dashboard/overview', { signal }))
  let soon: ReturnType<typeof setTimeout> | undefined

  function refresh(): void {
    clearTimeout(soon)
    soon = undefined
    if (document.visibilityState === 'visible') void overview.load()
  }

  const timer = setInterval(refresh, answerHoldsMs)
  const everything = { severity: null, vendorId: null, onlyViolations: false }
  const socket = may('events:read')
    ? openLiveSocket(everything, (frame) => {
        if (eventsOf(frame).length === 0 || soon !== undefined) return
        const ageMs = Date.now() - (overview.loadedAtMs.value ?? 0)
        // First data of an empty organization is not held back by the server either.
        const holdsMs = overview.data.value?.events_7d === 0 ? 0 : answerHoldsMs
        soon = setTimeout(refresh, Math.max(liveRefreshIntervalMs, holdsMs - ageMs))
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
