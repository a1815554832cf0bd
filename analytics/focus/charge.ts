import { vendorLabel } from '../contract/vendors.ts'
import { dayAfter, monthOf } from '../costs/spans.ts'
import { decimalFromNano, nanoFromDecimal } from '../pricing/money.ts'
import { unknownVendorId, vendorOfModel } from '../vendor-of-model.ts'

/** What was used on a day by one key of a project for one model. Shape: an empty text where it is not known. */
export type UsedDay = {
  day: string
  vendor_id: string
  model: string
  workspace_id: string
  project_id: string
  api_key_id: string
  cost_source: string
  events: number
  requests: number
  tokens_in: number
  tokens_out: number
  tokens_cached: number
  cost_usd: string
}

/** Who pays, and the names that whoever exports may see. */
export type FocusNames = {
  organization: { id: string; name: string }
  vendors: ReadonlyMap<string, string>
  workspaces: ReadonlyMap<string, string>
  projects: ReadonlyMap<string, string>
  apiKeys: ReadonlyMap<string, string>
}

/**
 * Columns of the FinOps Open Cost and Usage Specification 1.2, and after them our own. There are no unit prices among
 * them: a day's cost has prices of several kinds of tokens in it, so that none would give the cost back. There are no
 * commitments and capacity reservations, since usage reports know none.
 */
export const focusColumns = [
  'BilledCost',
  'BillingAccountId',
  'BillingAccountName',
  'BillingAccountType',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargeClass',
  'ChargeDescription',
  'ChargeFrequency',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'ConsumedQuantity',
  'ConsumedUnit',
  'ContractedCost',
  'EffectiveCost',
  'InvoiceIssuerName',
  'ListCost',
  'PricingCategory',
  'PricingQuantity',
  'PricingUnit',
  'ProviderName',
  'PublisherName',
  'ServiceCategory',
  'ServiceName',
  'ServiceSubcategory',
  'SkuId',
  'SkuMeter',
  'SkuPriceId',
  'SubAccountId',
  'SubAccountName',
  'SubAccountType',
  'Tags',
  'x_ApiKeyId',
  'x_ApiKeyName',
  'x_CostSource',
  'x_ProjectId',
  'x_ProjectName',
  'x_Requests',
  'x_TokensCached',
  'x_TokensIn',
  'x_TokensOut',
] as const
export type FocusCharge = Record<(typeof focusColumns)[number], string | number | null>

/**
 * A day's use as a charge; null for use that was taken back to nothing.
 *
 * All four costs are one: discounts and commitments are not known, and a price of the organization's own is in the cost
 * already. Less than nothing is an adjustment, which has no quantity. Source: FOCUS 1.2.
 */
export function chargeOf(used: UsedDay, names: FocusNames): FocusCharge | null {
  const costNano = nanoFromDecimal(used.cost_usd)
  const [quantity, unit, meter] = consumed(used)
  if (costNano === 0n && quantity <= 0) return null
  const isUsage = costNano >= 0n && quantity > 0
  const cost = decimalFromNano(costNano)
  const month = monthOf(used.day)
  const vendor = names.vendors.get(used.vendor_id) ?? (used.vendor_id || unnamedVendor)
  const maker = vendorOfModel(used.model)
  const sku = `${used.vendor_id || unnamedVendor}/${used.model || unnamedModel}`
  const workspaceId = known(used.workspace_id)
  const projectName = names.projects.get(used.project_id) ?? known(used.project_id)
  return {
    BilledCost: cost,
    BillingAccountId: names.organization.id,
    BillingAccountName: names.organization.name,
    BillingAccountType: 'Organization',
    BillingCurrency: 'USD',
    BillingPeriodEnd: midnight(dayAfter(month.to, 1)),
    BillingPeriodStart: midnight(month.from),
    ChargeCategory: isUsage ? 'Usage' : 'Adjustment',
    ChargeClass: null,
    ChargeDescription: describe(used, vendor),
    ChargeFrequency: 'Usage-Based',
    ChargePeriodEnd: midnight(dayAfter(used.day, 1)),
    ChargePeriodStart: midnight(used.day),
    ConsumedQuantity: isUsage ? quantity : null,
    ConsumedUnit: isUsage ? unit : null,
    ContractedCost: cost,
    EffectiveCost: cost,
    InvoiceIssuerName: vendor,
    ListCost: cost,
    PricingCategory: isUsage ? 'Standard' : null,
    PricingQuantity: isUsage ? quantity : null,
    PricingUnit: isUsage ? unit : null,
    ProviderName: vendor,
    PublisherName: maker === unknownVendorId ? vendor : vendorLabel(maker),
    ServiceCategory: 'AI and Machine Learning',
    ServiceName: vendor,
    ServiceSubcategory: 'Generative AI',
    SkuId: sku,
    SkuMeter: isUsage ? meter : null,
    SkuPriceId: sku,
    SubAccountId: workspaceId,
    SubAccountName: workspaceId && (names.workspaces.get(workspaceId) ?? null),
    SubAccountType: workspaceId && 'Workspace',
    Tags: projectName && JSON.stringify({ project: projectName }),
    x_ApiKeyId: known(used.api_key_id),
    x_ApiKeyName: names.apiKeys.get(used.api_key_id) ?? null,
    x_CostSource: known(used.cost_source),
    x_ProjectId: known(used.project_id),
    x_ProjectName: names.projects.get(used.project_id) ?? null,
    x_Requests: used.requests,
    x_TokensCached: used.tokens_cached,
    x_TokensIn: used.tokens_in,
    x_TokensOut: used.tokens_out,
  }
}

const unnamedVendor = 'Vendor not given'
const unnamedModel = 'Model not given'

/** What is counted: tokens; calls where there are none, as for images; else records that say neither. */
function consumed({ tokens_in, tokens_out, requests, events }: UsedDay): [number, string, string] {
  const tokens = tokens_in + tokens_out
  if (tokens > 0) return [tokens, 'Tokens', 'Input and output tokens']
  return requests > 0 ? [requests, 'Requests', 'Requests'] : [events, 'Records', 'Usage records']
}

function describe({ model, cost_source, cost_usd }: UsedDay, vendor: string): string {
  const used = `${model || unnamedModel} of ${vendor}`
  if (cost_source === 'unpriced') return `${used}: no price is known, so that the cost is not in it`
  if (cost_source !== 'vendor') return used
  return Number(cost_usd) === 0
    ? `${used}, without a cost of its own`
    : `${used}, at the cost that was reported with it`
}

const known = (text: string): string | null => (text === '' ? null : text)
const midnight = (day: string): string => `${day}T00:00:00Z`
