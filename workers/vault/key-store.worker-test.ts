import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { dataKeyStore, dataKeysOf, putWrapping } from '../../analytics/store/d1/data-keys.ts'
import {
  countEnvelopes,
  envelopeStores,
  envelopesOf,
  replaceEnvelope,
} from '../../analytics/store/d1/envelopes.ts'
import { detectorAllowances } from '../../analytics/store/d1/schema/index.ts'
import {
  addSubjectKey,
  destroySubjectKey,
  livingSubjectKeys,
  putSubjectWrapping,
  subjectKeysOf,
} from '../../analytics/store/d1/subject-keys.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'

const { db } = placeOf(env, env.REGION)
const tenant: Tenant = { orgId: 'org_keys', region: env.REGION, plan: 'free' }
const store = envelopeStores.find(({ table }) => table === 'detector_allowances')
if (!store) throw new Error('no store')
const envelopeOf = (dekId: string) => `v1.k1.${dekId}.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA`
const page = { exceptDekIds: ['new'], afterRowId: '', rows: 10 }

describe('envelopes in the control plane', () => {
  it('are found by their key, and replaced only as they were read and in their own organization', async () => {
    for (const [id, dekId] of [
      ['a', 'old'],
      ['b', 'new'],
      ['c', 'old'],
    ] as const) {
      await db.insert(detectorAllowances).values({
        id,
        orgId: tenant.orgId,
        code: null,
        valueEnvelope: envelopeOf(dekId),
        hint: '',
        reason: '',
        createdBy: '',
        createdAtMs: 0,
        expiresAtMs: null,
      })
    }
    const found = await envelopesOf(tenant, db, store, page)
    expect(found.map(({ rowId }) => rowId)).toEqual(['a', 'c'])
    expect(await countEnvelopes(tenant, db, store)).toEqual([
      { dekId: 'new', kekId: 'k1', records: 1 },
      { dekId: 'old', kekId: 'k1', records: 2 },
    ])
    const [first, third] = found
    if (!first || !third) throw new Error('nothing found')
    const elsewhere = { ...tenant, orgId: 'org_other' }
    expect(await replaceEnvelope(elsewhere, db, store, first, envelopeOf('new'))).toBe(false)
    expect(await replaceEnvelope(tenant, db, store, first, envelopeOf('new'))).toBe(true)
    expect(await replaceEnvelope(tenant, db, store, first, envelopeOf('late'))).toBe(false)
    expect(await envelopesOf(tenant, db, store, page)).toEqual([third])
  })
})

describe('keys in the control plane', () => {
  const key = (dekId: string, purpose: 'general' | 'phi' = 'general') => ({
    dekId,
    purpose,
    kekId: 'k1',
    wrapped: `wrapped-${dekId}`,
    status: 'active' as const,
    createdAtMs: 0,
  })

  it('have one active data key per purpose, however many begin together', async () => {
    const keys = dataKeyStore(db)
    const added = await Promise.all(['one', 'two', 'three'].map((id) => keys.add(tenant.orgId, key(id))))
    expect(new Set(added.map(({ dekId }) => dekId)).size).toBe(1)
    expect((await keys.add(tenant.orgId, key('health', 'phi'))).dekId).toBe('health')
    expect(await dataKeysOf(db, tenant.orgId)).toHaveLength(2)
  })

  it('take a new wrapping only in the place of the one that was read', async () => {
    const [stored] = await dataKeysOf(db, tenant.orgId)
    if (!stored) throw new Error('no key')
    const anew = { kekId: 'k2', wrapped: 'anew' }
    expect(await putWrapping(db, tenant.orgId, stored, anew)).toBe(true)
    expect(await putWrapping(db, tenant.orgId, stored, { kekId: 'k3', wrapped: 'late' })).toBe(false)
    expect((await dataKeysOf(db, tenant.orgId)).find(({ dekId }) => dekId === stored.dekId)).toMatchObject(
      anew,
    )
  })

  it('keep their wrapping when an organization has one like theirs wrapped anew', async () => {
    const keys = dataKeyStore(db)
    const [one, other] = ['org_like', 'org_alike']
    for (const orgId of [one, other]) await keys.add(orgId, key('same'))
    await keys.add(one, { ...key('beside', 'phi'), wrapped: 'wrapped-same' })
    expect(await putWrapping(db, one, key('same'), { kekId: 'k2', wrapped: 'anew' })).toBe(true)
    const wrappings = async (orgId: string) =>
      (await dataKeysOf(db, orgId)).map(({ dekId, wrapped }) => [dekId, wrapped]).toSorted()
    expect(await wrappings(one)).toEqual([
      ['beside', 'wrapped-same'],
      ['same', 'anew'],
    ])
    expect(await wrappings(other)).toEqual([['same', 'wrapped-same']])
  })

  it('of a subject that is erased meanwhile stay destroyed', async () => {
    await addSubjectKey(tenant, db, { subject: 'user:1', kekId: 'k1', wrapped: 'w' }, 0)
    const asked = { exceptKekId: 'k2', afterSubject: '', rows: 10 }
    const [living] = await livingSubjectKeys(tenant, db, asked)
    if (!living) throw new Error('no key')
    await destroySubjectKey(tenant, db, 'user:1', 1)
    expect(await putSubjectWrapping(tenant, db, living, { kekId: 'k2', wrapped: 'anew' })).toBe(false)
    expect(await subjectKeysOf(tenant, db, ['user:1'])).toEqual([
      { subject: 'user:1', kekId: '', wrapped: null },
    ])
    expect(await livingSubjectKeys(tenant, db, asked)).toEqual([])
  })
})
