import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { streamKinds, vendorLabels } from '../../../analytics/contract/vendors.ts'
import { dayMs } from '../moments.ts'
import { isOfCustomer, streamsFor } from '../vendor.ts'
import { vendors } from './index.ts'

/** Days that a vendor says it keeps; every other report is asked for as far back as any plan keeps it. */
const keptDays: Readonly<Record<string, number>> = {
  'openai/workspace_logs': 30,
  'openai/codex': 90,
  'anthropic/enterprise_usage': 365,
  'anthropic/enterprise_cost': 365,
  'azure_openai/usage': 93,
  'azure_openai/audit': 89,
  'vertex/usage': 42,
  'gemini/usage': 42,
  'bedrock/usage': 455,
  'bedrock/cost': 395,
  'openrouter/cost': 30,
  'huggingface/usage': 365,
  'huggingface/cost': 365,
  'github_copilot/usage': 365,
  'github_copilot/cost': 730,
  'github_copilot/audit': 180,
}

describe('the first reading of a report', () => {
  const reports = vendors.flatMap(({ id, streams }) =>
    streams
      .filter(({ kind }) => kind !== 'inventory')
      .map((stream) => ({ at: `${id}/${stream.name}`, stream })),
  )

  it.each(reports)('goes back as far as $at is kept', ({ at, stream }) => {
    expect(stream.backfillMs / dayMs).toBe(keptDays[at] ?? 760)
  })

  it('knows every limit by a report that there is', () => {
    expect(Object.keys(keptDays).filter((at) => !reports.some((report) => report.at === at))).toEqual([])
  })
})

describe('vendors', () => {
  it('registers every vendor file; other files are parts that bear the name of their vendor', () => {
    const files = readdirSync(import.meta.dirname).flatMap(
      (name) => /^(?!index)(.*)(?<!test)\.ts$/.exec(name)?.[1] ?? [],
    )
    const names = vendors.map(({ id }) => id.replaceAll('_', '-'))
    const isPart = (file: string) => names.some((name) => file.startsWith(`${name}-`))
    expect(files.filter((file) => !names.includes(file) && !isPart(file))).toEqual([])
    expect(names.filter((name) => !files.includes(name))).toEqual([])
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
      for (const api of Object.values(vendor.apis)) {
        const isOurs = !isOfCustomer(api)
        if (isOurs) expect(api.default).toMatch(/^https:\/\/[a-z{]/)
        expect(api.env).toMatch(/^[A-Z][A-Z0-9_]+_URL$/)
      }
    })

    it('says of every kind of report either how it is read or why it is not', () => {
      const read = new Set(vendor.streams.map(({ kind }) => kind))
      for (const kind of streamKinds)
        expect([kind, read.has(kind) !== kind in vendor.absent]).toEqual([kind, true])
    })

    it('reads something with a credential or says that it is only checked, and names no kind it has not', () => {
      const declared = vendor.credentialKinds.map(({ kind }) => kind)
      for (const { kind, help } of vendor.credentialKinds) {
        const isRead = streamsFor(vendor, kind).length > 0
        expect([kind, isRead]).toEqual([kind, !/\bonly checked\b/.test(help)])
      }
      const named = vendor.streams.flatMap(({ kinds }) => kinds ?? [])
      expect(named.filter((kind) => !declared.includes(kind))).toEqual([])
    })

    it('asks for settings that fit where they stand in an address', () => {
      const named = Object.values(vendor.apis).flatMap(
        ({ default: url }) => url.match(/(?<=\{)\w+(?=\})/g) ?? [],
      )
      for (const { settings } of vendor.credentialKinds) {
        for (const name of named) {
          expect(settings.find((setting) => setting.name === name)).toMatchObject({ required: true })
        }
        for (const { pattern } of settings) expect(pattern.source).toMatch(/^\^.*\$$/)
      }
    })

    it('names each stream once, reading again at least what one interval brings', () => {
      const names = vendor.streams.map(({ name }) => name)
      expect(new Set(names).size).toBe(names.length)
      for (const stream of vendor.streams) {
        const { kind, intervalS, overlapMs, backfillMs, windowMs, bucketMs } = stream
        const { emptyWindowMs = windowMs } = stream
        expect(intervalS).toBeGreaterThan(0)
        expect(windowMs % (bucketMs ?? 1)).toBe(0)
        expect(emptyWindowMs % (bucketMs ?? 1)).toBe(0)
        expect(emptyWindowMs).toBeGreaterThanOrEqual(windowMs)
        if (kind !== 'inventory') expect(overlapMs).toBeGreaterThan(intervalS * 1000)
        expect(backfillMs).toBeGreaterThanOrEqual(overlapMs)
      }
    })
  })
})
