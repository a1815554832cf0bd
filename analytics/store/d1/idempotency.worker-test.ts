import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { Tenant } from '../../tenant.ts'
import { placeOf } from '../place.ts'
import { beginIdempotent, endIdempotent, freeIdempotent } from './idempotency.ts'

const { db } = placeOf(env, env.REGION)
const newTenant = (): Tenant => ({ orgId: `org-${crypto.randomUUID()}`, region: env.REGION, plan: 'free' })
const begin = (tenant: Tenant, name: string, print = 'print', nowMs = 1_000, forgetBeforeMs = 0) =>
  beginIdempotent(tenant, db, name, print, nowMs, forgetBeforeMs)

describe('the name of a write', () => {
  it('is taken by the first, and tells every other what it was and what was answered', async () => {
    const tenant = newTenant()
    expect(await begin(tenant, 'name', 'first', 1_000)).toBeNull()
    const known = { fingerprint: 'first', createdAtMs: 1_000 }
    expect(await begin(tenant, 'name', 'second', 2_000)).toMatchObject({ ...known, answerEnvelope: null })
    await endIdempotent(tenant, db, 'name', 'sealed')
    expect(await begin(tenant, 'name', 'third', 3_000)).toMatchObject({ ...known, answerEnvelope: 'sealed' })
    expect(await begin(tenant, 'another')).toBeNull()
  })

  it('is an organization’s own: others take, end and free theirs and touch no other', async () => {
    const [ours, others] = [newTenant(), newTenant()]
    expect(await begin(ours, 'name', 'ours')).toBeNull()
    await endIdempotent(ours, db, 'name', 'our answer')
    expect(await begin(others, 'name', 'theirs')).toBeNull()
    expect(await begin(others, 'name')).toMatchObject({ fingerprint: 'theirs', answerEnvelope: null })
    await endIdempotent(others, db, 'name', 'their answer')
    await freeIdempotent(others, db, 'name')
    expect(await begin(ours, 'name')).toMatchObject({ fingerprint: 'ours', answerEnvelope: 'our answer' })
    expect(await begin(others, 'name')).toBeNull()
  })

  it('is answered and freed apart from others of its organization', async () => {
    const tenant = newTenant()
    for (const name of ['one', 'two']) await begin(tenant, name)
    await endIdempotent(tenant, db, 'one', 'sealed')
    expect(await begin(tenant, 'two')).toMatchObject({ answerEnvelope: null })
    await freeIdempotent(tenant, db, 'two')
    expect(await begin(tenant, 'one')).toMatchObject({ answerEnvelope: 'sealed' })
    expect(await begin(tenant, 'two')).toBeNull()
  })

  it('is forgotten once it is older than is kept, and not a moment before', async () => {
    const tenant = newTenant()
    await begin(tenant, 'old', 'first', 1_000)
    expect(await begin(tenant, 'old', 'second', 9_000, 1_000)).toMatchObject({ fingerprint: 'first' })
    expect(await begin(tenant, 'old', 'third', 9_000, 1_001)).toBeNull()
    expect(await begin(tenant, 'old', 'fourth', 9_001, 1_001)).toMatchObject({
      fingerprint: 'third',
      createdAtMs: 9_000,
    })
  })

  it('is taken by one of many that ask at once', async () => {
    const tenant = newTenant()
    const taken = await Promise.all(
      Array.from({ length: 8 }, (_, at) => begin(tenant, 'name', `print-${at}`)),
    )
    expect(taken.filter((known) => known === null)).toHaveLength(1)
    expect(new Set(taken.flatMap((known) => (known === null ? [] : [known.fingerprint]))).size).toBe(1)
  })
})
