import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { processorMs } from '../support/processor-time.ts'
import { type TestStack, testStack } from '../support/stack.ts'
import { mailTo, type Visitor, visitor } from '../support/visitor.ts'

const password = 'violin harbour 7 moss'
const another = 'kettle orbit linen 92'

let stack: TestStack
let bob: Visitor

beforeAll(async () => {
  stack = await testStack()
  bob = visitor(stack)
  await bob.register('bob@attack.example', password, { org_name: 'Foundry North' })
})
afterAll(() => stack.end())

/** Every string field of the account endpoints, with a body in which only it is hostile. */
const fields: [string, string, Record<string, unknown>][] = [
  ['/auth/register', 'email', { password, name: 'H', org_name: 'Hull' }],
  ['/auth/register', 'password', { email: 'h@attack.example', name: 'H', org_name: 'Hull' }],
  ['/auth/register', 'name', { email: 'h@attack.example', password, org_name: 'Hull' }],
  ['/auth/register', 'org_name', { email: 'h@attack.example', password, name: 'H' }],
  ['/auth/login', 'email', { password }],
  ['/auth/login', 'password', { email: 'h0@attack.example' }],
  ['/auth/login', 'totp', { email: 'h1@attack.example', password: 'a wrong guess' }],
  ['/auth/password', 'current_password', { new_password: another }],
  ['/auth/password', 'new_password', { current_password: 'a wrong guess' }],
  ['/auth/password/reset', 'email', {}],
  ['/auth/password/reset/confirm', 'token', { new_password: another }],
  ['/auth/password/reset/confirm', 'new_password', { token: 'x'.repeat(43) }],
  ['/auth/verify-email', 'token', {}],
  ['/auth/totp/confirm', 'code', {}],
  ['/auth/totp/disable', 'password', { code: '123456' }],
  ['/auth/totp/disable', 'code', { password: 'a wrong guess' }],
  ['/auth/totp/recovery-codes', 'password', {}],
  ['/auth/organization', 'org_id', {}],
  ['/auth/invitations/accept', 'token', {}],
  ['/api/v1/orgs/me/invitations', 'email', { role: 'viewer' }],
  ['/api/v1/orgs/me/invitations', 'name', { email: 'h2@attack.example', role: 'viewer' }],
  ['/api/v1/orgs/me/invitations', 'role', { email: 'h3@attack.example' }],
]
const hostile = [
  "'; DROP TABLE users; --",
  `" OR ""="`,
  'x\r\nSet-Cookie: access=stolen',
  'x\r\nBcc: everyone@evil.example\r\n\r\nbody',
  '\0',
  '%0d%0aSet-Cookie:%20x=y',
  '{{7*7}}<script>alert(1)</script>',
]

describe('hostile text', () => {
  it.each(fields)('at %s in %s breaks nothing', async (path, field, rest) => {
    const dan = visitor(stack)
    await dan.register(`${field.replace('_', '-')}${path.replaceAll('/', '-')}@attack.example`, password)
    for (const text of hostile) {
      const answer = await dan.call('POST', path, { ...rest, [field]: text })
      expect([text, answer.status < 500]).toEqual([text, true])
      const cookies = answer.headers.getSetCookie()
      expect(cookies.some((line) => /stolen|x=y/.test(line))).toBe(false)
      expect(JSON.stringify(answer.body)).not.toMatch(/SQLITE|D1_ERROR|at async|\.ts:/)
      if (answer.headers.has('set-cookie')) break
    }
  })

  it.each(fields)(
    'at %s of a megabyte in %s is refused, at the price of reading it',
    async (path, field, rest) => {
      const pid = stack.workerdPid()
      const beforeMs = processorMs(pid)
      const answer = await bob.call('POST', path, { ...rest, [field]: 'x'.repeat(1024 * 1024) })
      expect(answer.status).toBe(422)
      expect(processorMs(pid) - beforeMs).toBeLessThan(1_000)
    },
  )

  it.each(fields)('at %s of another type in %s is refused', async (path, field, rest) => {
    for (const value of [null, 7, true, [], ['x'], { $ne: '' }, { toString: 'x' }]) {
      const answer = await bob.call('POST', path, { ...rest, [field]: value })
      expect([JSON.stringify(value), answer.status]).toEqual([JSON.stringify(value), 422])
    }
  })

  it('left every table and every account where it was', async () => {
    const { results } = await stack.d1.prepare('SELECT email FROM users').all<{ email: string }>()
    expect(results.map(({ email }) => email)).toEqual(
      expect.arrayContaining(['owner@demo.test', 'viewer@demo.test', 'bob@attack.example']),
    )
    expect(await mailTo(stack, 'everyone@evil.example')).toEqual([])
  })

  it('in an address of one of ours is only an id that is not there', async () => {
    for (const id of ["' OR 1=1 --", '%00', '..%2f..%2fme', '%E0%A4%A']) {
      expect((await bob.call('DELETE', `/api/v1/auth/sessions/${encodeURIComponent(id)}`)).status).toBe(404)
      expect((await bob.call('DELETE', `/api/v1/orgs/me/invitations/${encodeURIComponent(id)}`)).status).toBe(
        404,
      )
    }
  })
})
