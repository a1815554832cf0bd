import type { EventRow } from '../analytics/event-row.ts'
import { decimalFromNano } from '../analytics/pricing/money.ts'
import { type EndedReading, type Reading, Readings } from './readings.ts'

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
 * hash of the natural key, `atMs` the start of the bucket.
 */
export type UsageEntry = { key: string; atMs: number; figures: UsageFigures; row: EventRow }

/** A line of a vendor's cost report. Units: `amountNano` billionths of one unit of the row's currency. */
export type CostEntry = { key: string; atMs: number; amountNano: string; row: Record<string, unknown> }

/** Rows that bring what is stored to what a vendor tells now. */
export type Differences = { usage: EventRow[]; costs: Record<string, unknown>[] }

const noFigures: UsageFigures = {
  requests: null,
  tokensIn: 0,
  tokensOut: 0,
  tokensCached: 0,
  tokensReasoning: 0,
  costNano: '0',
}

/** The keys of differences: an id is its key and its revision. */
const keysOf = (rows: readonly Record<string, unknown>[]): Set<string> =>
  new Set(rows.map(({ id }) => String(id).replace(/-\d+$/, '')))

type Known<Value> = Map<string, { revision: number; value: Value }>

/**
 * The last value per natural key, so that a vendor's re-reads and revisions become exact differences. The id of a
 * difference is its key and revision: A → B → A gives three rows whose sum is A.
 */
export class UsageRevisions {
  readonly #sql: SqlStorage
  readonly #readings: Readings

  constructor(sql: SqlStorage) {
    this.#sql = sql
    this.#readings = new Readings(sql)
    sql.exec(
      'CREATE TABLE IF NOT EXISTS revisions (key TEXT PRIMARY KEY, revision INTEGER NOT NULL, value TEXT NOT NULL) WITHOUT ROWID',
    )
  }

  /** The differences of a page, which the reading that it belongs to remembers. */
  differences(
    usage: readonly UsageEntry[],
    costs: readonly CostEntry[],
    reading: Reading | null,
  ): Differences {
    const rows = { usage: this.usageRows(usage), costs: this.costRows(costs) }
    if (reading) {
      this.#readings.show('usage', reading, usage, keysOf(rows.usage))
      if (costs.length > 0) this.#readings.show('cost', reading, costs, keysOf(rows.costs))
    }
    return rows
  }

  /** The differences that take back what a whole reading of a window no longer showed. */
  takenBack(ended: EndedReading, nowMs: number): Differences {
    const gone = this.#readings.end(ended)
    const fresh = { ingested_at: new Date(nowMs).toISOString() }
    const usage = gone.flatMap(({ kind, key, row }) =>
      kind === 'usage' ? [{ key, atMs: 0, figures: noFigures, row: { ...(row as EventRow), ...fresh } }] : [],
    )
    const costs = gone.flatMap(({ kind, key, row }) =>
      kind === 'cost' ? [{ key, atMs: 0, amountNano: '0', row: { ...row, ...fresh } }] : [],
    )
    return {
      usage: this.usageRows(this.#withCallsTakenBack(usage)),
      costs: this.costRows(costs),
    }
  }

  /** Calls are taken back where they were told; where they never were, they stay unknown. */
  #withCallsTakenBack(entries: readonly UsageEntry[]): UsageEntry[] {
    const known = this.#known<UsageFigures>(entries.map(({ key }) => key))
    return entries.map((entry) => {
      const requests = (known.get(entry.key)?.value.requests ?? null) === null ? null : 0
      return { ...entry, figures: { ...noFigures, requests } }
    })
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
    if (keys.length === 0) return new Map()
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
