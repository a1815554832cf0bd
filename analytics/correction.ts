import type { EventRow } from './event-row.ts'
import { decimalFromNano, nanoFromDecimal } from './pricing/money.ts'

/** An event as the table holds it, every column of it. */
export type StoredEvent = EventRow & { revision: number }

/** An event as it was, taken back, and as it is known now. Both carry the new revision. */
export type Correction = {
  before: EventRow & { sign: -1; revision: number }
  row: EventRow & { sign: 1; revision: number }
}

/** What a correction may say of an event. Latency stands in sketches, from which nothing can be taken back. */
type Correctable = Omit<
  EventRow,
  'org_id' | 'id' | 'created_at' | 'ingested_at' | 'expires_at' | 'latency_ms' | 'revision' | 'batch_id'
>
export type Corrected = { [Column in keyof Correctable]?: Correctable[Column] | undefined }

/** The correction that changes bring; null when they change nothing. A column that is undefined has its default. */
export function correctionOf(stored: StoredEvent, changes: Corrected): Correction | null {
  const known = stored as Record<string, unknown>
  const changed = Object.entries(changes).filter(
    ([column, value]) => plain(column, value) !== plain(column, known[column]),
  )
  if (changed.length === 0) return null
  const revision = stored.revision + 1
  const now = Object.fromEntries(changed.map(([column, value]) => [column, value ?? emptyOf(stored, column)]))
  return { before: { ...stored, sign: -1, revision }, row: { ...stored, ...now, sign: 1, revision } }
}

/**
 * A value as both sides write it: the table keeps fractions in 32 bits and decimals with all their zeros, and a
 * column's default is what a row leaves out. No calls are something else than calls that nobody counted.
 */
function plain(column: string, value: unknown): string {
  if (column === 'requests') return String(value ?? '')
  if (column === 'cost_usd') return decimalFromNano(nanoFromDecimal(String(value || '0')))
  if (value === undefined || value === null || value === '' || value === 0 || value === false) return ''
  if (Array.isArray(value) && value.length === 0) return ''
  return JSON.stringify(value, inSinglePrecision)
}

const inSinglePrecision = (_key: string, value: unknown): unknown =>
  typeof value === 'number' && !Number.isInteger(value) ? Math.fround(value) : value

/** The default of a column, by what the table has in it. */
function emptyOf(stored: StoredEvent, column: string): unknown {
  if (column === 'requests') return null
  const value = (stored as Record<string, unknown>)[column]
  if (Array.isArray(value)) return []
  if (typeof value === 'number') return 0
  return typeof value === 'boolean' ? false : column === 'cost_usd' ? '0' : ''
}
