import { env } from 'cloudflare:workers'
import { drizzle } from 'drizzle-orm/d1'
import { expect, it } from 'vitest'
import { openNotices } from '../analytics/store/d1/notices.ts'
import * as schema from '../analytics/store/d1/schema/index.ts'
import { placeOf } from '../analytics/store/place.ts'
import { noteUnpriced } from './notices.ts'

const place = placeOf(env, env.REGION)
const nowMs = Date.now()
const tenant = { orgId: 'org_notices', region: env.REGION, plan: 'pro' } as const
const unpriced = (model: string) => ({ cost_source: 'unpriced', vendor_id: 'openai', model })

/** The control plane, which is away from the given statement on. */
function awayFrom(statement: number): typeof place {
  let prepared = 0
  const prepare = (text: string) => {
    if (prepared++ >= statement) throw new Error('the control plane is away')
    return env.DB.prepare(text)
  }
  return { ...place, db: drizzle({ prepare } as never, { schema }) }
}

it('models without a price are told by the next batch where this one could not, and each of them once', async () => {
  await place.db
    .insert(schema.organizations)
    .values({ id: tenant.orgId, name: 'O', region: env.REGION, plan: 'pro', createdAtMs: 0 })
  const rows = [unpriced('first'), unpriced('second'), unpriced('third')]
  const told = async () => (await openNotices(tenant, place.db)).map(({ subject, times }) => [subject, times])
  await expect(noteUnpriced(tenant, awayFrom(2), rows, nowMs)).rejects.toThrow('away')
  expect(await told()).toEqual([['openai/first', 1]])
  await noteUnpriced(tenant, place, rows, nowMs + 1)
  await noteUnpriced(tenant, place, rows, nowMs + 2)
  expect((await told()).toSorted()).toEqual([
    ['openai/first', 1],
    ['openai/second', 1],
    ['openai/third', 1],
  ])
})
