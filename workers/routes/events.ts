import { z } from 'zod'
import type { EventFilters } from '../../analytics/contract/analytics.ts'
import { fail, ok } from '../../analytics/result.ts'
import { audit, doingOf } from '../audit.ts'
import { type ExportFormat, exportedEvents, exportTypes } from '../event-export.ts'
import { withEmails } from '../event-page.ts'
import { findEvent } from '../find-event.ts'
import { findEvents } from '../find-events.ts'
import { asking } from '../http/asking.ts'
import { cutPage, decodeCursor } from '../http/cursor.ts'
import { type CallerContext, route } from '../http/route.ts'
import { eventsPart } from '../identity/events-part.ts'
import { storeFilters } from '../store-filters.ts'

const cursorShape = z.strictObject({ createdAt: z.iso.datetime(), id: z.string() })

export const events = route('GET /events', {
  summary:
    'Events, newest first, of the workspaces and projects that one may read; every filter is bound to a column. With `format=csv` or `jsonl`, or that type in `Accept`, everything that the filters take as a stream.',
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { limit, cursor, format, ...asked } = context.query
    const exported = exportFormat(format, context.request.headers.get('accept'))
    const after = decodeCursor(cursor, cursorShape)
    if (!after.ok) return after
    if (exported !== null) return asking(async () => ok(await exportOf(context, asked, exported)))
    return asking(async () => {
      const part = await eventsPart(context.tenant, context.place, context.reach)
      const filters = await storeFilters(context, asked)
      const search = { ...filters, part, after: after.value, rows: limit + 1 }
      const rows = await findEvents(context, search)
      const { shown, nextCursor } = cutPage(rows, limit, ({ created_at, id }) => ({
        createdAt: created_at,
        id,
      }))
      return ok({ items: await withEmails(context, shown), next_cursor: nextCursor })
    })
  },
})

/** The format that the address names, else one that the header names before anything of JSON. */
function exportFormat(asked: 'json' | ExportFormat | undefined, accept: string | null): ExportFormat | null {
  if (asked !== undefined) return asked === 'json' ? null : asked
  const first = accept?.split(',')[0]?.split(';')[0]?.trim()
  if (first === 'text/csv') return 'csv'
  return first === 'application/x-ndjson' || first === 'application/jsonl' ? 'jsonl' : null
}

/** Taking events away in bulk is written down before the first of them leaves. */
async function exportOf(
  context: CallerContext,
  asked: EventFilters,
  format: ExportFormat,
): Promise<Response> {
  const { tenant, place, caller, reach, nowMs } = context
  const part = await eventsPart(tenant, place, reach)
  const trail = { target: tenant.orgId, after: { format, filters: asked } }
  await audit.append(doingOf(context, caller), { action: 'events.exported', outcome: 'succeeded', ...trail })
  const name = `events-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '')}.${format}`
  return new Response(exportedEvents(context, await storeFilters(context, asked), part, format), {
    headers: {
      'content-type': exportTypes[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
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
