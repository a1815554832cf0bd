import type { EventRow } from '../analytics/event-row.ts'
import type { TableName } from '../analytics/store/clickhouse.ts'
import { spreadOf } from '../analytics/store/d1/stream-spreads.ts'
import { placeOf } from '../analytics/store/place.ts'
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
import { count } from './http/metrics.ts'
import { type Part, partsOf, spreadFor } from './stream-spread.ts'

const encoder = new TextEncoder()
/** A UTF-16 code unit takes at most three bytes of UTF-8, so this never passes the log's limit. */
const chunkCharsMax = Math.floor(chunkBytesMax / 3)
/** A spread grows at most three times, so nothing is sent on more often. */
const sendsMax = 5

/**
 * A row on its way to a table; `repeatable` says that its sender may send it again under the same id. `before` is what a
 * correction takes back: both go into the same piece, and are known by the row's id and revision.
 */
export type Outgoing = {
  row: EventRow | (Record<string, unknown> & { id: string })
  repeatable: boolean
  before?: EventRow
}

/** Everything one request or one vendor page leaves behind. */
export type Delivery = Partial<Record<TableName, readonly Outgoing[]>> &
  Pick<AppendRequest, 'usage' | 'costs' | 'reading' | 'isCollected' | 'eventsMax'>

/** What became of a delivery. */
type Delivered = Exclude<AppendResult, { reason: 'moved' }>

type Sum = { kept: number; duplicates: number; changed: number; quarantineRepeats: number }

/**
 * The one door to storage: writes a delivery to the tenant's logs, from where their readers take it. With one log it is
 * stored whole or not at all. With several, what has no name of its own goes last and together, so that a sender who is
 * refused and comes again with the same delivery doubles nothing.
 */
export async function deliver(
  env: Env,
  tenant: Tenant,
  delivery: Delivery,
  batchId: string,
): Promise<Delivered> {
  const spread = await spreadFor(env, tenant, delivery)
  const sum: Sum = { kept: 0, duplicates: 0, changed: 0, quarantineRepeats: 0 }
  const { usage, costs, reading, isCollected, eventsMax = null, ...tables } = delivery
  const beside = {
    ...(usage ? { usage } : {}),
    ...(costs ? { costs } : {}),
    ...(reading ? { reading } : {}),
    ...(isCollected ? { isCollected } : {}),
  }
  const send = async ({ shard, isLast, tables: rows }: Part, name: string): Promise<AppendResult> => {
    const chunks = Object.entries(rows).flatMap(([table, some]) =>
      chunksOf(table as TableName, some, shard === 0 ? name : `${name}.${shard}`),
    )
    const request = { chunks, batchId: name, eventsMax, ...(isLast ? beside : {}) }
    return answerOf(
      shardOf(env, tenant, shard).append({ ...addressOf(tenant, shard), shards: spread.shards }, request),
    )
  }
  const cut = (rows: Part['tables']) => partsOf(rows, spread.shards, batchId, isCollected ?? false)
  let left: Part[] = cut(tables)
  for (let sends = 0; sends < sendsMax && left.length > 0; sends += 1) {
    const name = sends === 0 ? batchId : `${batchId}.${sends}`
    const waiting: Part[] = []
    for (const turn of [left.filter(({ isLast }) => !isLast), left.filter(({ isLast }) => isLast)]) {
      if (waiting.length > 0) {
        waiting.push(...turn)
        continue
      }
      const answers = await Promise.all(turn.map((part) => send(part, name)))
      const refusal = add(sum, answers)
      if (refusal) {
        count('aegisflow_events_total', { source: 'ingest', end: 'kept' }, sum.kept)
        return refusal
      }
      for (const [index, answer] of answers.entries()) {
        const part = turn[index]
        if (answer.accepted && answer.isCrowded) await spread.grow()
        if (answer.accepted || answer.reason !== 'moved' || !part) continue
        spread.learn(answer.shards)
        waiting.push(part)
      }
    }
    left = waiting.length === 0 ? [] : cut(together(waiting))
  }
  if (left.length > 0) return { accepted: false, reason: 'behind', retryAfterS: 1 }
  return { accepted: true, ...sum }
}

/** Parts that are to be cut anew. What is no event stood in one of them. */
const together = (parts: readonly Part[]): Part['tables'] =>
  Object.assign({}, ...parts.map(({ tables }) => tables), {
    events: parts.flatMap(({ tables }) => tables.events ?? []),
    evidence: parts.flatMap(({ tables }) => tables.evidence ?? []),
  })

/** Adds up what was taken. Gives the weightiest refusal: a full month holds longer than a log that is behind. */
function add(sum: Sum, answers: readonly AppendResult[]) {
  let refusal: Extract<AppendResult, { reason: 'behind' | 'month_full' }> | null = null
  for (const answer of answers) {
    if (answer.accepted) {
      sum.kept += answer.kept
      sum.duplicates += answer.duplicates
      sum.changed += answer.changed
      sum.quarantineRepeats += answer.quarantineRepeats ?? 0
    } else if (answer.reason !== 'moved' && refusal?.reason !== 'month_full') refusal = answer
  }
  return refusal
}

/** Marks of the platform on errors of an object that is alive again in a moment. Source: Durable Objects, error handling. */
type Marked = { overloaded?: boolean; retryable?: boolean; durableObjectReset?: boolean; message?: string }

/** An object that has no room, or was ended while it wrote, asks for patience like one that is behind. */
async function answerOf(answering: Promise<AppendResult>): Promise<AppendResult> {
  try {
    return await answering
  } catch (error) {
    const { overloaded, retryable, durableObjectReset, message } = (error ?? {}) as Marked
    const isPassing = overloaded || retryable || durableObjectReset
    if (!isPassing && !/SQLITE_FULL|disk is full|SQLITE_IOERR/.test(message ?? '')) throw error
    console.error('a log did not take a delivery', message)
    return { accepted: false, reason: 'behind', retryAfterS: 5 }
  }
}

/** Takes back what a vendor no longer shows in a window that was read to its end. */
export async function endReading(
  env: Env,
  tenant: Tenant,
  ended: EndedReading,
  batchId: string,
): Promise<Delivered> {
  return shardOf(env, tenant, 0).endReading(addressOf(tenant, 0), ended, batchId)
}

/** How much of a tenant's logs the store has not taken yet. Units: epoch milliseconds. */
export async function logWaiting(
  env: Env,
  tenant: Tenant,
): Promise<{ rows: number; oldestAtMs: number | null }> {
  const logs = await eachLog(env, tenant, (log) => log.waiting())
  const oldest = logs.flatMap(({ oldestAtMs }) => oldestAtMs ?? [])
  return {
    rows: logs.reduce((sum, { rows }) => sum + rows, 0),
    oldestAtMs: oldest.length === 0 ? null : Math.min(...oldest),
  }
}

/** Pushed events of the calendar month so far, of all logs, each once. */
export async function eventsThisMonth(env: Env, tenant: Tenant): Promise<number> {
  const counts = await eachLog(env, tenant, (log) => log.eventsThisMonth())
  return counts.reduce((sum, count) => sum + count, 0)
}

type Log = ReturnType<typeof shardOf>

async function eachLog<T>(env: Env, tenant: Tenant, ask: (log: Log) => Promise<T>): Promise<T[]> {
  const shards = await spreadOf(tenant, placeOf(env, tenant.region).db)
  return Promise.all(Array.from({ length: shards }, (_, shard) => ask(shardOf(env, tenant, shard))))
}

const shardOf = (env: Env, { region, orgId }: Tenant, shard: number) =>
  env.STREAM_SHARD.getByName(streamShardName(region, orgId, shard))

const addressOf = ({ region, orgId }: Tenant, shard: number) => ({ region, orgId, shard })
/** Cuts rows into pieces that fit into one value of the log; each piece has a batch id of its own. */
function chunksOf(table: TableName, rows: readonly Outgoing[], batchId: string): AppendChunk[] {
  const chunks: AppendChunk[] = []
  let lines: string[] = []
  let ids: (string | null)[] = []
  let chars = 0
  let isNamed = false
  const batchOf = (index: number): string => `${batchId}-${table}-${index}`
  const close = (): void => {
    if (lines.length === 0) return
    const body = encoder.encode(`${lines.join('\n')}\n`).buffer as ArrayBuffer
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
    isNamed = false
  }
  for (const { row, before, repeatable } of rows) {
    let was = before && lineOf(before, batchOf(chunks.length))
    let line = lineOf(row, batchOf(chunks.length))
    if (chars + line.length + (was?.length ?? 0) > chunkCharsMax && lines.length > 0) {
      close()
      was = before && lineOf(before, batchOf(chunks.length))
      line = lineOf(row, batchOf(chunks.length))
    }
    if (was !== undefined) {
      lines.push(was)
      ids.push(`${row.id}/${row.revision}/before`)
      chars += was.length
    }
    lines.push(line)
    ids.push(was !== undefined ? `${row.id}/${row.revision}` : repeatable ? row.id : null)
    chars += line.length
    isNamed ||= was !== undefined || repeatable
  }
  close()
  return chunks
}

function lineOf(row: Outgoing['row'], batchId: string): string {
  row.batch_id = batchId
  return JSON.stringify(row)
}
