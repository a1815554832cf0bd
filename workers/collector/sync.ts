import { priceUsage } from '../../analytics/pricing/price.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { inventoryOf, nameActors, putInventory } from '../../analytics/store/d1/actors.ts'
import {
  addRun,
  type Credential,
  credentialById,
  type DueStream,
  leasedStream,
  markCredential,
  type Stream as StreamRow,
  setAccountRef,
  updateLeased,
  updateRun,
} from '../../analytics/store/d1/collection.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { InventoryEntry } from '../../analytics/usage.ts'
import { breakerName } from '../../durable-objects/names.ts'
import type { Env } from '../environment.ts'
import { count } from '../http/metrics.ts'
import { newId } from '../new-id.ts'
import { deliver } from '../stream.ts'
import { pseudonymsOf, vaultOf } from '../vault/index.ts'
import { secret } from '../vault/secret.ts'
import { leaseMs } from './due.ts'
import { privateHosts } from './host-guard.ts'
import { costEntries, type Names, usageEntries } from './observed.ts'
import { type FetchJson, outbound } from './outbound.ts'
import { failureMessage, isVendorDown, type OutboundFailure } from './outbound-failure.ts'
import { rawRows } from './raw.ts'
import type { PulledPage, Stream, Vendor, VendorContext } from './vendor.ts'
import { vendors } from './vendors/index.ts'

/** A page costs about eight calls of ours; a run stays far below the platform's 10,000 per invocation. */
export const pagesPerRunMax = 500
const retryMsMin = 60_000
const jitterShare = 0.1

type Ending =
  | { kind: 'vendor'; failure: OutboundFailure }
  | { kind: 'breaker_open'; retryAtMs: number }
  | { kind: 'log_full'; retryAfterS: number }
  | { kind: 'lease_lost' }
  | { kind: 'too_many_pages' }

type Tally = { pulled: number; skipped: number; pages: number }

type Sync = {
  env: Env
  place: Place
  due: DueStream
  runId: string
  vendor: Vendor
  stream: Stream
  credential: Credential
  row: StreamRow
  tally: Tally
}

/**
 * Runs one sync to its end: pages through what the vendor has since the last high-water mark, less the overlap,
 * and delivers each page. Every page is harmless to repeat, so a run that is killed is simply run again. A message
 * whose lease is gone does nothing.
 */
export async function runSync(env: Env, place: Place, due: DueStream): Promise<void> {
  const row = await leasedStream(due, place.db)
  const credential = await credentialById(due.tenant, place.db, due.credentialId)
  const vendor = vendors.find(({ id }) => id === credential?.vendorId)
  const stream = vendor?.streams.find(({ name }) => name === due.stream)
  if (!row || !credential || !vendor || !stream) return
  const runId = newId()
  const startedAtMs = Date.now()
  await addRun(due.tenant, place.db, {
    id: runId,
    vendorId: vendor.id,
    credentialId: credential.id,
    stream: stream.name,
    status: 'running',
    pulled: 0,
    errors: 0,
    errorMessage: null,
    startedAtMs,
    finishedAtMs: null,
  })
  const sync: Sync = {
    env,
    place,
    due,
    runId,
    vendor,
    stream,
    credential,
    row,
    tally: { pulled: 0, skipped: 0, pages: 0 },
  }
  const ended = await collect(sync, startedAtMs)
  await settle(sync, ended, startedAtMs)
}

async function collect(sync: Sync, startedAtMs: number): Promise<Result<null, Ending>> {
  const { stream, row, place, due } = sync
  const context = await vendorContext(sync)
  if (!context.ok) return context
  const toMs = startedAtMs
  const fromMs = row.highWaterAtMs === null ? toMs - stream.backfillMs : row.highWaterAtMs - stream.overlapMs
  const names = await namesFor(sync, context.value)
  if (!names.ok) return names
  return eachPage(sync, stream, context.value, { fromMs, toMs }, async (page) => {
    const stored = await store(sync, page, names.value)
    if (!stored.ok) return stored
    sync.tally.pulled += page.rows
    sync.tally.skipped += page.skipped.reduce((sum, each) => sum + each.count, 0)
    await updateRun(due.tenant, place.db, sync.runId, {
      pulled: sync.tally.pulled,
      errors: sync.tally.skipped,
    })
    return ok(null)
  })
}

/** Pulls page after page through the vendor's circuit; each page prolongs the lease. */
async function eachPage(
  { env, place, due, vendor, tally }: Sync,
  stream: Stream,
  context: VendorContext,
  window: { fromMs: number; toMs: number },
  take: (page: PulledPage) => Promise<Result<null, Ending>>,
): Promise<Result<null, Ending>> {
  const breaker = env.CIRCUIT_BREAKER.getByName(breakerName(place.region, vendor.id))
  let page: string | null = null
  do {
    if (tally.pages >= pagesPerRunMax) return fail({ kind: 'too_many_pages' })
    if (!(await updateLeased(due, place.db, { leaseUntilMs: Date.now() + leaseMs })))
      return fail({ kind: 'lease_lost' })
    const permit = await breaker.permit(Date.now())
    if (!permit.allowed)
      return fail({ kind: 'breaker_open', retryAtMs: permit.retryAtMs ?? Date.now() + retryMsMin })
    const pulled: Result<PulledPage, OutboundFailure> = await stream.pull(context, { ...window, page })
    const isDown = !pulled.ok && isVendorDown(pulled.failure)
    await breaker.record(isDown ? 'failure' : 'success', Date.now())
    count('aegisflow_adapter_calls_total', {
      vendor_id: vendor.id,
      outcome: pulled.ok ? 'ok' : pulled.failure.tag,
    })
    if (!pulled.ok) return fail({ kind: 'vendor', failure: pulled.failure })
    tally.pages += 1
    const taken = await take(pulled.value)
    if (!taken.ok) return taken
    page = pulled.value.nextPage
  } while (page !== null)
  return ok(null)
}

async function store(
  { env, place, due, runId, vendor, stream, credential }: Sync,
  page: PulledPage,
  names: Names,
): Promise<Result<null, Ending>> {
  const { tenant } = due
  const nowMs = Date.now()
  await remember(env, place, due, credential.id, vendor.id, page.inventory, nowMs)
  const origin = { vendorId: vendor.id, credentialId: credential.id, stream: stream.name, runId }
  const delivery = {
    raw_payloads: page.raw === '' ? [] : await rawRows(tenant, vaultOf(env, place), page.raw, origin, nowMs),
    usage: await usageEntries(tenant, page.usage, names, nowMs),
    costs: await costEntries(tenant, credential.id, page.costs, nowMs),
  }
  const stored = await deliver(env, tenant, delivery, newId())
  if (!stored.accepted) return fail({ kind: 'log_full', retryAfterS: stored.retryAfterS })
  count('aegisflow_events_total', { source: 'collector', end: 'kept' }, stored.changed)
  return ok(null)
}

/** Writes down what the vendor's ids mean: people as pseudonyms, projects by name. */
async function remember(
  env: Env,
  place: Place,
  { tenant }: DueStream,
  credentialId: string,
  vendorId: string,
  inventory: readonly InventoryEntry[],
  nowMs: number,
): Promise<void> {
  const pseudonyms = pseudonymsOf(env)
  const targets = await Promise.all(
    inventory.map(async (entry) => {
      if (entry.type === 'project')
        return { type: entry.type, ref: entry.ref, target: entry.name, person: null }
      const target =
        entry.email === null
          ? await pseudonyms.ofVendorUser(tenant.orgId, vendorId, entry.ref)
          : await pseudonyms.ofEmail(tenant.orgId, entry.email)
      return {
        type: entry.type,
        ref: entry.ref,
        target,
        person: { actorId: target, email: entry.email, name: entry.name },
      }
    }),
  )
  await nameActors(
    tenant,
    place.db,
    targets.flatMap(({ person }) => person ?? []),
    nowMs,
  )
  await putInventory(
    tenant,
    place.db,
    credentialId,
    targets.map(({ type, ref, target }) => ({ type, ref, target })),
  )
}

/** The vendor's ids as names. When nothing is known yet, the inventory is read first, so that people keep one id. */
async function namesFor(sync: Sync, context: VendorContext): Promise<Result<Names, Ending>> {
  const { env, place, due, credential, vendor, stream } = sync
  let known = await inventoryOf(due.tenant, place.db, credential.id)
  const inventory = vendor.streams.find(({ name }) => name === 'inventory')
  if (known.size === 0 && inventory && stream.name !== 'inventory') {
    const nowMs = Date.now()
    const read = await eachPage(
      sync,
      inventory,
      context,
      { fromMs: nowMs - inventory.backfillMs, toMs: nowMs },
      async (page) => {
        await remember(env, place, due, credential.id, vendor.id, page.inventory, nowMs)
        return ok(null)
      },
    )
    if (!read.ok && read.failure.kind !== 'vendor') return read
    known = await inventoryOf(due.tenant, place.db, credential.id)
  }
  const pseudonyms = pseudonymsOf(env)
  return ok({
    actorIdOf: async (ref) =>
      known.get(`actor:${ref}`) ?? (await pseudonyms.ofVendorUser(due.tenant.orgId, vendor.id, ref)),
    projectOf: (ref) => known.get(`project:${ref}`) ?? ref,
  })
}

async function vendorContext(sync: Sync): Promise<Result<VendorContext, Ending>> {
  const { env, place, due, vendor, credential } = sync
  const at = {
    orgId: due.tenant.orgId,
    table: 'credentials',
    column: 'secret_envelope',
    rowId: credential.id,
  }
  const opened = secret(await vaultOf(env, place).openText(at, credential.secretEnvelope))
  const baseUrl = baseUrlOf(env, vendor)
  const fetchJson: FetchJson = outbound({
    baseUrl,
    privateHosts: privateHosts(env.AEGISFLOW_ALLOW_PRIVATE_HOSTS),
    fetch: (url, init) => fetch(url, init),
    nowMs: Date.now,
    sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random: Math.random,
  })
  const context = { secret: opened, baseUrl, fetchJson, nowMs: Date.now(), price: priceUsage }
  if (credential.accountRef !== null) return ok({ ...context, accountRef: credential.accountRef })
  const validated = await vendor.validate({ ...context, accountRef: '' })
  if (!validated.ok) return fail({ kind: 'vendor', failure: validated.failure })
  const accountRef = validated.value.accountRef ?? ''
  await setAccountRef(due.tenant, place.db, credential.id, accountRef)
  return ok({ ...context, accountRef })
}

/** The vendor's address; configuration may name a mirror. */
function baseUrlOf(env: Env, vendor: Vendor): string {
  const configured = (env as unknown as Record<string, unknown>)[vendor.baseUrl.env]
  return typeof configured === 'string' && configured !== '' ? configured : vendor.baseUrl.default
}

/** Writes down how the run ended and when the stream is due again. */
async function settle(sync: Sync, ended: Result<null, Ending>, startedAtMs: number): Promise<void> {
  const { place, due, stream, row, credential, runId, tally } = sync
  const nowMs = Date.now()
  const intervalMs = row.intervalS * 1000
  const regularMs = nowMs + intervalMs + Math.floor(Math.random() * jitterShare * intervalMs)
  const errors = tally.skipped + (ended.ok ? 0 : 1)
  const message = ended.ok ? null : messageOf(ended.failure)
  const status = ended.ok
    ? tally.skipped > 0
      ? 'partial'
      : 'succeeded'
    : tally.pulled > 0
      ? 'partial'
      : 'failed'
  await updateRun(due.tenant, place.db, runId, {
    status,
    pulled: tally.pulled,
    errors,
    errorMessage: message,
    finishedAtMs: nowMs,
  })
  if (ended.ok) {
    const change = { highWaterAtMs: startedAtMs, nextDueAtMs: regularMs, leaseUntilMs: 0, lastError: null }
    await updateLeased(due, place.db, change)
    return
  }
  const { failure } = ended
  if (failure.kind === 'vendor' && failure.failure.tag === 'unauthorized') {
    await markCredential(due.tenant, place.db, credential.id, 'invalid')
  }
  const isStopped = failure.kind === 'vendor' && failure.failure.tag === 'forbidden'
  await updateLeased(due, place.db, {
    leaseUntilMs: 0,
    lastError: message,
    nextDueAtMs: nowMs + retryDelayMs(failure, nowMs),
    ...(isStopped ? { status: 'stopped' as const } : {}),
  })
  if (failure.kind !== 'lease_lost') console.warn(`sync of ${stream.name} ended early`, message)
}

function retryDelayMs(ending: Ending, nowMs: number): number {
  if (ending.kind === 'breaker_open') return Math.max(0, ending.retryAtMs - nowMs)
  if (ending.kind === 'log_full') return ending.retryAfterS * 1000
  if (ending.kind === 'vendor' && ending.failure.tag === 'rate_limited') {
    return Math.max(retryMsMin, ending.failure.retryAfterMs ?? 0)
  }
  return retryMsMin
}

function messageOf(ending: Ending): string {
  switch (ending.kind) {
    case 'vendor':
      return failureMessage(ending.failure)
    case 'breaker_open':
      return 'The circuit to this vendor is open; it is tried again shortly.'
    case 'log_full':
      return 'The event log is full; collection goes on when it has drained.'
    case 'lease_lost':
      return 'Another run took over.'
    case 'too_many_pages':
      return `The vendor has more than ${pagesPerRunMax} pages for this window.`
  }
}
