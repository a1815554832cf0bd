import type { PipelineContext } from '../../analytics/pipeline.ts'
import { retentionMsByPlan } from '../../analytics/plans.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Checkpoint } from '../../analytics/store/d1/collection.ts'
import { ratesBetween } from '../../analytics/store/d1/exchange-rates.ts'
import type { CostObservation } from '../../analytics/usage.ts'
import { detectionOf } from '../detection.ts'
import { count } from '../http/metrics.ts'
import { newId } from '../new-id.ts'
import { noteUnpriced } from '../notices.ts'
import { type Delivery, deliver, endReading } from '../stream.ts'
import { vaultOf } from '../vault/index.ts'
import { callRows } from './calls.ts'
import { type Names, remember } from './names.ts'
import { costEntries, type RateOf, usageEntries } from './observed.ts'
import { rawRows } from './raw.ts'
import type { Ending, Run } from './run.ts'
import type { PulledPage, VendorContext } from './vendor.ts'
import { auditRows } from './vendor-audit.ts'
import { readAgainFromMs } from './windows.ts'

/** What one call to the log carries at most: far below its 32 MiB, also with long texts. */
const partMax = { usage: 5_000, costs: 5_000, calls: 500, audit: 2_000 } as const

/** What a run needs to turn pages into rows. */
export type PageContext = { names: Names; accountRef: string; pipeline: PipelineContext }

export async function pageContext(
  { env, place, due: { tenant }, startedAtMs }: Run,
  names: Names,
  { accountRef, price }: Pick<VendorContext, 'accountRef' | 'price'>,
): Promise<PageContext> {
  return {
    names,
    accountRef,
    pipeline: {
      orgId: tenant.orgId,
      region: tenant.region,
      retentionMs: retentionMsByPlan[tenant.plan],
      nowMs: startedAtMs,
      newId,
      detection: await detectionOf(env, tenant, place, startedAtMs),
      price,
    },
  }
}

/** Hands a page to the log, in parts when it is long. All of it is harmless to repeat. */
export async function storePage(
  run: Run,
  context: PageContext,
  page: PulledPage,
  window: Checkpoint,
): Promise<Result<null, Ending>> {
  await remember(run, page.inventory, Date.now())
  const parts = Math.max(
    1,
    ...(['usage', 'costs', 'calls', 'audit'] as const).map((kind) =>
      Math.ceil(page[kind].length / partMax[kind]),
    ),
  )
  for (let part = 0; part < parts; part++) {
    const delivery = await deliveryOf(run, context, page, window, part)
    const stored = await deliver(run.env, run.due.tenant, delivery, newId())
    if (!stored.accepted) return fail({ kind: 'log_full', retryAfterS: stored.retryAfterS })
    const { usage = [], events = [] } = delivery
    const rows = [...usage, ...events].map(({ row }) => row)
    await noteUnpriced(run.due.tenant, run.place, rows, Date.now())
    count('aegisflow_events_total', { source: 'collector', end: 'kept' }, stored.changed + stored.kept)
    if (stored.duplicates > 0)
      count('aegisflow_events_total', { source: 'collector', end: 'dropped_duplicate' }, stored.duplicates)
    const quarantined = delivery.quarantined?.length ?? 0
    if (quarantined > 0)
      count('aegisflow_events_total', { source: 'collector', end: 'quarantined' }, quarantined)
  }
  return ok(null)
}

async function deliveryOf(
  run: Run,
  { names, accountRef, pipeline }: PageContext,
  page: PulledPage,
  window: Checkpoint,
  part: number,
): Promise<Delivery> {
  const { env, place, due, vendor, credential, stream } = run
  const { tenant } = due
  const nowMs = Date.now()
  const partOf = <Row>(rows: readonly Row[], max: number): Row[] => rows.slice(part * max, (part + 1) * max)
  const calls = await callRows(run, partOf(page.calls, partMax.calls), names, pipeline)
  const audit = partOf(page.audit, partMax.audit)
  const costs = partOf(page.costs, partMax.costs)
  const rates = await ratesFor(run, costs)
  const origin = { vendorId: vendor.id, credentialId: credential.id, stream: stream.name, runId: run.id }
  const isRawHere = part === 0 && page.raw !== ''
  return {
    raw_payloads: isRawHere ? await rawRows(tenant, vaultOf(env, place), page.raw, origin, nowMs) : [],
    usage: await usageEntries(tenant, partOf(page.usage, partMax.usage), names, nowMs),
    costs: await costEntries(tenant, credential.id, costs, rates, nowMs),
    events: calls.events,
    quarantined: calls.quarantined,
    vendor_audit: audit.length === 0 ? [] : await auditRows(run, accountRef, audit, names, nowMs),
    isCollected: true,
    ...(mayVanish(run)
      ? {
          reading: {
            group: groupOf(run),
            pass: window.pass,
            sinceMs: readAgainFromMs(stream, window.topMs),
            begins: window.page === null && part === 0,
          },
        }
      : {}),
  }
}

/**
 * What a window that was read to its end no longer shows is taken back; only where rows stand in buckets, and only
 * when no row of it was skipped, which might be the very one.
 */
export async function storeEnd(run: Run, window: Checkpoint): Promise<Result<null, Ending>> {
  if (!mayVanish(run) || !window.isWhole || window.part !== 'present') return ok(null)
  const { fromMs, toMs, pass } = window
  const ended = { group: groupOf(run), pass, fromMs, toMs }
  const stored = await endReading(run.env, run.due.tenant, ended, newId())
  return stored.accepted ? ok(null) : fail({ kind: 'log_full', retryAfterS: stored.retryAfterS })
}

const mayVanish = ({ stream }: Run): boolean => stream.bucketMs !== null

const groupOf = ({ credential, stream }: Run): string => `${credential.id}/${stream.name}`

/** Rates of the days of some costs; dollars need none. */
async function ratesFor({ place }: Run, costs: readonly CostObservation[]): Promise<RateOf> {
  const days = costs.flatMap(({ currency, dayAtMs }) => (currency === 'USD' ? [] : [dayAtMs]))
  if (days.length === 0) return () => null
  const dayOf = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10)
  return ratesBetween(place.db, dayOf(Math.min(...days)), dayOf(Math.max(...days)))
}
