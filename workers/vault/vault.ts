import { type Bytes, base64url, fromBase64url, lengthPrefixed, utf8 } from './encoding.ts'
import { type KeyRing, keyIdPattern } from './key-ring.ts'
import { VaultError } from './vault-error.ts'

/** What a data key seals: credentials and payloads, or one type of evidence. */
export type Purpose = 'general' | 'pii' | 'phi' | 'financial' | 'secret' | 'custom'

/** A data key at rest: wrapped, base64. A destroyed key may have nothing left in `wrapped`. */
export type StoredDataKey = {
  dekId: string
  purpose: Purpose
  kekId: string
  wrapped: string
  status: 'active' | 'decrypt_only' | 'destroyed'
  createdAtMs: number
}

/** Where wrapped data keys are kept. */
export type DataKeyStore = {
  active(orgId: string, purpose: Purpose): Promise<StoredDataKey | null>
  get(orgId: string, dekId: string): Promise<StoredDataKey | null>
  /** Gives the key of that purpose that is active afterwards: another writer may have been first. */
  add(orgId: string, key: StoredDataKey): Promise<StoredDataKey>
}

/** The vault keeps secrets of people, who belong to no one organization, under this name. */
export const people = 'people'

/** The one field that an envelope belongs to; it opens nowhere else. */
export type Place = { orgId: string; table: string; column: string; rowId: string }

export type Vault = {
  /** Shape: `v1.<kekId>.<dekId>.<iv>.<ciphertext and tag>`, the last two base64url. Errors: VaultError. */
  seal(place: Place, plaintext: string | Uint8Array, purpose?: Purpose): Promise<string>
  /** The whole plaintext or a VaultError, never a part. */
  open(place: Place, envelope: string): Promise<Uint8Array>
  openText(place: Place, envelope: string): Promise<string>
  /** The same plaintext under the key that is active for its purpose now, opened again to prove it. Errors: VaultError. */
  reseal(place: Place, envelope: string): Promise<string>
  /** Looks up at the next sealing which keys are active. */
  forgetActive(): void
}

export type VaultOptions = {
  ring: KeyRing
  dataKeys: DataKeyStore
  newId: () => string
  nowMs: () => number
}

type OpenKey = { dekId: string; kekId: string; purpose: Purpose; key: CryptoKey }

const version = 'v1'
const ivBytes = 12
const tagBytes = 16
/** A key destroyed elsewhere stays usable here for at most this long. */
const cacheMs = 5 * 60_000
const cachedKeysMax = 1_000
/** For how long a key may seal here after another took its place elsewhere. */
export const sealingMs = 10_000

/**
 * Envelope encryption of single fields: AES-256-GCM under a data key of the organization, which the key ring wraps.
 * The data key is chosen by the id in the envelope and authenticated with it; no key is ever tried out.
 */
export function createVault({ ring, dataKeys, newId, nowMs }: VaultOptions): Vault {
  const opened = remembered<OpenKey>(cacheMs, nowMs)
  const active = remembered<string>(sealingMs, nowMs)

  async function unwrapped(orgId: string, stored: StoredDataKey): Promise<OpenKey> {
    if (stored.status === 'destroyed') throw new VaultError('destroyed_key')
    const { dekId, kekId, purpose } = stored
    return { dekId, kekId, purpose, key: await ring.unwrap(kekId, stored.wrapped, { orgId, keyId: dekId }) }
  }

  async function sealingKey(orgId: string, purpose: Purpose): Promise<OpenKey> {
    const dekId = await active.get([orgId, purpose], async () => {
      const stored = (await dataKeys.active(orgId, purpose)) ?? (await mint(orgId, purpose))
      await opened.get([orgId, stored.dekId], () => unwrapped(orgId, stored))
      return stored.dekId
    })
    return openingKey(orgId, dekId)
  }

  const openingKey = (orgId: string, dekId: string) =>
    opened.get([orgId, dekId], async () => {
      const stored = await dataKeys.get(orgId, dekId)
      if (!stored) throw new VaultError('unknown_key')
      return unwrapped(orgId, stored)
    })

  async function mint(orgId: string, purpose: Purpose): Promise<StoredDataKey> {
    return dataKeys.add(orgId, await newDataKey(ring, orgId, purpose, newId(), nowMs()))
  }

  async function open(place: Place, envelope: string): Promise<Uint8Array> {
    const { kekId, dekId, iv, sealed } = parse(envelope)
    const { key } = await openingKey(place.orgId, dekId)
    const additionalData = boundTo(place, kekId, dekId)
    try {
      return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed))
    } catch {
      throw new VaultError('not_authentic')
    }
  }

  async function seal(
    place: Place,
    plaintext: string | Uint8Array,
    purpose: Purpose = 'general',
  ): Promise<string> {
    const { dekId, kekId, key } = await sealingKey(place.orgId, purpose)
    if (!keyIdPattern.test(dekId))
      throw new VaultError('malformed', 'the data key has an id that no envelope can hold')
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
    const additionalData = boundTo(place, kekId, dekId)
    const bytes = typeof plaintext === 'string' ? utf8(plaintext) : new Uint8Array(plaintext)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)
    return [version, kekId, dekId, base64url(iv), base64url(new Uint8Array(sealed))].join('.')
  }

  return {
    seal,
    open,

    async openText(place, envelope) {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await open(place, envelope))
    },

    async reseal(place, envelope) {
      const { purpose } = await openingKey(place.orgId, parse(envelope).dekId)
      const plain = await open(place, envelope)
      const anew = await seal(place, plain, purpose)
      const proof = await open(place, anew)
      const isSame = proof.length === plain.length && proof.every((byte, at) => byte === plain[at])
      plain.fill(0)
      proof.fill(0)
      if (!isSame) throw new VaultError('not_authentic')
      return anew
    },

    forgetActive: () => active.forget(),
  }
}

/** The whole head of the envelope is authenticated, with the place it belongs to. */
function boundTo(place: Place, kekId: string, dekId: string): Bytes {
  return lengthPrefixed([version, place.orgId, place.table, place.column, place.rowId, kekId, dekId])
}

/** A new data key, wrapped. */
export async function newDataKey(
  ring: KeyRing,
  orgId: string,
  purpose: Purpose,
  dekId: string,
  nowMs: number,
): Promise<StoredDataKey> {
  const bytes = crypto.getRandomValues(new Uint8Array(32))
  const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', true, ['encrypt', 'decrypt'])
  bytes.fill(0)
  const wrapped = await ring.wrap(key, { orgId, keyId: dekId })
  return { dekId, purpose, kekId: ring.activeId, wrapped, status: 'active', createdAtMs: nowMs }
}

/** Values that are looked up again after a while; a failure is not remembered. */
function remembered<Value>(forMs: number, nowMs: () => number) {
  const cache = new Map<string, { value: Value; untilMs: number }>()
  return {
    async get(ids: readonly string[], load: () => Promise<Value>): Promise<Value> {
      const name = JSON.stringify(ids)
      const hit = cache.get(name)
      const now = nowMs()
      if (hit && now < hit.untilMs && now >= hit.untilMs - forMs) return hit.value
      cache.delete(name)
      const value = await load()
      const [oldest] = cache.keys()
      if (cache.size >= cachedKeysMax && oldest !== undefined) cache.delete(oldest)
      cache.set(name, { value, untilMs: now + forMs })
      return value
    },
    forget: () => cache.clear(),
  }
}

function parse(envelope: string) {
  const [head, kekId = '', dekId = '', ivText = '', sealedText = '', ...rest] = envelope.split('.')
  if (/^v\d+$/.test(head ?? '') && head !== version) throw new VaultError('unknown_version')
  const iv = fromBase64url(ivText)
  const sealed = fromBase64url(sealedText)
  const idsFit = keyIdPattern.test(kekId) && keyIdPattern.test(dekId)
  if (
    head !== version ||
    rest.length > 0 ||
    !idsFit ||
    iv?.length !== ivBytes ||
    !sealed ||
    sealed.length < tagBytes
  ) {
    throw new VaultError('malformed')
  }
  return { kekId, dekId, iv, sealed }
}
