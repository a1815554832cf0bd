import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { fetchPage } from '../page.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'
import { pullInventory, workspacesOf } from './openrouter-lists.ts'
import { pullActivity, pullUsage } from './openrouter-usage.ts'

/**
 * OpenRouter accounts, read with a management key.
 * Source: OpenRouter's OpenAPI document and its analytics guides, September 2026.
 */
export const openrouter = vendor({
  id: 'openrouter',
  label: 'OpenRouter',
  apis: { api: { default: 'https://openrouter.ai/api/v1', env: 'OPENROUTER_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'management_key',
      label: 'Management key',
      hint: /^sk-or-v1-[0-9a-f]{64}$/,
      help: 'Made under Settings, Management keys. A key for calling models looks the same and is refused.',
      settings: [],
    },
  ],
  units: { money: 'US dollars, as a number', time: 'UTC hours and days, as a text' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 3600,
      bucketMs: hourMs,
      overlapMs: 24 * hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: dayMs,
      emptyWindowMs: 28 * dayMs,
      paceMs: 1_000,
      pull: pullUsage,
    },
    {
      name: 'cost',
      kind: 'cost',
      intervalS: 24 * 3600,
      bucketMs: dayMs,
      overlapMs: 3 * dayMs,
      backfillMs: 30 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 1_000,
      pull: pullActivity,
    },
    {
      name: 'inventory',
      kind: 'inventory',
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 1_000,
      pull: pullInventory,
    },
  ],
  absent: {
    audit: 'OpenRouter has no audit log to read.',
    content:
      'OpenRouter keeps prompts only where private logging is on, and hands them out one call at a time; they are not read.',
  },
})

const keyInfo = z.object({
  data: z.object({ is_management_key: z.boolean().nullish(), is_provisioning_key: z.boolean().nullish() }),
})

/**
 * Keys of both kinds may ask about themselves, so the answer is looked at. The account goes by its oldest workspace,
 * which is there from the start and outlives keys. A key without credit (402) is a key all the same.
 */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), '/key', {})
  const me = await fetchPage(ctx, { url, headers: bearer(ctx) }, keyInfo)
  if (!me.ok) {
    const isOutOfCredit = me.failure.tag === 'rejected' && me.failure.status === 402
    return isOutOfCredit ? ok({ accountRef: null, note: 'The account is out of credit.' }) : me
  }
  const { is_management_key, is_provisioning_key } = me.value.body.data
  if (!(is_management_key ?? is_provisioning_key)) {
    return fail({ tag: 'forbidden', detail: 'This key calls models; a management key is needed.' })
  }
  const listed = await workspacesOf(ctx)
  if (!listed.ok) return listed
  const [oldest] = listed.value.toSorted((a, b) => a.createdAt.localeCompare(b.createdAt))
  return ok({ accountRef: oldest?.id ?? null })
}
