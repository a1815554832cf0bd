import type { VerifySignature } from './note.ts'

/** As much of Web Crypto as a signature needs; every platform's `crypto.subtle` is one. */
export type SubtleVerifier<Key> = {
  importKey(
    format: 'raw',
    bytes: Uint8Array<ArrayBuffer>,
    algorithm: { name: string },
    isExtractable: boolean,
    usages: 'verify'[],
  ): Promise<Key>
  verify(
    algorithm: { name: string },
    key: Key,
    signature: Uint8Array<ArrayBuffer>,
    message: Uint8Array<ArrayBuffer>,
  ): Promise<boolean>
}

const algorithm = { name: 'Ed25519' }

/** Verification by a platform's own Ed25519: pass it `crypto.subtle`. */
export function ed25519<Key>(subtle: SubtleVerifier<Key>): VerifySignature {
  return async (publicKey, message, signature) => {
    const key = await subtle.importKey('raw', publicKey, algorithm, false, ['verify'])
    return subtle.verify(algorithm, key, signature, message)
  }
}
