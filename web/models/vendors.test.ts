import { expect, test } from 'vitest'
import type { CatalogueVendor } from '../../analytics/contract/vendor-catalogue.ts'
import { inOrder, labelOf } from './vendors.ts'

const vendor = (vendor_id: string, label: string, credentials: number): CatalogueVendor => ({
  vendor_id,
  label,
  custom: false,
  enabled: true,
  collector_url: null,
  streams: [],
  absent: [],
  credential_kinds: [],
  units: { money: '', time: '' },
  credentials,
})

test('connected vendors stand first, each part by name', () => {
  const vendors = [
    vendor('a', 'Zeta', 0),
    vendor('b', 'alpha', 0),
    vendor('c', 'Yota', 2),
    vendor('d', 'Beta', 1),
  ]
  expect(inOrder(vendors).map(({ label }) => label)).toEqual(['Beta', 'Yota', 'alpha', 'Zeta'])
})

test('a vendor of one’s own has its name from the catalogue, and its id without it', () => {
  const catalogue = [vendor('custom_house', 'House', 0)]
  expect(labelOf(catalogue, 'custom_house')).toBe('House')
  expect([labelOf(null, 'custom_house'), labelOf(null, 'openai')]).toEqual(['custom_house', 'OpenAI'])
})
