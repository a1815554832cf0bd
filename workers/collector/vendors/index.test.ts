import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { vendorLabels } from '../../../analytics/contract/vendors.ts'
import { vendors } from './index.ts'

describe('vendors', () => {
  it('registers every vendor file', () => {
    const files = readdirSync(import.meta.dirname).filter((name) => /^(?!index).*(?<!\.test)\.ts$/.test(name))
    const ids = files.map((name) => name.replace('.ts', '').replaceAll('-', '_'))
    expect(vendors.map(({ id }) => id).toSorted()).toEqual(ids.toSorted())
  })

  it('gives each an id of its own', () => {
    expect(new Set(vendors.map(({ id }) => id)).size).toBe(vendors.length)
  })

  describe.each(vendors)('$id', (vendor) => {
    it('bears the name that the product knows', () => {
      expect(vendorLabels).toHaveProperty(vendor.id, vendor.label)
    })

    it('is frozen and called over https by default', () => {
      expect(Object.isFrozen(vendor)).toBe(true)
      expect(new URL(vendor.baseUrl.default).protocol).toBe('https:')
      expect(vendor.baseUrl.env).toBe(`${vendor.id.toUpperCase()}_BASE_URL`)
    })

    it('names each stream once, reading again at least what one interval brings', () => {
      const names = vendor.streams.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const { name, intervalS, overlapMs, backfillMs } of vendor.streams) {
        expect(intervalS).toBeGreaterThan(0)
        if (name !== 'inventory') expect(overlapMs).toBeGreaterThan(intervalS * 1000)
        expect(backfillMs).toBeGreaterThanOrEqual(overlapMs)
      }
    })
  })
})
