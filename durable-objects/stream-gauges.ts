import type { Sample } from './metrics-hub.ts'
import type { Load } from './stream-load.ts'
import type { StreamLog } from './stream-log.ts'

/** The figures of one log, for `/metrics`. */
export function shardGauges(
  orgId: string,
  shard: number,
  log: StreamLog,
  liveSeq: number,
  nowMs: number,
  load: Load,
): Sample[] {
  const labels = { org_id: orgId, shard: String(shard) }
  const ofReaders = (['store', 'live'] as const).flatMap((reader) => {
    const depth = log.behind(reader)
    const oldestAtMs =
      depth.rows === 0 ? null : log.oldestAfter(reader === 'live' ? liveSeq : log.cursor(reader))
    // A clock that was set back makes nothing younger than now.
    const lagMs = oldestAtMs === null ? 0 : Math.max(0, nowMs - oldestAtMs)
    return [
      { name: 'aegisflow_log_rows', labels: { ...labels, reader }, value: depth.rows },
      { name: 'aegisflow_log_bytes', labels: { ...labels, reader }, value: depth.bytes },
      { name: 'aegisflow_log_lag_seconds', labels: { ...labels, reader }, value: lagMs / 1000 },
    ]
  })
  return [
    ...ofReaders,
    { name: 'aegisflow_rejected_rows', labels: { ...labels, reader: 'store' }, value: log.rejectedRows() },
    { name: 'aegisflow_log_appends_per_second', labels, value: load.appendsPerS },
    { name: 'aegisflow_log_append_bytes_per_second', labels, value: load.bytesPerS },
    { name: 'aegisflow_log_stored_bytes', labels, value: load.storedBytes },
  ]
}
