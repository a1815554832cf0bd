import { z } from 'zod'
import { ok, type Result } from '../../../analytics/result.ts'
import { dayMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { fetchPage } from '../page.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'
import { pullAudit, pullSeats } from './github-copilot-lists.ts'
import { pullCredits, pullDays } from './github-copilot-reports.ts'
import { headers, owner } from './github-copilot-wire.ts'

/**
 * GitHub Copilot of an organization: daily activity per person and model, AI credits as money, seats, audit log.
 * Source: GitHub's OpenAPI document and the Copilot metrics documentation, September 2026.
 */
export const githubCopilot = vendor({
  id: 'github_copilot',
  label: 'GitHub Copilot',
  apis: { api: { default: 'https://api.github.com', env: 'GITHUB_COPILOT_BASE_URL' } },
  downloadHosts:
    /^(?:[a-z0-9-]+\.)*(?:githubusercontent\.com|github\.com|blob\.core\.windows\.net|githubassets\.com)$/,
  credentialKinds: [
    {
      kind: 'access_token',
      label: 'Access token',
      hint: /^(?:ghp_[A-Za-z0-9]{36}|github_pat_\w{60,}|gh[su]_\w{30,})$/,
      help: 'A token of an organization owner or billing manager: classic with manage_billing:copilot and read:org, or fine-grained with Organization Copilot metrics and Administration, both read. The policy “Copilot usage metrics” must be on.',
      settings: [
        {
          name: 'organization',
          label: 'Organization',
          help: 'Its name as it stands in addresses, github.com/orgs/….',
          pattern: /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$/,
          required: true,
        },
      ],
    },
  ],
  units: { money: 'US dollars, as a number; one AI credit is a cent', time: 'days in UTC' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 12 * 3600,
      bucketMs: dayMs,
      overlapMs: 5 * dayMs,
      backfillMs: 365 * dayMs,
      windowMs: 7 * dayMs,
      paceMs: 1_000,
      pull: pullDays,
    },
    {
      name: 'cost',
      kind: 'cost',
      intervalS: 12 * 3600,
      bucketMs: dayMs,
      overlapMs: 7 * dayMs,
      backfillMs: 730 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 1_000,
      pull: pullCredits,
    },
    {
      name: 'audit',
      kind: 'audit',
      intervalS: 3600,
      bucketMs: null,
      overlapMs: dayMs,
      backfillMs: 180 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 2_500,
      pull: pullAudit,
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
      pull: pullSeats,
    },
  ],
  absent: {
    content:
      'Only enterprises with managed users can read prompts, of the last 48 hours and in a preview; they are not read.',
  },
})

/** The organization itself is the account. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = new URL(`${ctx.base('api')}/orgs/${owner(ctx)}/copilot/billing`)
  const billing = await fetchPage(ctx, { url, headers: headers(ctx) }, z.object({}))
  return billing.ok ? ok({ accountRef: owner(ctx).toLowerCase() }) : billing
}
