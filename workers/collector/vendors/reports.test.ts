import { describe, expect, it } from 'vitest'
import { faultsOf } from '../../../tests/support/report-rules.ts'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullWindow } from '../../../tests/support/vendor-pages.ts'
import { dayMs } from '../moments.ts'
import { streamsFor } from '../vendor.ts'
import { vendors } from './index.ts'

const nowMs = Date.parse('2026-11-20T12:30:00Z')

describe.each(vendors)('$id at its sandbox', (vendor) => {
  it('keeps to what a report may say, with each kind of credential', { timeout: 60_000 }, async () => {
    const { credentials } = await atSandbox(vendor, nowMs)
    for (const ctx of credentials) {
      for (const stream of streamsFor(vendor, ctx.kind)) {
        const fromMs = nowMs - Math.min(stream.windowMs, 2 * dayMs)
        const pages = await pullWindow(stream, ctx, { fromMs, toMs: nowMs })
        const faults = new Set(pages.flatMap((page) => faultsOf(vendor, stream, ctx, page)))
        expect([ctx.kind, stream.name, [...faults].slice(0, 5)]).toEqual([ctx.kind, stream.name, []])
      }
    }
  })
})
