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
