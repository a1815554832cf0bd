import { type RawPass, rawPasses } from '../../analytics/queries/raw-passes.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { type Credential, holdStream, streamsOf, updateLeased } from '../../analytics/store/d1/collection.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import type { Failure } from '../http/failure.ts'
import { newId } from '../new-id.ts'
import { priceBookOf } from '../prices.ts'
import { budget } from './budget.ts'
import { vendorContext } from './context.ts'
import { openCredential } from './credential.ts'
import { leaseMs } from './due.ts'
import { namesOf, remember } from './names.ts'
import { callCorrections, usageCorrections } from './replay-corrections.ts'
import { type KeptPage, readKept } from './replay-page.ts'
import { type Covered, chainOf, covering, isCovered, isWithin } from './replay-plan.ts'
import type { Run } from './run.ts'
import { deliveryOf, handOver, type PageContext, pageContext, partsOf } from './store-page.ts'
import { type Stream, streamsFor, type Vendor, type VendorContext } from './vendor.ts'

/** Units: milliseconds. A request must not take longer; the next goes on from where it stands. */
const replayMsMax = 15_000
const passesAtOnce = 50
/** Readings that were cut off wait for the older ones below them; below one more of them, older ones are passed over. */
const lateMax = 20

type Late = { pass: string; covered: Covered[] }

/** Where a replay goes on: behind a pass of a stream. `covered` is what newer passes read whole. */
export type ReplayPosition = {
  stream: string
  after: { at: string; pass: string } | null
  covered: Covered[]
  late: Late[]
}

/** Units: pages of vendors' answers, and rows. */
type Tally = { pages: number; stored: number; duplicates: number; missing: number }

export type Replayed = Tally & { next: ReplayPosition | null }

type Where = { env: Env; tenant: Tenant; place: Place; nowMs: number }

/**
 * Reads kept answers of a credential again through the adapter of today, and never asks the vendor. Of buckets the newest
 * whole reading counts; of single calls and audit entries the first telling. What is stored already changes only where it
 * reads differently today, so a repeat changes nothing.
 */
export async function replay(
  where: Where,
  vendor: Vendor,
  credential: Credential,
  from: ReplayPosition | null,
  pagesMax: number,
): Promise<Result<Replayed, Failure>> {
  const untilMs = Date.now() + replayMsMax
  const tally: Tally = { pages: 0, stored: 0, duplicates: 0, missing: 0 }
  const isSpent = (): boolean => tally.pages + tally.missing >= pagesMax || Date.now() >= untilMs
  const streams = inOrder(streamsFor(vendor, credential.kind))
  let position = from
  for (const stream of streams.slice(
    Math.max(
      0,
      streams.findIndex(({ name }) => name === from?.stream),
    ),
  )) {
    if (position !== null && isSpent()) return ok({ ...tally, next: position })
    const start = position ?? { stream: stream.name, after: null, covered: [], late: [] }
    const read = await replayStream(where, vendor, credential, stream, start, { tally, isSpent })
    if (!read.ok) return read
    if (read.value !== null) return ok({ ...tally, next: read.value })
    const following = streams[streams.indexOf(stream) + 1]
    position = following ? { stream: following.name, after: null, covered: [], late: [] } : null
  }
  return ok({ ...tally, next: null })
}

/** What ids mean comes before what stands under them. */
const inOrder = (streams: readonly Stream[]): Stream[] =>
  streams.toSorted((a, b) => Number(a.kind !== 'inventory') - Number(b.kind !== 'inventory'))

type Going = { tally: Tally; isSpent: () => boolean }

/** One stream, under its lease, so that no run tells newer figures meanwhile; null when all of it was read. */
async function replayStream(
  where: Where,
  vendor: Vendor,
  credential: Credential,
  stream: Stream,
  from: ReplayPosition,
  going: Going,
): Promise<Result<ReplayPosition | null, Failure>> {
  const { env, tenant, place } = where
  const row = (await streamsOf(tenant, place.db, [credential.id])).find(
    ({ stream: name }) => name === stream.name,
  )
  if (!row) return ok(null)
  const due = { tenant, credentialId: credential.id, stream: stream.name, leaseId: newId() }
  const held = await holdStream(due, place.db, Date.now(), Date.now() + leaseMs)
  if (!held) {
    const message = `The ${stream.name} of this credential is being collected. Try again in a moment.`
    return fail({ kind: 'conflict', message })
  }
  try {
    const opened = await openCredential(env, place, credential)
    const context = {
      ...vendorContext(env, vendor, opened),
      price: await priceBookOf(tenant, place, where.nowMs),
    }
    const tally = { pulled: 0, skipped: 0, pages: 0 }
    const used = { budget: budget(Date.now), paceMs: 0, startedAtMs: where.nowMs }
    const run: Run = { id: newId(), env, place, due, vendor, stream, credential, row, tally, ...used }
    return await replayPasses(
      { run, context, pages: await pageContext(run, await namesOf(run), context) },
      from,
      going,
    )
  } finally {
    await updateLeased(due, place.db, { leaseId: null, leaseUntilMs: 0 })
  }
}

type Reading = { run: Run; context: VendorContext; pages: PageContext }

async function replayPasses(
  reading: Reading,
  from: ReplayPosition,
  going: Going,
): Promise<Result<ReplayPosition | null, Failure>> {
  const { run } = reading
  const { stream, credential, due, place } = run
  const at = { ...from, late: [...from.late] }
  const isList = stream.backfillMs === 0
  for (;;) {
    const asked = {
      credentialId: credential.id,
      stream: stream.name,
      after: at.after,
      only: null,
      rows: passesAtOnce,
    }
    const passes = await place.clickhouse.ask(due.tenant, rawPasses, asked)
    for (const pass of passes) {
      if (going.isSpent()) return ok(at)
      const span: Covered = [Date.parse(pass.from_at), Date.parse(pass.to_at)]
      const isKnown = stream.bucketMs !== null && isWithin(at.covered, span)
      if (!isKnown) {
        const isRead = await replayPass(reading, pass, at, going)
        if (!isRead.ok) return isRead
        if (isRead.value === 'whole') at.covered = covering(at.covered, span)
        if (isRead.value === 'whole' && isList) return ok(null)
      }
      at.after = { at: pass.last_at, pass: pass.pass }
    }
    if (passes.length < passesAtOnce) return ended(reading, at.late, going)
  }
}

/** Readings that were cut off tell newer figures than the whole ones below them, so they come last, oldest first. */
async function ended(reading: Reading, late: readonly Late[], going: Going): Promise<Result<null, Failure>> {
  const { run, context } = reading
  for (const { pass, covered } of late.toReversed()) {
    const asked = {
      credentialId: run.credential.id,
      stream: run.stream.name,
      after: null,
      only: pass,
      rows: 1,
    }
    const [found] = await run.place.clickhouse.ask(run.due.tenant, rawPasses, asked)
    for await (const page of readKept(run, context, found ? chainOf(found).ids : [])) {
      const stored = await taken(reading, page, covered, going)
      if (!stored.ok) return stored
    }
  }
  return ok(null)
}

/**
 * Reads a pass again. `whole`: nothing older of its time counts beside it, as below one of which an answer cannot be read,
 * since nobody knows what it told. `part`: it was cut off and comes last, or its entries are single ones.
 */
async function replayPass(
  reading: Reading,
  { pass, pages }: RawPass,
  at: ReplayPosition,
  going: Going,
): Promise<Result<'whole' | 'part', Failure>> {
  const { run, context } = reading
  const { ids, isWhole } = chainOf({ pages })
  const kept = readKept(run, context, ids)
  if (run.stream.bucketMs === null) {
    for await (const page of kept) {
      const stored = await taken(reading, page, [], going)
      if (!stored.ok) return stored
    }
    return ok(isWhole ? 'whole' : 'part')
  }
  const read: (KeptPage | null)[] = []
  for await (const page of kept) read.push(page)
  const isRead = !read.includes(null)
  const skips = read.some((each) => each !== null && each.page.skipped.length > 0)
  if (isRead && (!isWhole || skips) && at.late.length < lateMax) {
    at.late.push({ pass, covered: at.covered })
    return ok('part')
  }
  for (const page of read) {
    const stored = await taken(reading, page, at.covered, going)
    if (!stored.ok) return stored
  }
  return ok('whole')
}

/** Hands over what a page tells of times that no newer reading covers. */
async function taken(
  { run, pages }: Reading,
  kept: KeptPage | null,
  covered: readonly Covered[],
  { tally }: Going,
): Promise<Result<null, Failure>> {
  if (kept === null) {
    tally.missing += 1
    return ok(null)
  }
  const page = {
    ...kept.page,
    usage: kept.page.usage.filter(({ bucketStartAtMs }) => !isCovered(covered, bucketStartAtMs)),
    costs: kept.page.costs.filter(({ dayAtMs }) => !isCovered(covered, dayAtMs)),
  }
  tally.pages += 1
  await remember(run, page.inventory, Date.now())
  const context = { ...pages, pipeline: { ...pages.pipeline, nowMs: kept.readAtMs } }
  for (let part = 0; part < partsOf(page); part++) {
    const delivery = await deliveryOf(run, context, page, part)
    const { fresh, corrections } = await callCorrections(run, delivery.events, kept.readAtMs)
    const event_corrections = [...corrections, ...(await usageCorrections(run, delivery.usage))]
    const stored = await handOver(run, { ...delivery, events: fresh, event_corrections })
    if (!stored.ok) {
      const retryAfterS = stored.failure.kind === 'log_full' ? stored.failure.retryAfterS : 5
      const message = 'The store is behind. Read the answers again later.'
      return fail({ kind: 'rate_limited', message, retryAfterS })
    }
    tally.stored += stored.value.kept + stored.value.changed
    tally.duplicates += stored.value.duplicates + delivery.events.length - fresh.length - corrections.length
  }
  return ok(null)
}
