import { type Corrected, type Correction, correctionOf } from '../../analytics/correction.ts'
import type { EventRow } from '../../analytics/event-row.ts'
import { usageRows } from '../../analytics/queries/usage-rows.ts'
import type { UsageEntry } from '../../durable-objects/usage-revisions.ts'
import { outgoingOf, storedById } from '../stored-events.ts'
import type { Outgoing } from '../stream.ts'
import type { Run } from './run.ts'

/** What a bucket's row says besides its figures, of which the log itself knows the differences. */
const dimensions = [
  'model',
  'operation',
  'workspace_id',
  'project_id',
  'actor_id',
  'api_key_id',
  'cost_source',
] as const satisfies readonly (keyof EventRow)[]

/** What the adapter and the pipeline make of a call. What later rules decided of it stays. */
const callColumns = [
  'vendor_id',
  'model',
  'operation',
  'requests',
  'tokens_in',
  'tokens_out',
  'tokens_cached',
  'tokens_reasoning',
  'tokens_estimated',
  'cost_usd',
  'cost_source',
  'status',
  'workspace_id',
  'project_id',
  'actor_id',
  'api_key_id',
  'trace_id',
  'violation_type',
  'violation_label',
  'severity',
  'compliance_hits',
  'findings',
  'prompt_excerpt',
  'response_excerpt',
  'risk_score',
  'risk_label',
  'flags',
  'inspected',
  'uninspected_reason',
  'detector_version',
] as const satisfies readonly (keyof EventRow)[]

const picked = (row: EventRow, columns: readonly (keyof EventRow)[]): Corrected =>
  Object.fromEntries(columns.map((column) => [column, row[column]]))

/** Stored rows of these buckets that say something else than the adapter of today. */
export async function usageCorrections(
  { due: { tenant }, place, vendor }: Run,
  entries: readonly UsageEntry[],
): Promise<Outgoing[]> {
  if (entries.length === 0) return []
  const moments = entries.map(({ atMs }) => atMs)
  const window = { vendorId: vendor.id, sinceMs: Math.min(...moments), untilMs: Math.max(...moments) }
  const byKey = new Map(entries.map((entry) => [entry.key, entry.row]))
  const keyOf = (id: string): string => id.replace(/-\d+$/, '')
  const found = await place.clickhouse.ask(tenant, usageRows, window)
  const other = found.filter((row) => {
    const now = byKey.get(keyOf(row.id))
    return now !== undefined && dimensions.some((name) => row[name] !== (now[name] ?? ''))
  })
  const stored = await storedById(
    tenant,
    place,
    other.map(({ id }) => id),
  )
  return [...stored.values()].flatMap((row) => {
    const now = byKey.get(keyOf(row.id))
    const correction = now && correctionOf(row, picked(now, dimensions))
    return correction ? [outgoingOf(correction)] : []
  })
}

/** Calls of a page: those that are not stored yet, and corrections of those that are and read differently today. */
export async function callCorrections(
  { due: { tenant }, place }: Run,
  events: readonly Outgoing[],
  readAtMs: number,
): Promise<{ fresh: Outgoing[]; corrections: Outgoing[] }> {
  const rows = events.map(({ row }) => row as EventRow)
  const stored = await storedById(
    tenant,
    place,
    rows.map(({ id }) => id),
  )
  const corrections = rows.flatMap((row): Correction[] => {
    const known = stored.get(row.id)
    // The first telling of a call is what counts: a later one is dropped when it comes, and corrects nothing here.
    if (known === undefined || Date.parse(known.ingested_at) !== readAtMs) return []
    const correction = correctionOf(known, picked(row, callColumns))
    return correction ? [correction] : []
  })
  return {
    fresh: events.filter(({ row }) => !stored.has(row.id)),
    corrections: corrections.map(outgoingOf),
  }
}
