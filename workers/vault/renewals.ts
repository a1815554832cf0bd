import { putWrapping, wrappedOtherwise } from '../../analytics/store/d1/data-keys.ts'
import { envelopeStores, envelopesOf, replaceEnvelope } from '../../analytics/store/d1/envelopes.ts'
import type { KeyRotation } from '../../analytics/store/d1/key-rotations.ts'
import { livingSubjectKeys, putSubjectWrapping } from '../../analytics/store/d1/subject-keys.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { ownerOf } from '../audit/subject-keys.ts'
import type { Env } from '../environment.ts'
import { placeOfEnvelope } from './envelope-place.ts'
import { ringOf, vaultOf } from './index.ts'
import { people } from './vault.ts'

/** One record that is to be sealed or wrapped anew. `renew` is false when somebody else changed it meanwhile. */
export type Renewal = { id: string; renew: () => Promise<boolean> }

/** Records of one kind that still stand under an old key, in the order of their ids. */
export type RenewalSource = (after: string, rows: number) => Promise<Renewal[]>

/** What a rotation has to go through, kind after kind. `activeDekIds` are the keys that nothing has to leave. */
export function renewalsOf(
  env: Env,
  tenant: Tenant,
  place: Place,
  scope: KeyRotation['scope'],
  activeDekIds: readonly string[],
): RenewalSource[] {
  return scope === 'data_keys'
    ? envelopeRenewals(env, tenant, place, activeDekIds)
    : wrappingRenewals(env, tenant, place)
}

function envelopeRenewals(
  env: Env,
  tenant: Tenant,
  place: Place,
  exceptDekIds: readonly string[],
): RenewalSource[] {
  const vault = vaultOf(env, place)
  return envelopeStores.map((store) => async (afterRowId, rows) => {
    const found = await envelopesOf(tenant, place.db, store, { exceptDekIds, afterRowId, rows })
    return found.map((stored) => ({
      id: stored.rowId,
      renew: async () => {
        const anew = await vault.reseal(placeOfEnvelope(tenant, store, stored.rowId), stored.envelope)
        return replaceEnvelope(tenant, place.db, store, stored, anew)
      },
    }))
  })
}

function wrappingRenewals(env: Env, tenant: Tenant, { db }: Place): RenewalSource[] {
  const ring = ringOf(env)
  const dataKeysOf =
    (orgId: string): RenewalSource =>
    async (after, rows) =>
      (await wrappedOtherwise(db, orgId, ring.activeId, after, rows)).map((key) => ({
        id: key.dekId,
        renew: async () =>
          putWrapping(db, orgId, key, await ring.rewrap(key.kekId, key.wrapped, { orgId, keyId: key.dekId })),
      }))
  const subjectKeys: RenewalSource = async (afterSubject, rows) => {
    const found = await livingSubjectKeys(tenant, db, { exceptKekId: ring.activeId, afterSubject, rows })
    return found.map((key) => ({
      id: key.subject,
      renew: async () =>
        putSubjectWrapping(
          tenant,
          db,
          key,
          await ring.rewrap(key.kekId, key.wrapped, ownerOf(tenant, key.subject)),
        ),
    }))
  }
  return [dataKeysOf(tenant.orgId), dataKeysOf(people), subjectKeys]
}
