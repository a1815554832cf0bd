import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { totp } from '../support/authenticator.ts'
import { type TestStack, testStack } from '../support/stack.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const password = 'violin harbour 7 moss'
const stepMs = 30_000

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

type Enrolled = { person: Visitor; email: string; secret: string; codes: string[] }

/** Registers a person whose second factor was confirmed with the code of this step, so that the next one's may follow. */
async function enrolled(email: string): Promise<Enrolled> {
  const person = visitor(stack)
  await person.register(email, password)
  const begun = await person.call('POST', '/api/v1/auth/totp/enrol')
  expect(begun.status).toBe(200)
  const secret = String(begun.body.secret)
  expect(begun.body.otpauth_uri).toContain(`secret=${secret}`)
  const confirmed = await person.call('POST', '/api/v1/auth/totp/confirm', {
    code: totp(secret, Date.now()),
  })
  expect(confirmed.status).toBe(200)
  return { person, email, secret, codes: confirmed.body.recovery_codes as string[] }
}

const codeOf = (answer: { body: { error?: unknown } }) => (answer.body.error as { code: string }).code

describe('a second factor', () => {
  it('is asked for once the password is right, and lets in with a code', async () => {
    const { email, secret } = await enrolled('ann@factor.example')
    const asked = await visitor(stack).signIn(email, password)
    expect([asked.status, codeOf(asked)]).toEqual([401, 'totp_required'])
    const guessed = await visitor(stack).signIn(email, 'a wrong guess', totp(secret, Date.now() + stepMs))
    expect([guessed.status, codeOf(guessed)]).toEqual([401, 'unauthenticated'])
    const answer = await visitor(stack).signIn(email, password, totp(secret, Date.now() + stepMs))
    expect(answer.status).toBe(200)
    expect(answer.body.user).toMatchObject({ totp_enabled: true })
  })

  it('takes a code once, also when it comes twice at the same moment', async () => {
    const { email, secret } = await enrolled('bea@factor.example')
    const code = totp(secret, Date.now() + stepMs)
    const tries = await Promise.all([1, 2, 3].map(() => visitor(stack).signIn(email, password, code)))
    expect(tries.map(({ status }) => status).toSorted()).toEqual([200, 401, 401])
    expect((await visitor(stack).signIn(email, password, code)).status).toBe(401)
  })

  it('takes no code of an earlier step than the last one used', async () => {
    const { email, secret } = await enrolled('cleo@factor.example')
    const [earlier, now] = [totp(secret, Date.now()), totp(secret, Date.now() + stepMs)]
    expect((await visitor(stack).signIn(email, password, now)).status).toBe(200)
    expect((await visitor(stack).signIn(email, password, earlier)).status).toBe(401)
  })

  it('takes each recovery code once, however it is typed', async () => {
    const { email, codes } = await enrolled('dora@factor.example')
    const [first = '', second = ''] = codes
    expect((await visitor(stack).signIn(email, password, first)).status).toBe(200)
    expect((await visitor(stack).signIn(email, password, first)).status).toBe(401)
    const typed = second.toLowerCase().replaceAll('-', ' ')
    expect((await visitor(stack).signIn(email, password, typed)).status).toBe(200)
  })

  it('takes no recovery code of somebody else', async () => {
    const [mine, theirs] = [await enrolled('edna@factor.example'), await enrolled('fay@factor.example')]
    expect((await visitor(stack).signIn(mine.email, password, theirs.codes[0])).status).toBe(401)
    expect((await visitor(stack).signIn(theirs.email, password, theirs.codes[0])).status).toBe(200)
  })

  it('locks after five wrong codes, as wrong passwords do', async () => {
    const { email, secret } = await enrolled('gil@factor.example')
    const wrong = (Number(totp(secret, Date.now() + stepMs)) + 1).toString().padStart(6, '0').slice(-6)
    const statuses: number[] = []
    for (let guess = 0; guess < 6; guess += 1) {
      statuses.push((await visitor(stack).signIn(email, password, wrong)).status)
    }
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429])
  })

  it('is not in use before it is confirmed with a right code', async () => {
    const hal = visitor(stack)
    await hal.register('hal@factor.example', password)
    await hal.call('POST', '/api/v1/auth/totp/enrol')
    expect((await hal.call('POST', '/api/v1/auth/totp/confirm', { code: '000000' })).status).toBe(403)
    expect((await visitor(stack).signIn('hal@factor.example', password)).status).toBe(200)
  })

  it('is neither replaced nor confirmed again while it is in use', async () => {
    const { person, secret } = await enrolled('ida@factor.example')
    expect((await person.call('POST', '/api/v1/auth/totp/enrol')).status).toBe(409)
    const code = totp(secret, Date.now() + stepMs)
    expect((await person.call('POST', '/api/v1/auth/totp/confirm', { code })).status).toBe(409)
  })

  it('goes with the password and a code, and with neither alone', async () => {
    const { person, email, secret, codes } = await enrolled('jo@factor.example')
    const disable = (given: string, code: string) =>
      person.call('POST', '/api/v1/auth/totp/disable', { password: given, code })
    expect((await disable('a wrong guess', totp(secret, Date.now() + stepMs))).status).toBe(403)
    expect((await disable(password, 'AAAA-AAAA-AAAA-AAAA')).status).toBe(403)
    expect((await disable(password, codes[0] ?? '')).body).toEqual({ disabled: true })
    expect((await visitor(stack).signIn(email, password)).status).toBe(200)
    expect((await disable(password, codes[1] ?? '')).status).toBe(409)
  })

  it('gets new recovery codes for the password; the old ones are dead', async () => {
    const { person, email, codes } = await enrolled('kim@factor.example')
    const renew = (given: string) =>
      person.call('POST', '/api/v1/auth/totp/recovery-codes', { password: given })
    expect((await renew('a wrong guess')).status).toBe(403)
    const fresh = (await renew(password)).body.recovery_codes as string[]
    expect(fresh).toHaveLength(10)
    expect((await visitor(stack).signIn(email, password, codes[0])).status).toBe(401)
    expect((await visitor(stack).signIn(email, password, fresh[0])).status).toBe(200)
  })

  it('is kept sealed, for its own row alone', async () => {
    const { secret } = await enrolled('lea@factor.example')
    const { results } = await stack.d1
      .prepare('SELECT id, email, totp_envelope FROM users WHERE totp_envelope IS NOT NULL')
      .all<{ id: string; email: string; totp_envelope: string }>()
    expect(JSON.stringify(results)).not.toContain(secret)
    for (const row of results) expect(row.totp_envelope).toMatch(/^v1\./)
    const of = (email: string) => results.find((row) => row.email === email)
    const [lea, kim] = [of('lea@factor.example'), of('kim@factor.example')]
    await stack.d1
      .prepare('UPDATE users SET totp_envelope = ? WHERE id = ?')
      .bind(lea?.totp_envelope ?? '', kim?.id ?? '')
      .run()
    const moved = await visitor(stack).signIn(
      'kim@factor.example',
      password,
      totp(secret, Date.now() + stepMs),
    )
    expect(moved.status).toBe(500)
  })
})
