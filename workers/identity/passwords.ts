import Argon2, { Argon2Type } from '@phi-ag/argon2'
import wasm from '@phi-ag/argon2/argon2.wasm'
import { passwordText } from './password-text.ts'

/** Source: OWASP password storage cheat sheet, the 19 MiB profile. Units: `memoryCost` KiB. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1, hashLength: 32, type: Argon2Type.Argon2id }

/** The hasher itself is kept, not a promise of it: a promise belongs to the request that made it. */
let loaded: Argon2 | null = null
async function argon2(): Promise<Argon2> {
  loaded ??= new Argon2(await WebAssembly.instantiate(wasm))
  return loaded
}

/**
 * A PHC string of a password. An isolate computes one hash at a time, in the one memory of the one instance: however
 * many sign in at once, hashing holds 19 MiB of its 128.
 */
export async function hashPassword(password: string): Promise<string> {
  const hasher = await argon2()
  return hasher.hash(await passwordText(password), {
    ...cost,
    salt: crypto.getRandomValues(new Uint8Array(16)),
  }).encoded
}

/** Whether a password is the one of a PHC string; a string that cannot be read matches nothing. */
export async function verifyPassword(phc: string, password: string): Promise<boolean> {
  const hasher = await argon2()
  return hasher.tryVerify(phc, await passwordText(password)).success
}

/** A hash that nobody's password has: verifying against it makes an unknown e-mail take as long as a known one. */
export const decoyHash =
  '$argon2id$v=19$m=19456,t=2,p=1$RQlXyQjbZyaY6a4ViHBPbg$WZCA18102cEwLXXDlIbZgLG37MUd0/I+fJSCpVaIxK8'
