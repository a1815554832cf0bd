import { env } from 'cloudflare:workers'
import { and, eq, inArray } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/d1'
import { describe, expect, it, vi } from 'vitest'
import { dataKeysOf } from '../../analytics/store/d1/data-keys.ts'
import { rotationsOf } from '../../analytics/store/d1/key-rotations.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { type Place, placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { audit } from '../audit.ts'
import { newId } from '../new-id.ts'
import { vaultOf } from './index.ts'
import { beginKeyRotation, stepRotation } from './rotation.ts'

const { detectorAllowances, keyRotations, organizations } = schema
const records = 120
/** A place of its own has a vault of its own, that remembers no key. */
const anew = (): Place => ({ ...placeOf(env, env.REGION) })
const { db } = anew()
const k1 = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8='
const k2 = 'ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8='
const withKeks = (active: string, keys: Record<string, string | null>) => ({
  ...env,
  VAULT_KEKS: JSON.stringify({ active, keys }),
})
const column = (tenant: Tenant, rowId: string) => ({
  orgId: tenant.orgId,
  table: 'detector_allowances',
  column: 'value_envelope',
  rowId,
})

/** An organization with many sealed values, and its rows. */
async function sealed(count = records) {
  const tenant: Tenant = { orgId: `org-${newId()}`, region: env.REGION, plan: 'free' }
  await db
    .insert(organizations)
    .values({ id: tenant.orgId, name: 'O', region: env.REGION, plan: 'free', createdAtMs: 0 })
  const vault = vaultOf(env, anew())
  const ids = Array.from({ length: count }, (_, at) => `${tenant.orgId}-${String(at).padStart(4, '0')}`)
  for (const id of ids) {
    const valueEnvelope = await vault.seal(column(tenant, id), `value of ${id}`)
    const row = { id, orgId: tenant.orgId, code: null, valueEnvelope, hint: '', reason: '' }
    await db.insert(detectorAllowances).values({ ...row, createdBy: '', createdAtMs: 0, expiresAtMs: null })
  }
  const rows = () =>
    db
      .select()
      .from(detectorAllowances)
      .where(eq(detectorAllowances.orgId, tenant.orgId))
      .orderBy(detectorAllowances.id)
  const opened = async (through: typeof env = env) => {
    const place = anew()
    return Promise.all(
      (await rows()).map(({ id, valueEnvelope }) =>
        vaultOf(through, place).openText(column(tenant, id), valueEnvelope),
      ),
    )
  }
  const deks = async () => new Set((await rows()).map(({ valueEnvelope }) => valueEnvelope.split('.')[2]))
  return { tenant, ids, rows, opened, deks, values: ids.map((id) => `value of ${id}`) }
}

const longAgoMs = () => Date.now() - 60_000
const begun = async (tenant: Tenant, scope: 'data_keys' | 'wrapping' = 'data_keys', through = env) => {
  const started = await beginKeyRotation(through, tenant, anew(), {
    scope,
    startedBy: 'u',
    nowMs: longAgoMs(),
  })
  if (!started.ok) throw new Error(started.failure.kind)
  return started.value
}
const stateOf = async (tenant: Tenant) => {
  const [rotation] = await rotationsOf(tenant, db, 1)
  if (!rotation) throw new Error('no rotation')
  return rotation
}

/** The control plane, where `before` comes first whenever an envelope or a wrapping is to be replaced; it may throw. */
function watched(before: (replaced: number) => Promise<void>): Place {
  let replaced = 0
  const prepare = (text: string) => {
    const statement = env.DB.prepare(text)
    if (!/^\s*update\s+"(?:detector_allowances|data_keys)"/i.test(text)) return statement
    const bind = (...values: unknown[]) => {
      const bound = statement.bind(...values)
      const late =
        (name: 'all' | 'raw' | 'run') =>
        async (...rest: never[]) => {
          await before(replaced++)
          return (bound[name] as (...args: never[]) => unknown)(...rest)
        }
      return { all: late('all'), raw: late('raw'), run: late('run') }
    }
    return { bind }
  }
  const batch = env.DB.batch.bind(env.DB)
  return { ...anew(), db: drizzle({ prepare, batch } as never, { schema }) }
}

describe('new data keys', () => {
  it('are gone on with where a step was cut off, nothing lost and everything open at any moment', async () => {
    const { tenant, opened, deks, values } = await sealed()
    const rotation = await begun(tenant)
    const dies = watched(async (replaced) => {
      if (replaced === 70) throw new Error('the isolate is gone')
    })
    const log = vi.spyOn(console, 'error')
    await stepRotation(env, tenant, dies, rotation)
    const logged = log.mock.calls.flat().join(' ')
    log.mockRestore()
    expect(logged).toMatch(/was cut off .*the isolate is gone/s)
    expect(logged).not.toContain('v1.k1.')
    expect(await stateOf(tenant)).toMatchObject({ status: 'running', done: 50, total: records, failed: 0 })
    expect([await opened(), (await deks()).size]).toEqual([values, 2])

    await stepRotation(env, tenant, anew(), await stateOf(tenant))
    expect(await stateOf(tenant)).toMatchObject({ status: 'succeeded', failed: 0, error: null })
    const [active] = (await dataKeysOf(db, tenant.orgId)).filter(({ status }) => status === 'active')
    expect([await opened(), [...(await deks())]]).toEqual([values, [active?.dekId]])
  })

  it('are left to the step that took over by one that comes back', async () => {
    const { tenant, opened, values } = await sealed()
    const rotation = await begun(tenant)
    const slow = watched(async (replaced) => {
      if (replaced !== 10) return
      await db
        .update(keyRotations)
        .set({ leaseUntilMs: rotation.leaseUntilMs + 1 })
        .where(and(eq(keyRotations.orgId, tenant.orgId), eq(keyRotations.id, rotation.id)))
      await stepRotation(env, tenant, anew(), await stateOf(tenant))
    })
    const told = vi.spyOn(audit, 'append')
    await stepRotation(env, tenant, slow, rotation)
    const ends = told.mock.calls.map(([, { action, target }]) => [action, target])
    told.mockRestore()
    expect(ends).toEqual([['encryption.rotation_finished', rotation.id]])
    expect(await stateOf(tenant)).toMatchObject({ status: 'succeeded', failed: 0 })
    expect((await stateOf(tenant)).done).toBeGreaterThanOrEqual(records - 10)
    expect(await opened()).toEqual(values)
  })

  it('are written down by nobody who lost the lease, however far another has come', async () => {
    const { tenant, opened, values } = await sealed(3)
    const rotation = await begun(tenant)
    let lost: unknown = null
    const slow = watched(async (replaced) => {
      if (replaced !== 0) return
      await db
        .update(keyRotations)
        .set({ leaseUntilMs: rotation.leaseUntilMs + 1 })
        .where(and(eq(keyRotations.orgId, tenant.orgId), eq(keyRotations.id, rotation.id)))
      lost = await stateOf(tenant)
    })
    await stepRotation(env, tenant, slow, rotation)
    expect(lost).toMatchObject({ done: 0, leaseUntilMs: rotation.leaseUntilMs + 1 })
    expect(await stateOf(tenant)).toEqual(lost)
    await stepRotation(env, tenant, anew(), await stateOf(tenant))
    expect(await stateOf(tenant)).toMatchObject({ status: 'succeeded', failed: 0 })
    expect(await opened()).toEqual(values)
  })

  it('never take the place of what somebody wrote meanwhile', async () => {
    const { tenant, ids, opened, values } = await sealed(3)
    const [first = ''] = ids
    const rotation = await begun(tenant)
    const place = watched(async (replaced) => {
      if (replaced !== 0) return
      const valueEnvelope = await vaultOf(env, anew()).seal(column(tenant, first), 'written meanwhile')
      await db.update(detectorAllowances).set({ valueEnvelope }).where(eq(detectorAllowances.id, first))
    })
    await stepRotation(env, tenant, place, rotation)
    expect(await opened()).toEqual(['written meanwhile', ...values.slice(1)])
    expect(await stateOf(tenant)).toMatchObject({ status: 'succeeded', done: 2 })
  })

  it('are not done while another isolate may still seal with the old ones', async () => {
    const { tenant } = await sealed(1)
    const started = await beginKeyRotation(env, tenant, anew(), {
      scope: 'data_keys',
      startedBy: 'u',
      nowMs: Date.now(),
    })
    if (!started.ok) throw new Error(started.failure.kind)
    await stepRotation(env, tenant, anew(), started.value)
    expect(await stateOf(tenant)).toMatchObject({ status: 'running', done: 1, leaseUntilMs: 0 })
    const second = await beginKeyRotation(env, tenant, anew(), {
      scope: 'wrapping',
      startedBy: 'u',
      nowMs: Date.now(),
    })
    expect(second).toMatchObject({ ok: false, failure: { kind: 'conflict' } })
  })

  it('leave what belongs to another row as it is, however much, count it and go on behind it', async () => {
    const { tenant, ids, rows, opened, values } = await sealed(53)
    const before = await rows()
    const strangers = before.slice(0, 51)
    for (const [at, { id }] of strangers.entries()) {
      const valueEnvelope = before[at + 1]?.valueEnvelope ?? ''
      await db.update(detectorAllowances).set({ valueEnvelope }).where(eq(detectorAllowances.id, id))
    }
    await stepRotation(env, tenant, anew(), await begun(tenant))
    expect(await stateOf(tenant)).toMatchObject({ status: 'failed', done: 2, failed: 51 })
    const after = await rows()
    expect(after.slice(0, 51).map(({ valueEnvelope }) => valueEnvelope)).toEqual(
      before.slice(1, 52).map(({ valueEnvelope }) => valueEnvelope),
    )
    await db.delete(detectorAllowances).where(inArray(detectorAllowances.id, ids.slice(0, 51)))
    expect(await opened()).toEqual(values.slice(51))
  })
})

describe('a new wrapping key', () => {
  const both = withKeks('k2', { k1, k2 })

  it('is cut off and gone on with, and only then the old one can go', async () => {
    const { tenant, opened, values } = await sealed(2)
    await begun(tenant)
    await stepRotation(env, tenant, anew(), await stateOf(tenant))
    const rotation = await begun(tenant, 'wrapping', both)
    const dies = watched(async (replaced) => {
      if (replaced === 1) throw new Error('the isolate is gone')
    })
    await stepRotation(both, tenant, dies, rotation)
    const wrappedBy = async () => (await dataKeysOf(db, tenant.orgId)).map(({ kekId }) => kekId).toSorted()
    expect([await wrappedBy(), await opened(both)]).toEqual([['k1', 'k2'], values])

    const withoutOld = withKeks('k2', { k1: null, k2 })
    await stepRotation(withoutOld, tenant, anew(), await stateOf(tenant))
    expect((await stateOf(tenant)).failed).toBeGreaterThan(0)
    expect([await wrappedBy(), await opened(both)]).toEqual([['k1', 'k2'], values])
    await stepRotation(both, tenant, anew(), await stateOf(tenant))
    expect(await stateOf(tenant)).toMatchObject({ status: 'failed' })

    await stepRotation(both, tenant, anew(), await begun(tenant, 'wrapping', both))
    expect(await stateOf(tenant)).toMatchObject({ status: 'succeeded', failed: 0 })
    expect([await wrappedBy(), await opened(withoutOld)]).toEqual([['k2', 'k2'], values])
  })
})
