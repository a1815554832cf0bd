import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Api, ApiError, createApi } from './api.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

let server: Server
let handler: Handler
let api: Api
let stored: Map<string, string>
let seen: string[]

const answer = (response: ServerResponse, status: number, body: unknown) => {
  response.writeHead(status, { 'content-type': 'application/json', 'x-request-id': 'req_header' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}
const problem = (code: string, extra = {}) => ({
  type: 'about:blank',
  title: code,
  status: 0,
  detail: 'detail',
  error: { code, message: `Message of ${code}`, request_id: 'req_1', ...extra },
})
const failure = async (promise: Promise<unknown>): Promise<ApiError> => {
  const error = await promise.then(
    () => null,
    (cause: unknown) => cause,
  )
  if (!(error instanceof ApiError)) throw new Error('expected an ApiError')
  return error
}

beforeEach(async () => {
  seen = []
  stored = new Map()
  handler = (_, response) => answer(response, 200, {})
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers['x-csrf-token'] ?? '-'}`)
    handler(request, response)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  api = createApi({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    fetch,
    storage: {
      getItem: (key) => stored.get(key) ?? null,
      setItem: (key, value) => void stored.set(key, value),
      removeItem: (key) => void stored.delete(key),
    },
    exclusively: (task) => task(),
  })
})

afterEach(() => {
  server.closeAllConnections()
  server.close()
})

test('path, parameters and query are put together and escaped, without what is undefined', async () => {
  await api('GET /events/:id', { params: { id: 'a/b c' } })
  await api('GET /events', { query: { q: 'a&b', only_violations: true, model: undefined } })
  expect(seen).toEqual([
    'GET /api/v1/events/a%2Fb%20c -',
    'GET /api/v1/events?q=a%26b&only_violations=true -',
  ])
})

test('the CSRF token of a sign-in goes with writes and not with reads, and is forgotten when signing out', async () => {
  handler = (request, response) =>
    answer(response, 200, request.url?.endsWith('/login') ? { csrf_token: 'token-1' } : {})
  await api('POST /auth/login', { body: { email: 'a@b.example', password: 'x' } })
  await api('GET /auth/me')
  await api('POST /auth/logout')
  expect(seen.map((line) => line.split(' ')[2])).toEqual(['-', '-', 'token-1'])
  expect(stored.size).toBe(0)
})

test('a tab without a CSRF token fetches one before its first write', async () => {
  handler = (_, response) => answer(response, 200, { csrf_token: 'token-3', queued: [] })
  await api('POST /collector/sync/:credential_id', { params: { credential_id: 'c1' } })
  expect(seen).toEqual(['POST /api/v1/auth/refresh -', 'POST /api/v1/collector/sync/c1 token-3'])
})

describe('a refusal', () => {
  test('carries what the server said', async () => {
    handler = (_, response) =>
      answer(response, 422, problem('validation_failed', { issues: [{ path: 'from', message: 'Bad.' }] }))
    expect(await failure(api('GET /events'))).toMatchObject({
      status: 422,
      code: 'validation_failed',
      message: 'Message of validation_failed',
      requestId: 'req_1',
      issues: [{ path: 'from', message: 'Bad.' }],
    })
  })

  test('that is no problem document still has a status and the request id of its header', async () => {
    handler = (_, response) => answer(response, 502, '<html>bad gateway</html>')
    expect(await failure(api('GET /health'))).toMatchObject({
      status: 502,
      code: 'unexpected_answer',
      requestId: 'req_header',
    })
  })

  test('by nobody is told as unreachable', async () => {
    server.close()
    server.closeAllConnections()
    expect(await failure(api('GET /health'))).toMatchObject({ status: 0, code: 'unreachable' })
  })

  test('by oneself stays an abort', async () => {
    const abort = new AbortController()
    abort.abort()
    await expect(api('GET /health', { signal: abort.signal })).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('an expired session', () => {
  const expireOnce = () => {
    let renewed = false
    handler = (request, response) => {
      if (request.url?.endsWith('/auth/refresh')) {
        renewed = true
        return answer(response, 200, { csrf_token: 'token-2' })
      }
      return renewed
        ? answer(response, 200, { items: [] })
        : answer(response, 401, problem('unauthenticated'))
    }
  }
  const refreshes = () => seen.filter((line) => line.includes('/auth/refresh')).length

  test('is renewed once for all calls that meet it, which are then made again', async () => {
    expireOnce()
    await Promise.all([api('GET /events'), api('GET /keys'), api('GET /collector/breakers')])
    expect(refreshes()).toBe(1)
    expect(stored.get('aegisflow.csrf')).toBe('token-2')
  })

  test('that cannot be renewed ends, and says so', async () => {
    let ended = 0
    api.onSessionEnd(() => {
      ended += 1
    })
    handler = (_, response) => answer(response, 401, problem('unauthenticated'))
    expect((await failure(api('GET /events'))).status).toBe(401)
    expect([refreshes(), ended]).toEqual([1, 1])
  })

  test('is not taken for ended when the server fails to renew it', async () => {
    let ended = 0
    api.onSessionEnd(() => {
      ended += 1
    })
    handler = (request, response) =>
      request.url?.endsWith('/auth/refresh')
        ? answer(response, 503, problem('unavailable'))
        : answer(response, 401, problem('unauthenticated'))
    expect((await failure(api('GET /events'))).status).toBe(503)
    expect(ended).toBe(0)
  })

  test('is not renewed for a wrong password', async () => {
    handler = (_, response) => answer(response, 401, problem('invalid_credentials'))
    const error = await failure(api('POST /auth/login', { body: { email: 'a@b.example', password: 'x' } }))
    expect([error.code, refreshes()]).toEqual(['invalid_credentials', 0])
  })

  test('is renewed for a write with a stale CSRF token, but not for a read that is forbidden', async () => {
    stored.set('aegisflow.csrf', 'token-1')
    handler = (request, response) =>
      request.headers['x-csrf-token'] === 'token-2' || request.url?.endsWith('/auth/refresh')
        ? answer(response, 200, { csrf_token: 'token-2', queued: [] })
        : answer(response, 403, problem('forbidden'))
    await api('POST /collector/sync/:credential_id', { params: { credential_id: 'c1' } })
    expect(refreshes()).toBe(1)

    handler = (_, response) => answer(response, 403, problem('forbidden'))
    expect((await failure(api('GET /keys'))).code).toBe('forbidden')
    expect(refreshes()).toBe(1)
  })

  test('is renewed before a proof is sent, and a refused proof is not sent again', async () => {
    stored.set('aegisflow.csrf', 'token-1')
    handler = (request, response) =>
      request.url?.endsWith('/auth/refresh')
        ? answer(response, 200, { csrf_token: 'token-2' })
        : answer(response, 401, problem('unauthenticated'))
    const body = { current_password: 'wrong', new_password: 'a long password' }
    expect((await failure(api('POST /auth/password', { body }))).status).toBe(401)
    expect(seen).toEqual(['POST /api/v1/auth/refresh token-1', 'POST /api/v1/auth/password token-2'])
  })
})

test.each([
  ['42', 42],
  ['Sat, 21 Nov 2026 15:00:00 GMT', null],
  [undefined, null],
])('a refusal says how long to wait: Retry-After %j is %j', async (header, seconds) => {
  handler = (_, response) => {
    if (header !== undefined) response.setHeader('retry-after', header)
    answer(response, 429, problem('rate_limited'))
  }
  expect((await failure(api('GET /events'))).retryAfterS).toBe(seconds)
})
