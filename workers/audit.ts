import { type AuditEntry, appendAuditEntry } from '../analytics/store/d1/audit-entries.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'

type Doing = { tenant: Tenant; place: Place; subject: string; requestId: string; nowMs: number }

/** Every privileged action is written down here, under the pseudonym of whoever did it. */
export const audit = {
  /** Errors: throws when the entry cannot be written; then the action must not happen. */
  async append(
    { tenant, place, subject, requestId, nowMs }: Doing,
    action: string,
    target: string,
    outcome: AuditEntry['outcome'],
  ): Promise<void> {
    await appendAuditEntry(tenant, place.db, {
      actorId: subject,
      action,
      target,
      outcome,
      requestId,
      atMs: nowMs,
    })
  },
}
