import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  type Checkpoint,
  type DueStream,
  endCutOffRuns,
  leaseDue,
} from '../../analytics/store/d1/collection.ts'
import {
  credentials,
  inventory,
  memberships,
  organizations,
  streams,
  users,
} from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { vaultOf } from '../vault/index.ts'
import { leaseMs } from './due.ts'
import { runSync } from './sync.ts'

const place = placeOf(env, env.REGION)
const orgId = 'org_sync'
let vendorCalls = 0
let vendorAnswer: (url: URL) => Response | Promise<Response> = () => Response.json({ data: [] })
/** Rows that went to ClickHouse, by table. */
let inserted: { table: string; rows: Record<string, unknown>[] }[] = []
// The plan keeps 90 days, so that the whole of a cost report is one window.
beforeAll(async () => {
  await place.db
    .insert(organizations)
    .values({ id: orgId, name: 'One', region: env.REGION, plan: 'starter', createdAtMs: 0 })
})
beforeEach(async () => {
  await drained()
  vendorCalls = 0
  inserted = []
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const table = /^INSERT INTO (\w+)/.exec(url.searchParams.get('query') ?? '')?.[1]
    if (table !== undefined) {
      const text = await new Response(init?.body).text()
      const rows = text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>)
      inserted.push({ table, rows })
      return new Response('')
    }
    vendorCalls += 1
    return vendorAnswer(url)
  })
})

/** A credential with one stream that is due now, leased to a run. */
async function leased(id: string, stream = 'cost'): Promise<DueStream> {
  const at = { orgId, table: 'credentials', column: 'secret_envelope', rowId: id }
  await place.db.insert(credentials).values({
    id,
    orgId,
    vendorId: 'openai',
    label: 'l',
    kind: 'admin',
    hint: 'h',
    secretEnvelope: await vaultOf(env, place).seal(at, 'sk-admin-1'),
    accountRef: '',
    status: 'active',
    createdAtMs: 0,
  })
  await place.db.insert(inventory).values({ orgId, credentialId: id, type: 'project', ref: 'p', target: 'P' })
  await place.db.insert(streams).values({
    credentialId: id,
    stream,
    orgId,
    intervalS: 300,
    nextDueAtMs: 0,
    highWaterAtMs: null,
    leaseId: null,
    leaseUntilMs: 0,
    status: 'active',
    lastError: null,
  })
  return again(id)
}

/** The lease of a stream that was run before. */
async function again(id: string): Promise<DueStream> {
  const nowMs = Date.now()
  await place.db.update(streams).set({ nextDueAtMs: 0, leaseUntilMs: 0 }).where(eq(streams.credentialId, id))
  const [due] = await leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, `lease-${id}`, id, 1)
  if (!due) throw new Error('nothing was due')
  return due
}

type State = {
  status: string
  credential: string
  run: string | null
  next_due_at_ms: number
  high_water_at_ms: number | null
  last_error: string | null
}

const stateOf = (id: string): Promise<State | null> =>
  env.DB.prepare(
    `SELECT s.status, c.status AS credential, s.next_due_at_ms, s.high_water_at_ms, s.last_error,
       (SELECT r.status FROM collector_runs AS r WHERE r.credential_id = c.id ORDER BY r.started_at_ms DESC) AS run
     FROM streams AS s JOIN credentials AS c ON c.id = s.credential_id WHERE c.id = ?`,
  )
    .bind(id)
    .first<State>()

async function synced(id: string, answer: (url: URL) => Response): Promise<State | null> {
  vendorAnswer = answer
  await runSync(env, place, await leased(id))
  return stateOf(id)
}

describe('a sync that ends', () => {
  it('well, moves the mark and comes again after its interval', async () => {
    const startedAtMs = Date.now()
    const seen = await synced('well', () => Response.json({ data: [] }))
    expect(seen).toMatchObject({ run: 'succeeded', status: 'active', last_error: null })
    expect(seen?.high_water_at_ms).toBeGreaterThanOrEqual(startedAtMs)
    expect(seen?.next_due_at_ms).toBeGreaterThanOrEqual(startedAtMs + 300_000)
  })

  it('with a vendor that names a time, does not ask before it, however short the interval', async () => {
    const startedAtMs = Date.now()
    const seen = await synced(
      'limited',
      () => new Response('', { status: 429, headers: { 'retry-after': '1800' } }),
    )
    expect(seen).toMatchObject({
      run: 'failed',
      status: 'active',
      credential: 'active',
      high_water_at_ms: null,
    })
    expect(seen?.next_due_at_ms).toBeGreaterThanOrEqual(startedAtMs + 1_800_000)
  })

  it('with a refused credential, marks it as invalid; with a forbidden report, stops only that', async () => {
    const refused = (status: number) => () => Response.json({ error: { message: 'no' } }, { status })
    expect(await synced('invalid', refused(401))).toMatchObject({ credential: 'invalid', status: 'active' })
    expect(await synced('forbidden', refused(403))).toMatchObject({ credential: 'active', status: 'stopped' })
  })

  it('without its lease, asks the vendor nothing and leaves no run', async () => {
    const due = await leased('stolen')
    await runSync(env, place, { ...due, leaseId: 'another' })
    expect([vendorCalls, (await stateOf('stolen'))?.run]).toEqual([0, null])
  })
})

describe('a lease', () => {
  it('is given once, and again when it has run out', async () => {
    await leased('leases')
    const lease = (nowMs: number) =>
      leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, 'second', 'leases', 1)
    const nowMs = Date.now()
    expect(await lease(nowMs)).toEqual([])
    expect(await lease(nowMs + leaseMs + 1)).toHaveLength(1)
  })
})

describe('a run that was cut off', () => {
  it('is ended when nobody holds its lease, and left alone while somebody does', async () => {
    const nowMs = Date.now()
    for (const id of ['held', 'cut']) {
      await leased(id)
      await env.DB.prepare(
        `INSERT INTO collector_runs (id, org_id, vendor_id, credential_id, stream, status, pulled, errors, started_at_ms)
         VALUES (?1, ?2, 'openai', ?1, 'cost', 'running', 0, 0, ?3)`,
      )
        .bind(id, orgId, nowMs - 10 * leaseMs)
        .run()
    }
    await env.DB.prepare(`UPDATE streams SET lease_until_ms = ?1 WHERE credential_id = 'cut'`)
      .bind(nowMs - 1)
      .run()
    await endCutOffRuns(place.db, nowMs - 2 * leaseMs, nowMs)
    expect([(await stateOf('held'))?.run, (await stateOf('cut'))?.run]).toEqual(['running', 'failed'])
  })
})

const dayMs = 86_400_000
const today = Math.floor(Date.now() / dayMs) * dayMs
/** A cost report of lines by day, in pages of the given lines; `next` tells the cursor after each. */
const costBody = (lines: [daysAgo: number, item: string, value: number][], next: string | null) =>
  Response.json({
    data: lines.map(([daysAgo, line_item, value]) => ({
      start_time: (today - daysAgo * dayMs) / 1000,
      results: [{ amount: { value, currency: 'usd' }, line_item }],
    })),
    next_page: next,
  })

const streamRow = async (id: string) =>
  (await place.db.select().from(streams).where(eq(streams.credentialId, id)))[0]

/** Waits until everything that was collected went to ClickHouse. */
async function drained(): Promise<void> {
  const shard = env.STREAM_SHARD.getByName(`${env.REGION}/${orgId}/stream/0`)
  await vi.waitUntil(async () => (await shard.waiting()).rows === 0, 15_000)
}

/** Cost lines as ClickHouse has them in the end, by item. */
async function storedCosts(): Promise<Record<string, number>> {
  await drained()
  const sums: Record<string, number> = {}
  for (const { table, rows } of inserted) {
    if (table !== 'vendor_costs') continue
    for (const { line_item, amount } of rows)
      sums[String(line_item)] = (sums[String(line_item)] ?? 0) + Number(amount)
  }
  return sums
}

describe('a run that fails in the middle', () => {
  it('leaves the page where it was, from which the next run goes on', async () => {
    const pages: (string | null)[] = []
    let isDown = true
    const answer = (url: URL): Response => {
      const page = url.searchParams.get('page')
      pages.push(page)
      if (page === 'p3' && isDown)
        return new Response('', { status: 500, headers: { 'x-should-retry': 'false' } })
      const next = { p2: 'p3', p3: null }[page ?? ''] ?? (page === null ? 'p2' : null)
      return costBody([[3, `item of ${page ?? 'p1'}`, 1]], next)
    }
    expect(await synced('middle', answer)).toMatchObject({ run: 'partial', high_water_at_ms: null })
    const cut = (await streamRow('middle'))?.checkpoint as Checkpoint
    expect(cut).toMatchObject({ part: 'present', page: 'p3', isWhole: true })
    isDown = false
    await runSync(env, place, await again('middle'))
    expect(pages).toEqual([null, 'p2', 'p3', 'p3'])
    expect(await streamRow('middle')).toMatchObject({ checkpoint: null, highWaterAtMs: cut.topMs })
    expect(await storedCosts()).toEqual({ 'item of p1': 1, 'item of p2': 1, 'item of p3': 1 })
  })

  it.each([
    ['gone', 410],
    ['no longer good', 400],
  ])('begins the window anew when the page is %s', async (_what, status) => {
    const id = `page-${status}`
    let isExpired = true
    const answer = (url: URL): Response => {
      const page = url.searchParams.get('page')
      if (page === 'p2' && isExpired) {
        isExpired = false
        return Response.json({ error: { message: 'expired' } }, { status })
      }
      return costBody([[2, id, 1]], page === null ? 'p2' : null)
    }
    expect(await synced(id, answer)).toMatchObject({ run: 'succeeded' })
    expect(vendorCalls).toBe(4)
  })

  it('gives up for this time when the vendor loses its page again and again', async () => {
    const answer = (url: URL): Response =>
      url.searchParams.has('page')
        ? Response.json({ error: { message: 'expired' } }, { status: 410 })
        : costBody([], 'p2')
    expect(await synced('lost', answer)).toMatchObject({
      run: 'partial',
      last_error: expect.stringContaining('no longer knows the page'),
    })
    expect(vendorCalls).toBe(8)
  })

  it('asks as it is asked when only the request itself is wrong', async () => {
    const refusing = () => Response.json({ error: { message: 'bad' } }, { status: 400 })
    expect(await synced('wrong', refusing)).toMatchObject({ run: 'failed', status: 'active' })
    expect(vendorCalls).toBe(1)
  })
})

type Shard = ReturnType<typeof env.STREAM_SHARD.getByName>

describe('a page that was on its way when another run took the lease', () => {
  it('is stored by nobody, so that older figures never follow newer ones', async () => {
    const due = await leased('late')
    vendorAnswer = async () => {
      await place.db.update(streams).set({ leaseId: 'another' }).where(eq(streams.credentialId, 'late'))
      return costBody([[1, 'late', 7]], null)
    }
    await runSync(env, place, due)
    expect(await storedCosts()).toEqual({})
  })
})

describe('a line that the vendor no longer shows', () => {
  it('is taken back once the window was read to its end, and not before', async () => {
    await synced('vanish', () =>
      costBody(
        [
          [1, 'stays', 5],
          [1, 'goes', 7],
        ],
        null,
      ),
    )
    expect(await storedCosts()).toEqual({ stays: 5, goes: 7 })
    vendorAnswer = (url) =>
      url.searchParams.has('page')
        ? new Response('', { status: 500, headers: { 'x-should-retry': 'false' } })
        : costBody([[1, 'stays', 5]], 'p2')
    await runSync(env, place, await again('vanish'))
    expect(await storedCosts()).toEqual({ stays: 5, goes: 7 })
    vendorAnswer = (url) => costBody(url.searchParams.has('page') ? [] : [[1, 'stays', 5]], null)
    await runSync(env, place, await again('vanish'))
    expect(await storedCosts()).toEqual({ stays: 5, goes: 0 })
  })

  it('is taken back by the next run when the log was full at the end of this one', async () => {
    await synced('full', () => costBody([[1, 'full', 7]], null))
    vendorAnswer = () => costBody([], null)
    const isFull = {
      getByName: (name: string) => ({
        append: (...given: Parameters<Shard['append']>) => env.STREAM_SHARD.getByName(name).append(...given),
        endReading: async () => ({ accepted: false, reason: 'behind', retryAfterS: 5 }),
      }),
    } as unknown as typeof env.STREAM_SHARD
    await runSync({ ...env, STREAM_SHARD: isFull }, place, await again('full'))
    expect(await stateOf('full')).toMatchObject({ last_error: expect.stringContaining('log is full') })
    await runSync(env, place, await again('full'))
    expect(await storedCosts()).toEqual({ full: 0 })
  })

  it.each(['only', 'first'])('stays when a row of its %s page could not be read', async (which) => {
    const id = `skipping-${which}`
    await synced(id, () => costBody([[1, id, 7]], null))
    vendorAnswer = (url) =>
      url.searchParams.has('page')
        ? costBody([], null)
        : Response.json({
            data: [{ start_time: today / 1000, results: ['?'] }],
            next_page: which === 'first' ? 'p2' : null,
          })
    await runSync(env, place, await again(id))
    expect(await storedCosts()).toEqual({ [id]: 7 })
  })
})

describe('who is told', () => {
  const notices = async (subject: string) =>
    (
      await env.DB.prepare(
        'SELECT kind, times, resolved_at_ms FROM notices WHERE org_id = ? AND subject LIKE ?',
      )
        .bind(orgId, `${subject}%`)
        .all<{ kind: string; times: number; resolved_at_ms: number | null }>()
    ).results

  it('of a refused credential: its owners by mail, once until it works again', async () => {
    await place.db.insert(users).values({
      id: 'u',
      email: 'owner@sync.test',
      name: 'O',
      passwordHash: '',
      emailVerifiedAtMs: 1,
      createdAtMs: 0,
    })
    await place.db.insert(memberships).values({ orgId, userId: 'u', role: 'owner', createdAtMs: 0 })
    const mailing = { ...env, MAIL_OUTBOX: 'true', PUBLIC_URL: 'https://aegis.example' }
    vendorAnswer = () => Response.json({ error: { message: 'no' } }, { status: 401 })
    await runSync(mailing, place, await leased('told'))
    await place.db.update(credentials).set({ accountRef: '' }).where(eq(credentials.id, 'told'))
    const mails = () =>
      env.DB.prepare(`SELECT subject, "text" FROM outbox WHERE to_address = 'owner@sync.test'`).all()
    expect((await mails()).results).toEqual([
      {
        subject: 'OpenAI no longer accepts a credential',
        text: expect.stringContaining('https://aegis.example/vendors'),
      },
    ])
    expect(await notices('told')).toEqual([{ kind: 'credential_invalid', times: 1, resolved_at_ms: null }])
    await place.db.update(credentials).set({ status: 'active' }).where(eq(credentials.id, 'told'))
    vendorAnswer = () => costBody([], null)
    await runSync(mailing, place, await again('told'))
    expect((await notices('told'))[0]?.resolved_at_ms).not.toBeNull()
    expect((await mails()).results).toHaveLength(1)
    const [row] = await place.db.select().from(credentials).where(eq(credentials.id, 'told'))
    expect(row).toMatchObject({ lastError: null, lastUsedAtMs: expect.any(Number) })
  })

  it('of a forbidden report: everyone who looks, with the vendor’s words', async () => {
    await synced('barred', () => Response.json({ error: { message: 'Missing scopes: x' } }, { status: 403 }))
    expect(await notices('barred/cost')).toEqual([
      { kind: 'stream_forbidden', times: 1, resolved_at_ms: null },
    ])
  })
})

describe('a vendor that is switched off', () => {
  it('is not due, and a message that was queued before asks nothing and gives its lease back', async () => {
    const off = { ...env, VENDORS_OFF: ' anthropic , openai' }
    const due = await leased('off')
    await runSync(off, place, due)
    expect(vendorCalls).toBe(0)
    expect(await streamRow('off')).toMatchObject({ leaseId: null, leaseUntilMs: 0 })
    await place.db.update(streams).set({ nextDueAtMs: 0 }).where(eq(streams.credentialId, 'off'))
    const nowMs = Date.now()
    const lease = (vendorsOff: string[]) =>
      leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, 'l', 'off', 1, vendorsOff)
    expect(await lease(['openai'])).toEqual([])
    expect(await lease(['anthropic'])).toHaveLength(1)
  })
})
