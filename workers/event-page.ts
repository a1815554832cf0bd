import type { AegisEvent } from '../analytics/contract/event.ts'
import { type EventRow, eventFromRow } from '../analytics/event-row.ts'
import { emailsOfActors } from '../analytics/store/d1/actors.ts'
import type { CallerContext } from './http/route.ts'

/** Rows as events, with the people's addresses joined: whoever may read events may see whose they are. */
export async function withEmails(
  { tenant, place }: Pick<CallerContext, 'tenant' | 'place'>,
  rows: readonly EventRow[],
): Promise<AegisEvent[]> {
  const actorIds = [...new Set(rows.flatMap((row) => (row.actor_id ? [row.actor_id] : [])))]
  const emails = await emailsOfActors(tenant, place.db, actorIds)
  return rows.map((row) => eventFromRow(row, emails.get(row.actor_id ?? '') ?? null))
}
