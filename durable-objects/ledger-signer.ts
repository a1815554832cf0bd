import { originOf } from '../analytics/ledger/checkpoint.ts'
import { type MakeSignature, parseVerifierKey, signNote, verifierKeyText } from '../analytics/ledger/note.ts'

/** Signs the checkpoints of one organization's ledger. */
export type LedgerSigner = { vkey: string; sign(text: string): Promise<string> }

const algorithm = { name: 'Ed25519' }

/**
 * The signer out of the secret `LEDGER_SIGNING_KEY`, a private Ed25519 JWK. The key is the operator's; the name in it
 * is the organization's, so that no checkpoint can be taken for another's.
 * Errors: throws for anything else, without telling what it was.
 */
export async function ledgerSigner(secret: string, orgId: string): Promise<LedgerSigner> {
  const { publicKey, sign } = await keyOf(secret)
  const vkey = verifierKeyText(originOf(orgId), publicKey)
  const key = parseVerifierKey(vkey)
  if (key === null) throw new Error('an organization whose id cannot stand in a checkpoint')
  return { vkey, sign: (text) => signNote(text, key, sign) }
}

async function keyOf(secret: string): Promise<{ publicKey: Uint8Array<ArrayBuffer>; sign: MakeSignature }> {
  const jwk = parsed(secret)
  const bytes = Uint8Array.from(atob(jwk.x.replaceAll('-', '+').replaceAll('_', '/')), (char) =>
    char.charCodeAt(0),
  )
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign'])
  const sign: MakeSignature = async (message) =>
    new Uint8Array(await crypto.subtle.sign(algorithm, key, message))
  return { publicKey: bytes, sign }
}

function parsed(secret: string): { kty: 'OKP'; crv: 'Ed25519'; x: string; d: string } {
  try {
    const { kty, crv, x, d } = JSON.parse(secret) as Record<string, unknown>
    if (kty === 'OKP' && crv === 'Ed25519' && typeof x === 'string' && typeof d === 'string')
      return { kty, crv, x, d }
  } catch {
    throw new Error('LEDGER_SIGNING_KEY is not JSON')
  }
  throw new Error('LEDGER_SIGNING_KEY is not a private Ed25519 JWK')
}
