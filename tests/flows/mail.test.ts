import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited } from '../support/audit.ts'
import { type MailServer, mailProvider, mailServer, textOf } from '../support/mail-servers.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'
import { type Visitor, visitor } from '../support/visitor.ts'

const password = 'violin harbour 7 moss'
const publicUrl = 'https://aegis.example'
const sender = { MAIL_FROM: 'noreply@aegis.example', PUBLIC_URL: publicUrl }

const registered = new Map<TestStack, Visitor[]>()

/** Registers at an instance as a browser behind its TLS would. */
const register = (stack: TestStack, email: string, headers: Record<string, string> = {}) => {
  const person = visitor(stack)
  registered.set(stack, [...(registered.get(stack) ?? []), person])
  const body = { email, password, name: 'New Person', org_name: 'Orchard Works' }
  return person.call('POST', '/auth/register', body, headers)
}

/** What became of mails, once so many kinds of it are told: figures come a moment later. */
const reasons = (stack: TestStack, count: number): Promise<string[]> =>
  until(
    async () => {
      const { body } = await stack.call('GET', '/metrics', { key: null })
      const lines = String(body.text).matchAll(/aegisflow_mails_total\{[^}]*result="(\w+)"[^}]*\} \d+/g)
      return [...lines].map(([, result = '']) => result).toSorted()
    },
    (all) => all.length >= count,
  )

/** Mails that failed, as those who registered find them in the audit logs of their organizations. */
const failed = async (stack: TestStack): Promise<number> => {
  const logs = (registered.get(stack) ?? []).map((person) =>
    audited(person, { action: 'mail.sent', outcome: 'failed' }),
  )
  return (await Promise.all(logs)).flat().length
}

describe('mail by SMTP', () => {
  let server: MailServer
  let stack: TestStack
  beforeAll(async () => {
    server = await mailServer({ disabledCommands: ['STARTTLS', 'AUTH'] })
    const url = `smtp://127.0.0.1:${server.port}?tls=none`
    stack = await testStack({ vars: { ...sender, MAIL_SMTP_URL: url } })
  })
  afterAll(async () => {
    await stack.end()
    await server.stop()
  })

  it('arrives, with a link that begins with our own address whatever the caller calls us', async () => {
    const spoofed = { host: 'evil.example', 'x-forwarded-host': 'evil.example' }
    expect((await register(stack, 'ann@mail.example', spoofed)).status).toBe(201)
    const [mail] = await until(
      () => server.received,
      (all) => all.length > 0,
    )
    expect(mail).toMatchObject({ from: 'noreply@aegis.example', to: ['ann@mail.example'] })
    const text = mail ? textOf(mail) : ''
    expect(text).toMatch(/https:\/\/aegis\.example\/verify-email#token=[\w-]{43}/)
    expect(text).not.toContain('evil.example')
  })

  it('that cannot be sent stops nothing: it is counted, written down and can be asked for again', async () => {
    for (const email of ['refused@mail.example', 'hangup@mail.example']) {
      expect((await register(stack, email)).status).toBe(201)
    }
    await until(
      () => failed(stack),
      (count) => count === 2,
    )
    expect(await reasons(stack, 3)).toEqual(['refused', 'sent', 'unreachable'])
    expect((await register(stack, 'later@mail.example')).status).toBe(201)
    await until(
      () => server.received.flatMap(({ to }) => to),
      (to) => to.includes('later@mail.example'),
    )
  })

  it('has no outbox', async () => {
    expect((await stack.call('GET', '/api/v1/dev/outbox', { key: null })).status).toBe(404)
    const { body } = await stack.call('GET', '/auth/setup', { key: null })
    expect(body).toMatchObject({ has_outbox: false, registration_open: true })
  })
})

describe('mail by SMTP with credentials', () => {
  it('tells them to nobody who offers no TLS, or one that cannot be trusted', async () => {
    const plain = await mailServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true })
    const untrusted = await mailServer({})
    for (const [server, reason] of [
      [plain, 'insecure'],
      [untrusted, 'unreachable'],
    ] as const) {
      const url = `smtp://user:the-right-one@127.0.0.1:${server.port}`
      const stack = await testStack({ vars: { ...sender, MAIL_SMTP_URL: url } })
      try {
        expect((await register(stack, 'ann@mail.example')).status).toBe(201)
        await until(
          () => failed(stack),
          (count) => count === 1,
        )
        expect(await reasons(stack, 1)).toEqual([reason])
        expect(server.users).toEqual([])
        expect(server.received).toEqual([])
      } finally {
        await stack.end()
        await server.stop()
      }
    }
  })
})

describe('mail by an HTTP provider', () => {
  it('is one POST with the key, follows no redirect, and counts what was refused', async () => {
    const provider = await mailProvider((to) =>
      to.startsWith('refused@') ? 422 : to.startsWith('moved@') ? 302 : 200,
    )
    const stack = await testStack({
      vars: { ...sender, MAIL_API_URL: provider.url, MAIL_API_KEY: 'key-for-tests' },
      privateHosts: provider.host,
    })
    try {
      for (const name of ['ann', 'refused', 'moved']) await register(stack, `${name}@mail.example`)
      await until(
        () => failed(stack),
        (count) => count === 2,
      )
      expect(await reasons(stack, 2)).toEqual(['refused', 'sent'])
      const first = provider.posted.find(({ body }) => body.to?.[0] === 'ann@mail.example')
      expect(first?.headers).toMatchObject({
        authorization: 'Bearer key-for-tests',
        'content-type': 'application/json',
        'idempotency-key': expect.stringMatching(/^[\da-f-]{36}$/),
      })
      expect(first?.body).toEqual({
        from: 'AegisFlow <noreply@aegis.example>',
        to: ['ann@mail.example'],
        subject: 'Confirm your e-mail address',
        text: expect.stringContaining(`${publicUrl}/verify-email#token=`),
      })
    } finally {
      await stack.end()
      await provider.stop()
    }
  })
})

describe('without mail', () => {
  it('nobody is invited, and everything else goes on', async () => {
    const stack = await testStack({ vars: { MAIL_OUTBOX: 'false' } })
    try {
      const owner = await stack.signIn('owner@demo.test')
      const invited = await owner.call('POST', '/api/v1/orgs/me/invitations', {
        email: 'ann@mail.example',
        role: 'viewer',
      })
      expect([invited.status, invited.body.detail]).toEqual([409, expect.stringContaining('MAIL_SMTP_URL')])
      expect((await register(stack, 'ann@mail.example')).status).toBe(201)
      const reset = await visitor(stack).call('POST', '/auth/password/reset', { email: 'owner@demo.test' })
      expect(reset.body).toEqual({ sent: true })
    } finally {
      await stack.end()
    }
  })
})
