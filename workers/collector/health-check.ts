import type { Credential } from '../../analytics/store/d1/collection.ts'
import { noteCheck, takeUnchecked } from '../../analytics/store/d1/credential-health.ts'
import { errorTrace } from '../../analytics/store/error-text.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import { newId } from '../new-id.ts'
import { VaultError } from '../vault/vault-error.ts'
import { vendorContext } from './context.ts'
import { openCredential } from './credential.ts'
import { refused } from './credential-refused.ts'
import { failureMessage } from './outbound-failure.ts'
import { systemDoing } from './system.ts'
import type { Vendor } from './vendor.ts'
import { vendors } from './vendors/index.ts'
import { vendorsOff } from './vendors-off.ts'

const everyMs = 24 * 3_600_000
/** A check may take the vendor's whole time, and a cron tick has 15 minutes. */
const checksAtOnce = 20

/**
 * Asks vendors that report nothing whether they still take their credentials, once a day: nothing else would notice
 * that one was taken back.
 */
export async function checkCredentials(
  env: Env,
  place: Place,
  nowMs: number,
  known: readonly Vendor[] = vendors,
): Promise<void> {
  const off = vendorsOff(env)
  const silent = known.filter(({ id, streams }) => streams.length === 0 && !off.includes(id))
  if (silent.length === 0) return
  const ids = silent.map(({ id }) => id)
  const due = await takeUnchecked(place.db, place.region, ids, nowMs - everyMs, nowMs, checksAtOnce)
  await Promise.all(
    due.map(async ({ tenant, credential }) => {
      const vendor = silent.find(({ id }) => id === credential.vendorId)
      try {
        if (vendor) await check(env, place, tenant, vendor, credential)
      } catch (error) {
        console.error(`check of ${credential.vendorId} broke`, errorTrace(error))
      }
    }),
  )
}

async function check(
  env: Env,
  place: Place,
  tenant: Tenant,
  vendor: Vendor,
  credential: Credential,
): Promise<void> {
  const message = await complaintOf(env, place, vendor, credential)
  if (message?.isRefusal) {
    await refused(systemDoing(env, tenant, place, newId()), vendor, credential, message.text)
    return
  }
  await noteCheck(tenant, place.db, credential.id, message?.text ?? null, Date.now())
}

/** What is wrong with a credential, null when the vendor takes it. */
async function complaintOf(
  env: Env,
  place: Place,
  vendor: Vendor,
  credential: Credential,
): Promise<{ text: string; isRefusal: boolean } | null> {
  try {
    const context = vendorContext(env, vendor, await openCredential(env, place, credential))
    const validated = await vendor.validate(context)
    if (validated.ok) return null
    return { text: failureMessage(validated.failure), isRefusal: validated.failure.tag === 'unauthorized' }
  } catch (error) {
    if (!(error instanceof VaultError)) throw error
    return { text: 'The credential cannot be opened with the keys at hand.', isRefusal: false }
  }
}
