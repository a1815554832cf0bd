import type { Answer, Json, TestStack } from './stack.ts'

/** Somebody with a browser of their own: cookies come and go with the answers, writes carry the CSRF token. */
export type Visitor = {
  cookies: Map<string, string>
  csrf: string
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>
  signIn(email: string, password: string, totp?: string): Promise<Answer>
  register(email: string, password: string, change?: Json): Promise<Answer>
}

export function visitor({ url }: Pick<TestStack, 'url'>): Visitor {
  const cookies = new Map<string, string>()
  const self: Visitor = {
    cookies,
    csrf: '',
    async call(method, path, body, headers = {}) {
      const response = await fetch(`${url}${path}`, {
        method,
        headers: {
          cookie: [...cookies].map((pair) => pair.join('=')).join('; '),
          ...(self.csrf === '' || method === 'GET' ? {} : { 'x-csrf-token': self.csrf }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      })
      for (const line of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/Max-Age=0(?:;|$)/.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json') ?? false
      const answer = isJson ? (JSON.parse(text) as Json) : { text }
      if (typeof answer.csrf_token === 'string') self.csrf = answer.csrf_token
      return { status: response.status, body: answer, headers: response.headers }
    },
    signIn: (email, password, totp) =>
      self.call('POST', '/auth/login', { email, password, ...(totp === undefined ? {} : { totp }) }),
    register: (email, password, change = {}) =>
      self.call('POST', '/auth/register', {
        email,
        password,
        name: 'New Person',
        org_name: 'Orchard Works',
        ...change,
      }),
  }
  return self
}

export type KeptMail = { to: string; subject: string; text: string }

/** The messages that an instance keeps for an address, the newest first. */
export async function mailTo(stack: TestStack, to: string): Promise<KeptMail[]> {
  const { body } = await stack.call('GET', '/api/v1/dev/outbox', { key: null })
  return (body.items as KeptMail[]).filter((mail) => mail.to === to)
}

/** The newest message for an address that has a subject. Errors: throws when none comes within twenty seconds. */
export async function newestMail(
  stack: TestStack,
  to: string,
  subject: RegExp,
  count = 1,
): Promise<KeptMail> {
  const untilMs = Date.now() + 20_000
  for (;;) {
    const found = (await mailTo(stack, to)).filter((mail) => subject.test(mail.subject))
    if (found.length >= count && found[0] !== undefined) return found[0]
    if (Date.now() > untilMs) throw new Error(`no mail ${subject} for ${to}`)
    await new Promise((resolve) => setTimeout(resolve, 30))
  }
}

/** The token behind the `#` of a message's link. */
export const tokenIn = (mail: KeptMail): string => /#token=([\w-]+)/.exec(mail.text)?.[1] ?? ''

/** The temporary password of an invitation. */
export const passwordIn = (mail: KeptMail): string => /temporary password (\S+)/.exec(mail.text)?.[1] ?? ''
