import { env } from 'cloudflare:workers'
import { beforeAll, expect, it } from 'vitest'
import { organizations } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { sameRequest } from './idempotency.ts'

const place = placeOf(env, env.REGION)
const hourMs = 3_600_000
const nowMs = Date.parse('2026-11-20T12:00:00Z')

beforeAll(async () => {
  for (const id of ['one', 'two'])
    await place.db
      .insert(organizations)
      .values({ id, name: id, region: env.REGION, plan: 'pro', createdAtMs: 0 })
})

const asks = async (orgId: string, name: string, request: string, atMs = nowMs) => {
  const tenant = { orgId, region: env.REGION, plan: 'pro' } as const
  return (await sameRequest({ tenant, place, nowMs: atMs }, { name, request })).ok
}

it('a name for a request is each organization’s own, however often both use it', async () => {
  for (let time = 0; time < 2; time += 1) {
    expect(await asks('one', 'shared', 'of one')).toBe(true)
    expect(await asks('two', 'shared', 'of two')).toBe(true)
  }
  expect(await asks('one', 'shared', 'of two')).toBe(false)
  expect(await asks('two', 'shared', 'of one')).toBe(false)
})

it('a name is one request’s for a day, and free for another then', async () => {
  expect(await asks('one', 'daily', 'first')).toBe(true)
  expect(await asks('one', 'daily', 'second', nowMs + 24 * hourMs)).toBe(false)
  expect(await asks('one', 'daily', 'second', nowMs + 24 * hourMs + 1)).toBe(true)
  expect(await asks('one', 'daily', 'first', nowMs + 25 * hourMs)).toBe(false)
})
