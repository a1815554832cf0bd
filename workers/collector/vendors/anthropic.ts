import { z } from 'zod'
import { ok, type Result } from '../../../analytics/result.ts'
import { dayMs, hourMs, instantText, wholeHistoryMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { fetchPage } from '../page.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'
import { pullActivity } from './anthropic-activity.ts'
import { pullClaudeCode } from './anthropic-claude-code.ts'
import { pullChats, pullSessions } from './anthropic-content.ts'
import { pullCosts } from './anthropic-costs.ts'
import { pullEnterpriseCosts, pullEnterpriseUsage, pullMembers } from './anthropic-enterprise.ts'
import { pullInventory } from './anthropic-inventory.ts'
import { pullUsage } from './anthropic-usage.ts'
import { complianceAddress, headers, organizationAddress } from './anthropic-wire.ts'

const platform = ['admin_key']
const enterprise = ['enterprise_key']

/**
 * Anthropic Console organizations, read through the Usage & Cost Admin API, and Claude Enterprise, read through its
 * analytics and compliance APIs. Console reports may be asked for once a minute, with bursts for pages: the intervals
 * keep to that.
 * Source: Anthropic's API reference, August 2026.
 */
export const anthropic = vendor({
  id: 'anthropic',
  label: 'Anthropic',
  apis: { api: { default: 'https://api.anthropic.com', env: 'ANTHROPIC_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'admin_key',
      label: 'Admin key',
      hint: /^sk-ant-admin01-[\w-]{93}AA$/,
      help: 'An organization admin makes one in the Console under Settings, Admin keys. Keys for inference are refused. Audit entries also need the Compliance API, switched on before the key is made.',
      settings: [],
    },
    {
      kind: 'enterprise_key',
      label: 'Claude Enterprise key',
      hint: /^sk-ant-api01-[\w-]{20,}$/,
      help: 'The primary owner makes one in Claude Enterprise under Organization settings, API. It reads what its scopes allow: read:analytics for usage and cost by person, read:compliance_activities for audit entries, read:compliance_user_data for chats and sessions.',
      settings: [],
    },
  ],
  units: { money: 'US cents, as a decimal text', time: 'RFC 3339' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      kinds: platform,
      intervalS: 15 * 60,
      bucketMs: hourMs,
      overlapMs: 24 * hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      paceMs: 0,
      pull: pullUsage,
    },
    {
      name: 'cost',
      kind: 'cost',
      kinds: platform,
      intervalS: 6 * 3600,
      bucketMs: dayMs,
      overlapMs: 7 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 31 * dayMs,
      paceMs: 0,
      pull: pullCosts,
    },
    {
      name: 'claude_code',
      kind: 'usage',
      kinds: platform,
      intervalS: 3600,
      bucketMs: dayMs,
      overlapMs: 2 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      paceMs: 0,
      pull: pullClaudeCode,
    },
    {
      name: 'inventory',
      kind: 'inventory',
      kinds: platform,
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 0,
      pull: pullInventory,
    },
    {
      name: 'activity',
      kind: 'audit',
      intervalS: 5 * 60,
      bucketMs: null,
      overlapMs: 10 * 60_000,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      emptyWindowMs: 180 * dayMs,
      paceMs: 100,
      pull: pullActivity,
    },
    {
      name: 'enterprise_usage',
      kind: 'usage',
      kinds: enterprise,
      intervalS: 12 * 3600,
      bucketMs: dayMs,
      // The vendor revises its figures for 30 days.
      overlapMs: 30 * dayMs,
      backfillMs: 365 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 1_000,
      pull: pullEnterpriseUsage,
    },
    {
      name: 'enterprise_cost',
      kind: 'cost',
      kinds: enterprise,
      intervalS: 12 * 3600,
      bucketMs: dayMs,
      overlapMs: 30 * dayMs,
      backfillMs: 365 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 1_000,
      pull: pullEnterpriseCosts,
    },
    {
      name: 'members',
      kind: 'inventory',
      kinds: enterprise,
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 1_000,
      pull: pullMembers,
    },
    {
      name: 'chats',
      kind: 'content',
      kinds: enterprise,
      intervalS: 3600,
      bucketMs: null,
      overlapMs: 2 * hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      emptyWindowMs: 180 * dayMs,
      paceMs: 100,
      pull: pullChats,
    },
    {
      name: 'sessions',
      kind: 'content',
      kinds: enterprise,
      intervalS: 6 * 3600,
      bucketMs: null,
      // A session is listed by when it began, and may go on.
      overlapMs: 24 * hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: dayMs,
      emptyWindowMs: 30 * dayMs,
      paceMs: 100,
      pull: pullSessions,
    },
  ],
  absent: {},
})

async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  return ctx.kind === 'enterprise_key' ? validateEnterprise(ctx) : validatePlatform(ctx)
}

const organization = z.object({ id: z.string() })

async function validatePlatform(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = organizationAddress(ctx, 'me', {})
  const me = await fetchPage(ctx, { url, headers: headers(ctx) }, organization)
  return me.ok ? ok({ accountRef: me.value.body.id }) : me
}

const analytics = z.object({ organization_id: z.string().nullish() })

/** Analytics and compliance are scopes of their own; a key with either is of use. */
async function validateEnterprise(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const from = instantText(Math.floor(ctx.nowMs / dayMs - 2) * dayMs)
  const report = organizationAddress(ctx, 'analytics/user_usage_report', { starting_at: from, limit: 1 })
  const usage = await fetchPage(ctx, { url: report, headers: headers(ctx) }, analytics)
  if (usage.ok) return ok({ accountRef: usage.value.body.organization_id ?? null })
  if (usage.failure.tag !== 'forbidden') return usage
  const feed = complianceAddress(ctx, 'activities', { limit: 1 })
  const activities = await ctx.fetchJson(feed, headers(ctx))
  return activities.ok ? ok({ accountRef: null }) : activities
}
