import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type Browser, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let owner: Browser
let viewer: Browser
beforeAll(async () => {
  stack = await testStack({ vars: { PUBLIC_REQUESTS_PER_MINUTE: '60', USER_REQUESTS_PER_MINUTE: '600' } })
  owner = await stack.signIn('owner@demo.test')
  viewer = await stack.signIn('viewer@demo.test')
})
afterAll(() => stack.end())

async function newKey(requests?: number, window_s = 60): Promise<{ id: string; key: string }> {
  const { body } = await owner.call('POST', '/api/v1/api-keys', {
    name: 'limited',
    scopes: ['events:read', 'ingest:write'],
    ...(requests === undefined ? {} : { rate_limit: { requests, window_s } }),
  })
  return { id: String(body.key_id), key: String(body.api_key) }
}

/** Sends so many requests, some at a time, and gives how many were answered how. */
async function hammer(key: string | Browser, requests: number, atOnce: number): Promise<Map<number, number>> {
  const seen = new Map<number, number>()
  let left = requests
  const ask = () =>
    typeof key === 'string' ? stack.call('GET', '/api/v1/auth/me', { key }) : key.call('GET', '/auth/me')
  const worker = async () => {
    while (left-- > 0) {
      const { status } = await ask()
      seen.set(status, (seen.get(status) ?? 0) + 1)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return seen
}
/** A key is no person, so `/auth/me` refuses it at once when its limit lets it through. */
const passed = 403

/** Before anything else, while the sign-ins of this test are less than a minute old. */
describe('an address', () => {
  const login = (headers: Record<string, string> = {}): Promise<Answer> =>
    stack.call('POST', '/auth/login', { key: null, headers, body: { email: 'x@demo.test', password: 'x' } })

  it('has 60 requests a minute for routes without sign-in, whatever it says it is, and the signed-in go on', async () => {
    const statuses: number[] = []
    for (let sent = 0; sent < 70; sent += 1) {
      statuses.push((await stack.call('GET', '/auth/setup', { key: null })).status)
    }
    // Two were the sign-ins of this test.
    expect(statuses.filter((status) => status === 200)).toHaveLength(58)
    const refused = await login({ 'x-forwarded-for': '198.51.100.77', 'x-real-ip': '198.51.100.77' })
    expect([refused.status, refused.body['violated-policies']]).toEqual([429, ['address']])
    expect(refused.headers.get('ratelimit-policy')).toBe('"address";q=60;w=60')
    expect((await owner.call('GET', '/auth/me')).status).toBe(200)
  })

  it('may ask for health, readiness and metrics as often as it likes', async () => {
    for (const path of ['/health', '/metrics', '/ready']) {
      for (let sent = 0; sent < 5; sent += 1) {
        const { status, headers } = await stack.call('GET', path, { key: null })
        expect([path, status, headers.get('ratelimit')]).toEqual([path, 200, null])
      }
    }
  })
})

describe('a person', () => {
  it('has 600 requests a minute, and nobody else pays for them', async () => {
    expect(await hammer(viewer, 700, 16)).toEqual(
      new Map([
        [200, 600],
        [429, 100],
      ]),
    )
    const refused = await viewer.call('GET', '/auth/me')
    expect(refused.body['violated-policies']).toEqual(['user'])
    expect(refused.headers.get('ratelimit-policy')).toContain('"user";q=600;w=60')
    expect((await owner.call('GET', '/auth/me')).status).toBe(200)
  })
})

describe('a key', () => {
  it('has 100 requests a minute, sees them go, and is told when to come back', async () => {
    const { key } = await newKey()
    const startedAtMs = Date.now()
    const first = await stack.call('GET', '/api/v1/auth/me', { key })
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=100;w=60, "organization";q=600000;w=60')
    expect(first.headers.get('ratelimit')).toMatch(/^"key";r=99;t=\d+, "organization";r=\d+;t=\d+$/)
    expect(await hammer(key, 99, 1)).toEqual(new Map([[passed, 99]]))
    const refused = await stack.call('GET', '/api/v1/auth/me', { key })
    expect(refused.status).toBe(429)
    expect(refused.body).toMatchObject({
      type: 'https://iana.org/assignments/http-problem-types#quota-exceeded',
      'violated-policies': ['key'],
      error: { code: 'rate_limited' },
    })
    expect(refused.headers.get('ratelimit')).toMatch(/^"key";r=0;t=\d+,/)
    const retryAfterS = Number(refused.headers.get('retry-after'))
    // As long as the first of them is still less than a minute old.
    expect(retryAfterS).toBeGreaterThanOrEqual(59 - (Date.now() - startedAtMs) / 1000)
    expect(retryAfterS).toBeLessThanOrEqual(62)
    expect((await stack.call('GET', '/api/v1/auth/me')).status).toBe(passed)
  })

  it.each([
    [100, 300, 64],
    [1000, 2500, 48],
  ])(
    'with %i an hour passes exactly that often among %i requests, %i at once',
    async (quota, sent, atOnce) => {
      const { key } = await newKey(quota, 3_600)
      expect(await hammer(key, sent, atOnce)).toEqual(
        new Map([
          [passed, quota],
          [429, sent - quota],
        ]),
      )
    },
  )

  it('is counted exactly, also after tokens were taken in advance', async () => {
    const { id, key } = await newKey(50_000)
    expect(await hammer(key, 2000, 48)).toEqual(new Map([[passed, 2000]]))
    const counted = await until(
      () => owner.call('GET', `/api/v1/api-keys/${id}`),
      ({ body }) => body.requests === 2000,
    )
    expect(counted.body.requests).toBe(2000)
  })

  it('has a lowered limit at once', async () => {
    const { id, key } = await newKey(50)
    expect(await hammer(key, 10, 1)).toEqual(new Map([[passed, 10]]))
    await owner.call('PATCH', `/api/v1/api-keys/${id}`, { rate_limit: { requests: 10, window_s: 60 } })
    expect((await stack.call('GET', '/api/v1/auth/me', { key })).status).toBe(429)
  })
})
