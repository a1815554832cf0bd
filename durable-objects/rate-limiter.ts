import { DurableObject } from 'cloudflare:workers'
import { type Versions, versionsOf } from '../analytics/store/d1/versions.ts'
import { errorText } from '../analytics/store/error-text.ts'
import { placeOf } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import type { ObjectBindings } from './bindings.ts'
import { type Charge, QuotaBook, type Standing } from './quota-book.ts'

/** What the requests of one caller ask. */
export type Ask = {
  /** What the caller's proof hangs on, as `session:<id>` or `api_key:<id>`: once ended, nothing is granted. */
  proofs: readonly string[]
  charges: readonly Charge[]
  /** Requests that wait for the answer. */
  count: number
  /** Tokens wanted beside, for requests that have not come yet. */
  ahead: number
  /** What the asker knew of when it loaded the caller; null when nothing of it can change. */
  changes: number | null
  /** Tokens of an earlier answer that nobody used. */
  unused: { count: number; atMs: number } | null
}

/** `stale`: load the caller again and ask again. `granted` is how many of the requests may pass, the first ones. */
export type Verdict =
  | { kind: 'stale' }
  | { kind: 'revoked' }
  | {
      kind: 'judged'
      granted: number
      leased: number
      atMs: number
      standings: Standing[]
      violated: string[]
      retryAfterS: number
    }

/** `changes` counts what the object was told of; whatever is derived from grants or accounts is kept under it. */
export type Judgement = Versions & { changes: number; verdicts: Verdict[] }

type Known = Versions & { changes: number; announced: number | null }

const writeAfterMs = 1000
/** The second line: a change that nobody told of is seen after this long. */
const rereadMs = 10_000
/** Longer than any cache keeps a caller; afterwards the control plane alone says what has ended. */
const endedMs = 3_600_000
/** So that one isolate's lease leaves something for the others. */
const leasePart = 4

const nothingKnown: Known = { changes: 1, announced: null, grantsVersion: 0, policiesVersion: 0 }

/**
 * Who may call how often; one object per organization, and some for the addresses of those who have not signed in.
 * Every request waits for its answer, so the answer also tells what a Worker cannot be told: what has ended, and that
 * grants or policies have changed.
 */
export class RateLimiter extends DurableObject<ObjectBindings> {
  readonly #book: QuotaBook
  readonly #ended: Map<string, number>
  #known: Known
  #readAtMs = 0
  #reading: Promise<void> | null = null
  #timer: ReturnType<typeof setTimeout> | null = null

  constructor(state: DurableObjectState, env: ObjectBindings) {
    super(state, env)
    const { sql, kv } = state.storage
    sql.exec(
      'CREATE TABLE IF NOT EXISTS ended (proof TEXT PRIMARY KEY, at_ms INTEGER NOT NULL) WITHOUT ROWID',
    )
    this.#book = new QuotaBook(sql)
    this.#ended = new Map(
      sql
        .exec<{ proof: string; at_ms: number }>('SELECT proof, at_ms FROM ended')
        .toArray()
        .map(({ proof, at_ms }) => [proof, at_ms]),
    )
    this.#known = kv.get<Known>('known') ?? nothingKnown
  }

  /** Judges the requests of several callers; the tenant is null for those of an address. */
  async judge(tenant: Tenant | null, asks: readonly Ask[]): Promise<Judgement> {
    if (tenant !== null) {
      if (this.#known.grantsVersion === 0) await this.#reread(tenant)
      else if (Date.now() - this.#readAtMs > rereadMs) this.ctx.waitUntil(this.#reread(tenant))
    }
    const nowMs = Date.now()
    const verdicts = asks.map((ask) => this.#verdict(ask, nowMs))
    if (this.#book.isChanged) this.#timer ??= setTimeout(() => this.#write(), writeAfterMs)
    const { changes, grantsVersion, policiesVersion } = this.#known
    return { changes, grantsVersion, policiesVersion, verdicts }
  }

  #verdict({ proofs, charges, count, ahead, changes, unused }: Ask, nowMs: number): Verdict {
    if (unused !== null) this.#book.giveBack(charges, unused.count, unused.atMs, nowMs)
    if (proofs.some((proof) => this.#ended.has(proof))) return { kind: 'revoked' }
    if (changes !== null && changes !== this.#known.changes) return { kind: 'stale' }
    const granted = this.#book.take(charges, count, nowMs)
    const left = charges.map((charge) => this.#book.standing(charge, nowMs))
    const least = Math.min(...left.map(({ remaining }) => remaining))
    const leased = this.#book.take(charges, Math.min(ahead, Math.floor(least / leasePart)), nowMs)
    const standings =
      leased === 0 ? left : left.map((each) => ({ ...each, remaining: each.remaining - leased }))
    const violated = granted < count ? left.filter(({ remaining }) => remaining === 0) : []
    return {
      kind: 'judged',
      granted,
      leased,
      atMs: nowMs,
      standings,
      violated: violated.map(({ name }) => name),
      retryAfterS: Math.max(0, ...violated.map(({ resetS }) => resetS)),
    }
  }

  /**
   * Makes everyone load callers anew, and refuses at once what has ended. Gives whether grants have changed since the
   * last time. Errors: throws when the control plane does not answer; callers are loaded anew all the same.
   */
  async changed(tenant: Tenant, ended: readonly string[]): Promise<{ grantsChanged: boolean }> {
    const nowMs = Date.now()
    this.#know({ ...this.#known, changes: this.#known.changes + 1 })
    for (const proof of ended) {
      this.#ended.set(proof, nowMs)
      this.ctx.storage.sql.exec('INSERT OR REPLACE INTO ended VALUES (?, ?)', proof, nowMs)
    }
    const versions = await versionsOf(tenant, placeOf(this.env, tenant.region).db)
    const grantsChanged = versions.grantsVersion !== this.#known.announced
    this.#know({ ...this.#known, ...versions, announced: versions.grantsVersion })
    return { grantsChanged }
  }

  /** How many requests each API key was let through with, and when the last. Units: epoch milliseconds. */
  usageOf(subjects: readonly string[]): Map<string, { requests: number; lastUsedAtMs: number }> {
    this.#write()
    return this.#book.usageOf(subjects)
  }

  /** Gives back what was taken in advance and not used. */
  giveBack(charges: readonly Charge[], unused: { count: number; atMs: number }): void {
    this.#book.giveBack(charges, unused.count, unused.atMs, Date.now())
    this.#timer ??= setTimeout(() => this.#write(), writeAfterMs)
  }

  /** Reads the versions again; one read at a time, and what cannot be read stays as it is known. */
  #reread(tenant: Tenant): Promise<void> {
    this.#reading ??= versionsOf(tenant, placeOf(this.env, tenant.region).db)
      .then((versions) => {
        this.#readAtMs = Date.now()
        const { changes, grantsVersion, policiesVersion } = this.#known
        const isNew = versions.grantsVersion > grantsVersion || versions.policiesVersion > policiesVersion
        if (isNew) this.#know({ ...this.#known, ...versions, changes: changes + 1 })
      })
      .catch((error: unknown) => {
        console.error('versions were not read', errorText(error))
      })
      .finally(() => {
        this.#reading = null
      })
    return this.#reading
  }

  #know(known: Known): void {
    this.#known = known
    this.ctx.storage.kv.put('known', known)
  }

  #write(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    const nowMs = Date.now()
    this.ctx.storage.transactionSync(() => {
      this.#book.write(nowMs)
      for (const [proof, atMs] of this.#ended) if (nowMs - atMs > endedMs) this.#ended.delete(proof)
      this.ctx.storage.sql.exec('DELETE FROM ended WHERE at_ms < ?', nowMs - endedMs)
    })
  }
}
