import { describe, expect, test } from 'vitest'
import { base64 } from '../../analytics/ledger/bytes.ts'
import { checkpointText } from '../../analytics/ledger/checkpoint.ts'
import { entryHash } from '../../analytics/ledger/entry.ts'
import { parseVerifierKey, signNote, type VerifierKey, verifierKeyText } from '../../analytics/ledger/note.ts'
import { inclusionProof, type NodeAt, nodeHash, rootOf } from '../../analytics/ledger/tree.ts'
import { browserEd25519, entryFault } from './entry-proof.ts'

const origin = 'aegisflow/audit/one'
const texts = ['{"seq":0}', '{"seq":1}', '{"seq":2}']
const nodeAt: NodeAt = (level, index) =>
  level === 0
    ? entryHash(texts[index] ?? '')
    : nodeHash(nodeAt(level - 1, index * 2), nodeAt(level - 1, index * 2 + 1))
const size = texts.length
const root = rootOf(size, nodeAt)

async function provenEntry(seq: number) {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const vkey = verifierKeyText(origin, new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  const sign = async (message: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message))
  const key = parseVerifierKey(vkey) as VerifierKey
  return {
    entry: { seq, entry: texts[seq] ?? '', hash: base64(nodeAt(0, seq)) },
    proof: { seq, size, hashes: inclusionProof(seq, size, nodeAt).map(base64), root: base64(root) },
    checkpoint: { size, note: await signNote(checkpointText({ origin, size, root }), key, sign), vkey },
  }
}
type Proven = Awaited<ReturnType<typeof provenEntry>>
const faultOf = ({ entry, proof, checkpoint }: Proven) => entryFault(entry, proof, checkpoint, browserEd25519)

test('an entry that stands under the signed checkpoint has no fault', async () => {
  expect(await Promise.all([0, 1, 2].map(async (seq) => faultOf(await provenEntry(seq))))).toEqual([
    null,
    null,
    null,
  ])
})

describe('a fault is named when', () => {
  const forged: Record<string, (proven: Proven, other: Proven) => Proven> = {
    'hash is not that': (one) => ({ ...one, entry: { ...one.entry, entry: '{"seq":9}' } }),
    'not stand under': (one, { entry }) => ({ ...one, entry: { ...entry, seq: one.entry.seq } }),
    'not signed with its key': (one, { checkpoint }) => ({
      ...one,
      checkpoint: { ...one.checkpoint, vkey: checkpoint.vkey },
    }),
    'cannot be read': (one) => ({ ...one, checkpoint: { ...one.checkpoint, note: 'none' } }),
    'of another tree': (one) => ({ ...one, proof: { ...one.proof, root: one.entry.hash } }),
  }
  test.each(Object.entries(forged))('%s', async (words, forge) => {
    expect(await faultOf(forge(await provenEntry(1), await provenEntry(2)))).toContain(words)
  })
})
