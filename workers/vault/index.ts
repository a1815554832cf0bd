import { dataKeyStore } from '../../analytics/store/d1/data-keys.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Env } from '../environment.ts'
import { newId } from '../new-id.ts'
import { keyRing } from './key-ring.ts'
import { pseudonym, pseudonymKey } from './pseudonym.ts'
import { createVault, type Vault } from './vault.ts'

const vaults = new WeakMap<Place, Vault>()

/** The vault of a place, with its cache of open data keys. Errors: throws when `VAULT_KEKS` cannot be read. */
export function vaultOf(env: Pick<Env, 'VAULT_KEKS'>, place: Place): Vault {
  let vault = vaults.get(place)
  if (!vault) {
    vault = createVault({
      ring: keyRing(env.VAULT_KEKS),
      dataKeys: dataKeyStore(place.db),
      newId,
      nowMs: Date.now,
    })
    vaults.set(place, vault)
  }
  return vault
}

const rememberedMax = 50_000

/** Pseudonyms of people, and which of them this isolate has already written down. */
export type Pseudonyms = {
  ofEmail(orgId: string, email: string): Promise<string>
  ofVendorUser(orgId: string, vendorId: string, ref: string): Promise<string>
  isNew(orgId: string, actorId: string, email: string): boolean
  remember(orgId: string, actorId: string, email: string): void
}

const all = new Map<string, Pseudonyms>()

export function pseudonymsOf(env: Pick<Env, 'PSEUDONYM_KEY'>): Pseudonyms {
  let pseudonyms = all.get(env.PSEUDONYM_KEY)
  if (!pseudonyms) {
    pseudonyms = createPseudonyms(env.PSEUDONYM_KEY)
    all.set(env.PSEUDONYM_KEY, pseudonyms)
  }
  return pseudonyms
}

function createPseudonyms(secret: string): Pseudonyms {
  let key: CryptoKey | null = null
  const ids = new Map<string, string>()
  const written = new Set<string>()
  const cached = async (orgId: string, kind: string, value: string): Promise<string> => {
    const name = JSON.stringify([orgId, kind, value])
    const known = ids.get(name)
    if (known !== undefined) return known
    key ??= await pseudonymKey(secret)
    const id = await pseudonym(key, orgId, kind, value)
    if (ids.size >= rememberedMax) ids.clear()
    ids.set(name, id)
    return id
  }
  const nameOf = (orgId: string, actorId: string, email: string) => JSON.stringify([orgId, actorId, email])
  return {
    ofEmail: (orgId, email) => cached(orgId, 'email', email),
    ofVendorUser: (orgId, vendorId, ref) => cached(orgId, vendorId, ref),
    isNew: (orgId, actorId, email) => !written.has(nameOf(orgId, actorId, email)),
    remember(orgId, actorId, email) {
      if (written.size >= rememberedMax) written.clear()
      written.add(nameOf(orgId, actorId, email))
    },
  }
}
