import type { EventRow } from '../analytics/event-row.ts'
import { decimalFromNano } from '../analytics/pricing/money.ts'

/** Figures of a usage bucket as of now. Units: tokens; `costNano` billionths of a dollar as a decimal string. */
export type UsageFigures = {
  requests: number | null
  tokensIn: number
  tokensOut: number
  tokensCached: number
  tokensReasoning: number
  costNano: string
}

/**
 * A bucket as the vendor tells it now, and the row (without figures and id) that a change of it becomes. `key` is a
 * hash of the natural key.
 */
export type UsageEntry = { key: string; figures: UsageFigures; row: EventRow }

/** A line of a vendor's cost report. Units: `amountNano` billionths of one unit of the row's currency. */
export type CostEntry = { key: string; amountNano: string; row: Record<string, unknown> }

type Known<Value> = Map<string, { revision: number; value: Value }>

/**
 * The last value per natural key, so that a vendor's re-reads and revisions become exact differences. The id of a
 * difference is its key and revision: A → B → A gives three rows whose sum is A.
 */
export class UsageRevisions {
  readonly #sql: SqlStorage

  constructor(sql: SqlStorage) {
    this.#sql = sql
    sql.exec(
      'CREATE TABLE IF NOT EXISTS revisions (key TEXT PRIMARY KEY, revision INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID',
    )
  }

  /**
   * Rows that bring the stored usage from what was known to what is told now. A vendor that no longer says how many
   * calls there were does not take them back.
   */
  usageRows(entries: readonly UsageEntry[]): EventRow[] {
    const known = this.#known<UsageFigures>(entries.map((entry) => entry.key))
    return entries.flatMap((entry) => {
      const before = known.get(entry.key)
      const was = before?.value
      const now = { ...entry.figures, requests: entry.figures.requests ?? was?.requests ?? null }
      if (was && JSON.stringify(was) === JSON.stringify(now)) return []
      const revision = (before?.revision ?? 0) + 1
      known.set(entry.key, { revision, value: now })
      this.#remember(entry.key, revision, now)
      return [
        {
          ...entry.row,
          id: `${entry.key}-${revision}`,
          requests: now.requests === null ? null : now.requests - (was?.requests ?? 0),
          tokens_in: now.tokensIn - (was?.tokensIn ?? 0),
          tokens_out: now.tokensOut - (was?.tokensOut ?? 0),
          tokens_cached: now.tokensCached - (was?.tokensCached ?? 0),
          tokens_reasoning: now.tokensReasoning - (was?.tokensReasoning ?? 0),
          cost_usd: decimalFromNano(BigInt(now.costNano) - BigInt(was?.costNano ?? '0')),
        },
      ]
    })
  }

  /** Rows that bring the stored cost lines from what was known to what is told now. */
  costRows(entries: readonly CostEntry[]): Record<string, unknown>[] {
    const known = this.#known<string>(entries.map((entry) => entry.key))
    return entries.flatMap((entry) => {
      const before = known.get(entry.key)
      if (before?.value === entry.amountNano) return []
      const revision = (before?.revision ?? 0) + 1
      known.set(entry.key, { revision, value: entry.amountNano })
      this.#remember(entry.key, revision, entry.amountNano)
      const amount = decimalFromNano(BigInt(entry.amountNano) - BigInt(before?.value ?? '0'))
      return [{ ...entry.row, id: `${entry.key}-${revision}`, amount }]
    })
  }

  #known<Value>(keys: readonly string[]): Known<Value> {
    const rows = this.#sql
      .exec<{ key: string; revision: number; value: string }>(
        'SELECT key, revision, value FROM revisions WHERE key IN (SELECT value FROM json_each(?))',
        JSON.stringify(keys),
      )
      .toArray()
    return new Map(
      rows.map((row) => [row.key, { revision: row.revision, value: JSON.parse(row.value) as Value }]),
    )
  }

  #remember(key: string, revision: number, value: unknown): void {
    this.#sql.exec('INSERT OR REPLACE INTO revisions VALUES (?, ?, ?)', key, revision, JSON.stringify(value))
  }
}
