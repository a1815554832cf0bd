import { z } from 'zod'
import { decimalFromNano, nanoFromCents } from '../../../analytics/pricing/money.ts'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { fetchPage } from '../page.ts'
import { amount, ref } from '../shapes.ts'
import type { Validation, VendorContext } from '../vendor.ts'

/** Flags come as booleans or as texts. */
const flag = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
  .nullish()
  .transform((value) => value ?? false)

const keyInfo = z.object({ scope: ref, scopeId: ref, teamId: ref, disabled: flag })
const cents = z.object({ total: z.object({ val: amount }) })

/** A key that cannot be read at all is answered with 400. */
export async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), '/auth/management-keys/validation', {})
  const me = await fetchPage(ctx, { url, headers: bearer(ctx) }, keyInfo)
  if (!me.ok) {
    const { failure } = me
    const isUnreadable = failure.tag === 'rejected' && failure.status === 400
    return isUnreadable ? fail({ tag: 'unauthorized', detail: failure.detail }) : me
  }
  const { scope, scopeId, teamId, disabled } = me.value.body
  const team = (scope === 'SCOPE_TEAM' ? scopeId : null) || teamId
  if (disabled) return fail({ tag: 'forbidden', detail: 'The key is switched off.' })
  if (!team) return fail({ tag: 'forbidden', detail: 'The key belongs to no team.' })
  const balance = await fetchPage(
    ctx,
    { url: ofTeam(ctx, '/v1/billing/teams', team, '/prepaid/balance', {}), headers: bearer(ctx) },
    cents,
  )
  // Teams that pay afterwards have no balance. What was paid in stands below zero.
  if (!balance.ok) return ok({ accountRef: team })
  const left = decimalFromNano(-nanoFromCents(balance.value.body.total.val))
  return ok({ accountRef: team, note: `Prepaid balance: ${left} USD.` })
}

/** The team of the credential, asked for where it is not known yet. */
export async function teamOf(ctx: VendorContext): Promise<Result<string, OutboundFailure>> {
  if (ctx.accountRef !== '') return ok(ctx.accountRef)
  return ctx.once('team', async () => {
    const me = await validate(ctx)
    return me.ok ? ok(me.value.accountRef ?? '') : me
  })
}

/** An address below a team. */
export function ofTeam(
  ctx: VendorContext,
  before: string,
  team: string,
  after: string,
  query: Parameters<typeof addressOf>[2],
): URL {
  return addressOf(ctx.base('api'), `${before}/${encodeURIComponent(team)}${after}`, query)
}
