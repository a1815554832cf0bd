import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited } from '../support/audit.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'
import { mailTo, newestMail, tokenIn, visitor } from '../support/visitor.ts'

const password = 'violin harbour 7 moss'
const another = 'kettle orbit linen 92'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

describe('registering', () => {
  it('makes an account and an organization of its own, signed in and not yet verified', async () => {
    const ann = visitor(stack)
    const answer = await ann.register('ann@new.example', password, { name: 'Ann', org_name: 'Ann & Sons' })
    expect(answer.status).toBe(201)
    expect(answer.body.user).toMatchObject({
      email: 'ann@new.example',
      role: 'owner',
      role_label: 'Owner',
      email_verified: false,
      organization: { name: 'Ann & Sons', plan: 'free' },
      organizations: [{ name: 'Ann & Sons', role: 'owner' }],
    })
    expect((await ann.call('GET', '/auth/me')).status).toBe(200)
    expect((await visitor(stack).signIn('ann@new.example', password)).status).toBe(200)
  })

  it('proves the address by the mailed link, once', async () => {
    const bea = visitor(stack)
    await bea.register('bea@new.example', password)
    const token = tokenIn(await newestMail(stack, 'bea@new.example', /Confirm/))
    const verify = (text: string) => visitor(stack).call('POST', '/auth/verify-email', { token: text })
    expect((await verify(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`)).status).toBe(404)
    expect((await verify(token)).body).toEqual({ verified: true })
    expect((await verify(token)).status).toBe(404)
    expect((await bea.call('GET', '/auth/me')).body.user).toMatchObject({ email_verified: true })
  })

  it('sends the link again, and the one before is dead', async () => {
    const cleo = visitor(stack)
    await cleo.register('cleo@new.example', password)
    const first = tokenIn(await newestMail(stack, 'cleo@new.example', /Confirm/))
    expect((await cleo.call('POST', '/auth/verify-email/resend')).body).toEqual({ sent: true })
    const second = tokenIn(await newestMail(stack, 'cleo@new.example', /Confirm/, 2))
    expect((await cleo.call('POST', '/auth/verify-email', { token: first })).status).toBe(404)
    expect((await cleo.call('POST', '/auth/verify-email', { token: second })).status).toBe(200)
  })

  it('sends no more than three mails in a quarter of an hour, whoever asks', async () => {
    const dora = visitor(stack)
    await dora.register('dora@new.example', password)
    await newestMail(stack, 'dora@new.example', /Confirm/)
    for (let again = 0; again < 4; again += 1) {
      expect((await dora.call('POST', '/auth/verify-email/resend')).status).toBe(200)
    }
    await newestMail(stack, 'dora@new.example', /Confirm/, 3)
    // One more would have been written before the mail of somebody who comes later.
    await visitor(stack).register('later@new.example', password)
    await newestMail(stack, 'later@new.example', /Confirm/)
    expect(await mailTo(stack, 'dora@new.example')).toHaveLength(3)
  })

  it('does not tell that an address has an account: same answer, same way in, and only its owner is told', async () => {
    const stranger = visitor(stack)
    const known = await stranger.register('owner@demo.test', password)
    const unknown = await visitor(stack).register('nobody@new.example', password)
    const shape = (answer: typeof known) => [answer.status, Object.keys(answer.body.user as object)]
    expect(shape(known)).toEqual(shape(unknown))
    const again = visitor(stack)
    expect((await again.signIn('owner@demo.test', password)).status).toBe(200)
    expect((await again.call('GET', '/auth/me')).body.user).toMatchObject({
      email_verified: false,
      organization: { name: 'Orchard Works' },
    })
    const owner = visitor(stack)
    expect((await owner.signIn('owner@demo.test', stack.password)).body.user).toMatchObject({
      organization: { plan: 'enterprise' },
    })
    const mail = await newestMail(stack, 'owner@demo.test', /account already/)
    expect(tokenIn(mail)).toBe('')
  })

  it('never makes two owners of one address, whichever proves it first', async () => {
    const [one, two] = [visitor(stack), visitor(stack)]
    await one.register('Zoë@new.example'.normalize('NFC').replace('ë', 'e'), password)
    const first = tokenIn(await newestMail(stack, 'zoe@new.example', /Confirm/))
    await two.register('ＺＯＥ@NEW.example', another)
    const second = tokenIn(await newestMail(stack, 'zoe@new.example', /Confirm/, 2))
    expect((await two.call('POST', '/auth/verify-email', { token: second })).status).toBe(200)
    expect((await one.call('POST', '/auth/verify-email', { token: first })).status).toBe(409)
    const { results } = await stack.d1
      .prepare('SELECT id FROM users WHERE email = ? AND owns_address = 1')
      .bind('zoe@new.example')
      .all()
    expect(results).toHaveLength(1)
  })

  it.each([
    ['too short', 'short-12345', 422],
    ['common', 'Password1234!', 422],
    ['the name of the organization', 'orchard 7 moss harbour', 422],
    ['longer than anyone types', 'x'.repeat(1025), 422],
  ])('refuses a password that is %s', async (_, chosen, status) => {
    const answer = await visitor(stack).register('weak@new.example', chosen)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.body.error)).toContain('"path":"password"')
    expect((answer.body.error as { code: string }).code).toBe('invalid')
  })

  it('is closed where the operator says so', async () => {
    const closed = await testStack({ demo: false, vars: { REGISTRATION: 'closed' } })
    try {
      expect((await closed.call('GET', '/auth/setup', { key: null })).body).toEqual({
        needed: true,
        registration_open: false,
        has_outbox: true,
      })
      expect((await visitor(closed).register('ann@new.example', password)).status).toBe(403)
    } finally {
      await closed.end()
    }
  })
})

describe('a password', () => {
  it('is changed with the current one; every other session ends and this one goes on', async () => {
    const [here, there] = [visitor(stack), visitor(stack)]
    await here.register('edna@new.example', password)
    await there.signIn('edna@new.example', password)
    const change = (current: string, next: string) =>
      here.call('POST', '/auth/password', { current_password: current, new_password: next })
    expect((await change('not the current one', another)).status).toBe(403)
    expect((await change(password, password)).status).toBe(422)
    expect((await change(password, 'edna edna edna')).status).toBe(422)
    const old = new Map(here.cookies)
    expect((await change(password, another)).status).toBe(200)
    expect((await there.call('GET', '/auth/me')).status).toBe(401)
    expect((await here.call('GET', '/auth/me')).status).toBe(200)
    const stolen = visitor(stack)
    for (const [name, value] of old) stolen.cookies.set(name, value)
    expect((await stolen.call('GET', '/auth/me')).status).toBe(401)
    expect((await stolen.call('POST', '/auth/refresh')).status).toBe(401)
    expect((await visitor(stack).signIn('edna@new.example', password)).status).toBe(401)
    expect((await visitor(stack).signIn('edna@new.example', another)).status).toBe(200)
    await newestMail(stack, 'edna@new.example', /was changed/)
  })

  it('is reset by a mailed link that works once, ends every session and proves the address', async () => {
    const fay = visitor(stack)
    await fay.register('fay@new.example', password)
    const ask = (email: string) => visitor(stack).call('POST', '/auth/password/reset', { email })
    expect((await ask('FAY@new.example')).body).toEqual((await ask('unknown@new.example')).body)
    const token = tokenIn(await newestMail(stack, 'fay@new.example', /new password/))
    const confirm = (chosen: string) =>
      visitor(stack).call('POST', '/auth/password/reset/confirm', { token, new_password: chosen })
    expect((await confirm('password1234')).status).toBe(422)
    expect((await confirm(another)).body).toEqual({ changed: true })
    expect((await confirm('velvet anchor 31 tin')).status).toBe(404)
    expect((await fay.call('GET', '/auth/me')).status).toBe(401)
    const again = visitor(stack)
    const back = await again.signIn('fay@new.example', another)
    expect(back.body.user).toMatchObject({ email_verified: true })
    expect(await mailTo(stack, 'unknown@new.example')).toEqual([])
    expect(await audited(again, { action: 'password.reset' })).toMatchObject([{ outcome: 'succeeded' }])
  })

  it('is not reset by a link that is older than half an hour, nor by one for something else', async () => {
    const gil = visitor(stack)
    await gil.register('gil@new.example', password)
    const verify = tokenIn(await newestMail(stack, 'gil@new.example', /Confirm/))
    await gil.call('POST', '/auth/password/reset', { email: 'gil@new.example' })
    const token = tokenIn(await newestMail(stack, 'gil@new.example', /new password/))
    const confirm = (text: string) =>
      gil.call('POST', '/auth/password/reset/confirm', { token: text, new_password: another })
    expect((await confirm(verify)).status).toBe(404)
    await stack.d1
      .prepare(
        `UPDATE mailed_tokens SET expires_at_ms = expires_at_ms - 1800001 WHERE purpose = 'reset_password'`,
      )
      .run()
    expect((await confirm(token)).status).toBe(404)
  })

  it('lets its owner in again after a reset, however often others guessed before', async () => {
    const hal = visitor(stack)
    await hal.register('hal@new.example', password)
    for (let guess = 0; guess < 5; guess += 1) await visitor(stack).signIn('hal@new.example', 'a wrong guess')
    expect((await visitor(stack).signIn('hal@new.example', password)).status).toBe(429)
    await visitor(stack).call('POST', '/auth/password/reset', { email: 'hal@new.example' })
    const token = tokenIn(await newestMail(stack, 'hal@new.example', /new password/))
    await hal.call('POST', '/auth/password/reset/confirm', { token, new_password: another })
    expect((await visitor(stack).signIn('hal@new.example', another)).status).toBe(200)
  })
})

describe('failed sign-ins', () => {
  it('lock an address that nobody has just as one that somebody has', async () => {
    for (const email of ['analyst@demo.test', 'nobody-at-all@demo.test']) {
      const statuses: number[] = []
      for (let guess = 0; guess < 6; guess += 1) {
        statuses.push((await visitor(stack).signIn(email, 'a wrong guess')).status)
      }
      expect([email, statuses]).toEqual([email, [401, 401, 401, 401, 401, 429]])
    }
  })

  it('let through no more guesses when they come at the same moment', async () => {
    const guesses = Array.from({ length: 20 }, () => visitor(stack).signIn('race@demo.test', 'a wrong guess'))
    const statuses = (await Promise.all(guesses)).map(({ status }) => status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(5)
  })

  it('keep no address in the clear, and are written down for whose account it was', async () => {
    const { results } = await stack.d1.prepare('SELECT subject FROM sign_in_failures').all()
    expect(JSON.stringify(results)).not.toContain('demo.test')
    const owner = await stack.signIn('owner@demo.test')
    const denied = await until(
      () => audited(owner, { action: 'session.opened', outcome: 'denied' }),
      (found) => found.length > 4,
    )
    expect(new Set(denied.map(({ target }) => target)).size).toBeGreaterThan(0)
  })
})

describe('sessions', () => {
  it('are listed, ended one by one, and all but this one', async () => {
    const here = visitor(stack)
    await here.register('ida@new.example', password)
    const others = [visitor(stack), visitor(stack), visitor(stack)]
    for (const other of others) await other.signIn('ida@new.example', password)
    type Item = { id: string; is_current: boolean; address: string; organization: string }
    const list = async () => (await here.call('GET', '/api/v1/auth/sessions')).body.items as Item[]
    const items = await list()
    expect(items).toHaveLength(4)
    expect(items.filter((item) => item.is_current)).toHaveLength(1)
    expect(items[0]).toMatchObject({ address: '127.0.0.1', organization: 'Orchard Works' })
    const [first] = items.filter((item) => !item.is_current)
    expect((await here.call('DELETE', `/api/v1/auth/sessions/${first?.id}`)).body).toEqual({ ended: true })
    expect((await here.call('DELETE', `/api/v1/auth/sessions/${first?.id}`)).status).toBe(404)
    const still = await Promise.all(others.map((other) => other.call('GET', '/auth/me')))
    expect(still.map(({ status }) => status).toSorted()).toEqual([200, 200, 401])
    expect((await here.call('POST', '/api/v1/auth/sessions/end-others')).body).toEqual({ ended: 2 })
    expect(await list()).toHaveLength(1)
  })

  it('page', async () => {
    const here = visitor(stack)
    await here.register('jo@new.example', password)
    for (let more = 0; more < 2; more += 1) await visitor(stack).signIn('jo@new.example', password)
    const first = await here.call('GET', '/api/v1/auth/sessions?limit=2')
    const next = await here.call('GET', `/api/v1/auth/sessions?limit=2&cursor=${first.body.next_cursor}`)
    const ids = [first, next].flatMap(({ body }) => (body.items as { id: string }[]).map(({ id }) => id))
    expect(new Set(ids).size).toBe(3)
    expect(next.body.next_cursor).toBeNull()
    expect((await here.call('GET', '/api/v1/auth/sessions?cursor=zzz')).status).toBe(400)
  })

  it('are shown to the person whose they are and to nobody else, an owner among them', async () => {
    const owner = await stack.signIn('owner@demo.test')
    const viewer = await stack.signIn('viewer@demo.test')
    const idsOf = async (one: typeof owner): Promise<string[]> => {
      const { body } = await one.call('GET', '/api/v1/auth/sessions?limit=200')
      return (body.items as { id: string }[]).map(({ id }) => id)
    }
    const [owners, viewers] = [await idsOf(owner), await idsOf(viewer)]
    expect([owners.length > 0, viewers.length > 0]).toEqual([true, true])
    expect(owners.filter((id) => viewers.includes(id))).toEqual([])
    const { body: me } = await viewer.call('GET', '/auth/me')
    const asked = `/api/v1/auth/sessions?user_id=${(me.user as { id: string }).id}`
    expect((await owner.call('GET', asked)).status).toBe(422)
  })

  it('of others cannot be ended', async () => {
    const [mine, theirs] = [visitor(stack), visitor(stack)]
    await mine.register('kim@new.example', password)
    await theirs.register('lea@new.example', password)
    const items = (await theirs.call('GET', '/api/v1/auth/sessions')).body.items as { id: string }[]
    expect((await mine.call('DELETE', `/api/v1/auth/sessions/${items[0]?.id}`)).status).toBe(404)
    expect((await theirs.call('GET', '/auth/me')).status).toBe(200)
  })

  it('end, and are written down, when a refresh token is used twice', async () => {
    const here = visitor(stack)
    await here.register('mia@new.example', password)
    const stolen = visitor(stack)
    for (const [name, value] of here.cookies) stolen.cookies.set(name, value)
    await here.call('POST', '/auth/refresh')
    await here.call('POST', '/auth/refresh')
    expect((await stolen.call('POST', '/auth/refresh')).status).toBe(401)
    expect((await here.call('GET', '/auth/me')).status).toBe(401)
    await here.signIn('mia@new.example', password)
    expect(await audited(here, { action: 'refresh_token.reused' })).toMatchObject([
      { outcome: 'denied', target: expect.stringMatching(/^user:/) },
    ])
  })
})
