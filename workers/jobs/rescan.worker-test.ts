import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { addRescan, idleRescans, rescanById, rescansOf } from '../../analytics/store/d1/rescans.ts'
import { organizations, rescans } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env, RescanMessage } from '../environment.ts'
import { newId } from '../new-id.ts'
import { queueRescans, rescanFrom, runRescan } from './rescan.ts'

const place = placeOf(env, env.REGION)
const pageRows = 500
const minuteMs = 60_000

/** The events that ClickHouse holds, what it does before it tells some of them, and behind which it was asked for more. */
let events: { id: string; prompt_excerpt: string }[] = []
let beforePage: (page: number) => Promise<void> | void = () => undefined
let asked: string[] = []
/** The spans of time that ClickHouse was asked for. */
let spans: (string | null)[][] = []
/** Rescans that were handed to another message. */
let queued: RescanMessage[] = []

beforeEach(() => {
  events = []
  beforePage = () => undefined
  asked = []
  spans = []
  queued = []
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init)
    const { searchParams } = new URL(request.url)
    if (!(await request.text()).includes('EXCEPT (batch_id)')) return new Response('')
    const after = searchParams.get('param_after_id') ?? ''
    asked.push(after)
    spans.push([searchParams.get('param_from_ms'), searchParams.get('param_to_ms')])
    await beforePage(asked.length)
    const page = events.filter(({ id }) => id > after).slice(0, Number(searchParams.get('param_rows')))
    return new Response(page.map((event) => `${JSON.stringify(rowOf(event))}\n`).join(''))
  })
})
afterEach(() => vi.restoreAllMocks())

const rowOf = (event: { id: string; prompt_excerpt: string }) => ({
  kind: 'llm',
  revision: 0,
  created_at: '2026-11-20T12:00:00.000Z',
  response_excerpt: '',
  compliance_hits: [],
  findings: [],
  flags: [],
  ...event,
})
const written = (count: number): typeof events =>
  Array.from({ length: count }, (_, at) => ({
    id: `e-${String(at).padStart(4, '0')}`,
    prompt_excerpt: ['Write to ann@corp.io', 'Hello', ''][at % 3] ?? '',
  }))

const worker = {
  ...env,
  SYNC_QUEUE: { send: async (message: RescanMessage) => void queued.push(message) },
} as unknown as Env
const logFull = {
  ...worker,
  STREAM_SHARD: {
    getByName: () => ({ append: async () => ({ accepted: false, reason: 'behind', retryAfterS: 5 }) }),
  },
} as unknown as Env

/** An organization with a rescan that has begun. */
async function begun() {
  const tenant: Tenant = { orgId: `org-${newId()}`, region: env.REGION, plan: 'pro' }
  const { orgId, region, plan } = tenant
  await place.db.insert(organizations).values({ id: orgId, name: 'O', region, plan, createdAtMs: 0 })
  const id = newId()
  expect(await adding(tenant, id)).toBe(true)
  const state = async () => (await rescanById(tenant, place.db, id)) ?? expect.unreachable()
  const change = (columns: Partial<typeof rescans.$inferInsert>) =>
    place.db.update(rescans).set(columns).where(eq(rescans.id, id))
  return { due: { tenant, id }, state, change }
}
const adding = (tenant: Tenant, id: string, createdAtMs = 0) =>
  addRescan(tenant, place.db, {
    id,
    fromMs: 0,
    toMs: 1,
    eventsTotal: 0,
    eventsRead: 0,
    withoutText: 0,
    startedBy: 'u',
    createdAtMs,
  })

/** All of one rescan over 501 events. */
const whole = {
  status: 'succeeded',
  eventsRead: pageRows + 1,
  fromExcerpts: 334,
  fromEvidence: 0,
  withoutText: 167,
  corrected: 167,
  detectors: { pii_email: { found: 167, gone: 0 } },
  lastError: null,
  leaseId: null,
  leaseUntilMs: 0,
}

describe('a rescan', () => {
  it('reads page after page behind the last event, and adds up what it found', async () => {
    events = written(pageRows + 1)
    const { due, state } = await begun()
    await runRescan(worker, due)
    expect(asked).toEqual(['', 'e-0499'])
    expect(spans).toEqual(Array(2).fill(['0', '1']))
    expect(await state()).toMatchObject({ ...whole, finishedAtMs: expect.any(Number) })
    await runRescan(worker, due)
    expect([asked.length, queued]).toEqual([2, []])
  })

  it('says that it was cut off, keeps others away for a minute, and is gone on with behind its last page', async () => {
    events = written(pageRows + 1)
    const { due, state, change } = await begun()
    const clock = Date.now
    beforePage = (page) => {
      // Each page prolongs the lease from when it was read.
      if (page === 1) vi.spyOn(Date, 'now').mockImplementation(() => clock() + minuteMs / 2)
      else if (page === 2) throw new Error('away')
    }
    const startedAtMs = Date.now() + minuteMs / 2
    await runRescan(worker, due)
    const cut = await state()
    expect(cut).toMatchObject({
      status: 'running',
      eventsRead: pageRows,
      cursor: { createdAt: '2026-11-20T12:00:00.000Z', id: 'e-0499' },
      lastError: 'It was interrupted and goes on in a minute.',
    })
    expect(cut.leaseUntilMs).toBeGreaterThanOrEqual(startedAtMs + minuteMs)
    await runRescan(worker, due)
    expect(asked).toHaveLength(2)
    await change({ leaseUntilMs: Date.now() })
    await runRescan(worker, due)
    expect(asked).toEqual(['', 'e-0499', 'e-0499'])
    expect(await state()).toMatchObject(whole)
  })

  it('hands over to another message after a minute, and lets its lease go', async () => {
    events = written(pageRows + 1)
    const { due, state } = await begun()
    const clock = Date.now
    beforePage = () => {
      vi.spyOn(Date, 'now').mockImplementation(() => clock() + minuteMs)
    }
    await runRescan(worker, due)
    expect([asked, queued.map(rescanFrom)]).toEqual([[''], [due]])
    expect(await state()).toMatchObject({
      status: 'running',
      eventsRead: pageRows,
      leaseId: null,
      leaseUntilMs: 0,
    })
    await runRescan(worker, due)
    expect(await state()).toMatchObject(whole)
  })

  it('leaves everything to who took its lease meanwhile', async () => {
    events = written(pageRows + 1)
    const { due, state, change } = await begun()
    beforePage = async () => {
      await change({ leaseId: 'another' })
    }
    await runRescan(worker, due)
    expect([asked, queued]).toEqual([[''], []])
    expect(await state()).toMatchObject({ leaseId: 'another', eventsRead: 0, cursor: null })
  })

  it('is not taken up by another while its first page is read, and never by two of whom one came back late', async () => {
    events = written(pageRows + 1)
    const { due, state, change } = await begun()
    let whileLeased: string[] = []
    beforePage = async (page) => {
      if (page > 1) return
      await runRescan(worker, due)
      whileLeased = [...asked]
      await change({ leaseUntilMs: 0 })
      await runRescan(worker, due)
    }
    await runRescan(worker, due)
    expect([whileLeased, asked]).toEqual([[''], ['', '', 'e-0499']])
    expect(await state()).toMatchObject(whole)
  })

  it('counts nothing that a full log did not take, and reads it again later', async () => {
    events = written(3)
    const { due, state, change } = await begun()
    await runRescan(logFull, due)
    expect(await state()).toMatchObject({
      ...{ status: 'running', eventsRead: 0, corrected: 0, cursor: null, lastError: null },
    })
    // Cron takes it up again, when the log may have room.
    expect(queued).toEqual([])
    await change({ leaseUntilMs: 0 })
    await runRescan(worker, due)
    expect(await state()).toMatchObject({ status: 'succeeded', eventsRead: 3, corrected: 1 })
  })
})

describe('rescans', () => {
  it('are one at a time in an organization, and not in the way of any other', async () => {
    const one = await begun()
    const other = await begun()
    expect(await adding(one.due.tenant, newId())).toBe(false)
    expect(await rescanById(other.due.tenant, place.db, one.due.id)).toBeNull()
    await runRescan(worker, { ...one.due, tenant: other.due.tenant })
    expect([asked, (await one.state()).status]).toEqual([[], 'queued'])
    await one.change({ status: 'succeeded' })
    expect(await adding(one.due.tenant, newId())).toBe(true)
  })

  it('are taken up by cron where nobody works on them, in the region of their organization only', async () => {
    const idle = async () => (await idleRescans(place.db, env.REGION, Date.now())).map(({ id }) => id)
    const { due, change } = await begun()
    const isIdle = async () => (await idle()).includes(due.id)
    expect(await isIdle()).toBe(true)
    await queueRescans(worker, place, Date.now())
    expect(queued.map(rescanFrom)).toContainEqual(due)
    await change({ status: 'running', leaseUntilMs: Date.now() + minuteMs })
    expect(await isIdle()).toBe(false)
    await change({ leaseUntilMs: 0 })
    expect(await isIdle()).toBe(true)
    expect((await idleRescans(place.db, 'elsewhere', Date.now())).map(({ id }) => id)).toEqual([])
    await change({ status: 'succeeded' })
    expect(await isIdle()).toBe(false)
    await change({ status: 'running' })
    const { orgId } = due.tenant
    await place.db.update(organizations).set({ deletedAtMs: 1 }).where(eq(organizations.id, orgId))
    expect(await isIdle()).toBe(false)
  })

  it('are listed newest first, each once, also those of one moment', async () => {
    const { due, change } = await begun()
    await change({ status: 'succeeded', createdAtMs: 2 })
    const ids = [due.id]
    for (const createdAtMs of [2, 1]) {
      ids.push(newId())
      await adding(due.tenant, ids.at(-1) ?? '', createdAtMs)
      await place.db
        .update(rescans)
        .set({ status: 'failed' })
        .where(eq(rescans.id, ids.at(-1) ?? ''))
    }
    const [first, second, third] = ids
    const seen: string[] = []
    for (let after = null as { createdAtMs: number; id: string } | null; ; ) {
      const [row, ...more] = await rescansOf(due.tenant, place.db, after, 1)
      expect(more).toEqual([])
      if (!row) break
      seen.push(row.id)
      after = row
    }
    expect(seen).toEqual([...[first, second].toSorted().toReversed(), third])
  })
})
