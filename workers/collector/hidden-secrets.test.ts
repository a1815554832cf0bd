import { describe, expect, it } from 'vitest'
import { secret } from '../vault/secret.ts'
import { withoutSecrets } from './hidden-secrets.ts'
import type { Send } from './outbound.ts'

const key = 'very-secret-client-key'
const document = JSON.stringify({ client_email: 'a@b.iam', private_key: `-----${'k'.repeat(40)}-----\nmore` })
const request = { url: new URL('https://vendor.example/'), headers: {} }

const saying =
  (detail: string | null): Send =>
  async () => ({ ok: false, failure: { tag: 'rejected', status: 400, detail, code: null } })

async function heard(detail: string | null): Promise<unknown> {
  const secrets = { secret: secret(key), serviceAccount: secret(document) }
  const answer = await withoutSecrets(saying(detail), secrets)(request)
  return answer.ok ? null : 'detail' in answer.failure && answer.failure.detail
}

describe('withoutSecrets', () => {
  it.each([
    [`client_secret ${key} is wrong`, 'client_secret [hidden] is wrong'],
    [`key -----${'k'.repeat(40)}-----`, 'key [hidden]'],
    ['a@b.iam has no role', 'a@b.iam has no role'],
    ['Try again.', 'Try again.'],
  ])('hears "%s" as "%s"', async (said, text) => {
    expect(await heard(said)).toBe(text)
  })

  it.each([
    ['12345678', null, 'not 12345678 nor 1234567', 'not [hidden] nor 1234567'],
    ['1234567', null, 'not 1234567', 'not 1234567'],
    ['client:12345678', null, 'client has no 12345678', 'client has no [hidden]'],
    ['cli:1234567', null, 'cli has no 1234567, cli:1234567', 'cli has no 1234567, [hidden]'],
    ['x', `  {"a":"${'k'.repeat(24)}"}`, `no ${'k'.repeat(24)}`, 'no [hidden]'],
    ['x', `{"a":"${'k'.repeat(23)}"}`, `no ${'k'.repeat(23)}`, `no ${'k'.repeat(23)}`],
  ])('of the secret %j and the document %j hears "%s" as "%s"', async (own, account, said, text) => {
    const secrets = { secret: secret(own), serviceAccount: account === null ? null : secret(account) }
    const answer = await withoutSecrets(saying(said), secrets)(request)
    expect(answer).toMatchObject({ ok: false, failure: { detail: text } })
  })

  it('leaves silence, other failures and answers as they are', async () => {
    expect(await heard(null)).toBeNull()
    const answered = { ok: true as const, value: { raw: key, json: null, headers: new Headers() } }
    const secrets = { secret: secret(key), serviceAccount: null }
    expect(await withoutSecrets(async () => answered, secrets)(request)).toBe(answered)
    const down = { ok: false as const, failure: { tag: 'network' as const } }
    expect(await withoutSecrets(async () => down, secrets)(request)).toBe(down)
  })
})
