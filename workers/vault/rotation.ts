import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { dataKeysOf } from '../../analytics/store/d1/data-keys.ts'
import { countEnvelopes, envelopeStores } from '../../analytics/store/d1/envelopes.ts'
import {
  beginRotation,
  countWrappedOtherwise,
  type KeyRotation,
  leaseRotations,
  type Successor,
  updateRotation,
} from '../../analytics/store/d1/key-rotations.ts'
import { noteThat, settleNotice } from '../../analytics/store/d1/notices.ts'
import { errorText } from '../../analytics/store/error-text.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { audit } from '../audit.ts'
import type { Env } from '../environment.ts'
import type { Failure } from '../http/failure.ts'
import { newId } from '../new-id.ts'
import { ringOf, vaultOf } from './index.ts'
import { type Renewal, renewalsOf } from './renewals.ts'
import { newDataKey, people, sealingMs } from './vault.ts'
import { VaultError } from './vault-error.ts'

const leaseMs = 60_000
const stepMsMax = 15_000
const rowsAtOnce = 50
/** By then no other isolate seals with a key that was active before. */
const settleMs = sealingMs + 5_000

/** Where a rotation stands: the kind and the record after which it goes on, and what this pass has done so far. */
const cursorShape = z.strictObject({
  source: z.int(),
  after: z.string(),
  moved: z.int(),
  failed: z.int(),
})
type Cursor = z.infer<typeof cursorShape>
const firstOfPass: Cursor = { source: 0, after: '', moved: 0, failed: 0 }

/**
 * Begins to renew keys. From this moment everything new is sealed with the new ones, what is there is sealed again
 * step by step, and all of it opens at any time. Gives the rotation with its lease held: `stepRotation` goes on.
 * Errors: 409 while another one is under way.
 */
export async function beginKeyRotation(
  env: Env,
  tenant: Tenant,
  place: Place,
  { scope, startedBy, nowMs }: Pick<KeyRotation, 'scope' | 'startedBy'> & { nowMs: number },
): Promise<Result<KeyRotation, Failure>> {
  const isWrapping = scope === 'wrapping'
  const rotation: KeyRotation = {
    id: newId(),
    orgId: tenant.orgId,
    scope,
    status: 'running',
    cursor: JSON.stringify(firstOfPass),
    total: isWrapping
      ? await countWrappedOtherwise(tenant, place.db, people, ringOf(env).activeId)
      : await envelopesIn(tenant, place, 'all'),
    done: 0,
    failed: 0,
    error: null,
    leaseUntilMs: nowMs + leaseMs,
    startedBy,
    startedAtMs: nowMs,
    finishedAtMs: null,
  }
  const successors = isWrapping ? [] : await successorsOf(env, tenant, place, nowMs)
  if (await beginRotation(tenant, place.db, rotation, successors)) return ok(rotation)
  return fail({ kind: 'conflict', message: 'A rotation is under way. Wait until it has finished.' })
}

/** A new data key for each purpose that has one; and for secrets of people, if the organization has any. */
async function successorsOf(env: Env, tenant: Tenant, place: Place, nowMs: number): Promise<Successor[]> {
  const ring = ringOf(env)
  const hasPeople = (await envelopesIn(tenant, place, 'people')) > 0
  const owners = [tenant.orgId, ...(hasPeople ? [people] : [])]
  const successors = owners.map(async (orgId) => {
    const active = (await dataKeysOf(place.db, orgId)).filter(({ status }) => status === 'active')
    const purposes = [...new Set(active.map(({ purpose }) => purpose))]
    return Promise.all(
      purposes.map(async (purpose) => ({
        orgId,
        key: await newDataKey(ring, orgId, purpose, newId(), nowMs),
      })),
    )
  })
  return (await Promise.all(successors)).flat()
}

async function envelopesIn(tenant: Tenant, { db }: Place, owner: 'all' | 'people'): Promise<number> {
  const stores = envelopeStores.filter((store) => owner === 'all' || store.owner === owner)
  const counts = await Promise.all(stores.map((store) => countEnvelopes(tenant, db, store)))
  return counts.flat().reduce((sum, { records }) => sum + records, 0)
}

/** Goes on with every rotation of the region that nobody works on: cut off anywhere, it is taken up there. */
export async function stepRotations(env: Env, place: Place, nowMs: number): Promise<void> {
  const leased = await leaseRotations(place.db, place.region, nowMs, nowMs + leaseMs)
  for (const { tenant, rotation } of leased) await stepRotation(env, tenant, place, rotation)
}

/** One step of a rotation whose lease is held. Never throws: what is cut off is taken up when the lease is over. */
export async function stepRotation(
  env: Env,
  tenant: Tenant,
  place: Place,
  rotation: KeyRotation,
): Promise<void> {
  try {
    await renewSome(env, tenant, place, rotation)
  } catch (error) {
    console.error(`rotation ${rotation.id} was cut off`, errorText(error))
  }
}

/** Renews records for a while. A pass that finds nothing left, once no old key seals any more, is the last one. */
async function renewSome(env: Env, tenant: Tenant, place: Place, rotation: KeyRotation): Promise<void> {
  vaultOf(env, place).forgetActive()
  const keys = [...(await dataKeysOf(place.db, tenant.orgId)), ...(await dataKeysOf(place.db, people))]
  const activeDekIds = keys.filter(({ status }) => status === 'active').map(({ dekId }) => dekId)
  const sources = renewalsOf(env, tenant, place, rotation.scope, activeDekIds)
  const untilMs = Date.now() + stepMsMax
  let cursor = cursorShape.parse(JSON.parse(rotation.cursor))
  let { done, total } = rotation
  while (Date.now() < untilMs) {
    const source = sources[cursor.source]
    if (source === undefined) {
      const isSettled = Date.now() >= rotation.startedAtMs + settleMs
      if (cursor.moved === 0 && isSettled) return finish(env, tenant, place, rotation, cursor.failed)
      const isIdle = cursor.moved === 0
      cursor = firstOfPass
      if (isIdle) break
      continue
    }
    const renewals = await source(cursor.after, rowsAtOnce)
    const { moved, failed } = await renewed(renewals)
    const isLast = renewals.length < rowsAtOnce
    cursor = {
      source: isLast ? cursor.source + 1 : cursor.source,
      after: isLast ? '' : (renewals.at(-1)?.id ?? ''),
      moved: cursor.moved + moved,
      failed: cursor.failed + failed,
    }
    done += moved
    total = Math.max(total, done + cursor.failed)
    const progress = { cursor: JSON.stringify(cursor), done, total, failed: cursor.failed }
    if (!(await updateRotation(tenant, place.db, rotation, progress))) return
  }
  await updateRotation(tenant, place.db, rotation, { cursor: JSON.stringify(cursor), leaseUntilMs: 0 })
}

/** What cannot be opened stays as it is and is counted; when the key service is away, everything waits for it. */
async function renewed(renewals: readonly Renewal[]): Promise<{ moved: number; failed: number }> {
  const tally = { moved: 0, failed: 0 }
  for (const { renew } of renewals) {
    try {
      if (await renew()) tally.moved += 1
    } catch (error) {
      if (!(error instanceof VaultError) || error.code === 'key_service_unavailable') throw error
      tally.failed += 1
    }
  }
  return tally
}

/** The entry comes first: a rotation that the ledger does not know of is not over. */
async function finish(
  env: Env,
  tenant: Tenant,
  place: Place,
  rotation: KeyRotation,
  failed: number,
): Promise<void> {
  const nowMs = Date.now()
  const status = failed === 0 ? 'succeeded' : 'failed'
  const { id, scope, startedBy } = rotation
  const doing = {
    env,
    tenant,
    place,
    subject: 'system',
    requestId: id,
    nowMs,
    address: null,
    userAgent: null,
  }
  const after = { scope, failed, started_by: startedBy }
  await audit.append(doing, { action: 'encryption.rotation_finished', target: id, outcome: status, after })
  const error =
    failed === 0 ? null : `${failed} records could not be opened; the audit of encryption names them.`
  const notice = { kind: 'key_unreadable', subject: scope } as const
  if (error === null) await settleNotice(tenant, place.db, notice, nowMs)
  else await noteThat(tenant, place.db, { ...notice, message: error }, nowMs)
  await updateRotation(tenant, place.db, rotation, { status, failed, error, finishedAtMs: nowMs })
}
