import { base64, fromBase64, sameBytes } from '../../analytics/ledger/bytes.ts'
import { parseCheckpoint } from '../../analytics/ledger/checkpoint.ts'
import { ed25519 } from '../../analytics/ledger/ed25519.ts'
import { entryHash } from '../../analytics/ledger/entry.ts'
import { isSigned, parseVerifierKey, type VerifySignature } from '../../analytics/ledger/note.ts'
import { type Hash, isIncluded } from '../../analytics/ledger/tree.ts'

type Entry = { seq: number; entry: string; hash: string }
type Proof = { seq: number; size: number; hashes: readonly string[]; root: string }
type Checkpoint = { size: number; note: string; vkey: string }

/** Null where the entry stands under the signed checkpoint; else what does not fit, in words. */
export async function entryFault(
  { seq, entry, hash }: Entry,
  proof: Proof,
  checkpoint: Checkpoint,
  verify: VerifySignature,
): Promise<string | null> {
  const leaf = entryHash(entry)
  if (base64(leaf) !== hash) return 'The hash is not that of the entry’s bytes.'
  const signed = parseCheckpoint(checkpoint.note)
  const key = parseVerifierKey(checkpoint.vkey)
  if (signed === null || key === null) return 'The checkpoint cannot be read.'
  if (key.name !== signed.origin || !(await isSigned(signed.note, [key], verify)))
    return 'The checkpoint was not signed with its key.'
  const root = fromBase64(proof.root)
  const hashes = proof.hashes.map(fromBase64)
  const isWhole = root !== null && hashes.every((one) => one !== null)
  if (!isWhole || proof.seq !== seq || signed.size !== proof.size || !sameBytes(root, signed.root))
    return 'The proof is of another tree than the checkpoint.'
  return isIncluded(leaf, seq, proof.size, hashes as Hash[], root)
    ? null
    : 'The entry does not stand under the checkpoint.'
}

/** Signatures as this browser checks them. Errors: throws where it cannot. */
export const browserEd25519: VerifySignature = (...signed) => ed25519(crypto.subtle)(...signed)
