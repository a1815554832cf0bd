import type { AegisEvent } from '../analytics/contract/event.ts'
import type { StoreFilters } from '../analytics/event-filters.ts'
import type { EventCursor } from '../analytics/queries/events-search.ts'
import type { EventsPart } from '../analytics/reach.ts'
import { withEmails } from './event-page.ts'
import { findEvents } from './find-events.ts'
import { csvCell } from './http/csv.ts'
import type { CallerContext } from './http/route.ts'

export type ExportFormat = 'csv' | 'jsonl'

/** The most events of one export. */
const exportRowsMax = 1_000_000
const rowsAtOnce = 2_000

const columns = [
  'created_at',
  'id',
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

type Writing = { head: string; line: (event: AegisEvent) => string; truncated: string }

const writing: Record<ExportFormat, Writing> = {
  csv: {
    head: `${columns.join(',')}\r\n`,
    line: (event) => `${columns.map((column) => cellOf(event[column])).join(',')}\r\n`,
    truncated: `truncated after ${exportRowsMax} events\r\n`,
  },
  jsonl: {
    head: '',
    line: (event) => `${JSON.stringify(event)}\n`,
    truncated: `${JSON.stringify({ truncated: true, events: exportRowsMax })}\n`,
  },
}

export const exportTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/x-ndjson',
}

/**
 * Everything that the filters take, as the list shows it, newest first. A page is asked for when whoever reads has room
 * for it, so that a slow reader holds neither memory nor a query; each goes on from the last row of the one before. When
 * the store fails in the middle the stream breaks off, so that nobody takes a part for the whole.
 */
export function exportedEvents(
  context: Pick<CallerContext, 'tenant' | 'place' | 'nowMs'>,
  filters: StoreFilters,
  part: EventsPart,
  format: ExportFormat,
): ReadableStream<Uint8Array> {
  const { head, line, truncated } = writing[format]
  const encoder = new TextEncoder()
  let after: EventCursor | null = null
  let sent = 0
  return new ReadableStream<Uint8Array>({
    start(controller) {
      if (head !== '') controller.enqueue(encoder.encode(head))
    },
    async pull(controller) {
      const room = Math.min(rowsAtOnce, exportRowsMax - sent)
      const search = { ...filters, part, after, rows: room + 1 }
      const rows = await findEvents(context, search)
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
