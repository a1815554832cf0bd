import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { ref } from '../shapes.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'

const onDashboardOnly = 'Cohere shows this on its dashboard only.'

/** Cohere has no API for what was used. Source: Cohere's OpenAPI document, August 2026. */
export const cohere = vendor({
  id: 'cohere',
  label: 'Cohere',
  apis: { api: { default: 'https://api.cohere.com', env: 'COHERE_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'api_key',
      label: 'API key',
      hint: /^[A-Za-z0-9]{40}$/,
      help: 'Made on the dashboard under API keys. It is only checked, once a day: Cohere has no reports to read.',
      settings: [],
    },
  ],
  units: { money: 'None is reported', time: 'None is reported' },
  validate,
  streams: [],
  absent: {
    usage: onDashboardOnly,
    cost: onDashboardOnly,
    audit: onDashboardOnly,
    content: 'Cohere hands out no prompts.',
    inventory: onDashboardOnly,
  },
})

const verdict = z.object({ valid: z.boolean(), organization_id: ref })

/** A status of Cohere's own for a token that it does not take. */
const invalidToken = 498

async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), '/v1/check-api-key', {})
  const answer = await ctx.send({ url, method: 'POST', headers: bearer(ctx) })
  if (!answer.ok) {
    const { failure } = answer
    const isInvalid = failure.tag === 'rejected' && failure.status === invalidToken
    return isInvalid ? fail({ tag: 'unauthorized', detail: failure.detail }) : answer
  }
  const body = verdict.safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the verdict on the key has another shape' })
  return body.data.valid
    ? ok({ accountRef: body.data.organization_id })
    : fail({ tag: 'unauthorized', detail: null })
}
