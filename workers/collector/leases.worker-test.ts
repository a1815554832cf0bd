import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import {
  addRun,
  advance,
  type DueStream,
  endCutOffRuns,
  holdStream,
  leaseDue,
  leasedStream,
  type Run,
  updateLeased,
} from '../../analytics/store/d1/collection.ts'
import { collectorRuns, credentials, streams } from '../../analytics/store/d1/schema/index.ts'
import { leaseMs } from './due.ts'
import { runSync } from './sync.ts'
import { costBody, costRuns, leased, orgId, place, streamRow } from './test-cost-runs.ts'

const { vendor, storedCosts } = costRuns()

const anyone = { orgId: 'org_other', region: env.REGION, plan: 'pro' } as const
const nowMs = Date.now()

/** A run of the organization, under way unless told otherwise. */
const begin = (run: { id: string; credentialId: string } & Partial<Run>) =>
  addRun({ orgId, region: env.REGION, plan: 'starter' }, place.db, {
    vendorId: 'openai',
    stream: 'cost',
    status: 'running',
    pulled: 0,
    pages: 0,
    progress: 0,
    errors: 0,
    errorMessage: null,
    startedAtMs: nowMs,
    finishedAtMs: null,
    ...run,
  })
const runOf = async (id: string) =>
  (await place.db.select().from(collectorRuns).where(eq(collectorRuns.id, id)))[0]

/** A stream that nobody works on, otherwise as told. */
async function free(id: string, change: Partial<typeof streams.$inferInsert> = {}): Promise<DueStream> {
  const due = await leased(id)
  const none = { leaseId: null, leaseUntilMs: 0, nextDueAtMs: nowMs }
  await place.db
    .update(streams)
    .set({ ...none, ...change })
    .where(eq(streams.credentialId, id))
  return due
}

const leaseOf = async (id: string | null, rows = 1, region = env.REGION, atMs = nowMs) => {
  const due = await leaseDue(place.db, region, atMs, atMs + leaseMs, 'second', id, rows)
  return due.map(({ credentialId }) => credentialId)
}

describe('a lease', () => {
  it('is given once, and again when it has run out', async () => {
    await free('leases')
    expect(await leaseOf('leases')).toEqual(['leases'])
    expect(await leaseOf('leases', 1, env.REGION, nowMs + leaseMs - 1)).toEqual([])
    expect(await leaseOf('leases', 1, env.REGION, nowMs + leaseMs)).toEqual(['leases'])
    expect(await streamRow('leases')).toMatchObject({ leaseId: 'second', leaseUntilMs: nowMs + 2 * leaseMs })
  })

  it('is given from the moment when a stream is due, where it and its credential are active', async () => {
    await free('later', { nextDueAtMs: nowMs + 1 })
    await free('stopped', { status: 'stopped' })
    await free('elsewhere')
    await free('ended')
    await place.db.update(credentials).set({ status: 'invalid' }).where(eq(credentials.id, 'ended'))
    expect(await leaseOf('later')).toEqual([])
    expect(await leaseOf('later', 1, env.REGION, nowMs + 1)).toEqual(['later'])
    expect([await leaseOf('stopped'), await leaseOf('ended')]).toEqual([[], []])
    expect([await leaseOf('elsewhere', 1, 'other'), await leaseOf('elsewhere')]).toEqual([[], ['elsewhere']])
  })

  it('is given to those that have waited longest, as many as are asked for, with whose they are', async () => {
    const dueAtMs = { third: -7, first: -9, fourth: -6, second: -8 }
    for (const [id, nextDueAtMs] of Object.entries(dueAtMs)) await free(id, { nextDueAtMs })
    const due = await leaseDue(place.db, env.REGION, 0, leaseMs, 'all', null, 2)
    expect(due.map(({ credentialId }) => credentialId).toSorted()).toEqual(['first', 'second'])
    expect(due[0]).toMatchObject({ tenant: { orgId, region: env.REGION, plan: 'starter' }, leaseId: 'all' })
    expect((await leaseOf(null, 9, env.REGION, 0)).toSorted()).toEqual(['fourth', 'third'])
  })

  it('is taken of a stream that is not due, unless somebody works on it, and of nobody else’s', async () => {
    const due = await free('held', { nextDueAtMs: nowMs + 1_000_000 })
    const take = (stream: Partial<DueStream>, atMs = nowMs) =>
      holdStream({ ...due, leaseId: 'mine', ...stream }, place.db, atMs, nowMs + leaseMs)
    expect(await take({ tenant: anyone })).toBe(false)
    expect(await take({ stream: 'usage' })).toBe(false)
    expect(await take({})).toBe(true)
    expect(await take({ leaseId: 'other' }, nowMs + leaseMs - 1)).toBe(false)
    expect(await streamRow('held')).toMatchObject({ leaseId: 'mine', leaseUntilMs: nowMs + leaseMs })
    expect(await take({ leaseId: 'other' }, nowMs + leaseMs)).toBe(true)
  })

  it('that another has lets nothing be read or written, of the stream as of the run', async () => {
    const due = await leased('ours')
    await begin({ id: 'run-ours', credentialId: 'ours' })
    const change = { lastError: 'changed' }
    for (const other of [
      { leaseId: 'other' },
      { stream: 'usage' },
      { credentialId: 'held' },
      { tenant: anyone },
    ]) {
      const theirs = { ...due, ...other }
      expect(await leasedStream(theirs, place.db)).toBeNull()
      expect(await updateLeased(theirs, place.db, change)).toBe(false)
      expect(await advance(theirs, place.db, change, 'run-other', { pulled: 1 })).toBe(false)
    }
    expect(await streamRow('ours')).toMatchObject({ lastError: null })
    expect((await leasedStream(due, place.db))?.credentialId).toBe('ours')
    expect(await advance({ ...due, tenant: anyone }, place.db, change, 'run-ours', { pulled: 1 })).toBe(false)
    expect((await runOf('run-ours'))?.pulled).toBe(0)
    expect(await advance(due, place.db, change, 'run-ours', { pulled: 5 })).toBe(true)
    expect([(await streamRow('ours'))?.lastError, (await runOf('run-ours'))?.pulled]).toEqual(['changed', 5])
    expect(await updateLeased(due, place.db, { leaseId: null })).toBe(true)
    expect(await updateLeased(due, place.db, change)).toBe(false)
  })
})

describe('a run that was cut off', () => {
  const beforeMs = nowMs - 2 * leaseMs
  const ended = () => endCutOffRuns(place.db, beforeMs, nowMs)

  it('is ended when nobody holds its lease, and left alone while somebody does', async () => {
    for (const id of ['working', 'cut', 'beside']) {
      await leased(id)
      await begin({ id, credentialId: id, startedAtMs: beforeMs - 1 })
    }
    await place.db.update(streams).set({ leaseUntilMs: nowMs }).where(eq(streams.credentialId, 'cut'))
    await place.db.update(streams).set({ stream: 'usage' }).where(eq(streams.credentialId, 'beside'))
    await ended()
    expect(await runOf('working')).toMatchObject({ status: 'running', finishedAtMs: null })
    const cut = { status: 'failed', errorMessage: 'cut off before its end', finishedAtMs: nowMs }
    expect(await Promise.all(['cut', 'beside'].map(runOf))).toMatchObject([cut, cut])
  })

  it('is none that began a moment ago, and none that has ended', async () => {
    await begin({ id: 'young', credentialId: 'nobody', startedAtMs: beforeMs })
    await begin({ id: 'well', credentialId: 'nobody', startedAtMs: 0, status: 'succeeded' })
    await ended()
    expect(await Promise.all(['young', 'well'].map(runOf))).toMatchObject([
      { status: 'running' },
      { status: 'succeeded', errorMessage: null },
    ])
  })
})

describe('a page that was on its way when another run took the lease', () => {
  it('is stored by nobody, so that older figures never follow newer ones', async () => {
    const due = await leased('late')
    vendor.answer = async () => {
      await place.db.update(streams).set({ leaseId: 'another' }).where(eq(streams.credentialId, 'late'))
      return costBody([[1, 'late', 7]], null)
    }
    await runSync(env, place, due)
    expect(await storedCosts()).toEqual({})
  })
})
