import type { AegisEvent, Severity } from '../../analytics/contract/event.ts'
import { api } from '../lib/api.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

const pauseMs = 30_000
const dayMs = 86_400_000
const shown = 8
const worstFirst: readonly Severity[] = ['critical', 'high', 'medium', 'low']

/** What weighs most of the last day's violations, the most severe first and the newest of each; kept fresh. */
export function mostSevereModel(): Resource<readonly AegisEvent[]> {
  const events = resource(async (signal) => {
    const from = new Date(Date.now() - dayMs).toISOString()
    const found: AegisEvent[] = []
    for (const severity of worstFirst) {
      if (found.length === shown) break
      const query = { only_violations: true, severity, from, limit: shown - found.length }
      found.push(...(await api('GET /events', { query, signal })).items)
    }
    return found
  })
  const renewing = renewal(events.load, () => pauseMs)
  return {
    ...events,
    load: renewing.renewNow,
    dispose() {
      renewing.dispose()
      events.dispose()
    },
  }
}
