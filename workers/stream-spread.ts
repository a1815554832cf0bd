import type { TableName } from '../analytics/store/clickhouse.ts'
import { growSpread, spreadOf } from '../analytics/store/d1/stream-spreads.ts'
import { placeOf } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { ownerOf, shardsMax } from '../durable-objects/owner.ts'
import type { Env } from './environment.ts'
import type { Delivery, Outgoing } from './stream.ts'

type Tables = Partial<Record<TableName, readonly Outgoing[]>>

/** What of a delivery goes to one log. `isLast`: after the others, since a repeat of it may be a second time. */
export type Part = { shard: number; isLast: boolean; tables: Tables }

/** How long an isolate believes what it knows; a log that knows better says so at once. */
const believedMs = 60_000
/** How long a spread is given to help before it grows again. */
const restMs = 60_000

const known = new Map<string, { shards: number; readAtMs: number; askedAtMs: number }>()

/** Over how many logs an organization's events are spread now, as far as this isolate knows. */
export type KnownSpread = {
  readonly shards: number
  /** A log said so. */
  learn(shards: number): void
  /** A log has more to do than it should. */
  grow(): Promise<void>
}

/** The spread that a delivery needs: only pushed events are spread, so a collector never asks. */
export async function spreadFor(env: Env, tenant: Tenant, delivery: Delivery): Promise<KnownSpread> {
  const isSpread = !delivery.isCollected && (delivery.events?.length ?? 0) > 0
  const nowMs = Date.now()
  const db = () => placeOf(env, tenant.region).db
  let current = known.get(tenant.orgId)
  if (isSpread && (!current || nowMs - current.readAtMs > believedMs || nowMs < current.readAtMs)) {
    const shards = Math.max(current?.shards ?? 1, await spreadOf(tenant, db()))
    current = { shards, readAtMs: nowMs, askedAtMs: current?.askedAtMs ?? 0 }
    known.set(tenant.orgId, current)
  }
  const believed = current ?? { shards: 1, readAtMs: 0, askedAtMs: 0 }
  return {
    get shards() {
      return believed.shards
    },
    learn(shards) {
      believed.shards = Math.max(believed.shards, shards)
    },
    async grow() {
      const isAsked = nowMs - believed.askedAtMs < restMs && nowMs >= believed.askedAtMs
      const grownMax = Math.min(shardsMax, Number(env.STREAM_SHARDS_MAX) || 1)
      if (isAsked || believed.shards >= grownMax) return
      believed.askedAtMs = nowMs
      believed.shards = await growSpread(tenant, db(), believed.shards, nowMs, restMs)
    },
  }
}

/**
 * Cuts a delivery into what goes to each log: named pushed events to the log that has their id, and together in one
 * last part all that has no such name, or belongs to log 0.
 */
export function partsOf(tables: Tables, shards: number, batchId: string, isCollected: boolean): Part[] {
  if (shards === 1 || isCollected) return [{ shard: 0, isLast: true, tables }]
  const { events = [], evidence = [], ...others } = tables
  const owned = new Map<number, Owned>()
  const unnamed: Owned = { events: [], evidence: [] }
  const ownedBy = (id: string): Owned => {
    const shard = ownerOf(id, shards)
    const some = owned.get(shard) ?? { events: [], evidence: [] }
    owned.set(shard, some)
    return some
  }
  for (const each of events) (each.repeatable ? ownedBy(each.row.id) : unnamed).events.push(each)
  for (const each of evidence) {
    const [eventId = ''] = each.row.id.split('/', 1)
    const place = each.repeatable ? ownedBy(eventId) : unnamed
    place.evidence.push(each)
  }
  const hasOthers = Object.values(others).some((rows) => rows.length > 0)
  const lastShard = hasOthers ? 0 : ownerOf(batchId, shards)
  const hasLast = hasOthers || unnamed.events.length > 0
  const beside = owned.get(lastShard)
  if (hasLast) owned.delete(lastShard)
  const parts: Part[] = [...owned].map(([shard, some]) => ({ shard, isLast: false, tables: some }))
  if (hasLast) {
    const last = {
      ...others,
      events: [...unnamed.events, ...(beside?.events ?? [])],
      evidence: [...unnamed.evidence, ...(beside?.evidence ?? [])],
    }
    parts.push({ shard: lastShard, isLast: true, tables: last })
  }
  return parts
}

/** Events of one log with their originals, whose ids begin with those of their events. */
type Owned = { events: Outgoing[]; evidence: Outgoing[] }
