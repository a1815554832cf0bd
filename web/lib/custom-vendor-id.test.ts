import { expect, test } from 'vitest'
import { customVendorId } from './custom-vendor-id.ts'

test.each([
  ['House', 'custom_house'],
  ['House GPT – v2', 'custom_house_gpt_v2'],
  ['  Zürich-Büro ', 'custom_zurich_buro'],
  ['_hidden_', 'custom_hidden'],
  ['モデル', ''],
  ['', ''],
  ['!!!', ''],
])('of %j is %j', (label, id) => {
  expect(customVendorId(label)).toBe(id)
})

test('is never longer than the server takes, and never ends with an underscore', () => {
  const id = customVendorId(`${'a'.repeat(47)} ${'b'.repeat(20)}`)
  expect(id).toBe(`custom_${'a'.repeat(47)}`)
})
