import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { AuditLedger } from '../../durable-objects/audit-ledger.ts'
import { auditLedgerName } from '../../durable-objects/names.ts'
import type { Env } from '../environment.ts'
import type { Failure } from '../http/failure.ts'
import { ringOf } from '../vault/index.ts'
import { type SubjectKeys, subjectKeys } from './subject-keys.ts'

const retryAfterS = 5

/** The ledger could not be written, so what was asked for did not happen. */
export class LedgerUnavailable extends Error {
  readonly failure: Failure = {
    kind: 'unavailable',
    message: 'The audit ledger cannot be written right now, so nothing was done.',
    retryAfterS,
  }

  constructor(cause: unknown) {
    super('the audit ledger cannot be written', { cause })
    this.name = 'LedgerUnavailable'
  }
}

/** The answer to an action that happened although its outcome could not be written. */
export const outcomeMissing: Failure = {
  kind: 'unavailable',
  message:
    'This was carried out, but its outcome could not be written to the audit ledger. Look before you try again.',
  retryAfterS,
}

export const ledgerOf = (env: Env, tenant: Tenant): DurableObjectStub<AuditLedger> =>
  env.AUDIT_LEDGER.getByName(auditLedgerName(tenant.region, tenant.orgId))

const opened = new WeakMap<Place, SubjectKeys>()

/** The subject keys of a place, with its cache of open ones. */
export function subjectKeysOf(env: Env, place: Place): SubjectKeys {
  let keys = opened.get(place)
  if (!keys) {
    keys = subjectKeys(ringOf(env), place)
    opened.set(place, keys)
  }
  return keys
}

const waitsMs = [50, 250]
const attemptMsMax = 5_000

/** Tries a write that is harmless to repeat three times. Errors: LedgerUnavailable. */
export async function insistently<T>(write: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await withinTime(write())
    } catch (error) {
      const waitMs = waitsMs[attempt]
      if (waitMs === undefined) throw new LedgerUnavailable(error)
      await new Promise((resolve) => setTimeout(resolve, waitMs))
    }
  }
}

async function withinTime<T>(work: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | null = null
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${attemptMsMax} ms`)), attemptMsMax)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    if (timer !== null) clearTimeout(timer)
  }
}
