import { z } from 'zod'
import { eventById } from '../../analytics/queries/event-by-id.ts'
import { eventsSearch } from '../../analytics/queries/events-search.ts'
import { fail, ok } from '../../analytics/result.ts'
import { withEmails } from '../event-page.ts'
import { asking } from '../http/asking.ts'
import { decodeCursor, encodeCursor } from '../http/cursor.ts'
import { route } from '../http/route.ts'

const cursorShape = z.strictObject({ createdAt: z.iso.datetime(), id: z.string() })

export const events = route('GET /events', {
  summary: 'Events, newest first; every filter is bound to a column.',
  permission: 'events:read',
  async handle(context) {
    const { limit, cursor, ...filters } = context.query
    const after = decodeCursor(cursor, cursorShape)
    if (!after.ok) return after
    return asking(async () => {
      const search = { ...filters, after: after.value, rows: limit + 1 }
      const rows = await context.place.clickhouse.ask(context.tenant, eventsSearch, search)
      const items = await withEmails(context, rows.slice(0, limit))
      const last = items.at(-1)
      const hasMore = rows.length > limit && last !== undefined
      return ok({
        items,
        next_cursor: hasMore ? encodeCursor({ createdAt: last.created_at, id: last.id }) : null,
      })
    })
  },
})

export const event = route('GET /events/:id', {
  summary: 'One event.',
  permission: 'events:read',
  handle: (context) =>
    asking(async () => {
      const rows = await context.place.clickhouse.ask(context.tenant, eventById, {
        id: context.params.id ?? '',
      })
      const [found] = await withEmails(context, rows)
      return found ? ok(found) : fail({ kind: 'not_found', message: 'There is no such event.' })
    }),
})
