import { describe, expect, it } from 'vitest'
import { base64 } from './encoding.ts'
import { keyRing } from './key-ring.ts'
import {
  createVault,
  type DataKeyStore,
  newDataKey,
  type Place,
  type Purpose,
  type StoredDataKey,
  sealingMs,
} from './vault.ts'

const kek = (first: number) => base64(Uint8Array.from({ length: 32 }, (_, at) => first + at))
const ringOf = (active: string) => keyRing(JSON.stringify({ active, keys: { k1: kek(0), k2: kek(50) } }))
const place: Place = { orgId: 'org_1', table: 'credentials', column: 'secret', rowId: 'cred_1' }

function memory() {
  const rows = new Map<string, StoredDataKey>()
  const calls = { active: 0, get: 0, add: 0 }
  const activeOf = (orgId: string, purpose: Purpose) =>
    [...rows].find(
      ([name, key]) => name.startsWith(`${orgId}/`) && key.status === 'active' && key.purpose === purpose,
    )?.[1] ?? null
  const store: DataKeyStore = {
    active: async (orgId, purpose) => {
      calls.active += 1
      return activeOf(orgId, purpose)
    },
    get: async (orgId, dekId) => {
      calls.get += 1
      return rows.get(`${orgId}/${dekId}`) ?? null
    },
    add: async (orgId, key) => {
      calls.add += 1
      const winner = activeOf(orgId, key.purpose) ?? key
      rows.set(`${orgId}/${winner.dekId}`, winner)
      return winner
    },
  }
  return { store, rows, calls }
}

function setUp({ active = 'k1', dataKeys = memory() } = {}) {
  const clock = { nowMs: 1_000_000 }
  let ids = 0
  const newId = () => `dek${++ids}`
  const vault = createVault({
    ring: ringOf(active),
    dataKeys: dataKeys.store,
    newId,
    nowMs: () => clock.nowMs,
  })
  return { vault, clock, dataKeys }
}

describe('createVault', () => {
  it('gives back what was sealed', async () => {
    const { vault } = setUp()
    for (const text of ['', 'sk-admin-1', 'ü 漢 \u{1F600}', '\ufefftext']) {
      expect(await vault.openText(place, await vault.seal(place, text))).toBe(text)
    }
    const bytes = Uint8Array.from([0, 255, 128])
    expect(await vault.open(place, await vault.seal(place, bytes))).toEqual(bytes)
  })

  it('writes version, key ids, iv and ciphertext with tag', async () => {
    const { vault } = setUp()
    const envelope = await vault.seal(place, '12345')
    expect(envelope).toMatch(/^v1\.k1\.dek1\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{28}$/)
    expect(await vault.seal(place, '12345')).not.toBe(envelope)
  })

  it.each([
    ['organization', { orgId: 'org_2' }, 'unknown_key'],
    ['table', { table: 'other' }, 'not_authentic'],
    ['column', { column: 'other' }, 'not_authentic'],
    ['row', { rowId: 'cred_2' }, 'not_authentic'],
  ])('does not open in another %s', async (_what, other, code) => {
    const { vault } = setUp()
    const envelope = await vault.seal(place, 'secret')
    await expect(vault.open({ ...place, ...other }, envelope)).rejects.toMatchObject({ code })
  })

  it('does not open in another organization that holds the same data key', async () => {
    const { vault, dataKeys } = setUp()
    const envelope = await vault.seal(place, 'secret')
    for (const [name, key] of [...dataKeys.rows]) dataKeys.rows.set(name.replace('org_1', 'org_2'), key)
    await expect(vault.open({ ...place, orgId: 'org_2' }, envelope)).rejects.toMatchObject({
      code: 'not_authentic',
    })
  })

  it('does not open where the place joins to the same text', async () => {
    const { vault } = setUp()
    const envelope = await vault.seal({ ...place, table: 'ab', column: 'c' }, 'secret')
    const shifted = vault.open({ ...place, table: 'a', column: 'bc' }, envelope)
    await expect(shifted).rejects.toMatchObject({ code: 'not_authentic' })
  })

  it('refuses an envelope with any one character altered, cut or added', async () => {
    const { vault } = setUp()
    const envelope = await vault.seal(place, 'four')
    for (let at = 0; at < envelope.length; at++) {
      const other = envelope[at] === 'A' ? 'B' : 'A'
      const altered = envelope.slice(0, at) + other + envelope.slice(at + 1)
      await expect(vault.open(place, altered), altered).rejects.toHaveProperty('code')
    }
    for (const altered of [
      envelope.slice(0, -1),
      `${envelope}A`,
      `${envelope}.`,
      `${envelope}=`,
      ` ${envelope}`,
    ]) {
      await expect(vault.open(place, altered), altered).rejects.toHaveProperty('code')
    }
  })

  it.each([
    ['', 'malformed'],
    ['plain text', 'malformed'],
    ['v1.k1.dek1.AAAAAAAAAAAAAAAA', 'malformed'],
    ['v1.k1.dek1.AAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA', 'malformed'],
    ['v1.k1.dek1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAA', 'malformed'],
    ['v1.k1.dek 1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA', 'malformed'],
    ['v1.k 1.dek1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA', 'malformed'],
    ['v1..dek1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA', 'malformed'],
    ['v2.k1.dek1.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA', 'unknown_version'],
    ['v1.k1.dek9.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA', 'unknown_key'],
  ])('refuses "%s" as %s', async (envelope, code) => {
    await expect(setUp().vault.open(place, envelope)).rejects.toMatchObject({ code })
  })

  it('mints one data key per organization and reuses it', async () => {
    const { vault, dataKeys } = setUp()
    await vault.seal(place, 'a')
    await vault.seal({ ...place, rowId: 'cred_2' }, 'b')
    await vault.seal({ ...place, orgId: 'org_2' }, 'c')
    expect([...dataKeys.rows.keys()]).toEqual(['org_1/dek1', 'org_2/dek2'])
    expect(dataKeys.calls).toEqual({ active: 2, get: 0, add: 2 })
  })

  it('seals with the winner when another writer minted first', async () => {
    const dataKeys = memory()
    const first = setUp({ dataKeys }).vault
    const second = createVault({
      ring: ringOf('k1'),
      dataKeys: { ...dataKeys.store, active: async () => null },
      newId: () => 'late',
      nowMs: () => 0,
    })
    await first.seal(place, 'a')
    const envelope = await second.seal(place, 'b')
    expect(envelope.split('.')[2]).toBe('dek1')
    expect(await first.openText(place, envelope)).toBe('b')
  })

  it('opens old envelopes after the data key was wrapped anew under another key', async () => {
    const { vault, dataKeys } = setUp()
    const envelope = await vault.seal(place, 'secret')
    const row = dataKeys.rows.get('org_1/dek1')
    if (!row) throw new Error('no data key')
    const raw = await crypto.subtle.unwrapKey(
      'raw',
      Buffer.from(row.wrapped, 'base64'),
      await crypto.subtle.importKey('raw', Buffer.from(kek(0), 'base64'), 'AES-KW', false, ['unwrapKey']),
      'AES-KW',
      'AES-GCM',
      true,
      ['encrypt', 'decrypt'],
    )
    dataKeys.rows.set('org_1/dek1', {
      ...row,
      kekId: 'k2',
      wrapped: await ringOf('k2').wrap(raw, { orgId: 'org_1', keyId: 'dek1' }),
    })
    expect(await setUp({ active: 'k2', dataKeys }).vault.openText(place, envelope)).toBe('secret')
  })

  it('opens with a retired key and refuses a destroyed one', async () => {
    const { vault, dataKeys } = setUp()
    const envelope = await vault.seal(place, 'secret')
    const row = dataKeys.rows.get('org_1/dek1')
    if (!row) throw new Error('no data key')
    dataKeys.rows.set('org_1/dek1', { ...row, status: 'decrypt_only' })
    expect(await setUp({ dataKeys }).vault.openText(place, envelope)).toBe('secret')
    dataKeys.rows.set('org_1/dek1', { ...row, status: 'destroyed', wrapped: '' })
    await expect(setUp({ dataKeys }).vault.open(place, envelope)).rejects.toMatchObject({
      code: 'destroyed_key',
    })
  })

  it('notices a destroyed key after five minutes at the latest', async () => {
    const { vault, dataKeys, clock } = setUp()
    const envelope = await vault.seal(place, 'secret')
    await vault.open(place, envelope)
    const row = dataKeys.rows.get('org_1/dek1')
    if (!row) throw new Error('no data key')
    dataKeys.rows.set('org_1/dek1', { ...row, status: 'destroyed' })
    clock.nowMs += 5 * 60_000 - 1
    expect(await vault.openText(place, envelope)).toBe('secret')
    clock.nowMs += 1
    await expect(vault.open(place, envelope)).rejects.toMatchObject({ code: 'destroyed_key' })
  })

  it('does not remember a failure', async () => {
    const { vault, dataKeys } = setUp()
    const envelope = await setUp({ dataKeys }).vault.seal(place, 'secret')
    const row = dataKeys.rows.get('org_1/dek1')
    if (!row) throw new Error('no data key')
    dataKeys.rows.delete('org_1/dek1')
    await expect(vault.open(place, envelope)).rejects.toMatchObject({ code: 'unknown_key' })
    dataKeys.rows.set('org_1/dek1', row)
    expect(await vault.openText(place, envelope)).toBe('secret')
  })

  it('does not pass bytes off as text', async () => {
    const { vault } = setUp()
    const envelope = await vault.seal(place, Uint8Array.from([0xff]))
    await expect(vault.openText(place, envelope)).rejects.toThrow(TypeError)
  })

  it('seals each type of evidence with a key of its own, and opens all of them', async () => {
    const { vault, dataKeys } = setUp()
    const purposes: Purpose[] = ['general', 'pii', 'phi', 'financial', 'secret', 'custom']
    const envelopes = await Promise.all(purposes.map((purpose) => vault.seal(place, purpose, purpose)))
    expect(new Set(envelopes.map((envelope) => envelope.split('.')[2])).size).toBe(6)
    expect([...dataKeys.rows.values()].map(({ purpose }) => purpose).toSorted()).toEqual(purposes.toSorted())
    for (const [at, envelope] of envelopes.entries())
      expect(await vault.openText(place, envelope)).toBe(purposes[at])
    expect((await vault.seal(place, 'x')).split('.')[2]).toBe(envelopes[0]?.split('.')[2])
  })

  it('seals with a new active key within ten seconds, and at once when it is told', async () => {
    const { vault, dataKeys, clock } = setUp()
    const dekOf = async () => (await vault.seal(place, 'x')).split('.')[2]
    const rotate = async (dekId: string) => {
      for (const [name, key] of dataKeys.rows) dataKeys.rows.set(name, { ...key, status: 'decrypt_only' })
      const key = await newDataKey(ringOf('k1'), 'org_1', 'general', dekId, clock.nowMs)
      dataKeys.rows.set(`org_1/${dekId}`, key)
    }
    expect(await dekOf()).toBe('dek1')
    await rotate('second')
    clock.nowMs += sealingMs - 1
    expect(await dekOf()).toBe('dek1')
    clock.nowMs += 1
    expect(await dekOf()).toBe('second')
    await rotate('third')
    vault.forgetActive()
    expect(await dekOf()).toBe('third')
  })

  it('seals again under the active key of the same purpose, in the same place only', async () => {
    const { vault, dataKeys, clock } = setUp()
    const [plain, health] = [await vault.seal(place, 'a'), await vault.seal(place, 'b', 'phi')]
    for (const [name, key] of dataKeys.rows) dataKeys.rows.set(name, { ...key, status: 'decrypt_only' })
    clock.nowMs += sealingMs
    const [plainAgain, healthAgain] = [await vault.reseal(place, plain), await vault.reseal(place, health)]
    expect([await vault.openText(place, plainAgain), await vault.openText(place, healthAgain)]).toEqual([
      'a',
      'b',
    ])
    const purposeOf = (envelope: string) => dataKeys.rows.get(`org_1/${envelope.split('.')[2]}`)
    expect(purposeOf(plainAgain)).toMatchObject({ purpose: 'general', status: 'active' })
    expect(purposeOf(healthAgain)).toMatchObject({ purpose: 'phi', status: 'active' })
    await expect(vault.reseal({ ...place, rowId: 'cred_2' }, plain)).rejects.toMatchObject({
      code: 'not_authentic',
    })
  })

  it('asks for a key again when the clock was put back, which would keep a destroyed one', async () => {
    const { vault, dataKeys, clock } = setUp()
    const envelope = await vault.seal(place, 'secret')
    const row = dataKeys.rows.get('org_1/dek1')
    if (!row) throw new Error('no data key')
    dataKeys.rows.set('org_1/dek1', { ...row, status: 'destroyed' })
    clock.nowMs -= 1
    await expect(vault.open(place, envelope)).rejects.toMatchObject({ code: 'destroyed_key' })
  })

  it('keeps a thousand keys at hand, and lets go of the oldest', async () => {
    const { vault, dataKeys } = setUp()
    const sealedBy = async (at: number) => vault.seal({ ...place, orgId: `org_${at}` }, 'x')
    const first = await sealedBy(0)
    const second = await sealedBy(1)
    for (let at = 2; at < 1_000; at++) await sealedBy(at)
    await vault.open({ ...place, orgId: 'org_0' }, first)
    expect(dataKeys.calls.get).toBe(0)
    await sealedBy(1_000)
    await vault.open({ ...place, orgId: 'org_1' }, second)
    expect(dataKeys.calls.get).toBe(0)
    await vault.open({ ...place, orgId: 'org_0' }, first)
    expect(dataKeys.calls.get).toBe(1)
  })

  it('never seals with a key whose id no envelope can hold', async () => {
    const dataKeys = memory()
    const newId = () => 'dek.1'
    const vault = createVault({ ring: ringOf('k1'), dataKeys: dataKeys.store, newId, nowMs: () => 0 })
    await expect(vault.seal(place, 'secret')).rejects.toMatchObject({ code: 'malformed' })
  })

  it('writes down when a key was made, and for what', async () => {
    const { vault, dataKeys, clock } = setUp()
    await vault.seal(place, 'x', 'phi')
    expect(dataKeys.rows.get('org_1/dek1')).toMatchObject({
      dekId: 'dek1',
      purpose: 'phi',
      kekId: 'k1',
      status: 'active',
      createdAtMs: clock.nowMs,
    })
  })
})
