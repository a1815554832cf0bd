import type { PushResult } from '../analytics/contract/push.ts'
import type { PipelineContext, PipelineEnd } from '../analytics/pipeline.ts'
import { plans } from '../analytics/plans.ts'
import { fail, ok, type Result } from '../analytics/result.ts'
import { type Acting, actorsOf } from './actors.ts'
import { contentHash } from './content-hash.ts'
import { evidenceRows, type WithOriginal } from './evidence/rows.ts'
import type { Failure } from './http/failure.ts'
import { idempotencyKeyOf, sameRequest } from './http/idempotency.ts'
import { count } from './http/metrics.ts'
import type { CallerContext } from './http/route.ts'
import { beyondPlan } from './identity/plan-room.ts'
import { type Placed, placed } from './identity/pushing.ts'
import { newId } from './new-id.ts'
import { noteUnpriced } from './notices.ts'
import { pipelineContextOf } from './pipeline-context.ts'
import { type QuarantineSource, quarantinedRow } from './quarantine.ts'
import { deliver, type Outgoing } from './stream.ts'
import { vaultOf } from './vault/index.ts'

/** A call to an object carries 32 MiB; spans that take more than the text they point to must not fill it. */
const findingsPerBatchMax = 100_000

/** What every door's items say alike: an id that makes a repeat harmless, where they belong and who acted. */
export type Incoming = Placed & Acting & { id?: string | undefined }

/** One door for pushed items. `name` keeps ids that come from an `Idempotency-Key` apart from those of other doors. */
export type Door<Item extends Incoming> = {
  name: string
  source: QuarantineSource
  /** Pure: normalise → detect → decide → protect. `actorId` is the sender's or a pseudonym. */
  toEvent: (item: Item, actorId: string | null, pipeline: PipelineContext) => PipelineEnd
}

/**
 * Takes in a batch through a door, whole or not at all: places it, runs the pipeline, seals what cannot become an event
 * and writes everything to the log. Errors: 403 for a place that is not the caller's or a month that is full, 413 for
 * too many findings, 422 for another batch under the same `Idempotency-Key`, 429 while the store is behind.
 */
export async function takeIn<Item extends Incoming>(
  context: CallerContext,
  door: Door<Item>,
  given: readonly Item[],
): Promise<Result<PushResult, Failure>> {
  const { env, tenant, place, nowMs } = context
  const { source } = door
  const own = await placed(given, context)
  if (!own.ok) return own
  const named = await withIds(own.value, door.name, context)
  if (!named.ok) return named
  const items = named.value
  const actorIds = await actorsOf(items, context)
  const pipeline = await pipelineContextOf(context)
  const kept: Outgoing[] = []
  const originals: WithOriginal[] = []
  const quarantined: Outgoing[] = []
  let findings = 0
  for (const [index, item] of items.entries()) {
    const end = door.toEvent(item, actorIds[index] ?? null, pipeline)
    findings += end.end === 'kept' ? (end.row.findings?.length ?? 0) : 0
    if (findings > findingsPerBatchMax) {
      const message = 'The batch holds too many findings. Send fewer events at once.'
      return fail({ kind: 'too_large', message })
    }
    if (end.end === 'kept') {
      end.row.source = source
      const repeatable = item.id !== undefined
      kept.push({ row: end.row, repeatable })
      originals.push({ row: end.row, repeatable, original: end.original })
    } else {
      // A sender who was not answered sends the item again.
      const repeatable = item.id !== undefined
      const id = repeatable ? await contentHash(`${tenant.orgId}\nquarantined\n${item.id}`) : newId()
      const why = { id, source, reason: end.reason, repeatable }
      quarantined.push(await quarantinedRow(tenant, vaultOf(env, place), item, why, nowMs))
    }
  }
  const eventsMax = plans[tenant.plan].eventsPerMonthMax
  const evidence = await evidenceRows(context, originals)
  const stored = await deliver(env, tenant, { events: kept, evidence, quarantined, eventsMax }, newId())
  if (!stored.accepted && stored.reason === 'month_full') {
    return fail(beyondPlan(tenant, { name: 'events_per_month', used: stored.used, limit: eventsMax }))
  }
  if (!stored.accepted) {
    const message = 'The store is behind. Send the same batch again later.'
    return fail({ kind: 'rate_limited', message, retryAfterS: stored.retryAfterS })
  }
  const unpriced = kept.flatMap(({ row }) => (row.cost_source === 'unpriced' ? [row] : []))
  if (unpriced.length > 0) context.waitUntil(noteUnpriced(tenant, place, unpriced, nowMs))
  count('aegisflow_events_total', { source, end: 'kept' }, stored.kept)
  const repeats = stored.quarantineRepeats ?? 0
  const ends = {
    ingested: stored.kept,
    duplicates: stored.duplicates + repeats,
    quarantined: quarantined.length - repeats,
  }
  count('aegisflow_events_total', { source, end: 'dropped_duplicate' }, ends.duplicates)
  count('aegisflow_events_total', { source, end: 'quarantined' }, ends.quarantined)
  return ok(ends)
}

/**
 * With an `Idempotency-Key`, items without an id get one that the same request gives again, so that a retry of the
 * whole batch is harmless. Another batch under the same key is refused, and were the key forgotten its items would
 * still have ids of their own: nothing is taken for a repeat that is none.
 */
async function withIds<Item extends Incoming>(
  items: readonly Item[],
  door: string,
  context: CallerContext,
): Promise<Result<readonly Item[], Failure>> {
  if (items.every(({ id }) => id !== undefined)) return ok(items)
  const key = idempotencyKeyOf(context.request)
  if (!key.ok) return key
  if (key.value === null) return ok(items)
  const asked = { name: `${door}\n${key.value}`, request: JSON.stringify(items) }
  const prefix = await contentHash(`${context.tenant.orgId}\n${asked.name}\n${asked.request}`)
  const same = await sameRequest(context, asked)
  if (!same.ok) return same
  return ok(
    items.map((item, index) => (item.id === undefined ? { ...item, id: `${prefix}-${index}` } : item)),
  )
}
