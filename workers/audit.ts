import type { Outcome } from '../analytics/ledger/entry.ts'
import { fail, ok, type Result } from '../analytics/result.ts'
import { type Place, placeOf } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { sealDetails } from './audit/details.ts'
import { insistently, LedgerUnavailable, ledgerOf, outcomeMissing, subjectKeysOf } from './audit/ledger.ts'
import { maskedName } from './audit/mask.ts'
import type { Env } from './environment.ts'
import { clientAddress } from './http/client-address.ts'
import type { Failure } from './http/failure.ts'
import { count } from './http/metrics.ts'
import { type Caller, subjectOf } from './identity/caller.ts'
import { newId } from './new-id.ts'

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

/**
 * What a handler adds to its audit entry while it works. `target` is an id, never a name or an address, since nothing
 * erases it. `before` and `after` are sealed under the key of whom they are about: `about`, else the target when it
 * is `user:<id>`, else whoever acts. Secrets in them are masked; do not write any all the same.
 */
export type Trail = { target: string; about?: string; before?: unknown; after?: unknown }

type Entry = { action: string; outcome: Outcome } & Trail

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
    address: clientAddress(request, env),
    userAgent: request.headers.get('user-agent'),
  }
}

/** Every privileged action and every read of sensitive data is written down here, under a pseudonym. */
export const audit = {
  /**
   * Gives the entry's sequence number; when it answers, the entry is on disk.
   * Errors: LedgerUnavailable when it cannot be written; then the action must not happen.
   */
  append: (doing: Doing, entry: Entry): Promise<number> => append(doing, entry, null),

  /**
   * Runs an action between its intent and its outcome. Errors: 503 when the intent cannot be written, and nothing
   * was done; 503 of another text when the outcome of what was done cannot be written, so that every answer of
   * success has both. What throws leaves the outcome `failed`.
   */
  async around<T>(
    doing: Doing,
    action: string,
    trail: Trail,
    work: () => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    let intentSeq: number
    try {
      intentSeq = await append(doing, { action, target: trail.target, outcome: 'intent' }, null)
    } catch (error) {
      if (error instanceof LedgerUnavailable) return fail(error.failure)
      throw error
    }
    const result = await attempted(work)
    const outcome = result.ok ? outcomeOf(result.value) : 'failed'
    const isWritten = await written(doing, { action, ...trail, outcome }, intentSeq)
    if (!result.ok) throw result.failure
    return isWritten || !result.value.ok ? result.value : fail(outcomeMissing)
  },

  /** Runs a read and writes its one entry before anything of it is shown. Errors: LedgerUnavailable. */
  async read<T>(
    doing: Doing,
    action: string,
    trail: Trail,
    work: () => Promise<Result<T, Failure>>,
  ): Promise<Result<T, Failure>> {
    const result = await work()
    await append(doing, { action, ...trail, outcome: outcomeOf(result) }, null)
    return result
  },

  /**
   * Erases what the ledger knows of a person or machine beside their pseudonym: the key of their details is destroyed.
   * Every chain and proof stays as it is. It cannot be undone.
   */
  eraseSubject: (doing: Doing, subject: string): Promise<Result<null, Failure>> =>
    audit.around(doing, 'subject.erased', { target: subject }, async () => {
      await subjectKeysOf(doing.env, doing.place).destroy(doing.tenant, subject, doing.nowMs)
      return ok(null)
    }),
}

/** What the ledger calls the end of an action: who may not do it is denied, wherever that is found out. */
const outcomeOf = (result: Result<unknown, Failure>): Exclude<Entry['outcome'], 'intent'> =>
  result.ok ? 'succeeded' : result.failure.kind === 'forbidden' ? 'denied' : 'failed'

async function attempted<T>(work: () => Promise<T>): Promise<Result<T, unknown>> {
  try {
    return ok(await work())
  } catch (error) {
    return fail(error)
  }
}

async function written(doing: Doing, entry: Entry, intentSeq: number): Promise<boolean> {
  try {
    await append(doing, entry, intentSeq)
    return true
  } catch (error) {
    if (!(error instanceof LedgerUnavailable)) throw error
    count('aegisflow_audit_outcomes_missing_total', {})
    console.error(`the outcome of request ${doing.requestId} is missing in the ledger`, error.cause)
    return false
  }
}

async function append(doing: Doing, entry: Entry, intentSeq: number | null): Promise<number> {
  const { env, tenant, place, subject, requestId, nowMs, address, userAgent } = doing
  const { action, outcome, before, after } = entry
  const id = newId()
  const about = entry.about ?? (entry.target.startsWith('user:') ? entry.target : subject)
  const appended = await insistently(async () => {
    const keys = subjectKeysOf(env, place)
    const details = { before, after, address, userAgent }
    const sealed = await sealDetails(keys, tenant, { id, actor: subject, about }, details, nowMs)
    return ledgerOf(env, tenant).append(tenant.orgId, {
      id,
      actor: subject,
      action,
      target: maskedName(entry.target),
      outcome,
      request_id: maskedName(requestId),
      intent_seq: intentSeq,
      sealed: sealed.parts,
      details: sealed.envelopes.length === 0 ? null : JSON.stringify(sealed.envelopes),
    })
  })
  return appended.seq
}
