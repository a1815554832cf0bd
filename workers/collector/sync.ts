import { retentionMsByPlan } from '../../analytics/plans.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  addRun,
  type Checkpoint,
  credentialById,
  type DueStream,
  leasedStream,
  setAccountRef,
  updateLeased,
} from '../../analytics/store/d1/collection.ts'
import { noteUse } from '../../analytics/store/d1/credential-health.ts'
import { errorTrace } from '../../analytics/store/error-text.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Env } from '../environment.ts'
import { newId } from '../new-id.ts'
import { priceBookOf } from '../prices.ts'
import { VaultError } from '../vault/vault-error.ts'
import { adapterOf } from './adapter.ts'
import { breakerChanged } from './breaker-changes.ts'
import { budget } from './budget.ts'
import { circuitsOf, throughCircuits } from './circuit.ts'
import { basesOf, type OpenCredential, vendorContext, type Wire } from './context.ts'
import { openCredential } from './credential.ts'
import { leaseMs, queueDue } from './due.ts'
import { isNameless, namesOf, remember } from './names.ts'
import { paced } from './pace.ts'
import { readWindow, saved } from './read-window.ts'
import { type Recording, recording } from './recording.ts'
import { type Ending, endingMessage, type Run } from './run.ts'
import { settle } from './settle.ts'
import { type PageContext, pageContext, storeEnd, storePage } from './store-page.ts'
import { systemDoing } from './system.ts'
import { streamsFor, type VendorContext } from './vendor.ts'
import {
  afterWindow,
  isBehind,
  keptBy,
  mayBeTooOld,
  narrower,
  nextWindow,
  progressOf,
  type Standing,
  widthAfter,
  withoutForgotten,
} from './windows.ts'

/**
 * Runs one sync: reads what the vendor has since the last time (less the overlap), then history, and hands over to
 * another run when it has used what one may use. Every page is harmless to repeat and its place is written down, so a
 * run that is killed is gone on with. A message whose lease is gone does nothing.
 */
export async function runSync(env: Env, place: Place, due: DueStream): Promise<void> {
  const run = await begun(env, place, due)
  if (run === null) return
  const ending = await collected(run)
  const standing = (await leasedStream(due, place.db)) ?? run.row
  await settle(run, ending, progressOf(standing))
  const goesOn = ending?.kind === 'paused' && ending.dueInMs === 0 && run.tally.pages > 0
  if (goesOn) await queueDue(env, place, Date.now(), run.credential.id)
}

/** The run of a message, null when there is nothing to do for it. */
async function begun(env: Env, place: Place, due: DueStream): Promise<Run | null> {
  const row = await leasedStream(due, place.db)
  const credential = row && (await credentialById(due.tenant, place.db, due.credentialId))
  if (!credential) return null
  const vendor = await adapterOf(env, due.tenant, place, credential.vendorId)
  const stream = vendor?.streams.find(({ name }) => name === due.stream)
  const startedAtMs = Date.now()
  if (!vendor || !stream) {
    const nextDueAtMs = startedAtMs + row.intervalS * 1000
    await updateLeased(due, place.db, { leaseId: null, leaseUntilMs: 0, nextDueAtMs })
    return null
  }
  const id = newId()
  await addRun(due.tenant, place.db, {
    id,
    vendorId: vendor.id,
    credentialId: credential.id,
    stream: stream.name,
    status: 'running',
    pulled: 0,
    pages: 0,
    progress: progressOf(row),
    errors: 0,
    errorMessage: null,
    startedAtMs,
    finishedAtMs: null,
  })
  return {
    id,
    env,
    place,
    due,
    vendor,
    stream: keptBy(stream, retentionMsByPlan[due.tenant.plan], env.HISTORY_DAYS),
    credential,
    row,
    tally: { pulled: 0, skipped: 0, pages: 0 },
    budget: budget(Date.now),
    paceMs: env.VENDOR_PACE === 'none' ? 0 : stream.paceMs,
    startedAtMs,
  }
}

/** Reads until all is read (null) or something ends it. What we did not foresee ends this run only. */
async function collected(run: Run): Promise<Ending | null> {
  try {
    const read = await collect(run)
    return read.ok ? null : read.failure
  } catch (error) {
    if (error instanceof VaultError) return { kind: 'unreadable' }
    console.error(`sync of ${run.vendor.id} ${run.stream.name} broke`, errorTrace(error))
    return { kind: 'broken' }
  }
}

async function collect(run: Run): Promise<Result<null, Ending>> {
  const opened = await contextOf(run)
  if (!opened.ok) return opened
  const { context, taken } = opened.value
  if (await isNameless(run)) {
    const named = await readNames(run, context)
    if (!named.ok) return named
  }
  taken()
  const pages = await pageContext(run, await namesOf(run), context)
  return readAll(run, opened.value, pages)
}

/** Window after window, from where the stream stands. */
async function readAll(
  run: Run,
  { context, taken: exchanges }: Recording,
  pages: PageContext,
): Promise<Result<null, Ending>> {
  const { stream, row } = run
  let standing: Standing = row
  let isPresentRead = isPresentFresh(run)
  let widthMs = stream.windowMs
  for (;;) {
    const beginning = { nowMs: context.nowMs, pass: newId() }
    const width = isPresentRead ? { ...stream, windowMs: widthMs } : stream
    const window = nextWindow(standing, width, beginning, isPresentRead)
    if (window === null) return ended(run, standing)
    const before = { ...run.tally }
    const read = await readWindow(run, context, window, async (page, at) => {
      // Whoever took the lease while this page was on its way may have told newer figures.
      if (!(await isStillOurs(run))) return fail({ kind: 'lease_lost' })
      return storePage(run, pages, page, at, exchanges())
    })
    if (!read.ok) {
      const isFirstPage = run.tally.pages === before.pages
      if (!isFirstPage || !isRefusedAsTooOld(read.failure, window)) return read
      const narrowMs = narrower(stream, window)
      if (narrowMs === null) return historyEnds(run, standing, read.failure)
      widthMs = narrowMs
      continue
    }
    const isEmpty = run.tally.pulled === before.pulled
    widthMs = widthAfter(stream, widthMs, window.part === 'history' && isEmpty)
    const taken = await storeEnd(run, read.value)
    if (!taken.ok) return taken
    standing = afterWindow(standing, stream, read.value, newId())
    if (window.part === 'present' && standing.checkpoint === null) isPresentRead = true
    const { highWaterAtMs, historyFromMs, historyReadToMs, checkpoint } = standing
    const change = { highWaterAtMs, historyFromMs, historyReadToMs, checkpoint }
    if (!(await saved(run, change, progressOf(standing)))) return fail({ kind: 'lease_lost' })
    // The present of every new stream comes before anybody's history.
    const isFirst = row.highWaterAtMs === null && isPresentRead && window.part === 'present'
    if (isFirst && isBehind(standing, stream, context.nowMs)) return fail({ kind: 'paused', dueInMs: 0 })
  }
}

/** Prolongs the lease, so that nobody takes it while a page is stored; false when it is gone. */
const isStillOurs = ({ due, place }: Run): Promise<boolean> =>
  updateLeased(due, place.db, { leaseUntilMs: Date.now() + leaseMs })

const isRefusedAsTooOld = (ending: Ending, window: Checkpoint): boolean =>
  ending.kind === 'vendor' && mayBeTooOld(ending.failure, window)

/** The vendor goes no further back than it was read: that is all the history there is, and people are told why. */
async function historyEnds(run: Run, standing: Standing, ending: Ending): Promise<Result<null, Ending>> {
  const { historyFromMs } = withoutForgotten(standing)
  if (!(await saved(run, { historyFromMs, checkpoint: null }, 1))) return fail({ kind: 'lease_lost' })
  return fail({ kind: 'history_ends', atMs: historyFromMs, told: endingMessage(ending) ?? '' })
}

/** All is read; the vendor may have forgotten the oldest part of the history in the meantime. */
async function ended(run: Run, standing: Standing): Promise<Result<null, Ending>> {
  if (progressOf(standing) === 1) return ok(null)
  const { historyFromMs } = withoutForgotten(standing)
  return (await saved(run, { historyFromMs }, 1)) ? ok(null) : fail({ kind: 'lease_lost' })
}

/** A run that goes on with a long history need not read the present again that was read a moment ago. */
function isPresentFresh({ row, stream, startedAtMs }: Run): boolean {
  if (row.highWaterAtMs === null || !isBehind(row, stream, startedAtMs)) return false
  return startedAtMs - row.highWaterAtMs < (row.intervalS * 1000) / 2
}

/**
 * Reads who is who before the first rows are stored, so that people keep one id. A vendor that does not tell stops
 * nothing: people are then known by its ids.
 */
async function readNames(run: Run, context: VendorContext): Promise<Result<null, Ending>> {
  const readable = streamsFor(run.vendor, run.credential.kind)
  for (const stream of readable.filter(({ kind }) => kind === 'inventory')) {
    let page: string | null = null
    do {
      if (run.budget.isSpent()) return fail({ kind: 'paused', dueInMs: 0 })
      run.budget.paged()
      const pulled = await stream.pull(context, { fromMs: context.nowMs, toMs: context.nowMs, page })
      if (!pulled.ok) break
      await remember(run, pulled.value.inventory, Date.now())
      page = pulled.value.nextPage
    } while (page !== null)
  }
  return ok(null)
}

/** The context of the run. The first run of a credential asks the vendor for the account behind it, once. */
async function contextOf(run: Run): Promise<Result<Recording, Ending>> {
  const { env, place, due, vendor, credential, startedAtMs } = run
  const opened = await openCredential(env, place, credential)
  await noteUse(due.tenant, place.db, credential.id, startedAtMs)
  const recorded = recording({
    ...vendorContext(env, vendor, opened, wireOf(run, opened)),
    price: await priceBookOf(due.tenant, place, startedAtMs),
  })
  if (credential.accountRef !== null) return ok(recorded)
  const validated = await vendor.validate(recorded.context)
  if (!validated.ok) return fail({ kind: 'vendor', failure: validated.failure })
  const told = validated.value.accountRef ?? ''
  const accountRef = await setAccountRef(due.tenant, place.db, credential.id, told)
  return ok({ ...recorded, context: { ...recorded.context, accountRef } })
}

/** Calls are counted, paced as the vendor asks, and go through the circuit of their host. */
function wireOf(run: Run, { settings }: OpenCredential): Wire {
  const { env, due, place, vendor, paceMs } = run
  const urls = Object.fromEntries([...basesOf(env, vendor, settings)].map(([name, { url }]) => [name, url]))
  const circuits = circuitsOf(due.tenant, vendor, urls)
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
  return {
    attempted: run.budget.called,
    around: (send) =>
      throughCircuits(paced(send, paceMs, Date.now, sleep), circuits.of, {
        permit: (circuit) => env.CIRCUIT_BREAKER.getByName(circuit.objectName).permit(Date.now()),
        record: (circuit, outcome) =>
          env.CIRCUIT_BREAKER.getByName(circuit.objectName).record(outcome, Date.now()),
        changed: (circuit, change) =>
          breakerChanged(systemDoing(env, due.tenant, place, run.id), circuit, change),
        nowMs: Date.now,
      }),
  }
}
