import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { awsHeaders } from '../collector/auth/sigv4.ts'
import { keyRing } from './key-ring.ts'
import { outsideKek } from './key-service.ts'
import { createVault, type StoredDataKey } from './vault.ts'

type Reply = { status: number; body: unknown }
type Asked = { path: string; headers: IncomingHttpHeaders; body: Record<string, unknown> }

const master = randomBytes(32)
const nowMs = Date.parse('2026-11-21T12:00:00Z')
const owner = { orgId: 'org_1', keyId: 'dek1' }
const secretKeks = JSON.stringify({ active: 'k1', keys: { k1: Buffer.alloc(32, 1).toString('base64') } })

/** What a key service does inside: AES-GCM bound to the context that it is given. */
function seal(plain: string, context: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(Buffer.from(context))
  const sealed = Buffer.concat([cipher.update(Buffer.from(plain, 'base64')), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64')
}

function open(blob: string, context: string): string | null {
  try {
    const bytes = Buffer.from(blob, 'base64')
    const decipher = createDecipheriv('aes-256-gcm', master, bytes.subarray(0, 12))
      .setAAD(Buffer.from(context))
      .setAuthTag(bytes.subarray(12, 28))
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('base64')
  } catch {
    return null
  }
}

/** AWS KMS at its wire: the signature is checked, as is the key that is asked for. */
async function kms({ path, headers, body }: Asked): Promise<Reply> {
  const error = (status: number, type: string) => ({ status, body: { __type: type, message: type } })
  const target = String(headers['x-amz-target'])
  const signed = await awsHeaders(
    { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'kms-secret' },
    { region: 'eu-central-1', service: 'kms' },
    {
      method: 'POST',
      url: new URL(`http://${headers.host}${path}`),
      headers: { 'content-type': String(headers['content-type']), 'x-amz-target': target },
      body: JSON.stringify(body),
    },
    nowMs,
  )
  if (headers.authorization !== signed.authorization) return error(400, 'InvalidSignatureException')
  if (body.KeyId !== 'arn:aws:kms:key/1') return error(400, 'NotFoundException')
  const context = JSON.stringify(body.EncryptionContext)
  if (target === 'TrentService.Encrypt') {
    return { status: 200, body: { CiphertextBlob: seal(String(body.Plaintext), context), KeyId: body.KeyId } }
  }
  const plain = open(String(body.CiphertextBlob), context)
  return plain === null
    ? error(400, 'InvalidCiphertextException')
    : { status: 200, body: { Plaintext: plain, KeyId: body.KeyId } }
}

/** Transit at its wire. */
async function transit({ path, headers, body }: Asked): Promise<Reply> {
  if (headers['x-vault-token'] !== 'vault-token')
    return { status: 403, body: { errors: ['permission denied'] } }
  const [, action] = /^\/v1\/transit\/(encrypt|decrypt)\/aegisflow$/.exec(path) ?? []
  const context = String(body.associated_data)
  if (action === 'encrypt') {
    return {
      status: 200,
      body: { data: { ciphertext: `vault:v1:${seal(String(body.plaintext), context)}`, key_version: 1 } },
    }
  }
  const plain = open(String(body.ciphertext).replace('vault:v1:', ''), context)
  return plain === null
    ? { status: 400, body: { errors: ['cipher: message authentication failed'] } }
    : { status: 200, body: { data: { plaintext: plain } } }
}

async function serve(answer: (asked: Asked) => Promise<Reply> | Reply) {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += String(chunk)
    const one = { path: request.url ?? '', headers: request.headers, body: JSON.parse(text) }
    asked.push(one)
    const { status, body } = await answer(one)
    response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => {
    server.close()
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked }
}

type Change = Record<string, unknown>
const kmsSettings = (endpoint: string, change: Change = {}) =>
  JSON.stringify({
    service: 'aws_kms',
    id: 'kms1',
    region: 'eu-central-1',
    key: 'arn:aws:kms:key/1',
    access_key_id: 'AKIDEXAMPLE',
    secret_access_key: 'kms-secret',
    endpoint,
    ...change,
  })
const transitSettings = (address: string, change: Change = {}) =>
  JSON.stringify({
    service: 'vault_transit',
    id: 'transit1',
    address,
    key: 'aegisflow',
    token: 'vault-token',
    ...change,
  })

const options = (url: string) => ({ fetch, nowMs: () => nowMs, privateHosts: new URL(url).host })
const ringWith = (settings: string, url: string) => keyRing(secretKeks, outsideKek(settings, options(url)))
const dataKey = () =>
  crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])

describe.each([
  ['aws_kms', 'kms1', kms, kmsSettings, { secret_access_key: 'other' }],
  ['vault_transit', 'transit1', transit, transitSettings, { token: 'other' }],
] as const)('a key-encryption key in %s', (service, kekId, answer, settingsOf, wrongLogin) => {
  it('wraps and unwraps for the one owner', async () => {
    const { url } = await serve(answer)
    const ring = ringWith(settingsOf(url), url)
    expect([ring.service, ring.activeId]).toEqual([service, kekId])
    expect(ring.keks).toEqual([
      { kekId: 'k1', status: 'decrypt_only' },
      { kekId, status: 'active' },
    ])
    const key = await dataKey()
    const wrapped = await ring.wrap(key, owner)
    const opened = await ring.unwrap(kekId, wrapped, owner)
    expect(opened.extractable).toBe(false)
    const iv = new Uint8Array(12)
    const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv }, key, Uint8Array.of(7))
    const plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv }, opened, sealed)
    expect(new Uint8Array(plain)).toEqual(Uint8Array.of(7))
    for (const other of [
      { ...owner, orgId: 'org_2' },
      { ...owner, keyId: 'dek2' },
    ]) {
      await expect(ring.unwrap(kekId, wrapped, other)).rejects.toMatchObject({ code: 'not_authentic' })
    }
  })

  it('tells the service for whom, and never what is sealed', async () => {
    const { url, asked } = await serve(answer)
    const rows: StoredDataKey[] = []
    const vault = createVault({
      ring: ringWith(settingsOf(url), url),
      dataKeys: {
        active: async () => rows[0] ?? null,
        get: async () => rows[0] ?? null,
        add: async (_orgId, key) => {
          rows.push(key)
          return key
        },
      },
      newId: () => 'dek1',
      nowMs: () => nowMs,
    })
    const place = { orgId: 'org_1', table: 'credentials', column: 'secret_envelope', rowId: 'c' }
    const envelope = await vault.seal(place, 'sk-admin-plain')
    expect(await vault.openText(place, envelope)).toBe('sk-admin-plain')
    for (let n = 0; n < 5; n += 1) await vault.openText(place, await vault.seal(place, String(n)))
    expect(envelope.split('.')[1]).toBe(kekId)
    expect(asked).toHaveLength(2)
    const sent = JSON.stringify(asked.map(({ body }) => body))
    expect(sent).not.toContain('sk-admin-plain')
    const context = sent + Buffer.from(String(asked[0]?.body.associated_data ?? ''), 'base64').toString()
    expect(context.replaceAll('\\', '')).toContain('"application":"aegisflow","org":"org_1","key":"dek1"')
  })

  it('takes over from the Worker’s secret and back', async () => {
    const { url } = await serve(answer)
    const before = keyRing(secretKeks)
    const wrapped = await before.wrap(await dataKey(), owner)
    const moved = await ringWith(settingsOf(url), url).rewrap('k1', wrapped, owner)
    expect(moved.kekId).toBe(kekId)
    const back = await ringWith(settingsOf(url, { status: 'decrypt_only' }), url).rewrap(
      kekId,
      moved.wrapped,
      owner,
    )
    expect(back).toEqual({ kekId: 'k1', wrapped })
  })

  it.each([
    ['refuses its login', settingsOf, wrongLogin, answer],
    ['fails', settingsOf, {}, () => ({ status: 500, body: {} })],
    ['answers no JSON', settingsOf, {}, () => ({ status: 200, body: '<html>' })],
    ['leaves out what was asked', settingsOf, {}, () => ({ status: 200, body: { data: {} } })],
    [
      'gives a key of another length',
      settingsOf,
      {},
      () => ({ status: 200, body: { Plaintext: 'AAAA', data: { plaintext: 'AAAA' } } }),
    ],
    ['redirects', settingsOf, {}, () => ({ status: 307, body: {} })],
  ])('opens nothing when the service %s', async (_what, of, change, says) => {
    const { url } = await serve(says as typeof answer)
    const ring = ringWith(of(url, change), url)
    const failing = ring.unwrap(kekId, 'vault:v1:AAAA', owner)
    await expect(failing).rejects.toMatchObject({ code: 'key_service_unavailable' })
  })

  it('opens nothing when the service is away, and what does not open is no outage', async () => {
    const { url } = await serve(answer)
    const ring = ringWith(settingsOf(url), url)
    await expect(ring.unwrap(kekId, 'vault:v1:AAAA', owner)).rejects.toMatchObject({ code: 'not_authentic' })
    const away = ringWith(settingsOf('http://127.0.0.1:9'), 'http://127.0.0.1:9')
    await expect(away.wrap(await dataKey(), owner)).rejects.toMatchObject({ code: 'key_service_unavailable' })
  })

  it('is asked again once after a failure', async () => {
    let calls = 0
    const { url, asked } = await serve(async (one) => {
      calls += 1
      return calls === 1 ? { status: 503, body: {} } : answer(one)
    })
    await ringWith(settingsOf(url), url).wrap(await dataKey(), owner)
    expect(asked).toHaveLength(2)
  })

  it.each([
    ['fails twice', { status: 500, body: {} }, 2],
    ['refuses', { status: 403, body: {} }, 1],
    ['says nothing', { status: 200, body: {} }, 1],
    [
      'says nothing of what was sealed',
      { status: 200, body: { CiphertextBlob: '', data: { ciphertext: '' } } },
      1,
    ],
    ['gives a number', { status: 200, body: { CiphertextBlob: 7, data: { ciphertext: 7 } } }, 1],
    ['gives a list', { status: 200, body: null }, 1],
    ['answers no JSON', { status: 200, body: '{' }, 2],
    ['answers without end', { status: 200, body: JSON.stringify({ CiphertextBlob: 'x'.repeat(70_000) }) }, 1],
  ])('seals nothing with a service that %s', async (_what, reply, calls) => {
    const { url, asked } = await serve(async () => reply)
    await expect(ringWith(settingsOf(url), url).wrap(await dataKey(), owner)).rejects.toMatchObject({
      code: 'key_service_unavailable',
    })
    expect(asked).toHaveLength(calls)
  })

  it('is not called at a private address that the operator does not list', async () => {
    const { url, asked } = await serve(answer)
    const kek = outsideKek(settingsOf(url), { fetch, nowMs: () => nowMs, privateHosts: '' })
    await expect(keyRing(secretKeks, kek).wrap(await dataKey(), owner)).rejects.toMatchObject({
      code: 'key_service_unavailable',
    })
    expect(asked).toEqual([])
  })
})

it('names the namespace of a Vault that has some, below whatever path it is at', async () => {
  const { url, asked } = await serve(transit)
  await ringWith(transitSettings(`${url}//`), url).wrap(await dataKey(), owner)
  await ringWith(transitSettings(url, { namespace: 'team/a' }), url).wrap(await dataKey(), owner)
  expect(asked.map(({ path, headers }) => [path, headers['x-vault-namespace']])).toEqual([
    ['/v1/transit/encrypt/aegisflow', undefined],
    ['/v1/transit/encrypt/aegisflow', 'team/a'],
  ])
})

describe('the settings of a key service', () => {
  it('are none when they are empty', () => {
    expect(outsideKek(' ', options('http://x'))).toBeNull()
  })

  it.each([
    ['no JSON', '{', 'is not JSON'],
    ['another service', '{"service":"other","id":"x"}', 'is wrong in service'],
    ['no key', kmsSettings('http://x', { key: undefined }), 'is wrong in key'],
    ['an id with a dot', kmsSettings('http://x', { id: 'a.b' }), 'is wrong in id'],
    ['a region that leaves the host', kmsSettings('http://x', { region: 'x.evil/' }), 'is wrong in region'],
    ['a region of more than its name', kmsSettings('http://x', { region: '!eu' }), 'is wrong in region'],
    ['a key that leaves the path', transitSettings('http://x', { key: 'a/../b' }), 'is wrong in key'],
    ['a key of no path', transitSettings('http://x', { key: '/a' }), 'is wrong in key'],
    [
      'a mount with a path behind it',
      transitSettings('http://x', { mount: 'transit/x' }),
      'is wrong in mount',
    ],
    ['an empty secret', kmsSettings('http://x', { secret_access_key: '' }), 'is wrong in secret_access_key'],
    ['a mount that leaves the path', transitSettings('http://x', { mount: '../sys' }), 'is wrong in mount'],
    ['a field too many', transitSettings('http://x', { more: 1 }), 'is wrong in its shape'],
  ])('are refused with %s, naming no value', (_what, settings, detail) => {
    expect(() => outsideKek(settings, options('http://x'))).toThrow(`VAULT_KEY_SERVICE ${detail}`)
  })

  it('are refused with the id of a key of the Worker’s secret', () => {
    const kek = outsideKek(kmsSettings('http://x', { id: 'k1' }), options('http://x'))
    expect(() => keyRing(secretKeks, kek)).toThrow('VAULT_KEY_SERVICE has the id of a key in VAULT_KEKS')
  })
})
