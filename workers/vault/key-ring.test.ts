import { describe, expect, it } from 'vitest'
import { type Bytes, base64 } from './encoding.ts'
import { keyRing, type OutsideKek } from './key-ring.ts'

const bytes = (length: number, first = 0): Bytes => Uint8Array.from({ length }, (_, at) => first + at)
const fromHex = (hex: string): Bytes =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const owner = { orgId: 'org_1', keyId: 'dek1' }
const k1 = base64(bytes(32))
const k2 = base64(bytes(32, 100))
const ringJson = (active: string, keys: Record<string, unknown>) => JSON.stringify({ active, keys })
const aesGcm = (raw: Bytes) => crypto.subtle.importKey('raw', raw, 'AES-GCM', true, ['encrypt', 'decrypt'])

describe('keyRing', () => {
  it('wraps as RFC 3394 §4.6 says', async () => {
    const key = await aesGcm(fromHex('00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f'))
    const wrapped = fromHex(
      '28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21',
    )
    expect(await keyRing(ringJson('k1', { k1 })).wrap(key, owner)).toBe(base64(wrapped))
  })

  it('unwraps with the key named, also after another became active', async () => {
    const wrapped = await keyRing(ringJson('k1', { k1 })).wrap(await aesGcm(bytes(32, 7)), owner)
    const rotated = keyRing(ringJson('k2', { k1, k2 }))
    const iv = bytes(12)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await aesGcm(bytes(32, 7)), bytes(5))
    const opened = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv },
      await rotated.unwrap('k1', wrapped, owner),
      sealed,
    )
    expect(new Uint8Array(opened)).toEqual(bytes(5))
    expect(rotated.activeId).toBe('k2')
  })

  it('gives data keys that cannot be exported', async () => {
    const ring = keyRing(ringJson('k1', { k1 }))
    const key = await ring.unwrap('k1', await ring.wrap(await aesGcm(bytes(32)), owner), owner)
    expect(key.extractable).toBe(false)
  })

  it('gives roots that others are derived from, the same each time and never the key itself', async () => {
    const ring = keyRing(ringJson('k1', { k1, k2 }))
    const wrapped = await ring.wrap(await aesGcm(bytes(32)), owner)
    const derived = async (info: string) => {
      const root = await ring.unwrapRoot('k1', wrapped, owner)
      expect(root.extractable).toBe(false)
      const by = {
        name: 'HKDF',
        hash: 'SHA-256',
        salt: new Uint8Array(),
        info: new TextEncoder().encode(info),
      }
      return base64(new Uint8Array(await crypto.subtle.deriveBits(by, root, 256)))
    }
    expect(await derived('a')).toBe(await derived('a'))
    expect(await derived('a')).not.toBe(await derived('b'))
    expect(await derived('a')).not.toBe(base64(bytes(32)))
    await expect(ring.unwrapRoot('k2', wrapped, owner)).rejects.toMatchObject({ code: 'not_authentic' })
  })

  it('refuses a key wrapped by another, altered, or not base64', async () => {
    const ring = keyRing(ringJson('k1', { k1, k2 }))
    const wrapped = await ring.wrap(await aesGcm(bytes(32)), owner)
    await expect(ring.unwrap('k2', wrapped, owner)).rejects.toMatchObject({ code: 'not_authentic' })
    const altered = wrapped.startsWith('A') ? `B${wrapped.slice(1)}` : `A${wrapped.slice(1)}`
    await expect(ring.unwrap('k1', altered, owner)).rejects.toMatchObject({ code: 'not_authentic' })
    await expect(ring.unwrap('k1', '***', owner)).rejects.toMatchObject({ code: 'not_authentic' })
    await expect(ring.unwrap('k9', wrapped, owner)).rejects.toMatchObject({ code: 'unknown_kek' })
  })

  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['no active key', JSON.stringify({ keys: { k1 } })],
    ['no keys', JSON.stringify({ active: 'k1' })],
    ['an active key that is missing', ringJson('k2', { k1 })],
    ['an active key named like an object’s own method', ringJson('toString', { k1 })],
    ['a key of 31 bytes', ringJson('k1', { k1: base64(bytes(31)) })],
    ['a key of 33 bytes', ringJson('k1', { k1: base64(bytes(33)) })],
    ['an active key that was destroyed', ringJson('k1', { k1: null })],
    ['a key in hexadecimal', ringJson('k1', { k1: '00'.repeat(32) })],
    ['a key that is a number', ringJson('k1', { k1: 1 })],
    ['an id with a dot', ringJson('k.1', { 'k.1': k1 })],
    ['a second key that is bad', ringJson('k1', { k1, k2: 'short' })],
  ])('refuses %s', (_what, json) => {
    expect(() => keyRing(json)).toThrow(expect.objectContaining({ code: 'bad_key_ring' }))
  })

  it('keeps key material out of its messages', () => {
    expect(() => keyRing(ringJson('k1', { k1: k1.slice(4) }))).toThrow(
      /^VAULT_KEKS key "k1" is not base64 of 32 bytes$/,
    )
  })

  it('knows which keys are active, only open, or were destroyed', async () => {
    const ring = keyRing(ringJson('k2', { k1, k2, k0: null }))
    expect(ring.keks).toEqual([
      { kekId: 'k1', status: 'decrypt_only' },
      { kekId: 'k2', status: 'active' },
      { kekId: 'k0', status: 'destroyed' },
    ])
    const wrapped = await ring.wrap(await aesGcm(bytes(32)), owner)
    await expect(ring.unwrap('k0', wrapped, owner)).rejects.toMatchObject({ code: 'destroyed_kek' })
    await expect(ring.unwrap('k9', wrapped, owner)).rejects.toMatchObject({ code: 'unknown_kek' })
  })

  it('wraps a key again under the active key, the same key and not exportable afterwards', async () => {
    const wrapped = await keyRing(ringJson('k1', { k1 })).wrap(await aesGcm(bytes(32, 9)), owner)
    const ring = keyRing(ringJson('k2', { k1, k2 }))
    const again = await ring.rewrap('k1', wrapped, owner)
    expect(again.kekId).toBe('k2')
    expect(again.wrapped).not.toBe(wrapped)
    const only2 = keyRing(ringJson('k2', { k2 }))
    const key = await only2.unwrap('k2', again.wrapped, owner)
    expect(key.extractable).toBe(false)
    const iv = bytes(12)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, await aesGcm(bytes(32, 9)), bytes(5))
    expect(new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, key, sealed))).toEqual(
      bytes(5),
    )
    await expect(ring.rewrap('k2', wrapped, owner)).rejects.toMatchObject({ code: 'not_authentic' })
  })

  describe('with a key service', () => {
    /** A service that gives back the same bytes whatever it wrapped. */
    const service = (material: Bytes, given: Partial<OutsideKek> = {}): OutsideKek => ({
      kekId: 'kms',
      service: 'aws_kms',
      status: 'active',
      kek: {
        wrap: async () => 'wrapped outside',
        unwrap: async (_wrapped, _owner, { algorithm, extractable, usages }) =>
          crypto.subtle.importKey('raw', material, algorithm, extractable, [...usages]),
      },
      ...given,
    })
    const secret = ringJson('k1', { k1 })
    const altered = (at: number): Bytes => bytes(32, 9).map((byte, index) => (index === at ? byte ^ 1 : byte))

    it('wraps again under its key once it gave the same key back, and never when it gave another', async () => {
      const wrapped = await keyRing(secret).wrap(await aesGcm(bytes(32, 9)), owner)
      expect(await keyRing(secret, service(bytes(32, 9))).rewrap('k1', wrapped, owner)).toEqual({
        kekId: 'kms',
        wrapped: 'wrapped outside',
      })
      for (const other of [altered(0), altered(31), bytes(16, 9)])
        await expect(keyRing(secret, service(other)).rewrap('k1', wrapped, owner)).rejects.toMatchObject({
          code: 'not_authentic',
        })
    })

    it('wraps with it while it is active, and only opens with it afterwards', async () => {
      const active = keyRing(secret, service(bytes(32, 9)))
      expect([active.activeId, active.service, active.keks]).toEqual([
        'kms',
        'aws_kms',
        [
          { kekId: 'k1', status: 'decrypt_only' },
          { kekId: 'kms', status: 'active' },
        ],
      ])
      const before = keyRing(secret, service(bytes(32, 9), { status: 'decrypt_only' }))
      expect([before.activeId, before.service]).toEqual(['k1', 'worker_secret'])
      expect(before.keks).toEqual([
        { kekId: 'k1', status: 'active' },
        { kekId: 'kms', status: 'decrypt_only' },
      ])
      const key = await aesGcm(bytes(32, 9))
      expect(await before.wrap(key, owner)).toBe(await keyRing(secret).wrap(key, owner))
      expect((await before.unwrap('kms', 'wrapped outside', owner)).extractable).toBe(false)
      await expect(keyRing(secret).unwrap('kms', 'wrapped outside', owner)).rejects.toMatchObject({
        code: 'unknown_kek',
      })
    })

    it('refuses one that has the name of a key of the secret', () => {
      expect(() => keyRing(secret, service(bytes(32), { kekId: 'k1' }))).toThrow(
        'VAULT_KEY_SERVICE has the id',
      )
    })
  })
})
