import type { EventRow } from '../analytics/event-row.ts'
import { timeOfId } from '../analytics/id-time.ts'
import { eventById } from '../analytics/queries/event-by-id.ts'
import { eventTimes } from '../analytics/queries/event-times.ts'
import type { EventsPart } from '../analytics/reach.ts'
import type { CallerContext } from './http/route.ts'

/** An id tells the time of its event when that is no farther from it: then nothing else knows it. */
const toldMs = 3_600_000
const minuteMs = 60_000

/**
 * One event, when it lies in the part that the reader may see. An id that tells when it was made is looked for around
 * that time first, where most such events lie; of all others it is known when they happened. Errors: throws as the store
 * does.
 */
export async function findEvent(
  { tenant, place, params }: Pick<CallerContext, 'tenant' | 'place' | 'params'>,
  part: EventsPart,
): Promise<EventRow | null> {
  const id = params.id ?? ''
  const read = async (fromMs: number, toMs: number) =>
    (await place.clickhouse.ask(tenant, eventById, { id, part, fromMs, toMs }))[0]
  const madeAtMs = timeOfId(id)
  if (madeAtMs !== null) {
    const near = await read(madeAtMs - toldMs, madeAtMs + toldMs)
    if (near) return near
  }
  for (const { minute_ms } of await place.clickhouse.ask(tenant, eventTimes, { id })) {
    const found = await read(minute_ms, minute_ms + minuteMs)
    if (found) return found
  }
  return null
}
