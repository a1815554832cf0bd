import { beforeAll, describe, expect, it } from 'vitest'
import { base64, utf8 } from './bytes.ts'
import { checkpointText, originOf, witnessRequest } from './checkpoint.ts'
import { ed25519 } from './ed25519.ts'
import { digestOf, entryHash, entryText, type LedgerEntry, noEntry } from './entry.ts'
import {
  type ExportedEntry,
  type ExportFile,
  entrySeparator,
  exportHead,
  exportLine,
  exportTail,
} from './export-file.ts'
import { parseVerifierKey, signNote, type VerifierKey, verifierKeyText } from './note.ts'
import { rangeProof } from './range.ts'
import { completedBy, type Hash, type NodeAt, rootOf } from './tree.ts'
import { type VerifyOptions, verifyExport } from './verify.ts'

const verify = ed25519(crypto.subtle)
const org = 'org_1'
const key = new Uint8Array(32).fill(9)

type Signer = { vkey: string; sign(text: string): Promise<string> }

async function signer(name = originOf(org)): Promise<Signer> {
  const pair = (await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as CryptoKeyPair
  const vkey = verifierKeyText(name, new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)))
  const own = parseVerifierKey(vkey) as VerifierKey
  const sign = (text: string) =>
    signNote(
      text,
      own,
      async (message) => new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, message)),
    )
  return { vkey, sign }
}

type Change = (entry: LedgerEntry) => Partial<LedgerEntry>

/** A ledger of intents at even places and their outcomes at odd ones; `change` alters an entry before it is chained. */
function ledger(size: number, change: Change = () => ({})): ExportedEntry[] {
  const entries: ExportedEntry[] = []
  for (let seq = 0; seq < size; seq += 1) {
    const text = `{"after":${seq}}`
    const isOutcome = seq % 2 === 1
    const entry: LedgerEntry = {
      v: 1,
      id: `id-${seq}`,
      org,
      seq,
      at_ms: 1_000 + seq,
      actor: 'user:a',
      action: 'api_key.created',
      target: 'k',
      outcome: isOutcome ? 'succeeded' : 'intent',
      request_id: 'request',
      intent_seq: isOutcome ? seq - 1 : null,
      sealed: isOutcome ? [{ subject: 'user:a', digest: digestOf(key, text) }] : [],
      prev: seq === 0 ? noEntry : base64(entryHash((entries[seq - 1] as ExportedEntry).entry)),
    }
    const details = isOutcome ? [{ subject: 'user:a', key: base64(key), text }] : []
    entries.push({ entry: entryText({ ...entry, ...change(entry) }), details })
  }
  return entries
}

function nodesOf(entries: readonly ExportedEntry[]): NodeAt {
  const nodes = new Map<string, Hash>()
  const nodeAt: NodeAt = (level, index) => nodes.get(`${level}/${index}`) as Hash
  for (const [index, { entry }] of entries.entries()) {
    nodes.set(`0/${index}`, entryHash(entry))
    for (const node of completedBy(index, entryHash(entry), nodeAt))
      nodes.set(`${node.level}/${node.index}`, node.hash)
  }
  return nodeAt
}

async function checkpointOf(entries: readonly ExportedEntry[], { sign }: Signer, origin = originOf(org)) {
  return sign(
    checkpointText({ origin, size: entries.length, root: rootOf(entries.length, nodesOf(entries)) }),
  )
}

async function exported(entries: readonly ExportedEntry[], by: Signer, first = 0, end = entries.length) {
  const hashes = rangeProof({ first, end, size: entries.length }, nodesOf(entries)).map(base64)
  const checkpoint = await checkpointOf(entries, by)
  return { vkey: by.vkey, checkpoint, first, end, hashes, entries: entries.slice(first, end) }
}

const written = (file: ExportFile): string =>
  exportHead(file) + file.entries.map(exportLine).join(entrySeparator) + exportTail
const verdict = (file: ExportFile | string, options: Partial<VerifyOptions> = {}) =>
  verifyExport(typeof file === 'string' ? file : written(file), { verify, ...options })
const faultOf = async (file: ExportFile | string, options: Partial<VerifyOptions> = {}) => {
  const { fault } = await verdict(file, options)
  return fault === null ? null : [fault.kind, fault.seq]
}

let ours: Signer
let entries: ExportedEntry[]
let whole: ExportFile
beforeAll(async () => {
  ours = await signer()
  entries = ledger(13)
  whole = await exported(entries, ours)
})

describe('an export', () => {
  it('is complete and unchanged for every range of every size up to 13', async () => {
    for (let size = 0; size <= 13; size += 1) {
      const some = ledger(size)
      for (let first = 0; first < Math.max(1, size); first += 1) {
        const found = await verdict(await exported(some, ours, first))
        expect([size, first, found.fault]).toEqual([size, first, null])
      }
    }
    expect(await verdict(await exported(entries, ours, 3, 7))).toMatchObject({
      fault: null,
      first: 3,
      end: 7,
      size: 13,
      sealedParts: 2,
      shownParts: 2,
    })
  })

  it('is found out with any one byte of it changed', async () => {
    const bytes = utf8(written(await exported(ledger(3), ours)))
    for (let at = 0; at < bytes.length; at += 1) {
      const changed = bytes.with(at, (bytes[at] as number) ^ 1)
      const found = await verdict(new TextDecoder().decode(changed))
      expect([at, found.fault === null]).toEqual([at, false])
    }
  })

  it.each([
    ['white space', (text: string) => text.replace('"entries":[', '"entries": [')],
    ['a second member', (text: string) => text.replace('{\n', '{\n"end":0,\n')],
    ['a spare member', (text: string) => text.replace('"details":[]', '"details":[],"note":1')],
    ['nothing in it', () => ''],
    ['text that is no JSON', (text: string) => text.slice(0, -3)],
  ])('with %s is not written as an export is', async (_name, change) => {
    expect(await faultOf(change(written(whole)))).toEqual(['not_an_export', null])
  })

  it('lists intents without an outcome', async () => {
    const found = await verdict(whole)
    expect([found.fault, found.openIntents.map(({ seq }) => seq)]).toEqual([null, [12]])
  })

  it('may leave details out, and counts them', async () => {
    const file = { ...whole, entries: whole.entries.map((one) => ({ ...one, details: [] })) }
    expect(await verdict(file)).toMatchObject({ fault: null, sealedParts: 6, shownParts: 0 })
  })
})

describe('the first fault', () => {
  const altered = (seq: number, change: (text: string) => string): ExportFile => ({
    ...whole,
    entries: whole.entries.with(seq, {
      ...(whole.entries[seq] as ExportedEntry),
      entry: change((whole.entries[seq] as ExportedEntry).entry),
    }),
  })

  it('is the entry of which one byte was changed', async () => {
    expect(await faultOf(altered(4, (text) => text.replace('user:a', 'user:b')))).toEqual(['broken_link', 4])
    expect(await faultOf(altered(12, (text) => text.replace('"k"', '"l"')))).toEqual(['wrong_root', null])
    expect(await faultOf(altered(4, (text) => text.replace(',', ', ')))).toEqual(['changed_entry', 4])
  })

  it('is the entry that was taken out, renumbered or not', async () => {
    const without = { ...whole, entries: whole.entries.toSpliced(5, 1) }
    expect(await faultOf(without)).toEqual(['missing_entry', 5])
    expect(await faultOf({ ...without, end: 12 })).toEqual(['missing_entry', 5])
    expect(await faultOf({ ...whole, entries: whole.entries.slice(0, -1) })).toEqual(['missing_entry', 12])
    expect(await faultOf({ ...whole, entries: whole.entries.slice(0, -1), end: 12 })).toEqual([
      'wrong_root',
      null,
    ])
    expect(await faultOf({ ...whole, entries: whole.entries.slice(1) })).toEqual(['missing_entry', 0])
  })

  it('is the place of two entries that were swapped, or of one put in twice', async () => {
    const [a, b] = [whole.entries[6], whole.entries[7]] as [ExportedEntry, ExportedEntry]
    expect(await faultOf({ ...whole, entries: whole.entries.with(6, b).with(7, a) })).toEqual([
      'wrong_order',
      6,
    ])
    expect(await faultOf({ ...whole, entries: whole.entries.toSpliced(7, 0, a) })).toEqual(['wrong_order', 7])
  })

  it('is a checkpoint that another key signed, or that was altered', async () => {
    const forger = await signer()
    const forged = { ...whole, checkpoint: await checkpointOf(entries, forger) }
    expect(await faultOf(forged)).toEqual(['false_signature', null])
    expect(await faultOf({ ...whole, checkpoint: whole.checkpoint.replace('\n13\n', '\n12\n') })).toEqual([
      'false_signature',
      null,
    ])
    const consistent = await exported(entries, forger)
    expect(await faultOf(consistent)).toBeNull()
    expect(await faultOf(consistent, { vkeys: [ours.vkey] })).toEqual(['wrong_key', null])
    expect(await faultOf({ ...consistent, vkey: ours.vkey }, { vkeys: [ours.vkey] })).toEqual([
      'false_signature',
      null,
    ])
  })

  it('is another organization’s entry, key or checkpoint', async () => {
    const foreign = await exported(
      ledger(13, ({ seq }) => (seq === 4 ? { org: 'org_2' } : {})),
      ours,
    )
    expect(await faultOf(foreign)).toEqual(['other_ledger', 4])
    expect(await faultOf({ ...whole, vkey: (await signer('else')).vkey })).toEqual(['wrong_key', null])
  })

  it.each<[string, Change, string, number]>([
    ['time going back', ({ seq }) => (seq === 6 ? { at_ms: 1 } : {}), 'wrong_order', 6],
    ['an outcome of nothing', ({ seq }) => (seq === 5 ? { intent_seq: 3 } : {}), 'broken_link', 5],
    [
      'a second outcome',
      ({ seq }) => (seq === 6 ? { outcome: 'failed', intent_seq: 4 } : {}),
      'broken_link',
      6,
    ],
    ['an outcome of another action', ({ seq }) => (seq === 5 ? { action: 'x.y' } : {}), 'broken_link', 5],
    [
      'a first entry that follows one',
      ({ seq }) => (seq === 0 ? { prev: base64(key) } : {}),
      'broken_link',
      0,
    ],
  ])('is %s, although the ledger itself signed it', async (_name, change, kind, seq) => {
    expect(await faultOf(await exported(ledger(13, change), ours))).toEqual([kind, seq])
  })

  it('is details that are not those of the entry', async () => {
    const details = [{ subject: 'user:a', key: base64(key), text: '{"after":99}' }]
    const file = {
      ...whole,
      entries: whole.entries.with(3, { ...(whole.entries[3] as ExportedEntry), details }),
    }
    expect(await faultOf(file)).toEqual(['false_details', 3])
    const twice = (whole.entries[3] as ExportedEntry).details.flatMap((part) => [part, part])
    const doubled = {
      ...whole,
      entries: whole.entries.with(3, { ...(whole.entries[3] as ExportedEntry), details: twice }),
    }
    expect(await faultOf(doubled)).toEqual(['false_details', 3])
  })
})

describe('with a checkpoint from before', () => {
  const keptAt = (size: number) => checkpointOf(entries.slice(0, size), ours)

  it('an export that continues it is good, as a note or as a witness was sent it', async () => {
    for (let size = 0; size <= 13; size += 1) {
      const found = await verdict(whole, { earlier: [await keptAt(size)] })
      expect([found.fault, found.continues]).toEqual([null, [size]])
    }
    const sent = witnessRequest(2, [base64(key)], await keptAt(7))
    expect(await faultOf(whole, { earlier: [sent] })).toBeNull()
    expect(await faultOf(await exported(entries, ours, 5), { earlier: [await keptAt(9)] })).toBeNull()
  })

  it('a tail that was cut off is found, although its checkpoint is signed', async () => {
    expect(await faultOf(await exported(entries.slice(0, 9), ours), { earlier: [await keptAt(10)] })).toEqual(
      ['truncated', 9],
    )
  })

  it('a past that was written anew is found, although chain, root and signature are whole', async () => {
    const rewritten = await exported(
      ledger(13, ({ seq }) => (seq === 2 ? { target: 'other' } : {})),
      ours,
    )
    expect(await faultOf(rewritten)).toBeNull()
    expect(await faultOf(rewritten, { earlier: [await keptAt(2)] })).toBeNull()
    expect(await faultOf(rewritten, { earlier: [await keptAt(3)] })).toEqual(['rewritten', null])
    expect(await faultOf(rewritten, { earlier: [await keptAt(13)] })).toEqual(['rewritten', null])
  })

  it('says so when the range tells nothing of it', async () => {
    const part = await exported(entries, ours, 4, 6)
    expect(await faultOf(part, { earlier: [await keptAt(3)] })).toEqual(['not_comparable', null])
    expect(await faultOf(part, { earlier: [await keptAt(11)] })).toEqual(['not_comparable', null])
    expect(await faultOf(part, { earlier: ['nothing'] })).toEqual(['not_comparable', null])
  })

  it('of another ledger or key is refused', async () => {
    const other = await signer('aegisflow/audit/other')
    const foreign = await checkpointOf(entries, other, 'aegisflow/audit/other')
    expect(await faultOf(whole, { earlier: [foreign] })).toEqual(['other_ledger', null])
    const forged = await checkpointOf(entries, await signer())
    expect(await faultOf(whole, { earlier: [forged] })).toEqual(['wrong_key', null])
  })
})
