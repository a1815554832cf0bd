import { z } from 'zod'
import { fail, ok } from '../../../analytics/result.ts'
import type { AuditObservation } from '../../../analytics/usage.ts'
import { unknownStage } from '../lists.ts'
import { emptyPage, judged } from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { ask } from './mistral-admin.ts'

const pageRows = 100
/** Whether `after` leaves its own moment out is not documented, so it is asked from a little before. */
const marginMs = 1_000

const details = z.record(z.string(), z.unknown()).nullish()

const entry = z
  .object({
    log_id: z.union([nonEmpty, z.int()]).transform(String),
    created_at: z.iso.datetime({ offset: true, local: true }),
    actor_type: ref,
    actor_metadata: details,
    event_type: nonEmpty,
    event_metadata: details,
    target_type: ref,
    target_metadata: details,
    organization_uuid: ref,
    workspace_uuid: ref,
  })
  .transform(
    (row): AuditObservation => ({
      naturalKey: row.log_id,
      vendorId: 'mistral',
      atMs: Date.parse(
        /(?:Z|[+-]\d{2}:?\d{2})$/.test(row.created_at) ? row.created_at : `${row.created_at}Z`,
      ),
      action: row.event_type,
      actorRef: textIn(row.actor_metadata, 'user_uuid', 'uuid'),
      actorEmail: textIn(row.actor_metadata, 'email'),
      projectRef: row.workspace_uuid,
      targetType: row.target_type,
      targetRef: textIn(row.target_metadata, 'uuid', 'id'),
      outcome: null,
      address: textIn(row.event_metadata, 'ip', 'ip_address'),
      details: {
        actor_type: row.actor_type,
        actor_metadata: row.actor_metadata ?? null,
        event_metadata: row.event_metadata ?? null,
        target_metadata: row.target_metadata ?? null,
      },
    }),
  )

/**
 * The audit log, oldest first. It comes as a bare list without a cursor, so the page cursor is the moment and the id
 * of the last entry seen; what stands before it in an answer was seen already.
 */
export async function pullAudit(ctx: VendorContext, window: PullWindow): Pulled {
  const seen = seenIn(window.page)
  if (!seen) return fail(unknownStage)
  const page = await ask(
    ctx,
    '/audit-logs',
    {
      sort: 'ascending',
      after: new Date((seen.atMs ?? window.fromMs) - marginMs).toISOString(),
      before: new Date(window.toMs).toISOString(),
      limit: pageRows,
    },
    z.array(z.unknown()),
  )
  if (!page.ok) return page
  const fresh = afterSeen(page.value.body, seen.id)
  if (fresh.length === 0 && page.value.body.length >= pageRows) {
    return fail({ tag: 'bad_json', reason: 'one second has more entries than a page' })
  }
  const { kept, rows, skipped } = judged(fresh, entry)
  const last = kept.at(-1)
  return ok({
    ...emptyPage(),
    raw: page.value.raw,
    audit: kept,
    rows,
    skipped,
    // A short page need not be the last: the vendor may allow fewer entries than were asked for.
    nextPage: last ? `${last.atMs}:${last.naturalKey}` : null,
  })
}

function seenIn(page: string | null): { atMs: number | null; id: string | null } | null {
  if (page === null) return { atMs: null, id: null }
  const [, at, id] = /^(\d{1,15}):(.+)$/s.exec(page) ?? []
  return at === undefined || id === undefined ? null : { atMs: Number(at), id }
}

function afterSeen(rows: readonly unknown[], id: string | null): readonly unknown[] {
  const at = rows.findIndex((row) => String((row as { log_id?: unknown } | null)?.log_id) === id)
  return rows.slice(at + 1)
}

function textIn(values: Record<string, unknown> | null | undefined, ...names: string[]): string | null {
  const found = names.map((name) => values?.[name]).find((value) => typeof value === 'string' && value !== '')
  return typeof found === 'string' ? found : null
}
