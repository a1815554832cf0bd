import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { isOfCustomer } from '../vendor.ts'
import { ollama } from './ollama.ts'

const nowMs = Date.parse('2026-11-20T12:30:15.500Z')

async function validated(key: string, answer: (url: URL) => Reply) {
  const headers: (string | undefined)[] = []
  const wire = { basePath: '/ollama', secret: key, nowMs }
  const { ctx, seen } = await serveVendor(
    ollama,
    {
      ...wire,
      refuse: ({ authorization }) => {
        headers.push(authorization)
        return null
      },
    },
    answer,
  )
  return { result: await ollama.validate(ctx), paths: seen.map(({ pathname }) => pathname), headers }
}

const server = ({ pathname }: URL): Reply =>
  pathname.endsWith('/version')
    ? { body: { version: '0.12.6' } }
    : { body: { models: [{ name: 'llama3.2:latest', modified_at: '2026-11-03T09:12:31.480221907+01:00' }] } }

describe('Ollama', () => {
  it('tells what runs there, moments of nine digits notwithstanding', async () => {
    const { result, paths } = await validated('token-of-a-proxy', server)
    expect(result).toEqual({ ok: true, value: { accountRef: null, note: 'Ollama 0.12.6 with 1 model.' } })
    expect(paths).toEqual(['/ollama/api/version', '/ollama/api/tags'])
  })

  it('sends the token, and none where there is none', async () => {
    expect((await validated('token-of-a-proxy', server)).headers[0]).toBe('Bearer token-of-a-proxy')
    expect((await validated('none', server)).headers).toEqual([undefined, undefined])
  })

  it('is refused where only the list of models is guarded', async () => {
    const { result } = await validated('x', (url) =>
      url.pathname.endsWith('/tags') ? { status: 401, body: { error: 'unauthorized' } } : server(url),
    )
    expect(result).toMatchObject({ failure: { tag: 'unauthorized' } })
  })

  it('takes no page of something else for a server', async () => {
    const { result } = await validated('x', () => ({ body: { name: 'another' } }))
    expect(result).toMatchObject({ failure: { tag: 'bad_json' } })
  })

  it('says that a host cannot be reached', async () => {
    const { ctx, fault } = await atSandbox(ollama, nowMs)
    fault({ vendor: 'ollama', mode: 'truncated' })
    expect(await ollama.validate(ctx)).toMatchObject({ failure: { tag: 'network' } })
  })

  it('stands at an address of the customer’s', () => {
    expect(Object.values(ollama.apis).every(isOfCustomer)).toBe(true)
    const [setting] = ollama.credentialKinds[0]?.settings ?? []
    expect(setting?.pattern.test('https://ollama.example.com/api')).toBe(true)
    expect(setting?.pattern.test('https://ollama.example.com/?x')).toBe(false)
    expect(setting?.pattern.test('ollama.example.com')).toBe(false)
  })
})
