import { type Bytes, base64, fromBase64 } from './encoding.ts'
import { VaultError } from './vault-error.ts'

/** Whose key is wrapped: an outside key service binds what it wraps to it, and writes it into its own log. */
export type KeyOwner = { orgId: string; keyId: string }

type KekStatus = 'active' | 'decrypt_only' | 'destroyed'

/** Where key-encryption keys are: the Worker's secret, or a key service outside. */
type KeyServiceKind = 'worker_secret' | 'aws_kms' | 'vault_transit'

/** Key-encryption keys: they wrap data keys and never leave the ring. */
export type KeyRing = {
  /** Where the active key is. */
  service: KeyServiceKind
  /** Every key that the configuration names; one that is named without material was destroyed. */
  keks: readonly { kekId: string; status: KekStatus }[]
  /** The key that wraps from now on. */
  activeId: string
  /** Base64 or the service's own text; 40 bytes of AES-KW over a 256-bit key in the Worker's secret. */
  wrap(dataKey: CryptoKey, owner: KeyOwner): Promise<string>
  /**
   * Errors: VaultError `unknown_kek`, `destroyed_kek`, `not_authentic` when another key wrapped it, for another owner,
   * or a byte was altered, `key_service_unavailable`.
   */
  unwrap(kekId: string, wrapped: string, owner: KeyOwner): Promise<CryptoKey>
  /** The same key as one that others are derived from by HKDF. Errors: as `unwrap`. */
  unwrapRoot(kekId: string, wrapped: string, owner: KeyOwner): Promise<CryptoKey>
  /** The same key wrapped under the active key, unwrapped again to prove it. Errors: as `unwrap`. */
  rewrap(kekId: string, wrapped: string, owner: KeyOwner): Promise<{ kekId: string; wrapped: string }>
}

/** What an unwrapped key is for; only one that is wrapped again at once may be exported. */
const keyUses = {
  seal: { algorithm: 'AES-GCM', extractable: false, usages: ['encrypt', 'decrypt'] },
  derive: { algorithm: 'HKDF', extractable: false, usages: ['deriveKey', 'deriveBits'] },
  wrapAgain: { algorithm: 'AES-GCM', extractable: true, usages: ['encrypt', 'decrypt'] },
} as const
export type KeyUse = (typeof keyUses)[keyof typeof keyUses]

/** One key-encryption key, wherever it is. Errors: VaultError. */
export type Kek = {
  wrap(key: CryptoKey, owner: KeyOwner): Promise<string>
  unwrap(wrapped: string, owner: KeyOwner, use: KeyUse): Promise<CryptoKey>
}

/** A key of a service outside, which joins the keys of the Worker's secret. */
export type OutsideKek = { kekId: string; service: KeyServiceKind; status: KekStatus; kek: Kek }

/** What may stand between the dots of an envelope. */
export const keyIdPattern = /^[A-Za-z0-9_-]{1,64}$/

const kekBytes = 32

/**
 * The ring out of the secret `VAULT_KEKS`, and a key of a key service when there is one: then that one wraps, and the
 * keys of the secret only unwrap.
 *
 * Shape: `{"active": "k2", "keys": {"k2": "<base64 of 32 bytes>", "k1": null}}`; null is a key that was destroyed.
 * Errors: VaultError `bad_key_ring` for anything else; the message never holds key material.
 */
export function keyRing(keksJson: string, outside: OutsideKek | null = null): KeyRing {
  const { active, keys } = parse(keksJson)
  const isOutside = outside?.status === 'active'
  const activeId = isOutside ? outside.kekId : active
  if (outside && keys.has(outside.kekId)) {
    throw new VaultError('bad_key_ring', `VAULT_KEY_SERVICE has the id of a key in VAULT_KEKS`)
  }
  const inSecret = new Map(
    [...keys].map(([id, bytes]) => [id, bytes === null ? null : secretKek(bytes)] as const),
  )

  const kekOf = (id: string): Kek => {
    if (outside && id === outside.kekId) return outside.kek
    const kek = inSecret.get(id)
    if (kek === undefined) throw new VaultError('unknown_kek')
    if (kek === null) throw new VaultError('destroyed_kek')
    return kek
  }

  const wrap = async (key: CryptoKey, owner: KeyOwner) => kekOf(activeId).wrap(key, owner)
  const unwrapped = async (kekId: string, text: string, owner: KeyOwner, use: KeyUse) =>
    kekOf(kekId).unwrap(text, owner, use)

  return {
    service: isOutside ? outside.service : 'worker_secret',
    keks: [
      ...[...keys].map(([kekId, bytes]) => ({ kekId, status: statusOf(kekId === activeId, bytes) })),
      ...(outside ? [{ kekId: outside.kekId, status: outside.status }] : []),
    ],
    activeId,
    wrap,
    unwrap: (kekId, text, owner) => unwrapped(kekId, text, owner, keyUses.seal),
    unwrapRoot: (kekId, text, owner) => unwrapped(kekId, text, owner, keyUses.derive),

    async rewrap(kekId, text, owner) {
      const key = await unwrapped(kekId, text, owner, keyUses.wrapAgain)
      const wrapped = await wrap(key, owner)
      const proof = await unwrapped(activeId, wrapped, owner, keyUses.wrapAgain)
      if (!(await isSameKey(key, proof))) throw new VaultError('not_authentic')
      return { kekId: activeId, wrapped }
    },
  }
}

async function isSameKey(one: CryptoKey, other: CryptoKey): Promise<boolean> {
  const [a, b] = (await Promise.all(
    [one, other].map(
      async (key) => new Uint8Array((await crypto.subtle.exportKey('raw', key)) as ArrayBuffer),
    ),
  )) as [Bytes, Bytes]
  const isSame = a.length === b.length && a.every((byte, at) => byte === b[at])
  a.fill(0)
  b.fill(0)
  return isSame
}

const statusOf = (isActive: boolean, bytes: Bytes | null): KekStatus =>
  bytes === null ? 'destroyed' : isActive ? 'active' : 'decrypt_only'

/** A key of the Worker's secret: AES-KW, which has no place for an owner. Source: RFC 3394. */
function secretKek(material: Bytes): Kek {
  const imported = crypto.subtle.importKey('raw', material, 'AES-KW', false, ['wrapKey', 'unwrapKey'])
  return {
    async wrap(key) {
      const wrapped = await crypto.subtle.wrapKey('raw', key, await imported, 'AES-KW')
      return base64(new Uint8Array(wrapped as ArrayBuffer))
    },
    async unwrap(wrapped, _owner, { algorithm, extractable, usages }) {
      const bytes = fromBase64(wrapped)
      if (!bytes) throw new VaultError('not_authentic')
      const kek = await imported
      try {
        return await crypto.subtle.unwrapKey('raw', bytes, kek, 'AES-KW', algorithm, extractable, [...usages])
      } catch {
        throw new VaultError('not_authentic')
      }
    },
  }
}

function parse(keksJson: string) {
  const bad = (detail: string) => new VaultError('bad_key_ring', `VAULT_KEKS ${detail}`)
  let value: unknown
  try {
    value = JSON.parse(keksJson)
  } catch {
    throw bad('is not JSON')
  }
  if (!isRecord(value) || typeof value.active !== 'string' || !isRecord(value.keys)) {
    throw bad('is not {"active": id, "keys": {id: base64}}')
  }
  const active = value.active
  const keys = new Map(
    Object.entries(value.keys).map(([id, text]) => {
      if (!keyIdPattern.test(id)) throw bad('has a key whose id is not 1 to 64 of A-Z a-z 0-9 _ -')
      if (text === null) return [id, null] as const
      const bytes = typeof text === 'string' ? fromBase64(text) : null
      if (bytes?.length !== kekBytes) throw bad(`key "${id}" is not base64 of ${kekBytes} bytes`)
      return [id, bytes] as const
    }),
  )
  if (!keys.get(active)) throw bad('names an active key that it does not hold')
  return { active, keys }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
