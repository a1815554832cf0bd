import { ok, type Result } from '../../../analytics/result.ts'
import { dayMs, hourMs, wholeHistoryMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage } from '../page.ts'
import { type Pulled, type Setting, type Validation, type VendorContext, vendor } from '../vendor.ts'
import { resourcesOf } from './azure-openai-arm.ts'
import { pullAudit } from './azure-openai-audit.ts'
import { pullCosts } from './azure-openai-costs.ts'
import { pullUsage } from './azure-openai-usage.ts'

const id = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/

const settings: readonly Setting[] = [
  {
    name: 'tenant_id',
    label: 'Directory (tenant) ID',
    help: 'On the overview page of the app registration.',
    pattern: id,
    required: true,
  },
  {
    name: 'client_id',
    label: 'Application (client) ID',
    help: 'On the overview page of the app registration.',
    pattern: id,
    required: true,
  },
  {
    name: 'subscription_id',
    label: 'Subscription ID',
    help: 'The subscription that holds the Azure OpenAI or Foundry resources.',
    pattern: id,
    required: true,
  },
  {
    name: 'cost_scope',
    label: 'Cost scope',
    help: 'Only when costs are read elsewhere than at the subscription: subscriptions/…/resourceGroups/… or providers/Microsoft.Billing/billingAccounts/….',
    pattern:
      /^(?:subscriptions\/[0-9a-fA-F-]{36}(?:\/resourceGroups\/[\w.()-]{1,90})?|providers\/Microsoft\.Billing\/billingAccounts\/[\w:.-]{1,200})$/,
    required: false,
  },
  {
    name: 'cost_services',
    label: 'Service names on the bill',
    help: 'Only when your bill names Azure’s AI services otherwise; separated by commas.',
    pattern: /^[\w .&()-]{1,100}(?:,[\w .&()-]{1,100}){0,9}$/,
    required: false,
  },
]

/**
 * Azure OpenAI and Microsoft Foundry: Azure Monitor's counts, Cost Management's money and the Activity Log.
 * Source: Azure's REST references and supported-metrics list, July 2026.
 */
export const azureOpenai = vendor({
  id: 'azure_openai',
  label: 'Azure OpenAI',
  apis: {
    login: { default: 'https://login.microsoftonline.com', env: 'AZURE_LOGIN_URL' },
    management: { default: 'https://management.azure.com', env: 'AZURE_MANAGEMENT_URL' },
  },
  credentialKinds: [
    {
      kind: 'client_secret',
      label: 'Client secret of an Entra app',
      hint: /^[\w~.]{3}\dQ~[\w~.-]{31,34}$/,
      help: 'Register an app in Microsoft Entra, give it a client secret, and assign it Reader, Monitoring Reader and Cost Management Reader on the subscription.',
      settings,
    },
  ],
  units: { money: 'the currency of the bill, a JSON number', time: 'RFC 3339; days of costs as 20261118' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 3600,
      bucketMs: hourMs,
      overlapMs: 26 * hourMs,
      backfillMs: 93 * dayMs,
      windowMs: 7 * dayMs,
      paceMs: 0,
      pull: pullUsage,
    },
    {
      // Azure bears bursts of a few calls a minute at one scope, and says how long to wait when there were more.
      name: 'cost',
      kind: 'cost',
      intervalS: 12 * 3600,
      bucketMs: dayMs,
      overlapMs: 7 * dayMs,
      backfillMs: wholeHistoryMs,
      windowMs: 30 * dayMs,
      paceMs: 5_000,
      pull: pullCosts,
    },
    {
      name: 'audit',
      kind: 'audit',
      intervalS: 15 * 60,
      bucketMs: null,
      overlapMs: hourMs,
      backfillMs: 89 * dayMs,
      windowMs: 7 * dayMs,
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
    content:
      'Azure keeps no prompts that could be read back; its logs hold who called what and when, without the text.',
  },
})

/** Signs in, lists the resources, and asks one of them for an hour of metrics, so that a missing role shows at once. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const resources = await resourcesOf(ctx)
  if (!resources.ok) return resources
  const hour = { fromMs: ctx.nowMs - hourMs, toMs: ctx.nowMs, page: null }
  const metrics = await pullUsage(ctx, hour)
  return metrics.ok ? ok({ accountRef: (ctx.settings.subscription_id ?? '').toLowerCase() }) : metrics
}

/** Resources stand as projects; Azure's metrics know no people. */
async function pullInventory(ctx: VendorContext): Pulled {
  const resources = await resourcesOf(ctx)
  if (!resources.ok) return resources
  const inventory = resources.value.map(({ ref, name }) => ({ type: 'project' as const, ref, name }))
  return ok({ ...emptyPage(), inventory, rows: inventory.length })
}
