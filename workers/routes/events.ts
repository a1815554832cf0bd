import { fail, ok } from '../../analytics/result.ts'
import { type ExportFormat, eventWriting, exportOf } from '../event-export.ts'
import { eventCursor, eventPage, withEmails } from '../event-page.ts'
import { findEvent } from '../find-event.ts'
import { firstAccepted } from '../http/accept.ts'
import { asking } from '../http/asking.ts'
import { route } from '../http/route.ts'
import { eventsPart } from '../identity/events-part.ts'
import { storeFilters } from '../store-filters.ts'

export const events = route('GET /events', {
  summary:
    'Events, newest first, of the workspaces and projects that one may read; every filter is bound to a column. With `format=csv` or `jsonl`, or that type in `Accept`, everything that the filters take as a stream.',
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { limit, cursor, format, ...asked } = context.query
    const exported = exportFormat(format, firstAccepted(context.request))
    const after = eventCursor(cursor)
    if (!after.ok) return after
    if (exported !== null) {
      const writing = eventWriting[exported]
      return asking(async () =>
        ok(await exportOf(context, asked, { what: 'events', format: exported, writing })),
      )
    }
    return asking(async () => {
      const { shown, next_cursor } = await eventPage(
        context,
        await storeFilters(context, asked),
        after.value,
        limit,
      )
      return ok({ items: shown, next_cursor })
    })
  },
})

/** The format that the address names, else one that the header names before anything of JSON. */
function exportFormat(asked: 'json' | ExportFormat | undefined, first: string | null): ExportFormat | null {
  if (asked !== undefined) return asked === 'json' ? null : asked
  if (first === 'text/csv') return 'csv'
  return first === 'application/x-ndjson' || first === 'application/jsonl' ? 'jsonl' : null
}

export const event = route('GET /events/:id', {
  summary: 'One event.',
  permission: 'events:read',
  scoped: true,
  resource: 'event',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, reach } = context
      const row = await findEvent(context, await eventsPart(tenant, place, reach))
      const [found] = await withEmails(context, row === null ? [] : [row])
      return found ? ok(found) : fail({ kind: 'not_found', message: 'There is no such event.' })
    }),
})
