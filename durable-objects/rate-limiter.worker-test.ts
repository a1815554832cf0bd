import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { grantsChanged } from '../analytics/store/d1/access-rules.ts'
import { organizations } from '../analytics/store/d1/schema/index.ts'
import { placeOf } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { type Charge, keyPolicy } from './quota-book.ts'
import type { Ask, Verdict } from './rate-limiter.ts'

const { db } = placeOf(env, env.REGION)
const tenant: Tenant = { orgId: 'org_1', region: env.REGION, plan: 'pro' }
const limiterOf = (name: string) => env.RATE_LIMITER.getByName(name)

beforeAll(async () => {
  await db
    .insert(organizations)
    .values({ id: 'org_1', name: 'One', region: env.REGION, plan: 'pro', createdAtMs: 0 })
})

const charge = (subject: string, quota: number, name = keyPolicy): Charge => ({
  subject,
  name,
  quota,
  windowS: 60,
})
const ask = (change: Partial<Ask> & Pick<Ask, 'charges'>): Ask => ({
  proofs: [],
  count: 1,
  ahead: 0,
  changes: null,
  unused: null,
  ...change,
})
type Judged = Extract<Verdict, { kind: 'judged' }>

async function judged(name: string, one: Ask, of: Tenant | null = null): Promise<Judged> {
  const { verdicts } = await limiterOf(name).judge(of, [one])
  if (verdicts[0]?.kind !== 'judged') throw new Error(`it was ${verdicts[0]?.kind}`)
  return verdicts[0]
}

describe('the rate limiter', () => {
  it('lets the first requests pass, refuses the rest and says when to come back', async () => {
    const first = await judged('quota', ask({ charges: [charge('a', 3)], count: 2 }))
    expect(first).toMatchObject({ granted: 2, violated: [], retryAfterS: 0 })
    expect(first.standings).toMatchObject([{ name: 'key', quota: 3, windowS: 60, remaining: 1 }])
    const second = await judged('quota', ask({ charges: [charge('a', 3)], count: 5 }))
    expect(second).toMatchObject({ granted: 1, violated: ['key'] })
    expect(second.retryAfterS).toBeGreaterThan(45)
    expect(second.retryAfterS).toBeLessThan(63)
    expect(await judged('quota', ask({ charges: [charge('b', 3)] }))).toMatchObject({ granted: 1 })
  })

  it('charges all quotas of a request or none, and names the one that was full', async () => {
    const both = [charge('c', 10), charge('org', 2, 'organization')]
    expect(await judged('both', ask({ charges: both, count: 5 }))).toMatchObject({
      granted: 2,
      violated: ['organization'],
    })
    expect((await judged('both', ask({ charges: [charge('c', 10)], count: 0 }))).standings).toMatchObject([
      { remaining: 8 },
    ])
  })

  it('lets no more than the quota pass, however many ask at once', async () => {
    const asks = Array.from({ length: 200 }, () => judged('at-once', ask({ charges: [charge('d', 50)] })))
    const granted = (await Promise.all(asks)).reduce((sum, each) => sum + each.granted, 0)
    expect(granted).toBe(50)
  })

  it('leases a part of what is left, and takes back what was not used', async () => {
    const lease = await judged('lease', ask({ charges: [charge('e', 101)], ahead: 90 }))
    expect(lease).toMatchObject({ granted: 1, leased: 25, standings: [{ remaining: 75 }] })
    const unused = { count: 20, atMs: lease.atMs }
    const next = await judged('lease', ask({ charges: [charge('e', 101)], unused }))
    expect(next.standings).toMatchObject([{ remaining: 94 }])
    await limiterOf('lease').giveBack([charge('e', 101)], { count: 5, atMs: lease.atMs })
    expect((await judged('lease', ask({ charges: [charge('e', 101)], count: 0 }))).standings).toMatchObject([
      { remaining: 99 },
    ])
  })

  it('knows after an eviction what was given before it, also when it had no time to write', async () => {
    await judged('evicted', ask({ charges: [charge('f', 100)], count: 60 }))
    await evictDurableObject(limiterOf('evicted'))
    const { granted } = await judged('evicted', ask({ charges: [charge('f', 100)], count: 100 }))
    expect(granted).toBeLessThanOrEqual(40)
    expect(granted).toBeGreaterThanOrEqual(39)
  })

  it('holds the exact counts on disk a moment later', async () => {
    await judged('written', ask({ charges: [charge('g', 10_000)], count: 7 }))
    expect(await limiterOf('written').usageOf(['g', 'nobody'])).toEqual(
      new Map([['g', { requests: 7, lastUsedAtMs: expect.any(Number) }]]),
    )
    await runInDurableObject(limiterOf('written'), async (_, { storage }) => {
      expect(storage.sql.exec('SELECT sum(used) AS used FROM slots').one()).toEqual({ used: 7 })
    })
  })

  it('applies a quota that was made smaller, and keeps the count when its window changes', async () => {
    await judged('changed', ask({ charges: [charge('h', 100)], count: 40 }))
    expect(await judged('changed', ask({ charges: [charge('h', 40)] }))).toMatchObject({ granted: 0 })
    const longer = { ...charge('h', 100), windowS: 3600 }
    expect((await judged('changed', ask({ charges: [longer], count: 0 }))).standings).toMatchObject([
      { remaining: 60 },
    ])
  })
})

describe('what the answer tells', () => {
  const kindOf = async (name: string, one: Ask) =>
    (await limiterOf(name).judge(tenant, [one])).verdicts[0]?.kind

  it('are the versions of the organization, and that a caller was loaded before a change', async () => {
    const charges = [charge('a', 100)]
    const { changes, ...versions } = await limiterOf('versions').judge(tenant, [])
    expect(versions).toMatchObject({ grantsVersion: 1, policiesVersion: 1 })
    expect(await kindOf('versions', ask({ charges, changes }))).toBe('judged')
    await grantsChanged(tenant, db)
    expect(await limiterOf('versions').changed(tenant, [])).toEqual({ grantsChanged: true })
    expect(await kindOf('versions', ask({ charges, changes }))).toBe('stale')
    const after = await limiterOf('versions').judge(tenant, [])
    expect(after).toMatchObject({ grantsVersion: 2, changes: changes + 1 })
    expect(await kindOf('versions', ask({ charges, changes: after.changes }))).toBe('judged')
    expect(await limiterOf('versions').changed(tenant, [])).toEqual({ grantsChanged: false })
  })

  it('charges nothing for a caller who has to be loaded again', async () => {
    const charges = [charge('s', 10)]
    await kindOf('free', ask({ charges, count: 10, changes: -1 }))
    expect(await judged('free', ask({ charges, count: 10 }))).toMatchObject({ granted: 10 })
  })

  it('is a refusal for whatever has ended, also after an eviction, and for nobody else', async () => {
    const of = (proof: string) => ask({ charges: [charge('a', 100)], proofs: [proof] })
    expect(await kindOf('ended', of('session:1'))).toBe('judged')
    await limiterOf('ended').changed(tenant, ['session:1'])
    expect([await kindOf('ended', of('session:1')), await kindOf('ended', of('session:2'))]).toEqual([
      'revoked',
      'judged',
    ])
    await evictDurableObject(limiterOf('ended'))
    expect([await kindOf('ended', of('session:1')), await kindOf('ended', of('session:2'))]).toEqual([
      'revoked',
      'judged',
    ])
  })
})
