import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import {
  addRun,
  beginAnew,
  credentialById,
  credentialsOf,
  lastRunByVendor,
  makeDue,
  markCredential,
  type Run,
  runsOf,
  type Stream,
  setAccountRef,
  streamsOf,
  updateRun,
} from '../../analytics/store/d1/collection.ts'
import { credentials, streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { newId } from '../new-id.ts'

const { db } = placeOf(env, env.REGION)
const nowMs = 1_000_000

const organization = (): Tenant => ({ orgId: `org-${newId()}`, region: env.REGION, plan: 'pro' })

/** A credential with streams as told. */
async function added(
  { orgId }: Tenant,
  id = newId(),
  told: Partial<typeof streams.$inferInsert>[] = [{}],
): Promise<string> {
  const base = { vendorId: 'openai', label: 'l', kind: 'admin', hint: 'h', secretEnvelope: 'e' }
  await db
    .insert(credentials)
    .values({ ...base, id, orgId, accountRef: null, status: 'active', createdAtMs: 0 })
  for (const change of told) {
    await db.insert(streams).values({
      ...{ credentialId: id, stream: 'cost', orgId, intervalS: 300, nextDueAtMs: 5, highWaterAtMs: 7 },
      ...{ leaseId: 'run', leaseUntilMs: 9, status: 'active', lastError: null },
      ...change,
    })
  }
  return id
}

async function ran(tenant: Tenant, run: Partial<Run> = {}): Promise<string> {
  const id = newId()
  await addRun(tenant, db, {
    ...{
      id,
      vendorId: 'openai',
      credentialId: 'c',
      stream: 'cost',
      status: 'succeeded',
      pulled: 0,
      pages: 0,
    },
    ...{ progress: 0, errors: 0, errorMessage: null, startedAtMs: 1, finishedAtMs: 2 },
    ...run,
  })
  return run.id ?? id
}
const streamsAre = async (tenant: Tenant, id: string): Promise<Partial<Stream>[]> =>
  streamsOf(tenant, db, [id])
const window = { part: 'history' as const, fromMs: 1, toMs: 2 }
const checkpoint = { ...window, page: null, pass: 'p', topMs: 2, isWhole: true }
const nothingRead = { highWaterAtMs: null, historyFromMs: null, historyReadToMs: null, checkpoint: null }
const everyRun = { vendorId: null, status: null }

describe('credentials', () => {
  it('and their streams and runs are read and changed by nobody but their organization', async () => {
    const [ours, others] = [organization(), organization()]
    const id = await added(ours)
    const run = await ran(ours, { status: 'running', finishedAtMs: null })
    const [credential] = await credentialsOf(ours, db, null, 9)
    const [stream] = await streamsAre(ours, id)
    expect(await credentialById(others, db, id)).toBeNull()
    expect(await credentialsOf(others, db, null, 9)).toEqual([])
    expect(await streamsAre(others, id)).toEqual([])
    expect(await beginAnew(others, db, id, nowMs)).toEqual([])
    await makeDue(others, db, id, nowMs)
    await markCredential(others, db, id, 'invalid')
    expect(await setAccountRef(others, db, id, 'theirs')).toBe('theirs')
    await updateRun(others, db, run, { pulled: 5 })
    expect(await credentialById(ours, db, id)).toEqual(credential)
    expect(await streamsAre(ours, id)).toEqual([stream])
    expect(await runsOf(others, db, everyRun, null, 9)).toEqual([])
    expect(await runsOf(ours, db, everyRun, null, 9)).toMatchObject([{ id: run, pulled: 0 }])
  })

  it('come in the order of their ids, as many as are asked for, behind the one before them', async () => {
    const tenant = organization()
    for (const id of ['b', 'c', 'a']) await added(tenant, `${tenant.orgId}-${id}`)
    const idsAfter = async (after: string | null, rows: number) =>
      (await credentialsOf(tenant, db, after && `${tenant.orgId}-${after}`, rows)).map(({ id }) => id.at(-1))
    expect(await idsAfter(null, 2)).toEqual(['a', 'b'])
    expect(await idsAfter('a', 9)).toEqual(['b', 'c'])
  })

  it('are marked alone', async () => {
    const tenant = organization()
    const [one, other] = [await added(tenant), await added(tenant)]
    await markCredential(tenant, db, one, 'invalid')
    expect((await credentialById(tenant, db, one))?.status).toBe('invalid')
    expect((await credentialById(tenant, db, other))?.status).toBe('active')
  })

  it('keep the account that was told first', async () => {
    const tenant = organization()
    const [one, other] = [await added(tenant), await added(tenant)]
    expect(await setAccountRef(tenant, db, one, 'first')).toBe('first')
    expect(await setAccountRef(tenant, db, one, 'second')).toBe('first')
    expect((await credentialById(tenant, db, one))?.accountRef).toBe('first')
    expect((await credentialById(tenant, db, other))?.accountRef).toBeNull()
  })
})

describe('streams', () => {
  it('begin anew where they are active, of that credential alone, and take the lease of who reads them', async () => {
    const tenant = organization()
    const history = { historyFromMs: 1, historyReadToMs: 3, checkpoint }
    const stopped = { ...history, stream: 'usage', status: 'stopped' as const }
    const [id, other] = [await added(tenant, newId(), [history, stopped]), await added(tenant)]
    const untouched = await streamsAre(tenant, other)
    expect(await beginAnew(tenant, db, id, nowMs)).toEqual(['cost'])
    expect(await streamsAre(tenant, id)).toMatchObject([
      { stream: 'cost', ...nothingRead, nextDueAtMs: nowMs, leaseId: null, leaseUntilMs: 0 },
      { stream: 'usage', ...history, highWaterAtMs: 7, nextDueAtMs: 5, leaseId: 'run' },
    ])
    expect(await streamsAre(tenant, other)).toEqual(untouched)
  })

  it('are due at once when a person asks, also those that stopped, and whoever reads them goes on', async () => {
    const tenant = organization()
    const [id, other] = [await added(tenant, newId(), [{ status: 'stopped' }]), await added(tenant)]
    await makeDue(tenant, db, id, nowMs)
    expect(await streamsAre(tenant, id)).toMatchObject([
      { status: 'active', nextDueAtMs: nowMs, leaseId: 'run' },
    ])
    expect(await streamsAre(tenant, other)).toMatchObject([{ nextDueAtMs: 5 }])
    expect((await streamsOf(tenant, db, [other, id])).map(({ credentialId }) => credentialId)).toEqual(
      [id, other].toSorted(),
    )
  })
})

describe('runs', () => {
  it('are listed newest first, each once, also those of one moment', async () => {
    const tenant = organization()
    const early = await ran(tenant, { startedAtMs: 1 })
    const together = [await ran(tenant, { startedAtMs: 3 }), await ran(tenant, { startedAtMs: 3 })]
    const late = await ran(tenant, { startedAtMs: 4 })
    const seen: string[] = []
    for (let after = null as { startedAtMs: number; id: string } | null; ; ) {
      const [run] = await runsOf(tenant, db, everyRun, after, 1)
      if (!run) break
      seen.push(run.id)
      after = run
    }
    expect(seen).toEqual([late, ...together.toSorted().toReversed(), early])
  })

  it('are found by vendor and by how they ended', async () => {
    const tenant = organization()
    const failed = await ran(tenant, { status: 'failed' })
    const well = await ran(tenant)
    const elsewhere = await ran(tenant, { vendorId: 'xai' })
    const found = async (filter: Partial<Parameters<typeof runsOf>[2]>) =>
      (await runsOf(tenant, db, { ...everyRun, ...filter }, null, 9)).map(({ id }) => id).toSorted()
    expect(await found({ vendorId: 'openai' })).toEqual([failed, well].toSorted())
    expect(await found({ status: 'succeeded' })).toEqual([well, elsewhere].toSorted())
    expect(await found({ vendorId: 'xai', status: 'failed' })).toEqual([])
  })

  it('are written down alone', async () => {
    const tenant = organization()
    const [one, other] = [await ran(tenant), await ran(tenant)]
    await updateRun(tenant, db, one, { pulled: 5, status: 'partial', errorMessage: 'cut', finishedAtMs: 9 })
    const [after, before] = (await runsOf(tenant, db, everyRun, null, 9)).toSorted(
      (a, b) => b.pulled - a.pulled,
    )
    expect(after).toMatchObject({ id: one, status: 'partial', errorMessage: 'cut', finishedAtMs: 9 })
    expect(before).toMatchObject({ id: other, status: 'succeeded', finishedAtMs: 2 })
  })

  it('tell of each vendor how the last went that has ended', async () => {
    const [tenant, others] = [organization(), organization()]
    await ran(tenant, { vendorId: 'anthropic', finishedAtMs: 30, errors: 2, status: 'partial' })
    await ran(tenant, { vendorId: 'anthropic', finishedAtMs: 20 })
    await ran(tenant, { vendorId: 'anthropic', finishedAtMs: null, startedAtMs: 40, status: 'running' })
    await ran(tenant, { vendorId: 'mistral', finishedAtMs: null, status: 'running' })
    await ran(tenant, { vendorId: 'openai', finishedAtMs: 10 })
    await ran(tenant, { vendorId: 'xai', finishedAtMs: 50, status: 'failed' })
    await ran(others, { vendorId: 'openai', finishedAtMs: 99 })
    await ran(others, { vendorId: 'cohere', finishedAtMs: 99 })
    expect(await lastRunByVendor(tenant, db)).toEqual(
      new Map([
        ['anthropic', { finishedAtMs: 30, status: 'partial', errors: 2 }],
        ['openai', { finishedAtMs: 10, status: 'succeeded', errors: 0 }],
        ['xai', { finishedAtMs: 50, status: 'failed', errors: 0 }],
      ]),
    )
    expect(await lastRunByVendor(organization(), db)).toEqual(new Map())
  })
})
