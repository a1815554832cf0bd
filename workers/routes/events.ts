import { z } from 'zod'
import { eventById } from '../../analytics/queries/event-by-id.ts'
import { eventsSearch } from '../../analytics/queries/events-search.ts'
import { fail, ok } from '../../analytics/result.ts'
import { withEmails } from '../event-page.ts'
import { asking } from '../http/asking.ts'
import { cutPage, decodeCursor } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { eventsPart } from '../identity/events-part.ts'

const cursorShape = z.strictObject({ createdAt: z.iso.datetime(), id: z.string() })

export const events = route('GET /events', {
  summary:
    'Events, newest first, of the workspaces and projects that one may read; every filter is bound to a column.',
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { limit, cursor, ...filters } = context.query
    const after = decodeCursor(cursor, cursorShape)
    if (!after.ok) return after
    return asking(async () => {
      const part = await eventsPart(context.tenant, context.place, context.reach)
      const search = { ...filters, part, after: after.value, rows: limit + 1 }
      const rows = await context.place.clickhouse.ask(context.tenant, eventsSearch, search)
      const { shown, nextCursor } = cutPage(rows, limit, ({ created_at, id }) => ({
        createdAt: created_at,
        id,
      }))
      return ok({ items: await withEmails(context, shown), next_cursor: nextCursor })
    })
  },
})

export const event = route('GET /events/:id', {
  summary: 'One event.',
  permission: 'events:read',
  scoped: true,
  resource: 'event',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, params, reach } = context
      const part = await eventsPart(tenant, place, reach)
      const rows = await place.clickhouse.ask(tenant, eventById, { id: params.id ?? '', part })
      const [found] = await withEmails(context, rows)
      return found ? ok(found) : fail({ kind: 'not_found', message: 'There is no such event.' })
    }),
})
