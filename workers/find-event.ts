import type { EventRow } from '../analytics/event-row.ts'
import { timeOfId } from '../analytics/id-time.ts'
import { eventById } from '../analytics/queries/event-by-id.ts'
import type { EventsPart } from '../analytics/reach.ts'
import type { CallerContext } from './http/route.ts'

/**
 * One event, when it lies in the part that the reader may see. An id that tells when it was made is looked for around
 * that time first, where most such events lie: through all of them it takes longer the more there are. Errors: throws as
 * the store does.
 */
export async function findEvent(
  { tenant, place, params }: Pick<CallerContext, 'tenant' | 'place' | 'params'>,
  part: EventsPart,
): Promise<EventRow | null> {
  const id = params.id ?? ''
  const madeAtMs = timeOfId(id)
  if (madeAtMs !== null) {
    const [near] = await place.clickhouse.ask(tenant, eventById, { id, part, aroundMs: madeAtMs })
    if (near) return near
  }
  const [found = null] = await place.clickhouse.ask(tenant, eventById, { id, part, aroundMs: null })
  return found
}
