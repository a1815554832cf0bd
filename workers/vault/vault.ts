import { type Bytes, base64url, fromBase64url, lengthPrefixed, utf8 } from './encoding.ts'
import { type KeyRing, keyIdPattern } from './key-ring.ts'
import { VaultError } from './vault-error.ts'

/** A data key at rest: wrapped, base64. A destroyed key may have nothing left in `wrapped`. */
export type StoredDataKey = {
  dekId: string
  kekId: string
  wrapped: string
  status: 'active' | 'decrypt_only' | 'destroyed'
  createdAtMs: number
}

/** Where wrapped data keys are kept. */
export type DataKeyStore = {
  active(orgId: string): Promise<StoredDataKey | null>
  get(orgId: string, dekId: string): Promise<StoredDataKey | null>
  /** Gives the key that is active afterwards: another writer may have been first. */
  add(orgId: string, key: StoredDataKey): Promise<StoredDataKey>
}

/** The one field that an envelope belongs to; it opens nowhere else. */
export type Place = { orgId: string; table: string; column: string; rowId: string }

export type Vault = {
  /** Shape: `v1.<kekId>.<dekId>.<iv>.<ciphertext and tag>`, the last two base64url. Errors: VaultError. */
  seal(place: Place, plaintext: string | Uint8Array): Promise<string>
  /** The whole plaintext or a VaultError, never a part. */
  open(place: Place, envelope: string): Promise<Uint8Array>
  openText(place: Place, envelope: string): Promise<string>
}

export type VaultOptions = {
  ring: KeyRing
  dataKeys: DataKeyStore
  newId: () => string
  nowMs: () => number
}

type OpenKey = { dekId: string; kekId: string; key: CryptoKey }

const version = 'v1'
const ivBytes = 12
const tagBytes = 16
/** A key destroyed elsewhere stays usable here for at most this long. */
const cacheMs = 5 * 60_000
const cachedKeysMax = 1_000

/**
 * Envelope encryption of single fields: AES-256-GCM under a data key of the organization, which the key ring wraps.
 * The data key is chosen by the id in the envelope and authenticated with it; no key is ever tried out.
 */
export function createVault({ ring, dataKeys, newId, nowMs }: VaultOptions): Vault {
  const cache = new Map<string, { value: OpenKey; untilMs: number }>()

  async function cached(name: string, load: () => Promise<OpenKey>): Promise<OpenKey> {
    const hit = cache.get(name)
    const now = nowMs()
    if (hit && now < hit.untilMs && now >= hit.untilMs - cacheMs) return hit.value
    cache.delete(name)
    const value = await load()
    const [oldest] = cache.keys()
    if (cache.size >= cachedKeysMax && oldest !== undefined) cache.delete(oldest)
    cache.set(name, { value, untilMs: now + cacheMs })
    return value
  }

  async function unwrapped(stored: StoredDataKey): Promise<OpenKey> {
    if (stored.status === 'destroyed') throw new VaultError('destroyed_key')
    const { dekId, kekId } = stored
    return { dekId, kekId, key: await ring.unwrap(kekId, stored.wrapped) }
  }

  const sealingKey = (orgId: string) =>
    cached(cacheName(orgId), async () => unwrapped((await dataKeys.active(orgId)) ?? (await mint(orgId))))

  const openingKey = (orgId: string, dekId: string) =>
    cached(cacheName(orgId, dekId), async () => {
      const stored = await dataKeys.get(orgId, dekId)
      if (!stored) throw new VaultError('unknown_key')
      return unwrapped(stored)
    })

  async function mint(orgId: string): Promise<StoredDataKey> {
    const bytes = crypto.getRandomValues(new Uint8Array(32))
    const key = await crypto.subtle.importKey('raw', bytes, 'AES-GCM', true, ['encrypt', 'decrypt'])
    bytes.fill(0)
    return dataKeys.add(orgId, {
      dekId: newId(),
      kekId: ring.activeId,
      wrapped: await ring.wrap(key),
      status: 'active',
      createdAtMs: nowMs(),
    })
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

  return {
    async seal(place, plaintext) {
      const { dekId, kekId, key } = await sealingKey(place.orgId)
      if (!keyIdPattern.test(dekId))
        throw new VaultError('malformed', 'the data key has an id that no envelope can hold')
      const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
      const additionalData = boundTo(place, kekId, dekId)
      const bytes = typeof plaintext === 'string' ? utf8(plaintext) : new Uint8Array(plaintext)
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, bytes)
      return [version, kekId, dekId, base64url(iv), base64url(new Uint8Array(sealed))].join('.')
    },

    open,

    async openText(place, envelope) {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await open(place, envelope))
    },
  }
}

/** The whole head of the envelope is authenticated, with the place it belongs to. */
function boundTo(place: Place, kekId: string, dekId: string): Bytes {
  return lengthPrefixed([version, place.orgId, place.table, place.column, place.rowId, kekId, dekId])
}

function cacheName(...ids: string[]): string {
  return JSON.stringify(ids)
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
