import { env } from 'cloudflare:workers'
import { and, eq } from 'drizzle-orm'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { credentials, inventory, streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { runLimits } from './budget.ts'
import { leaseMs } from './due.ts'
import { runSync } from './sync.ts'
import { connected, lease } from './test-credentials.ts'

const place = placeOf(env, env.REGION)
const intervalMs = 3_600_000
const minuteMs = 60_000

/** What vendors are asked, and what they answer. */
let asked: URL[] = []
let answer: (url: URL) => Response | Promise<Response>

beforeEach(() => {
  asked = []
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.searchParams.has('query')) return new Response('')
    asked.push(url)
    return answer(url)
  })
})

const streamOf = async (id: string) =>
  (await place.db.select().from(streams).where(eq(streams.credentialId, id)))[0]

/** One run; gives how it ended and in how many milliseconds its stream is due again. */
async function synced(id: string) {
  const before = asked.length
  await runSync(env, place, await lease(id))
  const row = await streamOf(id)
  const run = await env.DB.prepare(
    `SELECT status, errors, error_message FROM collector_runs WHERE credential_id = ?
     ORDER BY started_at_ms DESC, id DESC LIMIT 1`,
  )
    .bind(id)
    .first<{ status: string; errors: number; error_message: string | null }>()
  return { ...run, dueInMs: (row?.nextDueAtMs ?? 0) - Date.now(), calls: asked.length - before }
}

/** Takes the lease from the run that was queued to go on: it would ask in the middle of another test. */
const left = (id: string) =>
  place.db.update(streams).set({ leaseId: null, leaseUntilMs: 0 }).where(eq(streams.credentialId, id))

/** Dates are told to the second, and a busy machine reads a run a while after its end. */
const slackMs = 20_000

const empty = () => Response.json({ data: [], next_page: null })
/** A failure that is not to be repeated at once, so that nobody waits for it here. */
const failing = (status: number, headers: Record<string, string> = {}) =>
  new Response('', { status, headers: { 'x-should-retry': 'false', ...headers } })

describe('after a run that failed its stream is due', () => {
  it.each([
    ['soon when the vendor fails', () => failing(500), minuteMs],
    ['soon when it asks for less than that', () => failing(429, { 'retry-after': '100' }), 100_000],
    ['no sooner than in a minute when it names no time', () => failing(429), minuteMs],
    [
      'when the date comes that it names',
      () => failing(503, { 'retry-after': new Date(Date.now() + 20 * minuteMs).toUTCString() }),
      20 * minuteMs,
    ],
    ['after its interval when it would be answered the same', () => failing(404), intervalMs],
    ['after its interval when the answer is something else', () => Response.json({ other: [] }), intervalMs],
  ])('%s', async (_what, given, waitMs) => {
    answer = given
    const run = await synced(await connected())
    expect(run).toMatchObject({ status: 'failed', errors: 1 })
    // Waits are spread by a tenth.
    expect(run.dueInMs).toBeGreaterThan(waitMs - slackMs)
    expect(run.dueInMs).toBeLessThan(waitMs * 1.1 + slackMs)
  })
})

describe('a run whose lease another took meanwhile', () => {
  it.each(['p2', null])(
    'asks nothing more after the page %s, and writes nothing down but its own end',
    async (next) => {
      const id = await connected()
      answer = async () => {
        await place.db
          .update(streams)
          .set({ leaseId: 'another', nextDueAtMs: 7 })
          .where(eq(streams.credentialId, id))
        return Response.json({ data: [], next_page: next })
      }
      expect(await synced(id)).toMatchObject({ calls: 1, error_message: 'Another run took over.' })
      expect(await streamOf(id)).toMatchObject({
        leaseId: 'another',
        nextDueAtMs: 7,
        checkpoint: null,
        lastError: null,
      })
    },
  )

  it('is not believed of a credential that was changed under it', async () => {
    const id = await connected()
    answer = async () => {
      await place.db.update(streams).set({ leaseId: 'another' }).where(eq(streams.credentialId, id))
      return failing(401)
    }
    await synced(id)
    const [row] = await place.db.select().from(credentials).where(eq(credentials.id, id))
    expect(row).toMatchObject({ status: 'active', lastError: null })
  })

  it('does not happen while it gets on: every page prolongs the lease', async () => {
    const id = await connected()
    const ownsUntil: number[] = []
    answer = async (url) => {
      ownsUntil.push((await streamOf(id))?.leaseUntilMs ?? 0)
      await place.db
        .update(streams)
        .set({ leaseUntilMs: Date.now() + 1_000 })
        .where(eq(streams.credentialId, id))
      return Response.json({ data: [], next_page: url.searchParams.has('page') ? null : 'p2' })
    }
    const startedAtMs = Date.now()
    await synced(id)
    expect(ownsUntil[1]).toBeGreaterThanOrEqual(startedAtMs + leaseMs)
  })
})

describe('the first run of a credential', () => {
  it('asks once whose it is and who is who, before anything is stored', async () => {
    const id = await connected({ isNew: true })
    answer = (url) =>
      url.pathname.endsWith('/users')
        ? Response.json({ data: [{ id: 'user_1', name: 'Ann', email: 'ann@first.test' }], has_more: false })
        : empty()
    await synced(id)
    const paths = asked.map(({ pathname }) => pathname.split('/').at(-1))
    expect(paths[0]).toBe('admin_api_keys')
    expect(paths.indexOf('users')).toBeGreaterThan(0)
    expect(paths.indexOf('users')).toBeLessThan(paths.indexOf('costs'))
    const [row] = await place.db.select().from(credentials).where(eq(credentials.id, id))
    expect(row?.accountRef).toBe('')
    const people = await place.db
      .select()
      .from(inventory)
      .where(and(eq(inventory.credentialId, id), eq(inventory.type, 'actor')))
    expect(people).toMatchObject([{ ref: 'user_1' }])
    const { calls } = await synced(id)
    expect(calls).toBe(1)
  })

  it('goes on without names where the vendor does not tell them', async () => {
    answer = (url) => (url.pathname.endsWith('/users') ? failing(403) : empty())
    expect(await synced(await connected({ isNew: true }))).toMatchObject({ status: 'succeeded', errors: 0 })
  })

  it('asks nothing more of a vendor that refuses the credential', async () => {
    answer = () => failing(401)
    const id = await connected({ isNew: true })
    expect(await synced(id)).toMatchObject({ status: 'failed', calls: 1 })
    const [row] = await place.db.select().from(credentials).where(eq(credentials.id, id))
    expect(row).toMatchObject({ status: 'invalid', accountRef: null })
  })
})

describe('a run', () => {
  it('counts the rows that could not be read, and is partial by them', async () => {
    const startS = Math.floor(Date.now() / 86_400_000) * 86_400
    answer = () => Response.json({ data: [{ start_time: startS, results: ['?', '?'] }], next_page: null })
    expect(await synced(await connected())).toMatchObject({
      status: 'partial',
      errors: 2,
      error_message: null,
    })
  })

  it('hands over when it made as many calls as one may, the vendor’s and our own', async () => {
    const id = await connected()
    answer = () => Response.json({ data: [], next_page: `p${asked.length}` })
    const { status, calls } = await synced(id)
    await left(id)
    expect([status, calls]).toEqual(['partial', runLimits.callsMax / (runLimits.callsPerPage + 1)])
  })

  it('whose credential does not open asks nobody, says so, and waits for its interval', async () => {
    const id = await connected()
    await place.db.update(credentials).set({ secretEnvelope: 'v1.k1.x.y.z' }).where(eq(credentials.id, id))
    const { dueInMs, ...run } = await synced(id)
    expect(run).toMatchObject({ status: 'failed', calls: 0 })
    expect(dueInMs).toBeGreaterThan(intervalMs - slackMs)
    const told = await env.DB.prepare('SELECT kind, subject FROM notices WHERE org_id = ?')
      .bind(`org-${id}`)
      .all()
    expect(told.results).toEqual([{ kind: 'key_unreadable', subject: id }])
  })
})

describe('what was complained of', () => {
  it.each([
    ['all', 'free', 'succeeded'],
    ['the newest, with history left,', 'enterprise', 'partial'],
  ] as const)('is settled by the run that reads %s again', async (_what, plan, status) => {
    const id = await connected({ plan })
    const complaints = async () => {
      const found = await env.DB.prepare('SELECT kind, resolved_at_ms FROM notices WHERE org_id = ?')
        .bind(`org-${id}`)
        .all<{ kind: string; resolved_at_ms: number | null }>()
      return found.results
    }
    answer = () => failing(403)
    await synced(id)
    expect(await complaints()).toEqual([{ kind: 'stream_forbidden', resolved_at_ms: null }])
    await place.db.update(streams).set({ status: 'active' }).where(eq(streams.credentialId, id))
    answer = () => failing(429)
    await synced(id)
    expect(await complaints()).toEqual([{ kind: 'stream_forbidden', resolved_at_ms: null }])
    answer = empty
    expect(await synced(id)).toMatchObject({ status })
    await left(id)
    expect(await complaints()).toEqual([{ kind: 'stream_forbidden', resolved_at_ms: expect.any(Number) }])
  })
})

describe('a host that an organization named and that keeps failing', () => {
  it('is left alone after five failures, for that organization only, and it is told', async () => {
    const settings = { base_url: 'https://proxy.example' }
    const given = { vendorId: 'litellm', stream: 'usage', settings }
    const mine = await connected(given)
    const theirs = await connected(given)
    answer = () => failing(500)
    for (let round = 0; round < 5; round++) expect(await synced(mine)).toMatchObject({ calls: 1 })
    const left = await synced(mine)
    expect(left).toMatchObject({ calls: 0, error_message: expect.stringContaining('left alone') })
    expect(left.dueInMs).toBeGreaterThan(5_000)
    expect(left.dueInMs).toBeLessThan(36_000)
    expect(await synced(theirs)).toMatchObject({ calls: 1 })
    const told = await env.DB.prepare(`SELECT org_id, subject FROM notices WHERE kind = 'breaker_open'`).all()
    expect(told.results).toEqual([{ org_id: `org-${mine}`, subject: 'litellm proxy.example' }])
  })
})
