import { describe, expect, it } from 'vitest'
import { keyRing } from './key-ring.ts'
import { pseudonym, pseudonymKey } from './pseudonym.ts'
import { createVault, type StoredDataKey } from './vault.ts'

const ring = keyRing('{"active":"k1","keys":{"k1":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}}')
const place = { orgId: 'org_1', table: 'credentials', column: 'secret', rowId: 'cred_1' }
const sealedByNode = 'v1.k1.dek1.76hjjZOMDKr9tR4f.9BQHtEZK191ki_MQW1X6H2BPtP7tuuD9klk'
const wrappedByNode = 'GbwncJRtFrGxV2u5tEOspPypAL5OtTMuMS6BRQb+MR2YXD/WMOcbxA=='

function vaultWith(stored: StoredDataKey[]) {
  return createVault({
    ring,
    dataKeys: {
      active: async () => stored[0] ?? null,
      get: async (_orgId, dekId) => stored.find((key) => key.dekId === dekId) ?? null,
      add: async (_orgId, key) => {
        stored.push(key)
        return key
      },
    },
    newId: () => 'dek2',
    nowMs: () => 0,
  })
}

describe('the vault in workerd', () => {
  it('opens what Node sealed', async () => {
    const key: StoredDataKey = {
      dekId: 'dek1',
      purpose: 'general',
      kekId: 'k1',
      wrapped: wrappedByNode,
      status: 'active',
      createdAtMs: 0,
    }
    expect(await vaultWith([key]).openText(place, sealedByNode)).toBe('sk-admin-1')
  })

  it('seals and opens with a key of its own, in its place only', async () => {
    const vault = vaultWith([])
    const envelope = await vault.seal(place, 'sk-admin-1')
    expect(await vault.openText(place, envelope)).toBe('sk-admin-1')
    await expect(vault.open({ ...place, rowId: 'cred_2' }, envelope)).rejects.toMatchObject({
      code: 'not_authentic',
    })
  })

  it('gives people the ids that Node gives them', async () => {
    const key = await pseudonymKey('dGVzdC1wc2V1ZG9ueW0ta2V5LTMyLWJ5dGVzISEhISE=')
    expect(await pseudonym(key, 'org_1', 'email', 'Dana@example.com')).toBe('act_pKFQ_B3OQg3r-cpukWcBvI')
  })
})
