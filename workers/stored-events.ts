import type { Correction, StoredEvent } from '../analytics/correction.ts'
import { storedEvents } from '../analytics/queries/stored-events.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import type { Outgoing } from './stream.ts'

/** Parameters travel in the address, which holds 16 KiB at a Node server. */
const idsAtOnce = 100

/** Events as the table holds them now, by id. Errors: as `ask`. */
export async function storedById(
  tenant: Tenant,
  place: Place,
  ids: readonly string[],
): Promise<Map<string, StoredEvent>> {
  const groups = Array.from({ length: Math.ceil(ids.length / idsAtOnce) }, (_, index) =>
    ids.slice(index * idsAtOnce, (index + 1) * idsAtOnce),
  )
  const rows = await Promise.all(
    groups.map((group) => place.clickhouse.ask(tenant, storedEvents, { ids: group })),
  )
  return new Map(rows.flat().map((row) => [row.id, row]))
}

/** A correction on its way to the log, which knows a repeat by the event and its revision. */
export const outgoingOf = ({ before, row }: Correction): Outgoing => ({ row, before, repeatable: true })
