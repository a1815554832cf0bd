import { createExecutionContext } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { endpoints } from '../../analytics/contract/endpoints.ts'
import { type Problem, problemSchema } from '../../analytics/contract/problem.ts'
import { apiKeys, organizations } from '../../analytics/store/d1/schema/index.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { secretHash } from '../identity/tokens.ts'
import { routes } from '../routes/index.ts'
import { type OpenApi, openApi } from './openapi.ts'
import { answer } from './router.ts'

const secret = 'x'.repeat(32)
const key = `afk_testkey1_${secret}`
const authorization = `Bearer ${key}`

beforeAll(async () => {
  const { db } = placeOf(env, env.REGION)
  const createdAtMs = Date.now()
  await db
    .insert(organizations)
    .values({ id: 'org_1', name: 'One', region: env.REGION, plan: 'pro', createdAtMs })
  await db.insert(apiKeys).values({
    id: 'testkey1',
    orgId: 'org_1',
    name: 'test',
    secretHash: await secretHash(secret),
    scopes: ['ingest:write', 'credentials:read', 'sync:run', 'vendors:read'],
    createdAtMs,
    expiresAtMs: null,
    revokedAtMs: null,
  })
})
afterEach(() => vi.restoreAllMocks())

const call = (method: string, path: string, init: RequestInit = {}) =>
  exports.default.fetch(new Request(`http://api${path}`, { method, ...init }))

async function problem(response: Response): Promise<Problem> {
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  return problemSchema.parse(await response.json())
}

const push = (body: unknown, headers: Record<string, string> = {}) =>
  call('POST', '/api/v1/ingest/llm', {
    body: JSON.stringify(body),
    headers: { authorization, 'content-type': 'application/json', ...headers },
  })

describe('a refusal', () => {
  it('is a problem that says its status, its code and the request’s id', async () => {
    const response = await call('GET', '/api/v1/nothing', { headers: { 'x-request-id': 'request-1' } })
    expect(response.status).toBe(404)
    expect(response.headers.get('x-request-id')).toBe('request-1')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await problem(response)).toMatchObject({
      status: 404,
      error: { code: 'not_found', request_id: 'request-1' },
    })
  })

  it.each(['short', 'has space in it', 'x'.repeat(129), 'line\tfeed-12'])(
    'takes no request id like %j',
    async (given) => {
      const id = (await call('GET', '/api/v1/nothing', { headers: { 'x-request-id': given } })).headers.get(
        'x-request-id',
      )
      expect(id).toMatch(/^[\da-f-]{36}$/)
    },
  )

  it.each([
    ['DELETE', '/api/v1/health', 'GET'],
    ['GET', '/api/v1/auth/login', 'POST'],
    ['POST', '/api/v1/events/x', 'GET'],
    ['PUT', '/api/v1/collector/sync/x', 'POST'],
    ['POST', '/api/v1/openapi.json', 'GET'],
    ['POST', '/api/v1/events/facets', 'GET'],
  ])('of %s %s is 405 and names %s', async (method, path, allow) => {
    const response = await call(method, path)
    expect([response.status, response.headers.get('allow')]).toEqual([405, allow])
    expect((await problem(response)).error.code).toBe('method_not_allowed')
  })

  it.each([
    ['/api/v1/health', 'GET, HEAD, OPTIONS'],
    ['/api/v1/events/facets', 'GET, HEAD, OPTIONS'],
    ['/ingest/llm', 'POST, OPTIONS'],
    ['/v1/traces', 'POST, OPTIONS'],
  ])('of nothing: OPTIONS %s tells anyone that it takes %s', async (path, allow) => {
    const response = await call('OPTIONS', path)
    expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([204, allow, ''])
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
    expect(response.headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/)
  })

  it('of OPTIONS of what is not there is 404', async () => {
    expect((await call('OPTIONS', '/api/v1/nothing')).status).toBe(404)
  })

  it.each(['/api/v1/openapiXjson', '/api/v1/events/a/b', '/api/v1', '/api/v1/__proto__', '/api/v1/healt'])(
    'of an unknown %s is 404, whatever the method',
    async (path) => {
      expect([(await call('GET', path)).status, (await call('POST', path)).status]).toEqual([404, 404])
    },
  )

  it('of a caller without proof is 401 on every route that is not public', async () => {
    for (const { name } of routes.filter((route) => route.public === null)) {
      const [method = '', path = ''] = name.split(' ')
      const response = await call(method, `/api/v1${path}`)
      expect([name, response.status]).toEqual([name, 401])
    }
  })

  it('of a key without the permission is 403 and names it', async () => {
    const response = await call('GET', '/api/v1/events', { headers: { authorization } })
    expect(response.status).toBe(403)
    expect((await problem(response)).detail).toContain('events:read')
  })

  it('names the field that is unknown and the one that has another shape', async () => {
    const response = await push({ events: [{ model: 'm', prompt: 7 }], extra: true })
    expect(response.status).toBe(422)
    expect((await problem(response)).error.issues).toEqual(
      expect.arrayContaining([
        { path: 'extra', message: 'Unknown field' },
        expect.objectContaining({ path: 'events.0.prompt' }),
      ]),
    )
  })

  it.each([
    ['GET', '/auth/setup'],
    ['POST', '/collector/sync/x'],
    ['GET', '/keys'],
    ['POST', '/ingest/llm'],
  ])('of %s %s names a query parameter that is unknown', async (method, path) => {
    const body = method === 'POST' ? { body: '{"events":[]}' } : {}
    const headers = { authorization, 'content-type': 'application/json' }
    const response = await call(method, `/api/v1${path}?bogus=1`, { ...body, headers })
    expect(response.status).toBe(422)
    expect((await problem(response)).error.issues).toEqual([{ path: 'bogus', message: 'Unknown field' }])
  })

  it('meets no query of a probe', async () => {
    expect((await call('GET', '/api/v1/health?at=1')).status).toBe(200)
  })

  it('meets every unknown query parameter of every other route that has some', () => {
    const { 'GET /health': _, 'GET /ready': __, ...others } = endpoints
    for (const [name, endpoint] of Object.entries(others)) {
      const issues = 'query' in endpoint ? endpoint.query.safeParse({ bogus: '1' }).error?.issues : null
      if (issues !== null)
        expect([name, issues?.some(({ code }) => code === 'unrecognized_keys')]).toEqual([name, true])
    }
  })

  it('names at most a few of many issues', async () => {
    const events = Array.from({ length: 500 }, () => ({ tokens_in: -1 }))
    expect((await problem(await push({ events }))).error.issues?.length).toBe(20)
  })

  it('never shows what went wrong on our side', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    const DB = {
      prepare: () => {
        throw new Error('SECRET detail at schema.ts')
      },
    } as unknown as D1Database
    const request = new Request('http://api/api/v1/auth/setup')
    const url = new URL(request.url)
    const response = await answer(request, url, '/auth/setup', { ...env, DB }, createExecutionContext())
    expect(response.status).toBe(500)
    const text = await response.text()
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'internal' } })
    expect(text).not.toMatch(/SECRET|schema\.ts|\bat /)
    expect(logged).toHaveBeenCalledOnce()
  })
})

describe('a request', () => {
  it('finds its route below every alias, with a slash at the end, and by HEAD', async () => {
    for (const path of ['/health', '/api/health', '/api/v1/health', '/api/v1/health/']) {
      expect((await call('GET', path)).status).toBe(200)
    }
    const head = await call('HEAD', '/health')
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('has its parameters decoded, and a broken escape left as it is', async () => {
    for (const id of ['a%2Fb%20c', '100%', '%E0%A4%A']) {
      const response = await call('POST', `/api/v1/collector/sync/${id}`, { headers: { authorization } })
      expect([id, response.status, (await problem(response)).detail]).toEqual([
        id,
        404,
        'There is no such credential.',
      ])
    }
  })

  it('is refused for a forged cursor, a limit outside its range and a filter that nobody knows', async () => {
    const status = async (query: string) =>
      (await call('GET', `/api/v1/keys?${query}`, { headers: { authorization } })).status
    expect(await Promise.all(['', 'limit=1', 'limit=200'].map(status))).toEqual([200, 200, 200])
    expect(await status('cursor=forged')).toBe(400)
    expect(await Promise.all(['limit=0', 'limit=201', 'limit=x', 'unknown=1'].map(status))).toEqual([
      422, 422, 422, 422,
    ])
  })
})

describe('the API document', () => {
  const document = (): OpenApi => openApi(routes, 'https://aegis.example')
  const operations = () =>
    Object.entries(document().paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    )

  it('and the contract and the routes name the same endpoints, each once', () => {
    const named = routes.filter(({ json }) => json).map(({ name }) => name)
    expect(named.toSorted()).toEqual(Object.keys(endpoints).toSorted())
    expect(new Set(routes.map(({ name }) => name)).size).toBe(routes.length)
    expect(operations()).toHaveLength(routes.length)
  })

  it('is OpenAPI 3.1 in which every reference leads somewhere', () => {
    const text = JSON.stringify(document())
    expect(document().openapi).toBe('3.1.0')
    const pointers = [...text.matchAll(/"\$ref":"#\/([^"]+)"/g)].map(([, pointer]) => pointer ?? '')
    expect(pointers.length).toBeGreaterThan(0)
    for (const pointer of pointers) {
      const at = pointer
        .split('/')
        .reduce<unknown>((node, part) => (node as Record<string, unknown>)?.[part], document())
      expect([pointer, typeof at]).toEqual([pointer, 'object'])
    }
  })

  it('declares each parameter of a path once, as required, and shapes for every answer', () => {
    for (const { path, operation } of operations()) {
      const parameters = operation.parameters as {
        name: string
        in: string
        required: boolean
        schema: object
      }[]
      const inPath = parameters.filter((parameter) => parameter.in === 'path')
      expect(inPath.map(({ name, required }) => [name, required])).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => [name, true]),
      )
      expect(new Set(parameters.map((each) => `${each.in} ${each.name}`)).size).toBe(parameters.length)
      expect(operation.summary).toMatch(/\.$/)
      expect(Object.keys(operation.responses as object)).toEqual([
        expect.stringMatching(/^20[012]$/),
        'default',
      ])
    }
    const all = document().paths
    expect(all['/ingest/llm']?.post).toMatchObject({
      requestBody: { required: true },
      responses: { 202: { description: 'Taken in.' } },
      'x-permission': 'ingest:write',
    })
    expect(all['/ingest/llm']?.post?.['x-rate-limit']).toEqual({
      policies: ['key or user', 'organization'],
      when_down: 'allow',
    })
    expect(all['/api-keys']?.post?.responses).toMatchObject({ 201: { description: 'Done.' } })
    expect(all['/auth/login']?.post?.['x-rate-limit']).toEqual({ policies: ['address'], when_down: 'refuse' })
    expect(all['/api-keys']?.post?.['x-rate-limit']).toMatchObject({ when_down: 'refuse' })
    expect(all['/events']?.get?.['x-rate-limit']).toMatchObject({ when_down: 'allow' })
    expect(all['/health']?.get?.['x-rate-limit']).toEqual({ exempt: expect.stringMatching(/\.$/) })
    expect(all['/health']?.get?.security).toEqual([])
    expect(JSON.stringify(all['/workspaces']?.post)).toContain('Idempotency-Key')
    expect(JSON.stringify(all['/workspaces']?.get)).not.toContain('Idempotency-Key')
    expect(all['/events']?.get?.security).toEqual([{ bearer: [] }, { cookie: [] }])
  })
})
