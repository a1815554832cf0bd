import type { UsageLog } from '../../analytics/contract/analytics.ts'
import type { AegisEvent } from '../../analytics/contract/event.ts'
import { ok } from '../../analytics/result.ts'
import { callColumns, exportOf, tableOf } from '../event-export.ts'
import { eventCursor, eventPage } from '../event-page.ts'
import { asking } from '../http/asking.ts'
import { csvLine } from '../http/csv.ts'
import { prefersCsv } from '../http/preferred-type.ts'
import { route } from '../http/route.ts'
import { storeFilters } from '../store-filters.ts'

const columns = [
  'timestamp',
  'event_id',
  ...callColumns,
  'priced',
  'latency_ms',
  'status',
] as const satisfies readonly (keyof UsageLog)[]

const writing = tableOf(columns, (event) => {
  const log = usageLogOf(event)
  return csvLine(columns.map((column) => log[column]))
})

const fixed = { metered: true, withoutText: true } as const

export const usageLogs = route('GET /usage-logs', {
  summary:
    'Metered calls without any text, newest first: who called what for whom, tokens by class, cost, latency and status. Filters and pages as of `GET /events`; with `format=csv` (or `fmt`), or `text/csv` in `Accept`, everything that the filters take as a stream.',
  permission: 'events:read',
  scoped: true,
  async handle(context) {
    const { limit, cursor, format, fmt, ...asked } = context.query
    const after = eventCursor(cursor)
    if (!after.ok) return after
    const isCsv = (format ?? fmt ?? (prefersCsv(context.request) ? 'csv' : 'json')) === 'csv'
    if (isCsv) {
      return asking(async () =>
        ok(await exportOf(context, asked, { what: 'usage-logs', format: 'csv', writing }, fixed)),
      )
    }
    return asking(async () => {
      const filters = { ...(await storeFilters(context, asked)), ...fixed }
      const { shown, next_cursor } = await eventPage(context, filters, after.value, limit)
      return ok({ items: shown.map(usageLogOf), next_cursor })
    })
  },
})

function usageLogOf(event: AegisEvent): UsageLog {
  return {
    event_id: event.id,
    timestamp: event.created_at,
    kind: event.kind,
    source: event.source,
    vendor_id: event.vendor_id,
    model: event.model,
    operation: event.operation,
    workspace_id: event.workspace_id,
    project_id: event.project_id,
    actor_id: event.actor_id,
    actor_email: event.actor_email,
    api_key_id: event.api_key_id,
    requests: event.requests,
    tokens_in: event.tokens_in,
    tokens_out: event.tokens_out,
    tokens_cached: event.tokens_cached,
    tokens_reasoning: event.tokens_reasoning,
    tokens_estimated: event.tokens_estimated,
    cost_usd: event.cost_usd,
    cost_source: event.cost_source,
    priced: isPriced(event),
    latency_ms: event.latency_ms,
    status: event.status,
  }
}

/** What a plan pays, and what is billed apart from its use, has no price of its own. */
function isPriced({ source, cost_source, cost_usd }: AegisEvent): boolean {
  const isBilledApart = source === 'collector' && cost_source === 'vendor' && Number(cost_usd) === 0
  return cost_source !== 'unpriced' && !isBilledApart
}
