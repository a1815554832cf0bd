import { ok, type Result } from '../../../analytics/result.ts'
import { bearer } from '../authorization.ts'
import { pullLists } from '../lists.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'
import { pullAudit } from './openai-audit.ts'
import { codexAddress, pullCodex } from './openai-codex.ts'
import { complianceAddress, pullLogs } from './openai-compliance.ts'
import { pullConversations, workspaceLists } from './openai-conversations.ts'
import { pullCosts } from './openai-costs.ts'
import { pullInventory } from './openai-inventory.ts'
import { pullUsage } from './openai-usage.ts'
import { organizationAddress } from './openai-wire.ts'

const platform = ['admin_key']
const enterprise = ['compliance_key']

/**
 * OpenAI platform organizations, read through the Admin API, and ChatGPT Enterprise workspaces, read through the
 * compliance platform.
 * Source: OpenAI's OpenAPI document, cookbook and the official clients, August 2026.
 */
export const openai = vendor({
  id: 'openai',
  label: 'OpenAI',
  apis: {
    api: { default: 'https://api.openai.com/v1', env: 'OPENAI_BASE_URL' },
    compliance: { default: 'https://api.chatgpt.com/v1', env: 'OPENAI_COMPLIANCE_BASE_URL' },
  },
  credentialKinds: [
    {
      kind: 'admin_key',
      label: 'Admin key',
      hint: /^sk-admin-[\w-]{58}T3BlbkFJ[\w-]{58}$/,
      help: 'An organization owner makes one under Settings, Organization, Admin keys. It needs to read usage; project keys are refused. Audit entries also need audit logging, switched on under Data controls.',
      settings: [],
    },
    {
      kind: 'compliance_key',
      label: 'ChatGPT Enterprise compliance key',
      hint: /^sk-[\w-]{20,}$/,
      help: 'A workspace admin makes one, or OpenAI support grants it, for the Compliance platform. It reads logs and conversations of ChatGPT Enterprise, and Codex analytics where it has that scope. It says nothing about API traffic.',
      settings: [
        {
          name: 'workspace_id',
          label: 'Workspace ID',
          help: 'Shown in the admin console of ChatGPT under Workspace settings.',
          pattern: /^[\w-]{1,128}$/,
          required: true,
        },
      ],
    },
  ],
  units: { money: 'US dollars, as a number or a text', time: 'Unix seconds' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      kinds: platform,
      intervalS: 15 * 60,
      bucketMs: hourMs,
      overlapMs: 48 * hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      emptyWindowMs: 28 * dayMs,
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
      windowMs: 180 * dayMs,
      paceMs: 0,
      pull: pullCosts,
    },
    {
      name: 'audit',
      kind: 'audit',
      kinds: platform,
      intervalS: 10 * 60,
      bucketMs: null,
      overlapMs: hourMs,
      backfillMs: wholeHistoryMs,
      windowMs: 7 * dayMs,
      emptyWindowMs: 180 * dayMs,
      paceMs: 0,
      pull: pullAudit,
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
      name: 'workspace_inventory',
      kind: 'inventory',
      kinds: enterprise,
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 0,
      pull: (ctx, window) => pullLists(ctx, window, workspaceLists),
    },
    {
      name: 'workspace_logs',
      kind: 'audit',
      kinds: enterprise,
      intervalS: 3600,
      bucketMs: null,
      overlapMs: 6 * hourMs,
      // The vendor keeps log files for 30 days.
      backfillMs: 30 * dayMs,
      windowMs: 7 * dayMs,
      paceMs: 0,
      pull: pullLogs,
    },
    {
      name: 'conversations',
      kind: 'content',
      kinds: enterprise,
      intervalS: 3600,
      bucketMs: null,
      overlapMs: 2 * hourMs,
      // One window: the vendor takes a beginning and no end.
      backfillMs: wholeHistoryMs,
      windowMs: wholeHistoryMs,
      paceMs: 1_200,
      pull: pullConversations,
    },
    {
      name: 'codex',
      kind: 'usage',
      kinds: enterprise,
      intervalS: 6 * 3600,
      bucketMs: dayMs,
      overlapMs: 48 * hourMs,
      backfillMs: 90 * dayMs,
      windowMs: 30 * dayMs,
      paceMs: 0,
      pull: pullCodex,
    },
  ],
  absent: {},
  // Log files lie in the vendor's storage, of which only the provider is known.
  downloadHosts:
    /^(?:[a-z0-9-]+\.)+(?:oaiusercontent\.com|openai\.com|chatgpt\.com|blob\.core\.windows\.net)$/,
})

async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  return ctx.kind === 'compliance_key' ? validateWorkspace(ctx) : validatePlatform(ctx)
}

/** A restricted admin key may not list admin keys and still read usage, so a 403 is asked about once more. */
async function validatePlatform(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const keys = await ctx.fetchJson(organizationAddress(ctx, 'admin_api_keys', { limit: 1 }), bearer(ctx))
  if (keys.ok) return ok({ accountRef: null })
  if (keys.failure.tag !== 'forbidden') return keys
  const url = organizationAddress(ctx, 'costs', { start_time: todayS(ctx), limit: 1 })
  const costs = await ctx.fetchJson(url, bearer(ctx))
  return costs.ok ? ok({ accountRef: null }) : costs
}

/** Logs and Codex analytics are scopes of their own; a key with either is of use. */
async function validateWorkspace(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const after = new Date(ctx.nowMs - dayMs).toISOString()
  const url = complianceAddress(ctx, 'logs', { event_type: 'AUTH_LOG', limit: 1, after })
  const logs = await ctx.fetchJson(url, bearer(ctx))
  const accountRef = ctx.settings.workspace_id ?? ''
  if (logs.ok) return ok({ accountRef })
  if (logs.failure.tag !== 'forbidden') return logs
  const codex = await ctx.fetchJson(
    codexAddress(ctx, 'usage', { start_time: todayS(ctx), limit: 1 }),
    bearer(ctx),
  )
  return codex.ok ? ok({ accountRef }) : codex
}

/** Units: Unix seconds. */
const todayS = ({ nowMs }: VendorContext): number => (Math.floor(nowMs / dayMs) * dayMs) / 1000
