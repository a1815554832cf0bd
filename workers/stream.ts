import type { EventRow } from '../analytics/event-row.ts'
import type { TableName } from '../analytics/store/clickhouse.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { streamShardName } from '../durable-objects/names.ts'
import type { EndedReading } from '../durable-objects/readings.ts'
import {
  type AppendChunk,
  type AppendRequest,
  type AppendResult,
  chunkBytesMax,
} from '../durable-objects/stream-shard.ts'
import type { Env } from './environment.ts'

const encoder = new TextEncoder()
/** A UTF-16 code unit takes at most three bytes of UTF-8, so this never passes the log's limit. */
const chunkCharsMax = Math.floor(chunkBytesMax / 3)
const shard = 0

/** A row on its way to a table; `repeatable` says that its sender may send it again under the same id. */
export type Outgoing = { row: EventRow | (Record<string, unknown> & { id: string }); repeatable: boolean }

/** Everything one request or one vendor page leaves behind. It is stored whole or not at all. */
export type Delivery = Partial<Record<TableName, readonly Outgoing[]>> &
  Pick<AppendRequest, 'usage' | 'costs' | 'reading' | 'isCollected' | 'eventsMax'>

/** The one door to storage: writes a delivery to the tenant's log, from where its readers take it. */
export async function deliver(
  env: Env,
  tenant: Tenant,
  delivery: Delivery,
  batchId: string,
): Promise<AppendResult> {
  const { usage, costs, reading, isCollected, eventsMax = null, ...tables } = delivery
  const chunks = Object.entries(tables).flatMap(([table, rows]) =>
    chunksOf(table as TableName, rows, batchId),
  )
  return shardOf(env, tenant).append(addressOf(tenant), {
    chunks,
    batchId,
    eventsMax,
    ...(usage ? { usage } : {}),
    ...(costs ? { costs } : {}),
    ...(reading ? { reading } : {}),
    ...(isCollected ? { isCollected } : {}),
  })
}

/** Takes back what a vendor no longer shows in a window that was read to its end. */
export async function endReading(
  env: Env,
  tenant: Tenant,
  ended: EndedReading,
  batchId: string,
): Promise<AppendResult> {
  return shardOf(env, tenant).endReading(addressOf(tenant), ended, batchId)
}

/** How much of a tenant's log the store has not taken yet. Units: epoch milliseconds. */
export async function logWaiting(
  env: Env,
  tenant: Tenant,
): Promise<{ rows: number; oldestAtMs: number | null }> {
  return shardOf(env, tenant).waiting()
}

const shardOf = (env: Env, { region, orgId }: Tenant) =>
  env.STREAM_SHARD.getByName(streamShardName(region, orgId, shard))

const addressOf = ({ region, orgId }: Tenant) => ({ region, orgId, shard })

/** Cuts rows into pieces that fit into one value of the log; each piece has a batch id of its own. */
function chunksOf(table: TableName, rows: readonly Outgoing[], batchId: string): AppendChunk[] {
  const chunks: AppendChunk[] = []
  let lines: string[] = []
  let ids: (string | null)[] = []
  let chars = 0
  const batchOf = (index: number): string => `${batchId}-${table}-${index}`
  const close = (): void => {
    if (lines.length === 0) return
    const body = encoder.encode(`${lines.join('\n')}\n`).buffer as ArrayBuffer
    const isNamed = ids.some((id) => id !== null)
    chunks.push({
      table,
      batchId: batchOf(chunks.length),
      rows: lines.length,
      ids: isNamed ? ids : null,
      body,
    })
    lines = []
    ids = []
    chars = 0
  }
  for (const { row, repeatable } of rows) {
    row.batch_id = batchOf(chunks.length)
    let line = JSON.stringify(row)
    if (chars + line.length > chunkCharsMax && lines.length > 0) {
      close()
      row.batch_id = batchOf(chunks.length)
      line = JSON.stringify(row)
    }
    lines.push(line)
    ids.push(repeatable ? row.id : null)
    chars += line.length
  }
  close()
  return chunks
}
