import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, cookieHeader, type TestStack, testStack } from '../support/stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

const login = (email: string, password: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${stack.url}/auth/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ email, password }),
  })
const refresh = (cookie: string): Promise<Response> =>
  fetch(`${stack.url}/auth/refresh`, { method: 'POST', headers: { cookie } })
const me = (cookie: string): Promise<Answer> =>
  stack.call('GET', '/auth/me', { key: null, headers: { cookie } })

describe('signing in', () => {
  it('answers with the user, a CSRF token and cookies that scripts cannot read', async () => {
    const response = await login('OWNER@demo.test', stack.password)
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      user: { email: 'owner@demo.test', role: 'owner', organization: { region: 'us' } },
      csrf_token: expect.stringMatching(/^[\w-]{43}$/),
    })
    const cookies = response.headers.getSetCookie()
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies) expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  })

  it.each([
    ['a wrong password', 'viewer@demo.test', 'not-the-password'],
    ['an unknown address', 'nobody@demo.test', 'not-the-password'],
  ])('answers %s with the same 401', async (_name, email, password) => {
    const response = await login(email, password)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ detail: 'The e-mail address or the password is wrong.' })
  })

  it('refuses a sign-in that another site sends', async () => {
    const response = await login('owner@demo.test', stack.password, { 'sec-fetch-site': 'cross-site' })
    expect(response.status).toBe(403)
  })

  it('locks an address after five failures, even for the right password', async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      expect((await login('analyst@demo.test', 'wrong-password')).status).toBe(401)
    }
    const locked = await login('analyst@demo.test', stack.password)
    expect(locked.status).toBe(429)
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await login('viewer@demo.test', stack.password)).status).toBe(200)
  })
})

describe('a session', () => {
  it('reads with the cookie alone and writes only with its CSRF token', async () => {
    const owner = await stack.signIn('owner@demo.test')
    const viewer = await stack.signIn('viewer@demo.test')
    expect((await owner.call('GET', '/auth/me')).status).toBe(200)
    const events = { events: [{ model_name: 'm', prompt: 'by cookie' }] }
    const write = (headers: Record<string, string>) =>
      stack.call('POST', '/api/v1/ingest/llm', {
        body: events,
        key: null,
        headers: { cookie: owner.cookie, ...headers },
      })
    expect((await write({})).status).toBe(403)
    expect((await write({ 'x-csrf-token': viewer.csrf })).status).toBe(403)
    expect((await write({ 'x-csrf-token': owner.csrf, origin: 'https://evil.example' })).status).toBe(403)
    expect((await write({ 'x-csrf-token': owner.csrf, origin: stack.url })).status).toBe(202)
  })

  it('ends with logout, the access token with it', async () => {
    const owner = await stack.signIn('owner@demo.test')
    expect((await owner.call('POST', '/auth/logout')).status).toBe(200)
    expect((await me(owner.cookie)).status).toBe(401)
    expect((await refresh(owner.cookie)).status).toBe(401)
  })

  it('rotates its refresh token', async () => {
    const first = cookieHeader(await login('owner@demo.test', stack.password))
    const second = await refresh(first)
    expect(second.status).toBe(200)
    const cookie = cookieHeader(second)
    expect(cookie).not.toBe(first)
    expect((await me(cookie)).status).toBe(200)
    expect((await refresh(cookie)).status).toBe(200)
  })

  it('ends when a refresh token older than the last one is used', async () => {
    const stolen = cookieHeader(await login('owner@demo.test', stack.password))
    const second = cookieHeader(await refresh(stolen))
    const third = cookieHeader(await refresh(second))
    expect((await refresh(stolen)).status).toBe(401)
    expect((await me(third)).status).toBe(401)
    expect((await refresh(third)).status).toBe(401)
  })

  it('survives two tabs that refresh at the same moment', async () => {
    const cookie = cookieHeader(await login('owner@demo.test', stack.password))
    const [one, two] = await Promise.all([refresh(cookie), refresh(cookie)])
    expect([one.status, two.status]).toEqual([200, 200])
    const rotated = [one, two].map((response) => response.headers.getSetCookie().length).toSorted()
    expect(rotated).toEqual([1, 2])
  })
})

describe('tokens', () => {
  const bearer = (token: string) => stack.call('GET', '/api/v1/events', { key: token })

  it.each([
    ['no key at all', null],
    ['a key that nobody has', 'afk_000000000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'],
    ['a word', 'secret'],
    ['an unsigned token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.'],
  ])('refuses %s with 401', async (_name, token) => {
    const answer = await stack.call('GET', '/api/v1/events', { key: token })
    expect([answer.status, answer.body.status]).toEqual([401, 401])
    expect(answer.headers.get('www-authenticate')).toContain('Bearer')
  })

  it('refuses a key with another secret', async () => {
    expect((await bearer(`${stack.apiKey.slice(0, -4)}AAAA`)).status).toBe(401)
  })

  it('refuses an access token with a changed claim', async () => {
    const { cookie } = await stack.signIn('viewer@demo.test')
    const token = /access=([^;]+)/.exec(cookie)?.[1] ?? ''
    expect((await bearer(token)).status).toBe(200)
    const [head, body, signature] = token.split('.')
    const claims = JSON.parse(Buffer.from(String(body), 'base64url').toString())
    const forged = Buffer.from(JSON.stringify({ ...claims, exp: claims.exp + 3600 })).toString('base64url')
    expect((await bearer(`${head}.${forged}.${signature}`)).status).toBe(401)
  })

  it('refuses what the key has no scope for, by name', async () => {
    const answer = await stack.call('GET', '/api/v1/collector/runs')
    expect([answer.status, answer.body.detail]).toEqual([403, 'This needs the permission vendors:read.'])
  })

  it('writes every sign-in and sign-out into the ledger', async () => {
    const owner = await stack.signIn('owner@demo.test')
    const entries = async (action: string) =>
      (await owner.call('GET', `/api/v1/audit?action=${action}`)).body.items as { actor: string }[]
    expect((await entries('session.opened')).length).toBeGreaterThan(0)
    expect((await entries('session.closed')).length).toBeGreaterThan(0)
  })
})
