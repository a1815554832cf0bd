import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { type Checkpoint, leaseDue } from '../../analytics/store/d1/collection.ts'
import { streams } from '../../analytics/store/d1/schema/index.ts'
import { leaseMs } from './due.ts'
import { runSync } from './sync.ts'
import { again, costBody, costRuns, leased, place, stateOf, streamRow } from './test-cost-runs.ts'

const { vendor, synced, storedCosts } = costRuns()

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
    expect([vendor.calls, (await stateOf('stolen'))?.run]).toEqual([0, null])
  })
})

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
    expect(vendor.calls).toBe(4)
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
    expect(vendor.calls).toBe(8)
  })

  it('asks as it is asked when only the request itself is wrong', async () => {
    const refusing = () => Response.json({ error: { message: 'bad' } }, { status: 400 })
    expect(await synced('wrong', refusing)).toMatchObject({ run: 'failed', status: 'active' })
    expect(vendor.calls).toBe(1)
  })
})

describe('a vendor that is switched off', () => {
  it('is not due, and a message that was queued before asks nothing and gives its lease back', async () => {
    const off = { ...env, VENDORS_OFF: ' anthropic , openai' }
    const due = await leased('off')
    await runSync(off, place, due)
    expect(vendor.calls).toBe(0)
    expect(await streamRow('off')).toMatchObject({ leaseId: null, leaseUntilMs: 0 })
    await place.db.update(streams).set({ nextDueAtMs: 0 }).where(eq(streams.credentialId, 'off'))
    const nowMs = Date.now()
    const lease = (vendorsOff: string[]) =>
      leaseDue(place.db, env.REGION, nowMs, nowMs + leaseMs, 'l', 'off', 1, vendorsOff)
    expect(await lease(['openai'])).toEqual([])
    expect(await lease(['anthropic'])).toHaveLength(1)
  })
})
