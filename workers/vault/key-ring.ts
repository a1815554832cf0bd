import { base64, fromBase64 } from './encoding.ts'
import { VaultError } from './vault-error.ts'

/** Key-encryption keys: they wrap data keys and never leave the ring. */
export type KeyRing = {
  /** The key that wraps from now on. */
  activeId: string
  /** Base64 of the 40 bytes of AES-KW over a 256-bit key. */
  wrap(dataKey: CryptoKey): Promise<string>
  /** Errors: VaultError `unknown_kek`, or `not_authentic` when another key wrapped it or a byte was altered. */
  unwrap(kekId: string, wrapped: string): Promise<CryptoKey>
  /** The same key as one that others are derived from by HKDF. Errors: as `unwrap`. */
  unwrapRoot(kekId: string, wrapped: string): Promise<CryptoKey>
}

/** What may stand between the dots of an envelope. */
export const keyIdPattern = /^[A-Za-z0-9_-]{1,64}$/

const kekBytes = 32

/**
 * The ring out of the secret `VAULT_KEKS`.
 *
 * Shape: `{"active": "k1", "keys": {"k1": "<base64 of 32 bytes>"}}`.
 * Errors: VaultError `bad_key_ring` for anything else; the message never holds key material.
 */
export function keyRing(keksJson: string): KeyRing {
  const { active, keys } = parse(keksJson)
  const imported = new Map(
    [...keys].map(([id, bytes]) => [
      id,
      crypto.subtle.importKey('raw', bytes, 'AES-KW', false, ['wrapKey', 'unwrapKey']),
    ]),
  )

  const kek = (id: string): Promise<CryptoKey> => {
    const key = imported.get(id)
    if (!key) throw new VaultError('unknown_kek')
    return key
  }

  const unwrapped = async (
    kekId: string,
    wrapped: string,
    algorithm: 'AES-GCM' | 'HKDF',
    usages: ('encrypt' | 'decrypt' | 'deriveKey' | 'deriveBits')[],
  ): Promise<CryptoKey> => {
    const key = await kek(kekId)
    const bytes = fromBase64(wrapped)
    if (!bytes) throw new VaultError('not_authentic')
    try {
      return await crypto.subtle.unwrapKey('raw', bytes, key, 'AES-KW', algorithm, false, usages)
    } catch {
      throw new VaultError('not_authentic')
    }
  }

  return {
    activeId: active,

    async wrap(dataKey) {
      const wrapped = await crypto.subtle.wrapKey('raw', dataKey, await kek(active), 'AES-KW')
      return base64(new Uint8Array(wrapped as ArrayBuffer))
    },

    unwrap: (kekId, wrapped) => unwrapped(kekId, wrapped, 'AES-GCM', ['encrypt', 'decrypt']),
    unwrapRoot: (kekId, wrapped) => unwrapped(kekId, wrapped, 'HKDF', ['deriveKey', 'deriveBits']),
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
      const bytes = typeof text === 'string' ? fromBase64(text) : null
      if (bytes?.length !== kekBytes) throw bad(`key "${id}" is not base64 of ${kekBytes} bytes`)
      return [id, bytes]
    }),
  )
  if (!keys.has(active)) throw bad('names an active key that it does not hold')
  return { active, keys }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
