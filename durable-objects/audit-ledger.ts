import { DurableObject } from 'cloudflare:workers'
import { base64 } from '../analytics/ledger/bytes.ts'
import { checkpointText, originOf } from '../analytics/ledger/checkpoint.ts'
import { rangeProof } from '../analytics/ledger/range.ts'
import { consistencyProof, inclusionProof, isConsistent } from '../analytics/ledger/tree.ts'
import type { ObjectBindings } from './bindings.ts'
import {
  type EntryFilter,
  type KeptCheckpoint,
  type KeptEntry,
  LedgerLog,
  type NewEntry,
} from './ledger-log.ts'
import { type LedgerSigner, ledgerSigner } from './ledger-signer.ts'

/** Where an entry stands. Units: `atMs` by the ledger's clock. */
export type Appended = { seq: number; atMs: number }

/** A signed checkpoint as others see it; hashes are base64. */
export type SignedCheckpoint = {
  origin: string
  size: number
  root: string
  atMs: number
  note: string
  vkey: string
}

/** Units: epoch milliseconds, half-open; null is without bound. */
export type Period = { fromMs: number | null; toMs: number | null }

export type PageRequest = Omit<EntryFilter, 'first' | 'end'> &
  Period & { beforeSeq: number | null; rows: number }

const checkpointEntriesMax = 1_000
const checkpointAgeMsMax = 5 * 60_000

/**
 * The audit ledger of one organization and its only writer: a hash chain and a Merkle tree over it. What `append`
 * answered stands on disk for good; the same entry offered again is the same entry. Nothing is signed that does not
 * continue what was signed before.
 */
export class AuditLedger extends DurableObject<ObjectBindings> {
  readonly #log: LedgerLog
  #orgId: string | null
  #signer: LedgerSigner | null = null
  #signedSize: number
  #sealing = false
  #alarmAtMs: number | null = null

  constructor(state: DurableObjectState, env: ObjectBindings) {
    super(state, env)
    this.#log = new LedgerLog(state.storage.sql)
    this.#orgId = state.storage.kv.get<string>('org_id') ?? null
    this.#signedSize = this.#log.checkpoint(null)?.size ?? 0
    // An object that wakes for every entry must not put off the alarm that an earlier life of it has set.
    state.blockConcurrencyWhile(async () => {
      this.#alarmAtMs = await state.storage.getAlarm()
    })
  }

  /** Errors: throws when it cannot be written, or when the id belongs to an entry of something else. */
  append(orgId: string, entry: NewEntry): Appended {
    this.#belongsTo(orgId)
    const known = this.#log.known(entry.id)
    if (known !== null) {
      if (known.action !== entry.action || known.outcome !== entry.outcome)
        throw new Error('an id of the ledger was used for two entries')
      return { seq: known.seq, atMs: known.atMs }
    }
    if (entry.intent_seq !== null && entry.intent_seq >= this.#log.size)
      throw new Error('an outcome of an intent that is not there')
    const nowMs = Date.now()
    const added = this.ctx.storage.transactionSync(() => this.#log.add(orgId, entry, nowMs))
    this.#log.settle(added)
    if (this.#log.size - this.#signedSize >= checkpointEntriesMax) this.ctx.waitUntil(this.#sealQuietly())
    this.#alarmWithin(nowMs, checkpointAgeMsMax)
    return { seq: added.seq, atMs: added.atMs }
  }

  #belongsTo(orgId: string): void {
    if (this.#orgId === null) {
      this.ctx.storage.kv.put('org_id', orgId)
      this.#orgId = orgId
    } else if (this.#orgId !== orgId) throw new Error('the ledger of another organization')
  }

  #alarmWithin(nowMs: number, delayMs: number): void {
    if (this.#alarmAtMs !== null) return
    this.#alarmAtMs = nowMs + delayMs
    this.ctx.waitUntil(this.ctx.storage.setAlarm(this.#alarmAtMs))
  }

  /** Signs what is unsigned. It never throws, so that the platform does not give the alarm up. */
  override async alarm(): Promise<void> {
    this.#alarmAtMs = null
    await this.#sealQuietly()
    if (this.#log.size > this.#signedSize) this.#alarmWithin(Date.now(), checkpointAgeMsMax)
  }

  async #sealQuietly(): Promise<void> {
    if (this.#orgId === null || this.#sealing) return
    this.#sealing = true
    try {
      await this.seal(this.#orgId)
    } catch (error) {
      console.error('a checkpoint was not signed', error instanceof Error ? error.message : error)
    } finally {
      this.#sealing = false
    }
  }

  /**
   * A signed checkpoint over everything that is written.
   * Errors: throws when it would not continue the last one, which only a ledger that was tampered with can bring about.
   */
  async seal(orgId: string): Promise<SignedCheckpoint> {
    this.#belongsTo(orgId)
    const last = this.#log.checkpoint(null)
    if (last !== null && last.size === this.#log.size) return signed(orgId, last)
    this.#signer ??= await ledgerSigner(this.env.LEDGER_SIGNING_KEY, orgId)
    const now = this.#log.rooted(this.#log.size)
    const earlier = this.#log.checkpoint(null)
    if (earlier !== null) {
      const continues =
        earlier.size <= now.size &&
        isConsistent(earlier, now, consistencyProof(earlier.size, now.size, this.#log.nodeAt))
      if (!continues) throw new Error(`the ledger does not continue its checkpoint of size ${earlier.size}`)
    }
    const note = await this.#signer.sign(checkpointText({ origin: originOf(orgId), ...now }))
    const made = { ...now, atMs: Date.now(), note, vkey: this.#signer.vkey }
    this.#log.addCheckpoint(made)
    this.#signedSize = Math.max(this.#signedSize, now.size)
    return signed(orgId, this.#log.checkpoint(now.size) ?? made)
  }

  /** The checkpoint of exactly this size; null when none was signed. Without a size, the newest. */
  checkpoint(orgId: string, size: number | null): SignedCheckpoint | null {
    const found = this.#log.checkpoint(size)
    return found === null ? null : signed(orgId, found)
  }

  /** Newest first, smaller than `before`. */
  checkpoints(orgId: string, before: number | null, rows: number): SignedCheckpoint[] {
    return this.#log
      .checkpoints(before ?? Number.MAX_SAFE_INTEGER, rows)
      .map((checkpoint) => signed(orgId, checkpoint))
  }

  /** Entries that pass the filters, newest first. */
  page({ fromMs, toMs, beforeSeq, rows, ...filters }: PageRequest): KeptEntry[] {
    const { first, end } = this.range({ fromMs, toMs })
    return this.#log.page({ ...filters, first, end: Math.min(end, beforeSeq ?? end) }, rows)
  }

  /** The entries of a period, by sequence number: `first` inclusive, `end` exclusive. */
  range({ fromMs, toMs }: Period): { first: number; end: number } {
    const first = fromMs === null ? 0 : this.#log.countBefore(fromMs)
    const end = toMs === null ? this.#log.size : this.#log.countBefore(toMs)
    return { first, end: Math.max(first, end) }
  }

  /** Oldest first. */
  entries(first: number, end: number): KeptEntry[] {
    return this.#log.entries(first, end)
  }

  /** The hashes beside a range of the first `size` entries, base64. */
  rangeProof(first: number, end: number, size: number): string[] {
    return rangeProof({ first, end, size }, this.#log.nodeAt).map(base64)
  }

  /** That an entry stands among the first `size`; null when it does not. Hashes are base64. */
  proof(seq: number, size: number): { leaf: string; hashes: string[]; root: string } | null {
    if (seq >= size || size > this.#log.size) return null
    return {
      leaf: base64(this.#log.nodeAt(0, seq)),
      hashes: inclusionProof(seq, size, this.#log.nodeAt).map(base64),
      root: base64(this.#log.rootAt(size)),
    }
  }

  /** That the first `from` entries are the same among the first `to`; null when there are not so many. */
  consistency(from: number, to: number): { hashes: string[]; fromRoot: string; toRoot: string } | null {
    if (from > to || to > this.#log.size) return null
    return {
      hashes: consistencyProof(from, to, this.#log.nodeAt).map(base64),
      fromRoot: base64(this.#log.rootAt(from)),
      toRoot: base64(this.#log.rootAt(to)),
    }
  }
}

function signed(orgId: string, { size, root, atMs, note, vkey }: KeptCheckpoint): SignedCheckpoint {
  return { origin: originOf(orgId), size, root: base64(root), atMs, note, vkey }
}
