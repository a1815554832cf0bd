import type { Breaker, CollectorRun } from '../../analytics/contract/collector.ts'
import type { PipelineStatus } from '../../analytics/contract/pipeline.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { type PagedList, pagedList } from './paged-list.ts'
import { renewal } from './renewal.ts'
import { type Resource, resource } from './resource.ts'

const movingMs = 2_000
const restingMs = 10_000
const pageRows = 15
const pageRowsMax = 200
const takenAtOnce = 500

export type CollectionModel = {
  readonly pipeline: Resource<PipelineStatus>
  /** Newest first, narrowed by the address (`run_vendor`, `run_status`). */
  readonly runs: PagedList<CollectorRun>
  readonly breakers: Resource<readonly Breaker[]>
  dispose(): void
}

/** How collection stands, renewed every two seconds while something runs or a vendor is held back. */
export function collectionModel(): CollectionModel {
  const pipeline = resource((signal) => api('GET /pipeline/status', { signal }))
  const breakers = resource(async (signal) =>
    troubledFirst((await api('GET /collector/breakers', { signal })).items),
  )
  const runs: PagedList<CollectorRun> = pagedList<CollectorRun>((cursor, signal) => {
    // As many as are on show, so that a list that was followed further down is renewed as a whole.
    const shown = cursor === null ? (runs.rows.peek()?.length ?? 0) : 0
    return api('GET /collector/runs', {
      query: {
        vendor_id: query.peek().get('run_vendor') ?? undefined,
        status: (query.peek().get('run_status') ?? undefined) as CollectorRun['status'] | undefined,
        limit: Math.min(pageRowsMax, Math.max(pageRows, shown)),
        cursor: cursor ?? undefined,
      },
      signal,
    })
  })
  const isMoving = () =>
    (runs.rows.peek() ?? []).some(({ status }) => status === 'running') ||
    (breakers.data.peek() ?? []).some(({ state }) => state !== 'closed')
  const renewing = renewal(
    async () => {
      // One that asks for more right now is not cut off.
      const renewRuns = runs.loadingMore.peek() ? [] : [runs.load({ keepRows: true })]
      await Promise.all([pipeline.load(), breakers.load(), ...renewRuns])
    },
    () => (isMoving() ? movingMs : restingMs),
  )
  return {
    pipeline,
    runs,
    breakers,
    dispose() {
      renewing.dispose()
      pipeline.dispose()
      runs.dispose()
      breakers.dispose()
    },
  }
}

/** Vendors that are held back stand above those that answer. */
function troubledFirst(breakers: readonly Breaker[]): readonly Breaker[] {
  return breakers.toSorted((a, b) => Number(a.state === 'closed') - Number(b.state === 'closed'))
}

export type TakenUp = { taken: number; stored: number; stillQuarantined: number }

/** Takes up again what was quarantined for a reason, all of it, step by step. */
export async function takeUpAgain(reason: string): Promise<TakenUp> {
  const sum = { taken: 0, stored: 0, stillQuarantined: 0 }
  let cursor: string | null = null
  do {
    const body: { from: 'quarantined'; reason: string; limit: number; cursor?: string } = {
      from: 'quarantined',
      reason,
      limit: takenAtOnce,
      ...(cursor === null ? {} : { cursor }),
    }
    const step = await api('POST /pipeline/ingest', { body })
    sum.taken += step.taken
    sum.stored += step.stored
    sum.stillQuarantined += step.still_quarantined
    cursor = step.next_cursor
  } while (cursor !== null)
  return sum
}
