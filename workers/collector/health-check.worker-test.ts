import { env } from 'cloudflare:workers'
import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { fail, ok } from '../../analytics/result.ts'
import { credentials, organizations } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { vaultOf } from '../vault/index.ts'
import { sealedCredential } from './credential-row.ts'
import { checkCredentials } from './health-check.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import { type Vendor, vendor } from './vendor.ts'

const place = placeOf(env, env.REGION)
const dayMs = 86_400_000
const nowMs = Date.now()
let asked: string[] = []
let answer: OutboundFailure | null = null

/** A vendor that reports nothing and says of each key what the test wants. */
const silent: Vendor = vendor({
  id: 'silent',
  label: 'Silent',
  apis: { api: { default: 'https://api.silent.example', env: 'SILENT_URL' } },
  credentialKinds: [],
  units: { money: '', time: '' },
  async validate({ secret }) {
    asked.push(secret.reveal())
    return answer ? fail(answer) : ok({ accountRef: null })
  },
  streams: [],
  absent: {},
})

const added = async (id: string, vendorId = 'silent') => {
  const given = {
    id,
    orgId: 'org_check',
    vendorId,
    label: id,
    kind: 'k',
    settings: {},
    createdBy: '',
    secret: `key of ${id}`,
    serviceAccount: null,
    nowMs,
  }
  await place.db.insert(credentials).values(await sealedCredential(vaultOf(env, place), given))
}
const rowOf = async (id: string) =>
  (await place.db.select().from(credentials).where(eq(credentials.id, id)))[0]

beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  await place.db
    .insert(organizations)
    .values({ id: 'org_check', name: 'One', region: env.REGION, plan: 'pro', createdAtMs: 0 })
  await added('a')
  await added('elsewhere', 'openai')
})

async function checkedAt(
  atMs: number,
  failure: OutboundFailure | null = null,
  checking = env,
): Promise<string[]> {
  asked = []
  answer = failure
  await checkCredentials(checking, place, atMs, [silent])
  return asked
}

describe('the daily check of credentials that report nothing', () => {
  it('asks the vendor once a day, and nobody else', async () => {
    expect(await checkedAt(nowMs)).toEqual(['key of a'])
    expect(await checkedAt(nowMs + dayMs - 1)).toEqual([])
    expect((await rowOf('elsewhere'))?.checkedAtMs).toBeNull()
  })

  it('writes down what the vendor said and leaves the credential as it is while it cannot be reached', async () => {
    expect(await checkedAt(nowMs + 2 * dayMs, { tag: 'timeout' })).toHaveLength(1)
    expect(await rowOf('a')).toMatchObject({
      status: 'active',
      lastError: 'The vendor did not answer in time.',
    })
    await checkedAt(nowMs + 4 * dayMs)
    expect(await rowOf('a')).toMatchObject({ status: 'active', lastError: null })
  })

  it('asks nothing of a vendor that is switched off', async () => {
    expect(await checkedAt(nowMs + 6 * dayMs, null, { ...env, VENDORS_OFF: 'silent' })).toEqual([])
  })

  it('marks what the vendor refuses, and does not ask again', async () => {
    await checkedAt(nowMs + 8 * dayMs, { tag: 'unauthorized', detail: 'revoked' })
    expect(await rowOf('a')).toMatchObject({
      status: 'invalid',
      lastError: 'The vendor does not accept the credential: revoked',
    })
    expect(await checkedAt(nowMs + 10 * dayMs)).toEqual([])
  })

  it('goes on with the others when one cannot be opened', async () => {
    await added('b')
    await added('c')
    await place.db.update(credentials).set({ secretEnvelope: 'v1.k1.x.y.z' }).where(eq(credentials.id, 'b'))
    expect(await checkedAt(nowMs)).toEqual(['key of c'])
    expect((await rowOf('b'))?.lastError).toBe('The credential cannot be opened with the keys at hand.')
  })
})
