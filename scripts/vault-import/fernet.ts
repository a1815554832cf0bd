import { createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto'

/** Why a token gave nothing. Never holds a key or what was sealed. */
export type FernetFault = 'malformed' | 'unknown_version' | 'from_the_future' | 'not_authentic'

type Opened = { ok: true; text: string } | { ok: false; fault: FernetFault }

/** One key: its first half signs, its second half encrypts. */
export type FernetKey = { signing: Buffer; encryption: Buffer }

const version = 0x80
const halfBytes = 16
const hmacBytes = 32
const headBytes = 9
const skewMsMax = 60_000

/** A key out of base64url of 32 bytes, with or without padding; null for anything else. */
export function fernetKey(text: string): FernetKey | null {
  const bytes = fromBase64url(text.trim())
  if (bytes?.length !== 2 * halfBytes) return null
  return { signing: bytes.subarray(0, halfBytes), encryption: bytes.subarray(halfBytes) }
}

/**
 * What a token holds, under the first key of the ring that signed it. Its age does not matter here: it is no session,
 * but a secret that was kept.
 * Shape: base64url of version 0x80, time, IV, AES-128-CBC with PKCS 7, HMAC-SHA-256 over all before.
 * Source: github.com/fernet/spec.
 */
export function openFernet(token: string, keys: readonly FernetKey[], nowMs: number): Opened {
  const bytes = fromBase64url(token.trim())
  if (bytes === null) return { ok: false, fault: 'malformed' }
  if (bytes[0] !== version) return { ok: false, fault: bytes.length === 0 ? 'malformed' : 'unknown_version' }
  const sealed = bytes.subarray(headBytes + halfBytes, -hmacBytes)
  const isWhole = bytes.length >= headBytes + 2 * halfBytes + hmacBytes && sealed.length % halfBytes === 0
  if (!isWhole) return { ok: false, fault: 'malformed' }
  const signed = bytes.subarray(0, -hmacBytes)
  const key = keys.find(({ signing }) =>
    timingSafeEqual(createHmac('sha256', signing).update(signed).digest(), bytes.subarray(-hmacBytes)),
  )
  if (key === undefined) return { ok: false, fault: 'not_authentic' }
  const atMs = Number(bytes.readBigUInt64BE(1)) * 1000
  if (atMs > nowMs + skewMsMax) return { ok: false, fault: 'from_the_future' }
  try {
    const iv = bytes.subarray(headBytes, headBytes + halfBytes)
    const decipher = createDecipheriv('aes-128-cbc', key.encryption, iv)
    const plain = Buffer.concat([decipher.update(sealed), decipher.final()])
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(plain) }
  } catch {
    return { ok: false, fault: 'malformed' }
  }
}

/** Bytes of base64url whose spelling is the only one for them, with its padding or without; null otherwise. */
function fromBase64url(text: string): Buffer | null {
  const bare = text.replace(/={1,2}$/, '')
  if (!/^[A-Za-z0-9_-]*$/.test(bare)) return null
  const isPadded = bare.length !== text.length
  if (isPadded && text.length % 4 !== 0) return null
  const bytes = Buffer.from(bare, 'base64url')
  return bytes.toString('base64url') === bare ? bytes : null
}
