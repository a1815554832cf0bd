import type { PipelineContext } from '../../analytics/pipeline.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Checkpoint } from '../../analytics/store/d1/collection.ts'
import { ratesBetween } from '../../analytics/store/d1/exchange-rates.ts'
import type { CostObservation } from '../../analytics/usage.ts'
import type { Reading } from '../../durable-objects/readings.ts'
import type { UsageEntry } from '../../durable-objects/usage-revisions.ts'
import { count } from '../http/metrics.ts'
import { newId } from '../new-id.ts'
import { noteUnpriced } from '../notices.ts'
import { pipelineContextOf } from '../pipeline-context.ts'
import { type Delivery, deliver, endReading, type Outgoing } from '../stream.ts'
import { vaultOf } from '../vault/index.ts'
import { callRows } from './calls.ts'
import { dayMs, wholeHistoryMs } from './moments.ts'
import { type Names, remember } from './names.ts'
import { costEntries, type RateOf, usageEntries } from './observed.ts'
import { rawRows } from './raw.ts'
import type { Exchange } from './recording.ts'
import type { Ending, Run } from './run.ts'
import type { PulledPage, VendorContext } from './vendor.ts'
import { auditRows } from './vendor-audit.ts'
import { readAgainFromMs } from './windows.ts'

/** What one call to the log carries at most: far below its 32 MiB, also with long texts. */
const partMax = { usage: 5_000, costs: 5_000, calls: 500, audit: 2_000 } as const

/** What a run needs to turn pages into rows. */
export type PageContext = {
  names: Names
  accountRef: string
  pipeline: PipelineContext
  /** Kept answers of this run by their content's hash, with how many parts each has. */
  keptAnswers: Map<string, number>
}

export async function pageContext(
  { env, place, due: { tenant }, startedAtMs }: Run,
  names: Names,
  { accountRef, price }: Pick<VendorContext, 'accountRef' | 'price'>,
): Promise<PageContext> {
  return {
    names,
    accountRef,
    pipeline: {
      ...(await pipelineContextOf({ env, tenant, place, nowMs: startedAtMs }, price)),
      // The day over: the vendor was asked a moment before the run's present.
      ageMsMax: wholeHistoryMs + dayMs,
    },
    keptAnswers: new Map(),
  }
}

/** Hands a page to the log, in parts when it is long, with what was asked for it. All of it is harmless to repeat. */
export async function storePage(
  run: Run,
  context: PageContext,
  page: PulledPage,
  window: Checkpoint,
  exchanges: readonly Exchange[],
): Promise<Result<null, Ending>> {
  const { env, place, due, vendor, credential, stream } = run
  await remember(run, page.inventory, Date.now())
  for (let part = 0; part < partsOf(page); part++) {
    const rows = await deliveryOf(run, context, page, part)
    const origin = { vendorId: vendor.id, credentialId: credential.id, stream: stream.name, runId: run.id }
    const asked = { exchanges, window, nextPage: page.nextPage, nowMs: context.pipeline.nowMs }
    const raw =
      part === 0 ? await rawRows(due.tenant, vaultOf(env, place), asked, origin, context.keptAnswers) : {}
    const reading = mayVanish(run) ? { reading: readingOf(run, window, part) } : {}
    const stored = await handOver(run, { ...raw, ...rows, ...reading })
    if (!stored.ok) return stored
  }
  return ok(null)
}

/** Hands rows of a page to the log, and counts what became of them. */
export async function handOver(run: Run, delivery: Delivery): Promise<Result<Stored, Ending>> {
  const stored = await deliver(run.env, run.due.tenant, delivery, newId())
  if (!stored.accepted) return fail({ kind: 'log_full', retryAfterS: stored.retryAfterS })
  const { usage = [], events = [], quarantined = [] } = delivery
  const rows = [...usage, ...events].map(({ row }) => row)
  await noteUnpriced(run.due.tenant, run.place, rows, Date.now())
  count('aegisflow_events_total', { source: 'collector', end: 'kept' }, stored.changed + stored.kept)
  if (stored.duplicates > 0)
    count('aegisflow_events_total', { source: 'collector', end: 'dropped_duplicate' }, stored.duplicates)
  if (quarantined.length > 0)
    count('aegisflow_events_total', { source: 'collector', end: 'quarantined' }, quarantined.length)
  return ok(stored)
}

type Stored = { kept: number; duplicates: number; changed: number }

/** How many calls to the log a page takes. */
export const partsOf = (page: PulledPage): number =>
  Math.max(
    1,
    ...(['usage', 'costs', 'calls', 'audit'] as const).map((kind) =>
      Math.ceil(page[kind].length / partMax[kind]),
    ),
  )

/** The rows of a part of a page. */
export async function deliveryOf(
  run: Run,
  { names, accountRef, pipeline }: PageContext,
  page: PulledPage,
  part: number,
): Promise<Delivery & { events: Outgoing[]; usage: UsageEntry[] }> {
  const { credential, due } = run
  const { tenant } = due
  const nowMs = Date.now()
  const partOf = <Row>(rows: readonly Row[], max: number): Row[] => rows.slice(part * max, (part + 1) * max)
  const calls = await callRows(run, partOf(page.calls, partMax.calls), names, pipeline)
  const audit = partOf(page.audit, partMax.audit)
  const costs = partOf(page.costs, partMax.costs)
  const rates = await ratesFor(run, costs)
  const rows = {
    usage: await usageEntries(tenant, partOf(page.usage, partMax.usage), names, nowMs),
    costs: await costEntries(tenant, credential.id, costs, rates, nowMs),
    events: calls.events,
    evidence: calls.evidence,
    quarantined: calls.quarantined,
    vendor_audit: audit.length === 0 ? [] : await auditRows(run, accountRef, audit, names, nowMs),
    isCollected: true,
  }
  await names.nameMet(nowMs)
  return rows
}

const readingOf = (run: Run, window: Checkpoint, part: number): Reading => ({
  group: groupOf(run),
  pass: window.pass,
  sinceMs: readAgainFromMs(run.stream, window.topMs),
  begins: window.page === null && part === 0,
})

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
