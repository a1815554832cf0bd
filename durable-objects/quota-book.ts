import {
  add,
  forget,
  nothingUsed,
  type Policy,
  reshaped,
  room,
  slotAt,
  type Used,
  waitMs,
} from './sliding-window.ts'

/** Whose quota a request uses up. */
export type Charge = Policy & { subject: string }

/** Where a quota stands. Units: `resetS` seconds until some of it comes back. */
export type Standing = Policy & { remaining: number; resetS: number }

type Page = { used: Used; written: Map<number, number>; subject: string; policy: string }
type Usage = { requests: number; lastUsedAtMs: number }

/** The policy whose charges are requests of an API key, which people see counted. */
export const keyPolicy = 'key'

/**
 * What everybody has used, in an object's SQLite. A count is on disk before it is given, some of it ahead of time, so
 * that a book read again after a crash holds at least what was given; `write` puts the exact counts down.
 */
export class QuotaBook {
  readonly #sql: SqlStorage
  readonly #pages = new Map<string, Page>()
  readonly #changed = new Set<Page>()
  readonly #usage = new Map<string, Usage>()

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(`
      CREATE TABLE IF NOT EXISTS slots (
        subject TEXT NOT NULL, policy TEXT NOT NULL, slot INTEGER NOT NULL, slot_ms REAL NOT NULL, used INTEGER NOT NULL,
        PRIMARY KEY (subject, policy, slot)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS usage (
        subject TEXT PRIMARY KEY, requests INTEGER NOT NULL, last_used_at_ms INTEGER NOT NULL) WITHOUT ROWID;`)
  }

  /** Takes up to `wanted` from every charge alike: what one of them has no room for, none is charged for. */
  take(charges: readonly Charge[], wanted: number, nowMs: number): number {
    const taken = charges.reduce(
      (least, charge) => Math.min(least, room(this.#fresh(charge, nowMs).used, charge.quota)),
      wanted,
    )
    if (taken > 0) for (const charge of charges) this.#count(charge, taken, nowMs, nowMs)
    return taken
  }

  /** Takes back what was given at `atMs` and not used. */
  giveBack(charges: readonly Charge[], unused: number, atMs: number, nowMs: number): void {
    for (const charge of charges) this.#count(charge, -unused, atMs, nowMs)
  }

  standing(charge: Charge, nowMs: number): Standing {
    const { name, quota, windowS } = charge
    const { used } = this.#fresh(charge, nowMs)
    const remaining = room(used, quota)
    const resetMs = used.total === 0 ? 0 : waitMs(used, quota, remaining + 1, nowMs)
    return { name, quota, windowS, remaining, resetS: Math.ceil(resetMs / 1000) }
  }

  /** Whether anything changed since `write`. */
  get isChanged(): boolean {
    return this.#changed.size > 0
  }

  /** Writes the exact counts down and drops what no window holds any more. */
  write(nowMs: number): void {
    for (const page of this.#changed) {
      forget(page.used, nowMs)
      for (const [slot, written] of page.written) {
        const count = page.used.bySlot.get(slot) ?? 0
        if (count !== written) this.#put(page, slot, count)
      }
      if (page.used.total === 0) this.#pages.delete(nameOf(page.subject, page.policy))
    }
    this.#changed.clear()
    this.#sql.exec('DELETE FROM slots WHERE used = 0 OR (slot + 62) * slot_ms < ?', nowMs)
    const rows = [...this.#usage].map(([subject, { requests, lastUsedAtMs }]) => ({
      s: subject,
      r: requests,
      l: lastUsedAtMs,
    }))
    this.#usage.clear()
    this.#sql.exec(
      `INSERT INTO usage SELECT value ->> 's', value ->> 'r', value ->> 'l' FROM json_each(?) WHERE true
       ON CONFLICT (subject) DO UPDATE SET requests = max(0, requests + excluded.requests),
         last_used_at_ms = max(last_used_at_ms, excluded.last_used_at_ms)`,
      JSON.stringify(rows),
    )
  }

  /** How many requests were let through since ever, and when the last; `write` first. */
  usageOf(subjects: readonly string[]): Map<string, Usage> {
    const rows = this.#sql
      .exec<{ subject: string; requests: number; last_used_at_ms: number }>(
        'SELECT subject, requests, last_used_at_ms FROM usage WHERE subject IN (SELECT value FROM json_each(?))',
        JSON.stringify(subjects),
      )
      .toArray()
    return new Map(
      rows.map((row) => [row.subject, { requests: row.requests, lastUsedAtMs: row.last_used_at_ms }]),
    )
  }

  #fresh({ subject, name, windowS }: Charge, nowMs: number): Page {
    const key = nameOf(subject, name)
    const page = this.#pages.get(key) ?? this.#read(subject, name, windowS)
    page.used = reshaped(page.used, windowS)
    forget(page.used, nowMs)
    this.#pages.set(key, page)
    return page
  }

  #read(subject: string, policy: string, windowS: number): Page {
    const rows = this.#sql
      .exec<{ slot: number; slot_ms: number; used: number }>(
        'SELECT slot, slot_ms, used FROM slots WHERE subject = ? AND policy = ?',
        subject,
        policy,
      )
      .toArray()
    const used = nothingUsed(windowS)
    used.slotMs = rows[0]?.slot_ms ?? used.slotMs
    const written = new Map<number, number>()
    for (const row of rows) {
      add(used, row.slot, row.used)
      written.set(row.slot, row.used)
    }
    return { used, written, subject, policy }
  }

  #count(charge: Charge, count: number, atMs: number, nowMs: number): void {
    const page = this.#fresh(charge, nowMs)
    const slot = slotAt(page.used, atMs)
    const after = add(page.used, slot, count)
    if (after > (page.written.get(slot) ?? 0)) {
      this.#put(page, slot, Math.min(charge.quota, after + Math.floor(charge.quota / 100)))
    }
    this.#changed.add(page)
    if (charge.name !== keyPolicy) return
    const usage = this.#usage.get(charge.subject) ?? { requests: 0, lastUsedAtMs: 0 }
    usage.requests += count
    if (count > 0) usage.lastUsedAtMs = nowMs
    this.#usage.set(charge.subject, usage)
  }

  #put(page: Page, slot: number, count: number): void {
    page.written.set(slot, count)
    if (count === 0) page.written.delete(slot)
    this.#sql.exec(
      `INSERT INTO slots VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (subject, policy, slot) DO UPDATE SET used = excluded.used, slot_ms = excluded.slot_ms`,
      page.subject,
      page.policy,
      slot,
      page.used.slotMs,
      count,
    )
  }
}

const nameOf = (subject: string, policy: string): string => `${policy} ${subject}`
