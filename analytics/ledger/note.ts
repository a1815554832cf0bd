import { type Bytes, base64, concat, fromBase64, hex, sameBytes, utf8 } from './bytes.ts'
import { sha256 } from './sha256.ts'

/** Signed notes of C2SP with Ed25519: text, a blank line, and signature lines. Source: c2sp.org/signed-note. */
export type VerifierKey = { name: string; keyId: Bytes; publicKey: Bytes }

/** `text` is what is signed: it ends with a line feed. */
export type Note = { text: string; signatures: { name: string; keyId: Bytes; signature: Bytes }[] }

/** Ed25519 of whoever calls: the tree has no platform. */
export type VerifySignature = (publicKey: Bytes, message: Bytes, signature: Bytes) => Promise<boolean>
export type MakeSignature = (message: Bytes) => Promise<Bytes>

const ed25519Type = Uint8Array.of(1)
const dash = '\u2014 '
const nameShape = /^[^\s+]+$/u
const keyIdBytes = 4
const keyBytes = 32
const signatureBytes = 64

const keyIdOf = (name: string, publicKey: Bytes): Bytes =>
  sha256(utf8(`${name}\n`), ed25519Type, publicKey).slice(0, keyIdBytes)

/** A verifier key as text: `name+<key id>+<base64 of the type and the key>`. */
export function verifierKeyText(name: string, publicKey: Bytes): string {
  return `${name}+${hex(keyIdOf(name, publicKey))}+${base64(concat(ed25519Type, publicKey))}`
}

/** Null for what is no Ed25519 verifier key, or whose key id is not its own. */
export function parseVerifierKey(text: string): VerifierKey | null {
  const [name = '', keyIdText = '', ...rest] = text.split('+')
  const key = fromBase64(rest.join('+'))
  if (!nameShape.test(name) || key?.length !== keyBytes + 1 || key[0] !== ed25519Type[0]) return null
  const publicKey = key.slice(1)
  const keyId = keyIdOf(name, publicKey)
  return hex(keyId) === keyIdText ? { name, keyId, publicKey } : null
}

export async function signNote(text: string, key: VerifierKey, sign: MakeSignature): Promise<string> {
  const signature = await sign(utf8(text))
  return `${text}\n${dash}${key.name} ${base64(concat(key.keyId, signature))}\n`
}

/** Null for what is not a note with at least one signature line. */
export function parseNote(note: string): Note | null {
  const blank = note.lastIndexOf('\n\n')
  if (blank < 0 || !note.endsWith('\n') || !note.isWellFormed()) return null
  const lines = note.slice(blank + 2, -1).split('\n')
  const signatures = lines.flatMap((line) => {
    const [name = '', text = '', ...rest] = line.slice(dash.length).split(' ')
    const bytes = fromBase64(text)
    if (!line.startsWith(dash) || rest.length > 0 || !nameShape.test(name)) return []
    if (bytes === null || bytes.length <= keyIdBytes) return []
    return [{ name, keyId: bytes.slice(0, keyIdBytes), signature: bytes.slice(keyIdBytes) }]
  })
  return signatures.length === lines.length ? { text: note.slice(0, blank + 1), signatures } : null
}

/** Whether one of the keys signed the note, and no signature in the name of any of them is false. */
export async function isSigned(
  note: Note,
  keys: readonly VerifierKey[],
  verify: VerifySignature,
): Promise<boolean> {
  let isKnown = false
  for (const { name, keyId, signature } of note.signatures) {
    const key = keys.find((one) => one.name === name && sameBytes(one.keyId, keyId))
    if (key === undefined) continue
    if (signature.length !== signatureBytes) return false
    if (!(await verify(key.publicKey, utf8(note.text), signature))) return false
    isKnown = true
  }
  return isKnown
}
