import { z } from 'zod'
import { ok } from '../../../analytics/result.ts'
import type { AuditObservation } from '../../../analytics/usage.ts'
import { emptyPage, skippedRows } from '../page.ts'
import { ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { listPage, managed, subscriptionPath } from './azure-openai-arm.ts'

const text = z
  .object({ value: ref })
  .nullish()
  .transform((named) => named?.value ?? null)

const entry = z.looseObject({
  eventDataId: z.string().min(1),
  eventTimestamp: z.iso.datetime({ offset: true }),
  operationName: z.object({ value: z.string().min(1) }).transform(({ value }) => value),
  caller: ref,
  resourceId: ref,
  resourceType: text,
  status: text,
  httpRequest: z.object({ clientIpAddress: ref }).nullish(),
})

/** A page of the subscription's Activity Log about AI resources: who changed what, never what was asked of a model. */
export async function pullAudit(ctx: VendorContext, window: PullWindow): Pulled {
  const toMs = Math.min(window.toMs, ctx.nowMs)
  if (toMs <= window.fromMs) return ok(emptyPage())
  const path = `${subscriptionPath(ctx)}/providers/Microsoft.Insights/eventtypes/management/values`
  const span = [`eventTimestamp ge '${instant(window.fromMs)}'`, `eventTimestamp le '${instant(toMs)}'`]
  const url = window.page
    ? new URL(window.page)
    : managed(ctx, path, {
        'api-version': '2015-04-01',
        $filter: [...span, "resourceProvider eq 'Microsoft.CognitiveServices'"].join(' and '),
      })
  const page = await listPage(ctx, url)
  if (!page.ok) return page
  const { raw, rows, next } = page.value
  const audit = new Map<string, AuditObservation>()
  let malformed = 0
  for (const row of rows) {
    const read = entry.safeParse(row)
    if (read.success) audit.set(read.data.eventDataId, auditOf(read.data))
    else malformed++
  }
  return ok({
    ...emptyPage(),
    raw,
    audit: [...audit.values()],
    rows: audit.size + malformed,
    skipped: skippedRows('malformed_row', malformed),
    nextPage: next,
  })
}

function auditOf(row: z.infer<typeof entry>): AuditObservation {
  const {
    eventDataId,
    eventTimestamp,
    operationName,
    caller,
    resourceId,
    resourceType,
    status,
    httpRequest,
  } = row
  const outcomes: Record<string, AuditObservation['outcome']> = { succeeded: 'success', failed: 'failure' }
  return {
    naturalKey: eventDataId,
    vendorId: 'azure_openai',
    atMs: Date.parse(eventTimestamp),
    action: operationName,
    actorRef: caller,
    actorEmail: caller?.includes('@') ? caller : null,
    projectRef: resourceId?.toLowerCase() ?? null,
    targetType: resourceType,
    targetRef: resourceId,
    outcome: outcomes[status?.toLowerCase() ?? ''] ?? null,
    address: httpRequest?.clientIpAddress ?? null,
    details: row,
  }
}

function instant(atMs: number): string {
  return new Date(atMs).toISOString()
}
