const messages = {
  bad_key_ring: 'the key ring cannot be read',
  malformed: 'not an envelope',
  unknown_version: 'an envelope of another format version',
  unknown_kek: 'the key ring does not hold the key-encryption key',
  destroyed_kek: 'the key-encryption key was destroyed',
  key_service_unavailable: 'the key service did not answer as it should',
  unknown_key: 'the data key does not exist',
  destroyed_key: 'the data key was destroyed',
  not_authentic: 'the envelope was altered, moved, or sealed with another key',
} as const

export type VaultErrorCode = keyof typeof messages

/** Why the vault gave nothing. Never holds plaintext, key material or an envelope. */
export class VaultError extends Error {
  readonly code: VaultErrorCode

  constructor(code: VaultErrorCode, detail: string = messages[code]) {
    super(detail)
    this.name = 'VaultError'
    this.code = code
  }
}
