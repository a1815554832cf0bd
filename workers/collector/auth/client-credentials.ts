import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import type { VendorContext } from '../vendor.ts'

const granted = z.object({ access_token: z.string().min(1) })

/** An app of a Microsoft Entra tenant, and what it wants to call. */
export type EntraApp = { loginUrl: string; tenantId: string; clientId: string; scope: string }

/**
 * The access token of an app that signs in with its client secret, asked for once per run.
 *
 * Errors: `unauthorized` for whatever Entra says of the tenant, the app or its secret, with status 400 or 401 alike.
 */
export function entraToken(ctx: VendorContext, app: EntraApp): Promise<Result<string, OutboundFailure>> {
  return ctx.once('entra-token', async () => {
    const answer = await ctx.send({
      signsIn: true,
      url: new URL(
        `${app.loginUrl.replace(/\/+$/, '')}/${encodeURIComponent(app.tenantId)}/oauth2/v2.0/token`,
      ),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: app.clientId,
        client_secret: ctx.secret.reveal(),
        scope: app.scope,
      }).toString(),
    })
    if (!answer.ok) {
      const { failure } = answer
      return failure.tag === 'rejected' && failure.status === 400
        ? fail({ tag: 'unauthorized', detail: failure.detail })
        : answer
    }
    const token = granted.safeParse(answer.value.json)
    return token.success
      ? ok(token.data.access_token)
      : fail({ tag: 'bad_json', reason: 'the sign-in gave no access token' })
  })
}
