import { z } from 'zod'
import type { AegisEvent } from '../analytics/contract/event.ts'
import type { StoreFilters } from '../analytics/event-filters.ts'
import { type EventRow, eventFromRow } from '../analytics/event-row.ts'
import type { EventCursor } from '../analytics/queries/events-search.ts'
import type { Result } from '../analytics/result.ts'
import { emailsOfActors } from '../analytics/store/d1/actors.ts'
import { findEvents } from './find-events.ts'
import { cutPage, decodeCursor } from './http/cursor.ts'
import type { Failure } from './http/failure.ts'
import type { CallerContext } from './http/route.ts'
import { eventsPart } from './identity/events-part.ts'

const cursorShape = z.strictObject({ createdAt: z.iso.datetime(), id: z.string() })

/** Where a page goes on; null at the beginning. Errors: a bad request for what is no cursor of ours. */
export const eventCursor = (cursor: string | undefined): Result<EventCursor | null, Failure> =>
  decodeCursor(cursor, cursorShape)

/** A page of the events that the caller may see. Errors: throws as the store does. */
export async function eventPage(
  context: CallerContext,
  filters: StoreFilters & { withoutText?: boolean },
  after: EventCursor | null,
  limit: number,
): Promise<{ shown: AegisEvent[]; next_cursor: string | null }> {
  const part = await eventsPart(context.tenant, context.place, context.reach)
  const rows = await findEvents(context, { ...filters, part, after, rows: limit + 1 })
  const { shown, nextCursor } = cutPage(rows, limit, ({ created_at, id }) => ({ createdAt: created_at, id }))
  return { shown: await withEmails(context, shown), next_cursor: nextCursor }
}

/** Rows as events, with the people's addresses joined: whoever may read events may see whose they are. */
export async function withEmails(
  { tenant, place }: Pick<CallerContext, 'tenant' | 'place'>,
  rows: readonly EventRow[],
): Promise<AegisEvent[]> {
  const actorIds = [...new Set(rows.flatMap((row) => (row.actor_id ? [row.actor_id] : [])))]
  const emails = await emailsOfActors(tenant, place.db, actorIds)
  return rows.map((row) => eventFromRow(row, emails.get(row.actor_id ?? '') ?? null))
}
