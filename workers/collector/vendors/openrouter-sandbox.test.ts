import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { openrouter } from './openrouter.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const hourAtMs = Date.parse('2026-11-19T13:00:00Z')
const window = { fromMs: hourAtMs, toMs: hourAtMs + 3_600_000, page: null }

describe('OpenRouter at the sandbox', { timeout: 30_000 }, () => {
  it('gives 30 days to the token and the nano-dollar, over answers that were cut off', async () => {
    const { ctx, asked, ledger } = await atSandbox(openrouter, nowMs)
    const span = { fromMs: todayMs - 30 * dayMs, toMs: todayMs }
    const usage = await pullAll(streamOf(openrouter, 'usage'), ctx, span)
    const costs = await pullAll(streamOf(openrouter, 'cost'), ctx, span)
    const truth = ledger(span.fromMs, span.toMs)
    expect(truth.tokensIn).toBeGreaterThan(1_000_000)
    expect(sumsOf(usage, costs)).toEqual(truth)
    expect(asked().filter((call) => call.includes('/analytics/query')).length).toBeGreaterThan(30)
    expect([...usage.skipped, ...costs.skipped]).toEqual([])
  })

  it('finds the owner of every key but those of one name', async () => {
    const { ctx } = await atSandbox(openrouter, nowMs)
    const { usage: rows } = await pullAll(streamOf(openrouter, 'usage'), ctx, {
      fromMs: todayMs - 2 * dayMs,
      toMs: todayMs,
    })
    const nameless = rows.filter(({ apiKeyRef }) => apiKeyRef !== null && !/^[0-9a-f]{64}$/.test(apiKeyRef))
    expect(new Set(nameless.map(({ apiKeyRef }) => apiKeyRef))).toEqual(new Set(['prototype']))
    expect(nameless.every(({ actorRef }) => actorRef === null)).toBe(true)
    expect(rows.filter(({ actorRef }) => actorRef !== null).length).toBeGreaterThan(rows.length / 2)
  })

  it('names the people and the workspaces', async () => {
    const { ctx } = await atSandbox(openrouter, nowMs)
    const { inventory: entries } = await pullAll(streamOf(openrouter, 'inventory'), ctx, {
      fromMs: nowMs - 1,
      toMs: nowMs,
    })
    expect(entries.filter(({ type }) => type === 'actor').length).toBe(40)
    expect(entries.filter(({ type }) => type === 'project').length).toBe(6)
  })

  it('says what the vendor says of a key that may not, and of one that is none', async () => {
    const { ctx, context, fault } = await atSandbox(openrouter, nowMs)
    const usage = streamOf(openrouter, 'usage')
    expect(await usage.pull(context({ secret: 'sk-or-v1-0' }), window)).toMatchObject({
      failure: { tag: 'unauthorized', detail: 'User not found.' },
    })
    fault({ vendor: 'openrouter', mode: 'forbidden' })
    expect(await usage.pull(ctx, window)).toMatchObject({
      failure: { tag: 'forbidden', detail: 'Only management keys can perform this operation' },
    })
  })
})
