import { importPKCS8, SignJWT } from 'jose'
import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { Secret } from '../../vault/secret.ts'
import { jsonOf } from '../json-text.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import type { VendorContext } from '../vendor.ts'
import { signingTimeMs } from './clock.ts'

/** A service-account document as Google Cloud gives it out. */
const document = z.object({
  client_email: z.string().min(3),
  private_key: z.string().min(1),
  private_key_id: z.string().optional(),
  project_id: z.string().optional(),
  token_uri: z.string().optional(),
})
export type ServiceAccount = z.infer<typeof document>

const granted = z.object({ access_token: z.string().min(1) })
const grantType = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const audience = 'https://oauth2.googleapis.com/token'
const lifetimeS = 3_600

/** The document that a secret holds. Errors: `unauthorized` when it is none. */
export function serviceAccountIn(held: Secret): Result<ServiceAccount, OutboundFailure> {
  const read = document.safeParse(jsonOf(held.reveal()))
  if (read.success) return ok(read.data)
  return fail({ tag: 'unauthorized', detail: 'the document is not the key of a service account' })
}

/**
 * The access token of a service account, asked for once per run with an assertion that it signs itself (RS256).
 *
 * Errors: `unauthorized` for a key, an account or a signature that Google does not take; a clock that is off is
 * `rejected`, since the credential is not to blame. The document's own `token_uri` is only ever the audience: a
 * document must not choose where we call.
 */
export function googleToken(
  ctx: VendorContext,
  account: ServiceAccount,
  scopes: readonly string[],
): Promise<Result<string, OutboundFailure>> {
  return ctx.once('google-token', async () => {
    const assertion = await assertionOf(account, scopes, await signingTimeMs(ctx))
    if (!assertion.ok) return assertion
    const answer = await ctx.send({
      signsIn: true,
      url: new URL(`${ctx.base('oauth').replace(/\/+$/, '')}/token`),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ grant_type: grantType, assertion: assertion.value }).toString(),
    })
    if (!answer.ok) return fail(blamed(answer.failure))
    const token = granted.safeParse(answer.value.json)
    return token.success
      ? ok(token.data.access_token)
      : fail({ tag: 'bad_json', reason: 'the sign-in gave no access token' })
  })
}

async function assertionOf(
  account: ServiceAccount,
  scopes: readonly string[],
  atMs: number,
): Promise<Result<string, OutboundFailure>> {
  try {
    const key = await importPKCS8(account.private_key, 'RS256')
    const atS = Math.floor(atMs / 1000)
    const assertion = await new SignJWT({ scope: scopes.join(' ') })
      .setProtectedHeader({
        alg: 'RS256',
        typ: 'JWT',
        ...(account.private_key_id === undefined ? {} : { kid: account.private_key_id }),
      })
      .setIssuer(account.client_email)
      .setAudience(account.token_uri ?? audience)
      .setIssuedAt(atS)
      .setExpirationTime(atS + lifetimeS)
      .sign(key)
    return ok(assertion)
  } catch {
    return fail({ tag: 'unauthorized', detail: 'the private key of the document cannot be read' })
  }
}

function blamed(failure: OutboundFailure): OutboundFailure {
  const ofClock = /timeframe|iat and exp/i
  if (failure.tag !== 'rejected' || failure.status !== 400 || ofClock.test(failure.detail ?? ''))
    return failure
  return { tag: 'unauthorized', detail: failure.detail }
}
