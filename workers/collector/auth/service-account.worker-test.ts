import { exportPKCS8, generateKeyPair, jwtVerify } from 'jose'
import { expect, it } from 'vitest'
import { ok } from '../../../analytics/result.ts'
import { secret } from '../../vault/secret.ts'
import { onceMemory } from '../once.ts'
import type { VendorContext } from '../vendor.ts'
import { googleToken, serviceAccountIn } from './service-account.ts'

it('signs with RS256 where the product runs', async () => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const document = {
    client_email: 'a@b.example',
    private_key: await exportPKCS8(privateKey),
    private_key_id: 'k',
  }
  const account = serviceAccountIn(secret(JSON.stringify(document)))
  if (!account.ok) throw new Error('no document')
  const nowMs = Date.UTC(2026, 10, 20)
  let sent = ''
  const ctx = {
    nowMs,
    base: () => 'https://oauth2.googleapis.com',
    once: onceMemory(),
    send: async ({ body }: { body?: string }) => {
      sent = body ?? ''
      return ok({ raw: '', json: { access_token: 'ya29.x' }, headers: new Headers() })
    },
  } as unknown as VendorContext
  expect(await googleToken(ctx, account.value, ['scope-a', 'scope-b'])).toEqual(ok('ya29.x'))
  const assertion = new URLSearchParams(sent).get('assertion') ?? ''
  const { payload } = await jwtVerify(assertion, publicKey, {
    currentDate: new Date(nowMs),
    issuer: 'a@b.example',
  })
  expect(payload.scope).toBe('scope-a scope-b')
})
