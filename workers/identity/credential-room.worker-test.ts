import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { addCredential } from '../../analytics/store/d1/credentials.ts'
import { credentials, streams } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'

const { db } = placeOf(env, env.REGION)

/** Puts a credential with one stream in. */
function add(tenant: Tenant, id: string, credentialsMax: number | null): Promise<boolean> {
  const { orgId } = tenant
  const credential = {
    id,
    orgId,
    vendorId: 'openai',
    label: 'l',
    kind: 'admin_key',
    hint: 'h',
    secretEnvelope: 'v1.x',
    serviceAccountEnvelope: null,
    settings: {},
    accountRef: null,
    status: 'active' as const,
    lastError: null,
    checkedAtMs: null,
    fingerprint: '',
    serviceAccountHint: null,
    lastUsedAtMs: null,
    createdBy: '',
    createdAtMs: 0,
    rotatedAtMs: null,
  }
  const stream = {
    credentialId: id,
    stream: 'cost',
    orgId,
    intervalS: 300,
    nextDueAtMs: 0,
    highWaterAtMs: null,
    historyFromMs: null,
    historyReadToMs: null,
    checkpoint: null,
    leaseId: null,
    leaseUntilMs: 0,
    status: 'active' as const,
    lastError: null,
  }
  return addCredential(tenant, db, credential, [stream], credentialsMax)
}

const kept = async ({ orgId }: Tenant) => ({
  credentials: (await db.select().from(credentials).where(eq(credentials.orgId, orgId))).length,
  streams: (await db.select().from(streams).where(eq(streams.orgId, orgId))).length,
})

describe('credentials that are added at once', () => {
  const tenant = (orgId: string): Tenant => ({ orgId, region: env.REGION, plan: 'free' })

  it('get in as far as there is room, each with its streams, and the others leave nothing', async () => {
    const here = tenant('org_at_once')
    await add(tenant('org_beside'), 'beside', 2)
    const ids = Array.from({ length: 12 }, (_, index) => `at-once-${index}`)
    const isIn = await Promise.all(ids.map((id) => add(here, id, 2)))
    expect(isIn.filter(Boolean)).toHaveLength(2)
    expect(await kept(here)).toEqual({ credentials: 2, streams: 2 })
    expect(await kept(tenant('org_beside'))).toEqual({ credentials: 1, streams: 1 })
  })

  it('all get in where the plan has no limit', async () => {
    const here = tenant('org_no_limit')
    const isIn = await Promise.all(['n1', 'n2', 'n3'].map((id) => add(here, id, null)))
    expect(isIn).toEqual([true, true, true])
    expect(await kept(here)).toEqual({ credentials: 3, streams: 3 })
  })
})
