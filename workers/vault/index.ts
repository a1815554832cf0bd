import { dataKeyStore } from '../../analytics/store/d1/data-keys.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Env } from '../environment.ts'
import { newId } from '../new-id.ts'
import { type KeyRing, keyRing } from './key-ring.ts'
import { outsideKek } from './key-service.ts'
import { pseudonym, pseudonymKey } from './pseudonym.ts'
import { createVault, newDataKey, type Vault } from './vault.ts'

type RingEnv = Pick<Env, 'VAULT_KEKS' | 'VAULT_KEY_SERVICE' | 'AEGISFLOW_ALLOW_PRIVATE_HOSTS'>

const rings = new Map<string, KeyRing>()

/** The key ring of the Worker's configuration. Errors: VaultError `bad_key_ring` when it cannot be read. */
export function ringOf(env: RingEnv): KeyRing {
  const service = env.VAULT_KEY_SERVICE ?? ''
  const name = JSON.stringify([env.VAULT_KEKS, service])
  let ring = rings.get(name)
  if (!ring) {
    const outside = outsideKek(service, {
      fetch: (url, init) => fetch(url, init),
      nowMs: Date.now,
      privateHosts: env.AEGISFLOW_ALLOW_PRIVATE_HOSTS,
    })
    ring = keyRing(env.VAULT_KEKS, outside)
    rings.set(name, ring)
  }
  return ring
}

const triedMs = 60_000
const tried = new WeakMap<KeyRing, { untilMs: number }>()

/** Wraps and unwraps a key that nothing is sealed with, at most once a minute. Errors: VaultError. */
export async function tryRing(env: RingEnv, nowMs: number): Promise<void> {
  const ring = ringOf(env)
  if ((tried.get(ring)?.untilMs ?? 0) > nowMs) return
  const owner = { orgId: '', keyId: 'trial' }
  const { kekId, wrapped } = await newDataKey(ring, owner.orgId, 'general', owner.keyId, nowMs)
  await ring.unwrap(kekId, wrapped, owner)
  tried.set(ring, { untilMs: nowMs + triedMs })
}

const vaults = new WeakMap<Place, Vault>()

/** The vault of a place, with its cache of open data keys. Errors: as `ringOf`. */
export function vaultOf(env: RingEnv, place: Place): Vault {
  let vault = vaults.get(place)
  if (!vault) {
    vault = createVault({ ring: ringOf(env), dataKeys: dataKeyStore(place.db), newId, nowMs: Date.now })
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
