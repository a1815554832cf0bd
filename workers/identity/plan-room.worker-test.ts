import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  credentials,
  invitations,
  memberships,
  organizations,
} from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { roomFor, useOf } from './plan-room.ts'

const place = placeOf(env, env.REGION)
const tenant: Tenant = { orgId: 'org_plan', region: env.REGION, plan: 'free' }
const nowMs = Date.now()
const asking = { env, tenant, place, nowMs }

beforeAll(async () => {
  await place.db
    .insert(organizations)
    .values({ id: tenant.orgId, name: 'P', region: env.REGION, plan: 'free', createdAtMs: 0 })
})

const join = (userId: string, orgId = tenant.orgId) =>
  place.db.insert(memberships).values({ orgId, userId, role: 'viewer', createdAtMs: 0 })
const invite = (userId: string, status: 'pending' | 'revoked', expiresAtMs: number) =>
  place.db.insert(invitations).values({
    id: `${userId}-${status}-${expiresAtMs}`,
    orgId: tenant.orgId,
    userId,
    email: `${userId}@p.test`,
    role: 'viewer',
    status,
    tokenHash: `${userId}-${expiresAtMs}`,
    invitedBy: 'u',
    createdAtMs: 0,
    expiresAtMs,
  })

describe('the room that a plan has', () => {
  it('for users counts members and open invitations, each person once, and none of another organization', async () => {
    for (const userId of ['a', 'b', 'c']) await join(userId)
    await join('elsewhere', 'org_other')
    await invite('c', 'pending', nowMs + 1000)
    await invite('late', 'pending', nowMs - 1)
    await invite('taken-back', 'revoked', nowMs + 1000)
    expect(await useOf(asking, 'users')).toEqual({ name: 'users', used: 3, limit: 5 })
    await invite('d', 'pending', nowMs + 1000)
    expect(await roomFor(asking, 'users')).toMatchObject({ ok: true })
    await join('e')
    const full = await roomFor(asking, 'users')
    expect(full).toEqual({
      ok: false,
      failure: { kind: 'plan_limit', message: 'The plan free has room for 5 users; 5 are used.' },
    })
    expect(await roomFor({ ...asking, tenant: { ...tenant, plan: 'starter' } }, 'users')).toMatchObject({
      ok: true,
    })
    expect(await roomFor({ ...asking, tenant: { ...tenant, plan: 'enterprise' } }, 'users')).toMatchObject({
      ok: true,
    })
  })

  it('for credentials counts those of the organization', async () => {
    for (const [id, orgId] of [
      ['c1', tenant.orgId],
      ['c2', tenant.orgId],
      ['c3', 'org_other'],
    ] as const) {
      expect(await roomFor(asking, 'credentials')).toMatchObject({ ok: true })
      await place.db.insert(credentials).values({
        id,
        orgId,
        vendorId: 'openai',
        label: id,
        kind: 'admin_key',
        hint: '',
        secretEnvelope: '',
        accountRef: null,
        status: 'active',
        createdAtMs: 0,
      })
      if (id === 'c2') break
    }
    expect(await roomFor(asking, 'credentials')).toMatchObject({
      failure: { kind: 'plan_limit', message: 'The plan free has room for 2 credentials; 2 are used.' },
    })
  })
})
