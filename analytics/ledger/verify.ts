import { base64, fromBase64, sameBytes } from './bytes.ts'
import { type Checkpoint, originOf, parseCheckpoint, savedNote } from './checkpoint.ts'
import { digestOf, entryHash, type LedgerEntry, noEntry, parseEntry } from './entry.ts'
import { type ExportedEntry, type ExportFile, parseExport } from './export-file.ts'
import { isSigned, parseVerifierKey, type VerifierKey, type VerifySignature } from './note.ts'
import { knownRange } from './range.ts'
import type { Hash } from './tree.ts'

/** The first thing that is wrong with an export. `seq` is where, when it is at one entry. */
type Fault = {
  kind:
    | 'not_an_export'
    | 'wrong_key'
    | 'false_signature'
    | 'other_ledger'
    | 'changed_entry'
    | 'missing_entry'
    | 'wrong_order'
    | 'broken_link'
    | 'false_details'
    | 'wrong_root'
    | 'truncated'
    | 'rewritten'
    | 'not_comparable'
  seq: number | null
  message: string
}

/** An intent that no outcome follows, as far as the export goes. */
export type OpenIntent = Pick<LedgerEntry, 'seq' | 'at_ms' | 'actor' | 'action' | 'target' | 'request_id'>

export type Verdict = {
  /** Null: complete and unchanged. */
  fault: Fault | null
  origin: string | null
  vkey: string | null
  /** Whether the key was given by whoever checks; else it is the export's own word. */
  isKeyGiven: boolean
  first: number
  end: number
  /** Entries that the checkpoint stands for. */
  size: number
  /** Sizes of the earlier checkpoints that the export continues. */
  continues: number[]
  sealedParts: number
  shownParts: number
  openIntents: OpenIntent[]
}

export type VerifyOptions = {
  verify: VerifySignature
  /** Verifier keys that are trusted; without any, the export's own is taken. */
  vkeys?: readonly string[]
  /** Checkpoints that were kept from before. */
  earlier?: readonly string[]
}

/** Tells whether an export of the ledger is complete and unchanged, and the first thing that is wrong with it. */
export async function verifyExport(file: string, options: VerifyOptions): Promise<Verdict> {
  const verdict: Verdict = {
    fault: null,
    origin: null,
    vkey: null,
    isKeyGiven: (options.vkeys ?? []).length > 0,
    first: 0,
    end: 0,
    size: 0,
    continues: [],
    sealedParts: 0,
    shownParts: 0,
    openIntents: [],
  }
  const fault = await firstFault(file, options, verdict)
  return { ...verdict, fault }
}

const fault = (kind: Fault['kind'], message: string, seq: number | null = null): Fault => ({
  kind,
  seq,
  message,
})

async function firstFault(file: string, options: VerifyOptions, verdict: Verdict): Promise<Fault | null> {
  const found = parseExport(file)
  if (found === null)
    return fault('not_an_export', 'The file is not written as an export of the ledger is, to the last byte.')
  const checkpoint = parseCheckpoint(found.checkpoint)
  if (checkpoint === null)
    return fault('not_an_export', 'What stands as the checkpoint is not a signed checkpoint.')
  const { origin, size } = checkpoint
  Object.assign(verdict, { origin, vkey: found.vkey, first: found.first, end: found.end, size })

  const keys = (verdict.isKeyGiven ? (options.vkeys ?? []) : [found.vkey]).map(parseVerifierKey)
  if (!keys.every((key) => key !== null)) return fault('wrong_key', 'A verifier key cannot be read.')
  if (verdict.isKeyGiven && !options.vkeys?.includes(found.vkey))
    return fault('wrong_key', 'The export names another verifier key than the one that is trusted.')
  if (!keys.some(({ name }) => name === origin))
    return fault('wrong_key', `The verifier key belongs to another ledger than ${origin}.`)
  if (!(await isSigned(checkpoint.note, keys, options.verify)))
    return fault(
      'false_signature',
      'The checkpoint is forged: its signature is not that of the ledger’s key.',
    )

  const leaves: Hash[] = []
  const atEntries = faultOfEntries(found, origin, leaves, verdict)
  if (atEntries !== null) return atEntries
  return faultOfTree(found, checkpoint, leaves, keys, options, verdict)
}

/** Walks along the chain. Every hash goes into `leaves`. */
function faultOfEntries(
  { first, end, entries }: ExportFile,
  origin: string,
  leaves: Hash[],
  verdict: Verdict,
): Fault | null {
  const open = new Map<number, OpenIntent>()
  let before: LedgerEntry | null = null
  for (const [index, exported] of entries.entries()) {
    const seq = first + index
    const entry = parseEntry(exported.entry)
    if (entry === null)
      return fault('changed_entry', `Entry ${seq} is not written as an entry is: it was changed.`, seq)
    if (originOf(entry.org) !== origin)
      return fault('other_ledger', `Entry ${seq} belongs to another organization’s ledger.`, seq)
    if (entry.seq !== seq) return misplaced(entry.seq, seq, entries, index)
    const prev: string = index === 0 ? entry.prev : base64(leaves[index - 1] as Hash)
    if (entry.prev !== prev || (seq === 0 && entry.prev !== noEntry)) return unlinked(seq)
    if (before !== null && entry.at_ms < before.at_ms)
      return fault('wrong_order', `Entry ${seq} is older than the one before it.`, seq)
    const falseDetails = faultOfDetails(entry, exported, verdict)
    if (falseDetails !== null) return falseDetails
    leaves.push(entryHash(exported.entry))
    const atIntent = follow(entry, first, open)
    if (atIntent !== null) return atIntent
    before = entry
  }
  verdict.openIntents = [...open.values()]
  if (entries.length !== end - first)
    return fault(
      'missing_entry',
      `The export says that it goes up to entry ${end - 1}, but entry ${first + entries.length} is missing.`,
      first + entries.length,
    )
  return null
}

function misplaced(found: number, expected: number, entries: readonly ExportedEntry[], index: number): Fault {
  const isThere =
    found < expected || entries.slice(index + 1).some(({ entry }) => parseEntry(entry)?.seq === expected)
  return isThere
    ? fault('wrong_order', `Entry ${found} stands where entry ${expected} belongs.`, expected)
    : fault('missing_entry', `Entry ${expected} is missing: entry ${found} stands in its place.`, expected)
}

function unlinked(seq: number): Fault {
  return seq === 0
    ? fault('broken_link', 'Entry 0 does not begin the ledger: something stood before it.', seq)
    : fault(
        'broken_link',
        `Entry ${seq - 1} was changed: entry ${seq} is chained to another text of it.`,
        seq - 1,
      )
}

function faultOfDetails(entry: LedgerEntry, { details }: ExportedEntry, verdict: Verdict): Fault | null {
  verdict.sealedParts += entry.sealed.length
  verdict.shownParts += details.length
  const left = [...entry.sealed]
  for (const { subject, key, text } of details) {
    const bytes = fromBase64(key)
    const at = left.findIndex((part) => part.subject === subject)
    const [part] = at < 0 ? [] : left.splice(at, 1)
    if (bytes === null || part === undefined || digestOf(bytes, text) !== part.digest)
      return fault(
        'false_details',
        `The details shown with entry ${entry.seq} are not those that were written.`,
        entry.seq,
      )
  }
  return null
}

/** Keeps account of intents. What the range does not hold cannot be followed. */
function follow(entry: LedgerEntry, first: number, open: Map<number, OpenIntent>): Fault | null {
  const { seq, at_ms, actor, action, target, request_id, outcome, intent_seq } = entry
  if (outcome === 'intent') open.set(seq, { seq, at_ms, actor, action, target, request_id })
  if (intent_seq === null || intent_seq < first) return null
  const intent = open.get(intent_seq)
  open.delete(intent_seq)
  return intent?.action === action && intent.actor === actor
    ? null
    : fault('broken_link', `Entry ${seq} is the outcome of an intent that entry ${intent_seq} is not.`, seq)
}

async function faultOfTree(
  { first, end, hashes }: ExportFile,
  checkpoint: Checkpoint,
  leaves: readonly Hash[],
  keys: readonly VerifierKey[],
  options: VerifyOptions,
  verdict: Verdict,
): Promise<Fault | null> {
  const { size, root, origin } = checkpoint
  const proof = hashes.map(fromBase64)
  const isFitting = first <= end && end <= size && proof.every((hash) => hash?.length === 32)
  const known = isFitting ? knownRange({ first, end, size }, leaves, proof as Hash[]) : null
  if (known === null)
    return fault('wrong_root', 'The range and the hashes beside it do not fit the signed checkpoint.')
  const found = known.rootAt(size)
  if (found === null || !sameBytes(found, root))
    return fault(
      'wrong_root',
      `The entries do not give the root that was signed: one of them was changed, most likely the last (${end - 1}).`,
    )
  for (const text of options.earlier ?? []) {
    const earlier = parseCheckpoint(savedNote(text))
    if (earlier === null) return fault('not_comparable', 'What was given as an earlier checkpoint is none.')
    if (earlier.origin !== origin)
      return fault('other_ledger', `The earlier checkpoint is of another ledger: ${earlier.origin}.`)
    if (!(await isSigned(earlier.note, keys, options.verify)))
      return fault('wrong_key', 'The earlier checkpoint was signed with another key than this export’s.')
    if (earlier.size > size)
      return fault(
        'truncated',
        `The tail was cut off: ${earlier.size} entries were signed before, the export’s checkpoint has ${size}.`,
        size,
      )
    const rootThen = known.rootAt(earlier.size)
    if (rootThen === null)
      return fault(
        'not_comparable',
        `The export does not hold what the earlier checkpoint (${earlier.size} entries) was signed over. Export the whole ledger.`,
      )
    if (!sameBytes(rootThen, earlier.root))
      return fault(
        'rewritten',
        `The past was rewritten: the first ${earlier.size} entries are not those that were signed before.`,
      )
    verdict.continues.push(earlier.size)
  }
  return null
}
