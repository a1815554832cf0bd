import type { Result } from '../analytics/result.ts'
import { type AuditEntry, appendAuditEntry } from '../analytics/store/d1/audit-entries.ts'
import { type Place, placeOf } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import type { Env } from './environment.ts'
import type { Failure } from './http/failure.ts'
import { type Caller, subjectOf } from './identity/caller.ts'

/** Who does something, where, and in which request. Units: `nowMs` epoch milliseconds. */
export type Doing = {
  env: Env
  tenant: Tenant
  place: Place
  /** Pseudonym: `user:<id>`, `api_key:<id>` or `system`. */
  subject: string
  requestId: string
  nowMs: number
  address: string | null
  userAgent: string | null
}

/** What a handler adds to its audit entry while it works. Secrets are masked by whoever writes them here. */
export type Trail = { target: string; before?: unknown; after?: unknown }

type Entry = { action: string; outcome: AuditEntry['outcome'] } & Trail

/** The circumstances of a request, for the entries that it leaves. */
export function doingOf(
  context: { request: Request; env: Env; requestId: string; nowMs: number },
  caller: { tenant: Tenant } & ({ subject: string } | Caller),
): Doing {
  const { request, env, requestId, nowMs } = context
  return {
    env,
    tenant: caller.tenant,
    place: placeOf(env, caller.tenant.region),
    subject: 'subject' in caller ? caller.subject : subjectOf(caller),
    requestId,
    nowMs,
    address: request.headers.get('cf-connecting-ip'),
    userAgent: request.headers.get('user-agent'),
  }
}

/** Every privileged action is written down here, under the pseudonym of whoever did it. */
export const audit = {
  /** Errors: throws when the entry cannot be written; then the action must not happen. */
  async append({ tenant, place, subject, requestId, nowMs }: Doing, entry: Entry): Promise<void> {
    const { action, target, outcome } = entry
    await appendAuditEntry(tenant, place.db, {
      actorId: subject,
      action,
      target,
      outcome,
      requestId,
      atMs: nowMs,
    })
  },

  /** Runs an action between its intent and its outcome. Errors: throws when either cannot be written. */
  async around<T>(
    doing: Doing,
    action: string,
    trail: Trail,
    work: () => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    await audit.append(doing, { action, target: trail.target, outcome: 'intent' })
    const result = await work()
    await audit.append(doing, { action, ...trail, outcome: result.ok ? 'succeeded' : 'failed' })
    return result
  },
}
