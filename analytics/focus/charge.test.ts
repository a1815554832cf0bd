import { describe, expect, it } from 'vitest'
import { chargeOf, type UsedDay } from './charge.ts'

const used: UsedDay = {
  day: '2026-11-20',
  vendor_id: 'openai',
  model: 'gpt-5',
  workspace_id: '',
  project_id: 'p1',
  api_key_id: '',
  cost_source: 'priced',
  events: 2,
  requests: 2,
  tokens_in: 10,
  tokens_out: 5,
  tokens_cached: 0,
  cost_usd: '0.5',
}
const names = {
  organization: { id: 'o', name: 'Acme' },
  vendors: new Map<string, string>(),
  workspaces: new Map<string, string>(),
  projects: new Map([['p1', 'Search']]),
  apiKeys: new Map<string, string>(),
}
const nothing = { events: 0, requests: 0, tokens_in: 0, tokens_out: 0, cost_usd: '0' }

describe('a day of use', () => {
  it('is a charge of one day in its month, with what was consumed and everyone named', () => {
    const named = {
      ...names,
      vendors: new Map([['openai', 'OpenAI']]),
      workspaces: new Map([['w1', 'Research']]),
      apiKeys: new Map([['k1', 'Nightly']]),
    }
    expect(chargeOf({ ...used, workspace_id: 'w1', api_key_id: 'k1', tokens_cached: 3 }, named)).toEqual({
      BilledCost: '0.5',
      BillingAccountId: 'o',
      BillingAccountName: 'Acme',
      BillingAccountType: 'Organization',
      BillingCurrency: 'USD',
      BillingPeriodEnd: '2026-12-01T00:00:00Z',
      BillingPeriodStart: '2026-11-01T00:00:00Z',
      ChargeCategory: 'Usage',
      ChargeClass: null,
      ChargeDescription: 'gpt-5 of OpenAI',
      ChargeFrequency: 'Usage-Based',
      ChargePeriodEnd: '2026-11-21T00:00:00Z',
      ChargePeriodStart: '2026-11-20T00:00:00Z',
      ConsumedQuantity: 15,
      ConsumedUnit: 'Tokens',
      ContractedCost: '0.5',
      EffectiveCost: '0.5',
      InvoiceIssuerName: 'OpenAI',
      ListCost: '0.5',
      PricingCategory: 'Standard',
      PricingQuantity: 15,
      PricingUnit: 'Tokens',
      ProviderName: 'OpenAI',
      PublisherName: 'OpenAI',
      ServiceCategory: 'AI and Machine Learning',
      ServiceName: 'OpenAI',
      ServiceSubcategory: 'Generative AI',
      SkuId: 'openai/gpt-5',
      SkuMeter: 'Input and output tokens',
      SkuPriceId: 'openai/gpt-5',
      SubAccountId: 'w1',
      SubAccountName: 'Research',
      SubAccountType: 'Workspace',
      Tags: '{"project":"Search"}',
      x_ApiKeyId: 'k1',
      x_ApiKeyName: 'Nightly',
      x_CostSource: 'priced',
      x_ProjectId: 'p1',
      x_ProjectName: 'Search',
      x_Requests: 2,
      x_TokensCached: 3,
      x_TokensIn: 10,
      x_TokensOut: 5,
    })
  })

  it('ends its month and its year with its last day', () => {
    expect(chargeOf({ ...used, day: '2026-12-31' }, names)).toMatchObject({
      BillingPeriodStart: '2026-12-01T00:00:00Z',
      BillingPeriodEnd: '2027-01-01T00:00:00Z',
      ChargePeriodEnd: '2027-01-01T00:00:00Z',
    })
  })

  it('without a vendor or a model says so; without names it has ids, and no workspace where there is none', () => {
    const unnamed = { ...used, vendor_id: '', model: '' }
    expect(chargeOf(unnamed, names)).toMatchObject({
      ProviderName: 'Vendor not given',
      PublisherName: 'Vendor not given',
      SkuId: 'Vendor not given/Model not given',
      ChargeDescription: 'Model not given of Vendor not given',
      SubAccountId: null,
      SubAccountName: null,
      SubAccountType: null,
      x_ApiKeyId: null,
      x_ApiKeyName: null,
    })
    expect(chargeOf({ ...used, workspace_id: 'w2', api_key_id: 'k2' }, names)).toMatchObject({
      ProviderName: 'openai',
      SubAccountId: 'w2',
      SubAccountName: null,
      SubAccountType: 'Workspace',
      x_ApiKeyId: 'k2',
      x_ApiKeyName: null,
    })
  })

  it('of a model that another makes names who made it', () => {
    const resold = { ...used, vendor_id: 'azure_openai', model: 'gpt-5' }
    expect(chargeOf(resold, names)).toMatchObject({ ProviderName: 'azure_openai', PublisherName: 'OpenAI' })
    expect(chargeOf({ ...used, model: 'house-model-1' }, names)?.PublisherName).toBe('openai')
  })

  it.each([
    [{ tokens_in: 0, tokens_out: 5 }, 5, 'Tokens', 'Input and output tokens'],
    [{ tokens_in: 1, tokens_out: 0 }, 1, 'Tokens', 'Input and output tokens'],
    [{ tokens_in: 0, tokens_out: 0 }, 2, 'Requests', 'Requests'],
    [{ tokens_in: 0, tokens_out: 0, requests: 0, events: 7 }, 7, 'Records', 'Usage records'],
  ])('that counts %j is %i %s', (counts, quantity, unit, meter) => {
    expect(chargeOf({ ...used, ...counts }, names)).toMatchObject({
      ConsumedQuantity: quantity,
      PricingQuantity: quantity,
      ConsumedUnit: unit,
      PricingUnit: unit,
      SkuMeter: meter,
    })
  })

  it('that gives money back is an adjustment without a quantity, whatever was used', () => {
    expect(chargeOf({ ...used, cost_usd: '-0.01' }, names)).toMatchObject({
      BilledCost: '-0.01',
      ChargeCategory: 'Adjustment',
      ConsumedQuantity: null,
      ConsumedUnit: null,
      PricingCategory: null,
      PricingQuantity: null,
      PricingUnit: null,
      SkuMeter: null,
    })
    expect(chargeOf({ ...used, cost_usd: '0' }, names)?.ChargeCategory).toBe('Usage')
  })

  it('names its project by id and by name, and in the tags', () => {
    expect(chargeOf(used, names)).toMatchObject({
      x_ProjectId: 'p1',
      x_ProjectName: 'Search',
      Tags: '{"project":"Search"}',
    })
    expect(chargeOf({ ...used, project_id: 'p2' }, names)).toMatchObject({
      x_ProjectId: 'p2',
      x_ProjectName: null,
      Tags: '{"project":"p2"}',
    })
    expect(chargeOf({ ...used, project_id: '' }, names)).toMatchObject({ x_ProjectId: null, Tags: null })
  })

  it.each([
    ['unpriced', 'gpt-5 of openai: no price is known, so that the cost is not in it'],
    ['vendor', 'gpt-5 of openai, at the cost that was reported with it'],
    ['priced', 'gpt-5 of openai'],
  ])('says of a cost that is %s where it comes from', (cost_source, text) => {
    expect(chargeOf({ ...used, cost_source }, names)?.ChargeDescription).toBe(text)
  })

  it('says of what a plan pays that it has no cost of its own', () => {
    const paid = chargeOf({ ...used, cost_source: 'vendor', cost_usd: '0.000000000' }, names)
    expect(paid?.ChargeDescription).toBe('gpt-5 of openai, without a cost of its own')
  })

  it('is no charge when it was taken back to nothing, and is one for as little as a cent or a call', () => {
    expect(chargeOf({ ...used, ...nothing }, names)).toBeNull()
    expect(chargeOf({ ...used, ...nothing, events: -1 }, names)).toBeNull()
    expect(chargeOf({ ...used, ...nothing, requests: 1 }, names)).toMatchObject({ ConsumedQuantity: 1 })
    expect(chargeOf({ ...used, ...nothing, cost_usd: '0.01' }, names)).toMatchObject({
      ChargeCategory: 'Adjustment',
      ConsumedQuantity: null,
    })
  })
})
