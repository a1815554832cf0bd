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

  it('leaves silence, other failures and answers as they are', async () => {
    expect(await heard(null)).toBeNull()
    const answered = { ok: true as const, value: { raw: key, json: null, headers: new Headers() } }
    const secrets = { secret: secret(key), serviceAccount: null }
    expect(await withoutSecrets(async () => answered, secrets)(request)).toBe(answered)
    const down = { ok: false as const, failure: { tag: 'network' as const } }
    expect(await withoutSecrets(async () => down, secrets)(request)).toBe(down)
  })
})
