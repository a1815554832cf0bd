import { base64url, fromBase64, lengthPrefixed, utf8 } from './encoding.ts'
import { VaultError } from './vault-error.ts'

const secretBytesMin = 32

/**
 * The key of all pseudonyms, out of the secret `PSEUDONYM_KEY` (base64, at least 32 bytes). It has nothing to do
 * with the vault's keys, so that rotating those leaves every actor's id as it is.
 * Errors: VaultError `bad_key_ring`.
 */
export async function pseudonymKey(secretBase64: string): Promise<CryptoKey> {
  const bytes = fromBase64(secretBase64)
  if (!bytes || bytes.length < secretBytesMin) {
    throw new VaultError('bad_key_ring', `PSEUDONYM_KEY is not base64 of at least ${secretBytesMin} bytes`)
  }
  const root = await crypto.subtle.importKey('raw', bytes, 'HKDF', false, ['deriveKey'])
  const derivation = {
    name: 'HKDF',
    hash: 'SHA-256',
    salt: new Uint8Array(0),
    info: utf8('aegisflow/pseudonym/v1'),
  }
  return crypto.subtle.deriveKey(derivation, root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
    'sign',
  ])
}

/**
 * A stable id for a person: the same value gives the same id, in this organization only.
 *
 * Kind `email` is compared without regard to case and Unicode form, so that every source meets in one id; any
 * other kind (a vendor's own user id) is taken as it is. Shape: `act_` and 22 base64url characters.
 */
export async function pseudonym(key: CryptoKey, orgId: string, kind: string, value: string): Promise<string> {
  const person = kind === 'email' ? sameEmail(value) : value
  const mac = await crypto.subtle.sign('HMAC', key, lengthPrefixed([orgId, kind, person]))
  return `act_${base64url(new Uint8Array(mac)).slice(0, 22)}`
}

function sameEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase().normalize('NFKC')
}
