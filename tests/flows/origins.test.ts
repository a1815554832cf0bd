import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestStack, testStack } from '../support/stack.ts'

const allowed = 'https://portal.example'
let stack: TestStack
beforeAll(async () => {
  stack = await testStack({ vars: { CORS_ORIGINS: `https://other.example, ${allowed}` } })
})
afterAll(() => stack.end())

const path = '/api/v1/dashboard/overview'
const preflight = (origin: string) =>
  stack.call('OPTIONS', path, {
    key: null,
    headers: {
      origin,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'authorization',
    },
  })

describe('a page of another origin', () => {
  it('that is named may call with a bearer token, and read the answer', async () => {
    const asked = await preflight(allowed)
    expect(asked.status).toBe(204)
    expect(asked.headers.get('access-control-allow-origin')).toBe(allowed)
    expect(asked.headers.get('access-control-allow-headers')).toContain('authorization')
    const { status, headers } = await stack.call('GET', path, { headers: { origin: allowed } })
    expect([status, headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual([
      200,
      allowed,
      expect.stringMatching(/origin/i),
    ])
  })

  it('reads refusals too, so that it can say what went wrong', async () => {
    const { status, headers } = await stack.call('GET', path, { key: null, headers: { origin: allowed } })
    expect([status, headers.get('access-control-allow-origin')]).toEqual([401, allowed])
  })

  it('never brings cookies', async () => {
    for (const { headers } of [
      await preflight(allowed),
      await stack.call('GET', path, { headers: { origin: allowed } }),
    ]) {
      expect(headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it.each([
    'https://evil.example',
    'null',
    `${allowed}.evil.example`,
    'https://PORTAL.example',
    'http://portal.example',
  ])('that is not named is told nothing: %s', async (origin) => {
    for (const { headers } of [
      await preflight(origin),
      await stack.call('GET', path, { headers: { origin } }),
    ]) {
      expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([])
    }
  })
})
