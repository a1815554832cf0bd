import type { TableName } from '../analytics/store/clickhouse.ts'
import type { CorrectedRow } from '../analytics/store/clickhouse-corrections.ts'
import { linesOf, linesToBytes } from './json-lines.ts'
import type { AppendChunk } from './stream-shard.ts'

/** A correction is two lines, what was and what is: taking one without the other would leave rollups wrong. */
export const linesApart = (table: TableName): number => (table === 'event_corrections' ? 2 : 1)

/** Originals come after the events that they belong to. */
export const evidenceLast = (chunks: readonly AppendChunk[]): AppendChunk[] =>
  chunks.toSorted((a, b) => Number(a.table === 'evidence') - Number(b.table === 'evidence'))

/**
 * Originals of events that were kept, each once. One of an event that is known already is dropped with it: it may say
 * something else. Its id is that of its event, with the number of its part behind a slash.
 */
export function evidenceOfKept(
  chunk: AppendChunk,
  ids: readonly (string | null)[],
  keptIds: ReadonlySet<string>,
): AppendChunk {
  const taken = new Set<string>()
  const lines = linesOf(chunk.body).filter((_, index) => {
    const id = ids[index]
    if (id === null || id === undefined) return true
    const [eventId = ''] = id.split('/', 1)
    if (!keptIds.has(eventId) || taken.has(id)) return false
    taken.add(id)
    return true
  })
  return lines.length === chunk.rows ? chunk : { ...chunk, rows: lines.length, body: linesToBytes(lines) }
}

/** The rows that corrections bring, without those that they take back. */
export function correctedIn(lines: readonly string[]): CorrectedRow[] {
  return lines
    .map((line) => JSON.parse(line) as CorrectedRow & { sign: number })
    .filter(({ sign }) => sign > 0)
    .map(({ org_id, id, created_at, revision }) => ({ org_id, id, created_at, revision }))
}
