import type { EventFilters } from '../analytics/contract/analytics.ts'
import type { AegisEvent } from '../analytics/contract/event.ts'
import type { EventCursor, EventsSearch } from '../analytics/queries/events-search.ts'
import { audit, doingOf } from './audit.ts'
import { withEmails } from './event-page.ts'
import { findEvents } from './find-events.ts'
import { csvCell, csvLine } from './http/csv.ts'
import type { CallerContext } from './http/route.ts'
import { eventsPart } from './identity/events-part.ts'
import { storeFilters } from './store-filters.ts'

export type ExportFormat = 'csv' | 'jsonl'

/** The most events of one export. */
const exportRowsMax = 1_000_000
const rowsAtOnce = 2_000

/** Who called what for whom, how much of it, and at what cost. */
export const callColumns = [
  'kind',
  'source',
  'vendor_id',
  'model',
  'operation',
  'workspace_id',
  'project_id',
  'actor_id',
  'actor_email',
  'api_key_id',
  'requests',
  'tokens_in',
  'tokens_out',
  'tokens_cached',
  'tokens_reasoning',
  'tokens_estimated',
  'cost_usd',
  'cost_source',
] as const satisfies readonly (keyof AegisEvent)[]

const columns = [
  'created_at',
  'id',
  ...callColumns,
  'latency_ms',
  'status',
  'violation_type',
  'violation_label',
  'severity',
  'compliance_hits',
  'risk_score',
  'risk_label',
  'flags',
  'decision',
  'policy_version',
  'inspected',
  'uninspected_reason',
  'prompt_excerpt',
  'response_excerpt',
  'region',
  'trace_id',
  'ingested_at',
  'ml',
] as const satisfies readonly (keyof AegisEvent)[]

const cellOf = (value: AegisEvent[(typeof columns)[number]]): string => {
  if (Array.isArray(value)) return csvCell(value.join(' '))
  return csvCell(typeof value === 'object' && value !== null ? JSON.stringify(value) : value)
}

/** How events are written down. */
type Writing = { head: string; line: (event: AegisEvent) => string; truncated: string }

/** A table of such columns. */
export const tableOf = (names: readonly string[], line: Writing['line']): Writing => ({
  head: csvLine(names),
  line,
  truncated: `truncated after ${exportRowsMax} events\r\n`,
})

export const eventWriting: Record<ExportFormat, Writing> = {
  csv: tableOf(columns, (event) => `${columns.map((column) => cellOf(event[column])).join(',')}\r\n`),
  jsonl: {
    head: '',
    line: (event) => `${JSON.stringify(event)}\n`,
    truncated: `${JSON.stringify({ truncated: true, events: exportRowsMax })}\n`,
  },
}

const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
}

/**
 * Everything that a search takes, as the list shows it, newest first. A page is asked for when whoever reads has room
 * for it, so that a slow reader holds neither memory nor a query; each goes on from the last row of the one before. When
 * the store fails in the middle the stream breaks off, so that nobody takes a part for the whole.
 */
function exportedEvents(
  context: Pick<CallerContext, 'tenant' | 'place' | 'nowMs'>,
  search: Omit<EventsSearch, 'after' | 'rows' | 'stretch'>,
  { head, line, truncated }: Writing,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let after: EventCursor | null = null
  let sent = 0
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (head !== '') controller.enqueue(encoder.encode(head))
    },
    async pull(controller) {
      const room = Math.min(rowsAtOnce, exportRowsMax - sent)
      const rows = await findEvents(context, { ...search, after, rows: room + 1 })
      const shown = rows.slice(0, room)
      const last = shown.at(-1)
      if (last) {
        after = { createdAt: last.created_at, id: last.id }
        sent += shown.length
        const events = await withEmails(context, shown)
        controller.enqueue(encoder.encode(events.map(line).join('')))
      }
      if (rows.length <= room) return controller.close()
      if (sent >= exportRowsMax) {
        controller.enqueue(encoder.encode(truncated))
        controller.close()
      }
    },
  })
}

/** What leaves: under which name, in which format, and how it is written. */
type Export = { what: 'events' | 'usage-logs'; format: ExportFormat; writing: Writing }

/** Taking events away in bulk is written down before the first of them leaves. */
export async function exportOf(
  context: CallerContext,
  asked: EventFilters,
  { what, format, writing }: Export,
  fixed: { metered?: true; withoutText?: boolean } = {},
): Promise<Response> {
  const { tenant, place, caller, reach, nowMs } = context
  const part = await eventsPart(tenant, place, reach)
  const trail = { target: tenant.orgId, after: { what, format, filters: asked } }
  await audit.append(doingOf(context, caller), { action: 'events.exported', outcome: 'succeeded', ...trail })
  const name = `${what}-${new Date(nowMs).toISOString().slice(0, 19).replaceAll(':', '')}.${format}`
  const search = { ...(await storeFilters(context, asked)), ...fixed, part }
  return new Response(exportedEvents(context, search, writing), {
    headers: {
      'content-type': exportTypes[format],
      'content-disposition': `attachment; filename="${name}"`,
      'cache-control': 'no-store',
    },
  })
}
