import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Tenant } from '../../tenant.ts'
import { placeOf } from '../place.ts'
import { addRescan, idleRescans, leaseRescan, rescanById, updateRescan } from './rescans.ts'
import { organizations, rescans } from './schema/index.ts'

const { db } = placeOf(env, env.REGION)

/** An organization, and in it rescans under way that hold the same lease. */
async function organization(...ids: string[]): Promise<Tenant> {
  const tenant: Tenant = { orgId: `org-${crypto.randomUUID()}`, region: env.REGION, plan: 'pro' }
  const { orgId, region, plan } = tenant
  await db.insert(organizations).values({ id: orgId, name: 'O', region, plan, createdAtMs: 0 })
  const begun = { fromMs: 0, toMs: 1, eventsTotal: 0, eventsRead: 0, withoutText: 0, startedBy: 'u' }
  for (const id of ids) {
    await db.update(rescans).set({ status: 'succeeded' }).where(eq(rescans.orgId, orgId))
    expect(await addRescan(tenant, db, { ...begun, id, createdAtMs: 0 })).toBe(true)
  }
  await db.update(rescans).set({ status: 'running', leaseId: 'lease' }).where(eq(rescans.orgId, orgId))
  return tenant
}
const readOf = async (tenant: Tenant, id: string) => (await rescanById(tenant, db, id))?.eventsRead

describe('the progress of a rescan', () => {
  it('is written for itself alone: of no other organization, and no other of its own', async () => {
    const [ours, others] = [await organization('a', 'b'), await organization('c')]
    expect(await updateRescan(ours, db, { id: 'c', leaseId: 'lease' }, { eventsRead: 5 })).toBe(false)
    expect(await updateRescan(others, db, { id: 'a', leaseId: 'lease' }, { eventsRead: 5 })).toBe(false)
    expect(await updateRescan(ours, db, { id: 'a', leaseId: 'lease' }, { eventsRead: 7 })).toBe(true)
    expect([await readOf(ours, 'a'), await readOf(ours, 'b'), await readOf(others, 'c')]).toEqual([7, 0, 0])
  })

  it('is not written by who lost the lease, or never had one', async () => {
    const tenant = await organization('d')
    for (const leaseId of ['lost', null])
      expect(await updateRescan(tenant, db, { id: 'd', leaseId }, { eventsRead: 5 })).toBe(false)
    expect(await readOf(tenant, 'd')).toBe(0)
  })
})

it('a lease is free from the moment on that it ends, for its own organization', async () => {
  const [ours, others] = [await organization('e'), await organization()]
  const lease = { leaseId: 'new', leaseUntilMs: 9_000 }
  const isIdle = async (nowMs: number) =>
    (await idleRescans(db, env.REGION, nowMs)).filter(({ id }) => id === 'e')
  await db.update(rescans).set({ leaseUntilMs: 1_000 }).where(eq(rescans.id, 'e'))
  expect(await isIdle(999)).toEqual([])
  expect(await leaseRescan(ours, db, 'e', lease, 999)).toBeNull()
  expect(await isIdle(1_000)).toEqual([{ tenant: ours, id: 'e' }])
  expect(await leaseRescan(others, db, 'e', lease, 1_000)).toBeNull()
  expect(await leaseRescan(ours, db, 'e', lease, 1_000)).toMatchObject({ id: 'e', ...lease })
  expect(await leaseRescan(ours, db, 'e', lease, 8_999)).toBeNull()
})
