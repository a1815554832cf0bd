import { base64, fromBase64 } from './bytes.ts'
import { type Note, parseNote } from './note.ts'
import type { Hash } from './tree.ts'

/** What a checkpoint says: so many entries, and the root over them. Source: c2sp.org/tlog-checkpoint. */
export type Checkpoint = { origin: string; size: number; root: Hash }

/** Who keeps a ledger: the name that its checkpoints are signed with. */
export const originOf = (orgId: string): string => `aegisflow/audit/${orgId}`

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`
}

/** The checkpoint in a signed note; null for anything else. Extension lines are kept out of it. */
export function parseCheckpoint(text: string): (Checkpoint & { note: Note }) | null {
  const note = parseNote(text)
  if (note === null) return null
  const [origin = '', sizeText = '', rootText = ''] = note.text.split('\n')
  const root = fromBase64(rootText)
  const size = Number(sizeText)
  if (origin === '' || !/^(?:0|[1-9]\d{0,15})$/.test(sizeText) || !Number.isSafeInteger(size)) return null
  return root?.length === 32 ? { origin, size, root, note } : null
}

/**
 * What is sent to whoever watches over a ledger: the checkpoint, and the proof that it continues the one they have.
 * Source: the `add-checkpoint` request of c2sp.org/tlog-witness.
 */
export function witnessRequest(oldSize: number, proof: readonly string[], note: string): string {
  return `old ${oldSize}\n${proof.map((hash) => `${hash}\n`).join('')}\n${note}`
}

/** The note in a saved file: a checkpoint alone, or one as it was sent to a witness. */
export function savedNote(text: string): string {
  return /^old \d+\n/.test(text) ? text.slice(text.indexOf('\n\n') + 2) : text
}

/** A proof that can be kept in a file and checked without us. Source: c2sp.org/tlog-proof. */
export function tlogProof(index: number, hashes: readonly string[], note: string): string {
  return `c2sp.org/tlog-proof@v1\nindex ${index}\n${hashes.map((hash) => `${hash}\n`).join('')}\n${note}`
}
