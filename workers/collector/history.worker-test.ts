import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { runSync } from './sync.ts'
import { connected, lease } from './test-credentials.ts'

const place = placeOf(env, env.REGION)
const dayMs = 86_400_000
const daysAgo = (atMs: number): number => Math.round((Date.now() - atMs) / dayMs)

/** The spans that the vendor was asked for, newest first as they came. */
let asked: { fromMs: number; toMs: number }[] = []
let answer: (fromMs: number, query: URLSearchParams) => Response = () => Response.json({ data: [] })

beforeEach(() => {
  asked = []
  answer = () => Response.json({ data: [] })
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.stubGlobal('fetch', async (input: RequestInfo | URL) => {
    const { searchParams: query } = new URL(input instanceof Request ? input.url : input)
    if (query.has('query')) return new Response('')
    const bound = (...names: string[]) => Number(names.map((name) => query.get(name) ?? '').join('')) * 1000
    const fromMs = bound('start_time', 'effective_at[gte]')
    asked.push({ fromMs, toMs: bound('end_time', 'effective_at[lt]') })
    return answer(fromMs, query)
  })
})

/** Takes the leases from runs that were queued to go on: they would ask in the middle of another test. */
afterEach(() => place.db.update(streams).set({ leaseId: null, leaseUntilMs: 0 }))

/** Runs until all is read or something else than the turn of others ends it. */
async function synced(id: string): Promise<void> {
  do await syncedOnce(id)
  while ((await lastRun(id))?.status === 'partial' && (await lastRun(id))?.error_message === null)
}

async function syncedOnce(id: string): Promise<void> {
  await runSync(env, place, await lease(id))
}

const lastRun = (id: string) =>
  env.DB.prepare(
    `SELECT r.status, r.progress, r.errors, r.error_message, s.last_error, s.history_from_ms
     FROM collector_runs AS r JOIN streams AS s ON s.credential_id = r.credential_id
     WHERE r.credential_id = ? ORDER BY r.started_at_ms DESC, r.id DESC LIMIT 1`,
  )
    .bind(id)
    .first()

describe('the first reading', () => {
  it.each([
    ['free', 30],
    ['starter', 90],
    ['pro', 400],
    ['enterprise', 760],
  ] as const)('goes back as far as the plan %s keeps, %i days', async (plan, days) => {
    const id = await connected({ plan })
    await synced(id)
    expect(daysAgo(Math.min(...asked.map(({ fromMs }) => fromMs)))).toBeOneOf([days - 1, days])
    const [newest] = asked
    expect(daysAgo(newest?.toMs ?? 0)).toBe(0)
    expect(await lastRun(id)).toMatchObject({ status: 'succeeded', progress: 1 })
  })

  it('gives way to other streams between the newest window and the history before it', async () => {
    const id = await connected({ plan: 'enterprise' })
    await syncedOnce(id)
    expect(asked).toHaveLength(1)
    expect(await lastRun(id)).toMatchObject({ status: 'partial', error_message: null, last_error: null })
    const [waiting] = await place.db.select().from(streams).where(eq(streams.credentialId, id))
    expect(waiting?.leaseUntilMs).toBeGreaterThan(Date.now())
    await syncedOnce(id)
    expect(asked).toHaveLength(5)
    expect(asked[1]?.toMs).toBe(asked[0]?.fromMs)
    expect(await lastRun(id)).toMatchObject({ status: 'succeeded', progress: 1 })
  })

  it('is left for the present when that is half an interval old by then', async () => {
    const id = await connected({ plan: 'enterprise' })
    await syncedOnce(id)
    const half = 1_800_000
    const [first] = asked
    const ago = (ms: number) => ({ highWaterAtMs: Date.now() - ms })
    const secondOf = async () => {
      const before = asked.length
      await syncedOnce(id)
      return asked[before]
    }
    await place.db
      .update(streams)
      .set(ago(half + 60_000))
      .where(eq(streams.credentialId, id))
    expect(daysAgo((await secondOf())?.toMs ?? 0)).toBe(0)
    const left = { ...ago(half - 60_000), historyReadToMs: first?.fromMs ?? 0 }
    await place.db.update(streams).set(left).where(eq(streams.credentialId, id))
    expect((await secondOf())?.toMs).toBe(first?.fromMs)
  })

  it('of a report without anything in it takes ever longer spans, and few calls for two years', async () => {
    const id = await connected({ plan: 'enterprise', stream: 'audit' })
    await synced(id)
    expect(asked.map(({ fromMs, toMs }) => Math.round((toMs - fromMs) / dayMs))).toEqual([
      7, 7, 14, 28, 56, 112, 180, 180, 176,
    ])
    expect(await lastRun(id)).toMatchObject({ status: 'succeeded', progress: 1 })
  })
})

describe('a vendor that refuses what is too old', () => {
  it.each([400, 422])(
    'with %i has given all it has: its last days are found, and it is said',
    async (status) => {
      const oldestMs = Date.now() - 250 * dayMs
      const message = 'start_time is too far in the past'
      answer = (fromMs) =>
        fromMs < oldestMs ? Response.json({ error: { message } }, { status }) : Response.json({ data: [] })
      const id = await connected({ plan: 'enterprise' })
      await synced(id)
      const given = asked.filter(({ fromMs }) => fromMs >= oldestMs)
      expect(daysAgo(Math.min(...given.map(({ fromMs }) => fromMs)))).toBeOneOf([249, 250])
      expect(asked.length).toBeLessThan(25)
      expect(await lastRun(id)).toMatchObject({
        status: 'succeeded',
        progress: 1,
        errors: 0,
        error_message: expect.stringMatching(/^The vendor gives nothing before 20.*too far in the past/),
        last_error: null,
      })

      asked = []
      await synced(id)
      expect(asked.every(({ fromMs }) => fromMs > oldestMs + 200 * dayMs)).toBe(true)
      expect(await lastRun(id)).toMatchObject({ status: 'succeeded', progress: 1, error_message: null })
    },
  )

  it('is not taken for one that loses a later page: its history is asked for again', async () => {
    const id = await connected({ plan: 'enterprise' })
    await syncedOnce(id)
    answer = (_fromMs, query) =>
      query.has('page')
        ? Response.json({ error: { message: 'expired' } }, { status: 400 })
        : Response.json({ data: [], next_page: 'p2' })
    await syncedOnce(id)
    expect(await lastRun(id)).toMatchObject({ status: 'partial', last_error: expect.stringContaining('400') })
    answer = () => Response.json({ data: [] })
    asked = []
    await synced(id)
    expect(daysAgo(Math.min(...asked.map(({ fromMs }) => fromMs)))).toBeOneOf([759, 760])
  })

  it('is not taken for one that fails: its history is asked for again', async () => {
    const oldestMs = Date.now() - 200 * dayMs
    answer = (fromMs) =>
      fromMs < oldestMs
        ? new Response('', { status: 500, headers: { 'x-should-retry': 'false' } })
        : Response.json({ data: [] })
    const id = await connected({ plan: 'enterprise' })
    await synced(id)
    expect(await lastRun(id)).toMatchObject({ status: 'failed', last_error: expect.stringContaining('500') })
    answer = () => Response.json({ data: [] })
    asked = []
    await synced(id)
    expect(daysAgo(Math.min(...asked.map(({ fromMs }) => fromMs)))).toBeOneOf([759, 760])
  })
})
