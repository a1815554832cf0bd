import type { Breaker, CollectorRun, MaskedCredential } from '../../analytics/contract/collector.ts'
import type { VendorAnalytics } from '../../analytics/contract/overview.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { type PagedList, pagedList } from './paged-list.ts'
import { type Resource, resource } from './resource.ts'

const refreshIntervalMs = 30_000
const afterSyncMs = 2_500

export type VendorsModel = {
  readonly analytics: Resource<VendorAnalytics>
  readonly credentials: PagedList<MaskedCredential>
  readonly breakers: Resource<readonly Breaker[]>
  /** Has a run be made of every stream of the credential. Shape: how many were queued. */
  sync(credentialId: string): Promise<number>
  dispose(): void
}

/** Usage by vendor, and how its collection stands. `mayReadCredentials` decides which of it is asked for. */
export function vendorsModel(mayReadCredentials: boolean): VendorsModel {
  const analytics = resource((signal) => api('GET /vendors/analytics', { signal }))
  const credentials = pagedList<MaskedCredential>((cursor, signal) =>
    api('GET /keys', { query: { cursor: cursor ?? undefined }, signal }),
  )
  const breakers = resource(async (signal) => (await api('GET /collector/breakers', { signal })).items)

  function refresh(): void {
    void analytics.load()
    if (!mayReadCredentials) return
    void credentials.load({ keepRows: true })
    void breakers.load()
  }

  const timer = setInterval(() => {
    if (document.visibilityState === 'visible') refresh()
  }, refreshIntervalMs)
  let afterSync: ReturnType<typeof setTimeout> | undefined
  refresh()

  return {
    analytics,
    credentials,
    breakers,
    async sync(credentialId) {
      const { queued } = await api('POST /collector/sync/:credential_id', {
        params: { credential_id: credentialId },
      })
      clearTimeout(afterSync)
      afterSync = setTimeout(refresh, afterSyncMs)
      return queued.length
    },
    dispose() {
      clearInterval(timer)
      clearTimeout(afterSync)
      analytics.dispose()
      credentials.dispose()
      breakers.dispose()
    },
  }
}

/** Sync runs, newest first, narrowed by the address (`run_vendor`, `run_status`). */
export function runsModel(): PagedList<CollectorRun> {
  return pagedList<CollectorRun>((cursor, signal) =>
    api('GET /collector/runs', {
      query: {
        vendor_id: query.peek().get('run_vendor') ?? undefined,
        status: (query.peek().get('run_status') ?? undefined) as CollectorRun['status'] | undefined,
        limit: 25,
        cursor: cursor ?? undefined,
      },
      signal,
    }),
  )
}
