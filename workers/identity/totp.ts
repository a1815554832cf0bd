import { encodeBase32NoPadding } from '@oslojs/encoding'
import { verifyHOTP } from '@oslojs/otp'
import { secretHash } from './tokens.ts'

const stepMs = 30_000
const digits = 6
/** A clock may be one step ahead or behind. */
const steps = [0, -1, 1] as const
const recoveryCodeCount = 10
const recoveryCodeBytes = 10

/** What an authenticator reads from a picture. Source: github.com/google/google-authenticator/wiki/Key-Uri-Format. */
export function otpauthUri(email: string, base32: string): string {
  const issuer = 'AegisFlow'
  const query = new URLSearchParams({ secret: base32, issuer, algorithm: 'SHA1', digits: '6', period: '30' })
  return `otpauth://totp/${issuer}:${encodeURIComponent(email)}?${query}`
}

/** The time step that a code belongs to, of now and its neighbours; null when it belongs to none. Source: RFC 6238. */
export function stepOfCode(secret: Uint8Array, code: string, nowMs: number): number | null {
  const current = Math.floor(nowMs / stepMs)
  const matching = steps
    .map((offset) => current + offset)
    .filter((step) => step >= 0 && verifyHOTP(secret, BigInt(step), digits, code))
  return matching[0] ?? null
}

/** New recovery codes, 80 random bits each, with what is kept of them. */
export async function newRecoveryCodes(userId: string): Promise<{ codes: string[]; hashes: string[] }> {
  const codes = Array.from({ length: recoveryCodeCount }, () => {
    const text = encodeBase32NoPadding(crypto.getRandomValues(new Uint8Array(recoveryCodeBytes)))
    return text.match(/.{4}/g)?.join('-') ?? text
  })
  return { codes, hashes: await Promise.all(codes.map((code) => recoveryCodeHash(userId, code))) }
}

/** What is kept of a recovery code. As people type it: case, spaces and dashes do not count. */
export function recoveryCodeHash(userId: string, code: string): Promise<string> {
  return secretHash(`${userId}:${code.toUpperCase().replaceAll(/[^A-Z2-7]/g, '')}`)
}
