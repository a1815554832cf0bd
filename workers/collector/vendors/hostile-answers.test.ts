import { describe, expect, it } from 'vitest'
import { fail } from '../../../analytics/result.ts'
import {
  alteredAt,
  answeredBy,
  placesIn,
  remembering,
  withJson,
} from '../../../tests/support/altered-answers.ts'
import { faultsOf } from '../../../tests/support/report-rules.ts'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { jsonOf } from '../json-text.ts'
import { dayMs } from '../moments.ts'
import type { Send } from '../outbound.ts'
import { type PullWindow, type Stream, streamsFor, type Vendor, type VendorContext } from '../vendor.ts'
import { vendors } from './index.ts'

const nowMs = Date.parse('2026-11-20T12:30:00Z')
const callsMax = 4
const placesMax = 60
const noCall = 'a call as it may be pushed'
const strange: unknown[] = [null, {}, '', 'Ünlikely 1', -1.5]

/** Every first page of a vendor, as each kind of credential reads it. */
async function* firstPages(vendor: Vendor) {
  const { credentials } = await atSandbox(vendor, nowMs)
  for (const ctx of credentials) {
    for (const stream of streamsFor(vendor, ctx.kind)) yield { ctx, stream, send: remembering(ctx) }
  }
}

const windowOf = ({ windowMs }: Stream): PullWindow => ({
  fromMs: nowMs - Math.min(windowMs, 2 * dayMs),
  toMs: nowMs,
  page: null,
})

const faultsWith = async (vendor: Vendor, stream: Stream, ctx: VendorContext): Promise<string[]> => {
  try {
    const page = await stream.pull(ctx, windowOf(stream))
    if (!page.ok) return []
    // A call that is none is quarantined with its reason.
    const faults = faultsOf(vendor, stream, ctx, page.value)
    return faults.filter((fault) => !fault.startsWith(noCall))
  } catch (error) {
    return [`threw: ${error}`]
  }
}

describe.each(vendors)('$id', (vendor) => {
  it('takes an answer of another shape for a failure, or reads nothing from it that may not be said', {
    timeout: 60_000,
  }, async () => {
    const found = new Map<string, string>()
    for await (const { ctx, stream, send } of firstPages(vendor)) {
      for (const [altered, json] of (await answersTo(vendor, stream, ctx, send)).entries()) {
        for (const place of placesIn(json).slice(0, placesMax)) {
          for (const value of strange) {
            const hostile = answeredBy(ctx, async (request, call) => {
              const answer = await send(request)
              return call === altered ? withJson(answer, (told) => alteredAt(told, place, value)) : answer
            })
            for (const fault of await faultsWith(vendor, stream, hostile)) {
              found.set(`${stream.name} ${altered}${place}=${JSON.stringify(value)}`, fault)
            }
          }
        }
      }
    }
    expect([...found]).toEqual([])
  })

  it('hands it on when any call for a page fails', { timeout: 60_000 }, async () => {
    const read: string[] = []
    for await (const { ctx, stream, send } of firstPages(vendor)) {
      const calls = (await answersTo(vendor, stream, ctx, send)).length
      for (let refused = 0; refused < calls; refused++) {
        const hostile = answeredBy(ctx, async (request, call) =>
          call === refused ? fail({ tag: 'timeout' }) : send(request),
        )
        const page = await stream.pull(hostile, windowOf(stream))
        if (page.ok) read.push(`${stream.name} without call ${refused}`)
        else expect(page.failure).toEqual({ tag: 'timeout' })
      }
    }
    expect(read).toEqual([])
  })

  it('finds nothing in buckets that have not begun', async () => {
    for await (const { ctx, stream } of firstPages(vendor)) {
      if (stream.bucketMs === null) continue
      const fromMs = nowMs + 400 * dayMs
      const page = await stream.pull(ctx, { fromMs, toMs: fromMs + dayMs, page: null })
      expect([stream.name, page]).toMatchObject([stream.name, { value: { rows: 0, nextPage: null } }])
    }
  })
})

/** What the vendor answers to the first calls for a page. */
async function answersTo(vendor: Vendor, stream: Stream, ctx: VendorContext, send: Send): Promise<unknown[]> {
  const answers: unknown[] = []
  const watched = answeredBy(ctx, async (request, call) => {
    const answer = await send(request)
    const told = answer.ok ? (answer.value.json ?? jsonOf(answer.value.raw.split('\n')[0] ?? '')) : null
    if (call < callsMax) answers.push(told)
    return answer
  })
  await faultsWith(vendor, stream, watched)
  return answers
}
