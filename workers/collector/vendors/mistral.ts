import { ok, type Result } from '../../../analytics/result.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { type Validation, type VendorContext, vendor } from '../vendor.ts'
import { ask, pullInventory, workspacesOf } from './mistral-admin.ts'
import { pullAudit } from './mistral-audit.ts'
import { report } from './mistral-report.ts'
import { pullCosts, pullUsage } from './mistral-usage.ts'

/**
 * Mistral organizations of an Enterprise plan, read through the Admin API, a preview.
 * Source: Mistral's OpenAPI document and guides, August 2026; the shape of a figure is that of the console's report.
 */
export const mistral = vendor({
  id: 'mistral',
  label: 'Mistral',
  apis: { api: { default: 'https://api.mistral.ai/v1/admin', env: 'MISTRAL_BASE_URL' } },
  credentialKinds: [
    {
      kind: 'admin_key',
      label: 'Admin key',
      hint: /^[A-Za-z0-9]{32}$/,
      help: 'Made in the Backoffice, API keys, for one organization of an Enterprise plan. Keys of workspaces are refused.',
      settings: [],
    },
  ],
  units: {
    money: 'The organization’s currency: counts times prices, which are numbers or texts',
    time: 'UTC days, a month at a time',
  },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 6 * 3600,
      bucketMs: dayMs,
      overlapMs: 31 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 31 * dayMs,
      paceMs: 0,
      pull: pullUsage,
    },
    {
      name: 'cost',
      kind: 'cost',
      intervalS: 6 * 3600,
      bucketMs: dayMs,
      overlapMs: 31 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 31 * dayMs,
      paceMs: 0,
      pull: pullCosts,
    },
    {
      name: 'audit',
      kind: 'audit',
      intervalS: 15 * 60,
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
      intervalS: 24 * 3600,
      bucketMs: null,
      overlapMs: 0,
      backfillMs: 0,
      windowMs: dayMs,
      paceMs: 0,
      pull: pullInventory,
    },
  ],
  absent: {
    content: 'The Admin API has no prompts; Mistral shows them only to the keys of single workspaces.',
  },
})

/** The organization goes by its default workspace, which it always has: no answer names the organization itself. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const usage = await ask(ctx, '/usage', {}, report)
  if (!usage.ok) return usage
  const workspaces = await workspacesOf(ctx)
  if (!workspaces.ok) return workspaces
  return ok({ accountRef: workspaces.value.find(({ isDefault }) => isDefault)?.id ?? null })
}
