import { spawn } from 'node:child_process'
import { createCipheriv, createHmac, randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sandboxKeys } from '../../scripts/sandbox/keys.ts'
import { type Browser, type Json, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
let apiKey: string
const folder = mkdtempSync(join(tmpdir(), 'aegisflow-import-'))
const keys = [randomBytes(32), randomBytes(32), randomBytes(32)] as const
const texts = keys.map((key) => key.toString('base64url'))

beforeAll(async () => {
  stack = await testStack({ vendors: [] })
  owner = await stack.signIn('owner@demo.test')
  const { body } = await owner.call('POST', '/api/v1/api-keys', {
    name: 'Import',
    scopes: ['credentials:read', 'credentials:write'],
  })
  apiKey = String(body.api_key)
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await stack.end()
})

function fernet(key: Buffer, plain: string): string {
  const head = Buffer.alloc(9)
  head[0] = 0x80
  head.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000)), 1)
  const iv = randomBytes(16)
  const cipher = createCipheriv('aes-128-cbc', key.subarray(16), iv)
  const body = Buffer.concat([head, iv, cipher.update(plain), cipher.final()])
  const hmac = createHmac('sha256', key.subarray(0, 16)).update(body).digest()
  return Buffer.concat([body, hmac]).toString('base64url')
}

async function run(
  file: unknown,
  { args = [], env = {} }: { args?: string[]; env?: Record<string, string> } = {},
): Promise<{ code: number | null; out: string }> {
  const path = join(folder, 'credentials.json')
  writeFileSync(path, typeof file === 'string' ? file : JSON.stringify(file))
  const child = spawn(
    process.execPath,
    ['scripts/vault-import.ts', '--file', path, '--url', stack.url, ...args],
    {
      env: {
        PATH: process.env.PATH,
        FERNET_KEY: texts[0],
        FERNET_KEYS_HISTORY: `${texts[1]}, ${texts[2]}`,
        AEGISFLOW_API_KEY: apiKey,
        ...env,
      },
    },
  )
  let out = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      out += String(chunk)
    })
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, out })))
}
const kept = async () =>
  ((await owner.call('GET', '/api/v1/keys')).body.items as Json[]).map(
    ({ vendor_id, label }) => `${vendor_id} ${label}`,
  )

describe('the import of Fernet credentials', () => {
  it('opens with any key of the ring, has the vendor asked, seals, and adds nothing twice', async () => {
    const secrets = sandboxKeys(stack.secrets.sandboxSeed)
    const file = [
      { vendor_id: 'openai', label: 'Old platform', secret: fernet(keys[0], secrets.openai) },
      { vendor_id: 'anthropic', kind: 'admin_key', secret: fernet(keys[2], secrets.anthropic) },
    ]
    const first = await run(file)
    expect([first.code, first.out.match(/is kept as/g)?.length]).toEqual([0, 2])
    expect(await kept()).toEqual(['openai Old platform', 'anthropic Anthropic (imported)'])
    const again = await run({ credentials: file })
    expect([again.code, again.out.match(/is in the vault already/g)?.length]).toEqual([0, 2])
    expect((await kept()).length).toBe(2)
    for (const secret of [secrets.openai, secrets.anthropic, ...texts])
      expect(first.out + again.out).not.toContain(secret)
    const { results } = await stack.d1.prepare('SELECT secret_envelope FROM credentials').all()
    expect(JSON.stringify(results)).toMatch(/^\[\{"secret_envelope":"v1\.k1\./)
  })

  it('goes on past what cannot be taken over, and says why', async () => {
    const { code, out } = await run([
      { vendor_id: 'openai', secret: 'not a token' },
      { vendor_id: 'openai', secret: fernet(randomBytes(32), 'sk-of-another-key-123') },
      { vendor_id: 'openai', label: 'Refused', secret: fernet(keys[0], 'sk-admin-REFUSED-123456') },
      { vendor_id: 'nobody', secret: fernet(keys[0], 'x') },
      { vendor_id: 'openai', token: 'x' },
    ])
    expect(code).toBe(1)
    expect(out.trim().split('\n')).toEqual([
      'entry 1, OpenAI (imported) its secret is no Fernet token',
      'entry 2, OpenAI (imported) its secret is sealed with none of the keys, or altered',
      expect.stringMatching(/^entry 3, Refused secret: The vendor does not accept the credential: /),
      'entry 4 names no kind, and nobody is no vendor that is known here',
      'entry 5 wrong in secret, its shape',
    ])
    expect(out).not.toContain('REFUSED')
  })

  it('only opens when it is asked to check', async () => {
    const { code, out } = await run([{ vendor_id: 'openai', secret: fernet(keys[1], 'sk-unknown-1234') }], {
      args: ['--check'],
      env: { AEGISFLOW_API_KEY: '' },
    })
    expect([code, out.trim()]).toEqual([0, 'entry 1, OpenAI (imported) opens'])
  })

  it.each([
    ['no key', { env: { FERNET_KEY: '', FERNET_KEYS_HISTORY: '' } }, 'FERNET_KEY is not set.'],
    ['a key of another length', { env: { FERNET_KEY: 'abcd' } }, 'Key 1 of the Fernet keys is not base64url'],
    ['an address without TLS', { args: ['--url', 'http://example.com'] }, '--url must begin with https://'],
    ['an API key that may not', { env: { AEGISFLOW_API_KEY: 'afk_x' } }, 'cannot be listed (401)'],
    ['an unknown option', { args: ['--yes'] }, '--yes'],
  ])('does nothing with %s', async (_what, how, message) => {
    const { code, out } = await run([], how as Parameters<typeof run>[1])
    expect([code, out]).toEqual([2, expect.stringContaining(message)])
  })

  it('does nothing with a file that is no list', async () => {
    expect(await run('{"a": 1}')).toEqual({ code: 2, out: 'The file is no JSON list of credentials.\n' })
  })
})
