import { describe, expect, it, vi } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { anthropic } from './anthropic.ts'

// Whole months are pulled, page by page.
vi.setConfig({ testTimeout: 60_000 })

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const toMs = Date.parse('2026-11-18T00:00:00Z')
const span = { fromMs: toMs - 30 * dayMs, toMs }

const stream = (name: string) => streamOf(anthropic, name)

describe('30 days of Anthropic', () => {
  it('are what the vendor’s own ledger says, to the token and the nano-dollar', async () => {
    const { ledger, context } = await atSandbox(anthropic, nowMs)
    const ctx = context({ kind: 'admin_key' })
    const messages = await pullAll(stream('usage'), ctx, span)
    const claudeCode = await pullAll(stream('claude_code'), ctx, span)
    const costs = await pullAll(stream('cost'), ctx, span)
    const usage = [...messages.usage, ...claudeCode.usage]
    expect(sumsOf({ usage, costs: costs.costs })).toEqual(ledger(span.fromMs, span.toMs))
    expect(claudeCode.usage.length).toBeGreaterThan(0)
    expect([...messages.skipped, ...claudeCode.skipped, ...costs.skipped]).toEqual([])
    expect(claudeCode.usage.every(({ costSource }) => costSource === 'vendor')).toBe(true)
  })

  it('have every actor and project of theirs in the inventory', async () => {
    const { context } = await atSandbox(anthropic, nowMs)
    const ctx = context({ kind: 'admin_key' })
    const { inventory } = await pullAll(stream('inventory'), ctx, { fromMs: nowMs, toMs: nowMs })
    const messages = await pullAll(stream('usage'), ctx, { fromMs: toMs - dayMs, toMs })
    const claudeCode = await pullAll(stream('claude_code'), ctx, { fromMs: toMs - dayMs, toMs })
    const known = new Set(inventory.map(({ ref }) => ref))
    const refs = [...messages.usage, ...claudeCode.usage].flatMap(({ actorRef, projectRef }) => [
      actorRef,
      projectRef,
    ])
    expect(refs.filter((ref) => ref !== null && !known.has(ref))).toEqual([])
    expect(inventory.filter(({ ref }) => ref.startsWith('apikey_'))).toHaveLength(44)
  })

  it.each(['admin_key', 'enterprise_key'])('hold each activity once, to a %s', async (kind) => {
    const { context } = await atSandbox(anthropic, nowMs)
    const ctx = context({ kind })
    const { audit, skipped } = await pullAll(stream('activity'), ctx, span)
    expect(audit.length).toBeGreaterThan(200)
    expect([new Set(audit.map(({ naturalKey }) => naturalKey)).size, skipped]).toEqual([audit.length, []])
    expect(audit.every(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs)).toBe(true)
  })
})

describe('30 days of Claude Enterprise', () => {
  it('are what the vendor’s own ledger says, to the token and the nano-dollar', async () => {
    const { ledger, context } = await atSandbox(anthropic, nowMs)
    const ctx = context({ kind: 'enterprise_key' })
    const { usage, skipped } = await pullAll(stream('enterprise_usage'), ctx, span)
    const { costs, pages } = await pullAll(stream('enterprise_cost'), ctx, span)
    expect(sumsOf({ usage, costs })).toEqual(ledger(span.fromMs, span.toMs, 'enterprise_key'))
    expect([skipped, pages.length]).toEqual([[], 1])
  })

  it('are revised for some days, and then whole', async () => {
    const { setNow, ledger, context } = await atSandbox(anthropic, nowMs)
    const before = await pullAll(stream('enterprise_usage'), context({ kind: 'enterprise_key' }), span)
    const laterMs = nowMs + 9 * dayMs
    setNow(laterMs)
    const ctx = context({ kind: 'enterprise_key' })
    const after = await pullAll(stream('enterprise_usage'), ctx, span)
    expect(sumsOf({ usage: [...before.usage, ...after.usage], costs: [] })).toMatchObject({
      tokensIn: ledger(span.fromMs, span.toMs, 'enterprise_key').tokensIn,
    })
    expect(sumsOf(before).tokensIn).toBeLessThan(sumsOf(after).tokensIn)
  })

  it('lose a cursor that is an hour old', async () => {
    const { setNow, context } = await atSandbox(anthropic, nowMs)
    const ctx = context({ kind: 'enterprise_key' })
    const window = { fromMs: nowMs - 30 * dayMs, toMs: nowMs }
    const first = await stream('members').pull(ctx, { ...window, page: null })
    expect(first).toMatchObject({ ok: true, value: { inventory: expect.arrayContaining([]) } })
    const page = Buffer.from(`${nowMs}:1000`).toString('base64url')
    setNow(nowMs + 3_600_001)
    expect(await stream('members').pull(ctx, { ...window, page })).toMatchObject({ failure: { tag: 'gone' } })
  })

  it.each([
    ['chats', 'chat'],
    ['sessions', 'claude_code'],
  ])('hold each turn of %s once, by members', async (name, operation) => {
    const { context } = await atSandbox(anthropic, nowMs)
    const ctx = context({ kind: 'enterprise_key' })
    const { calls, skipped } = await pullAll(stream(name), ctx, { fromMs: nowMs - 10 * dayMs, toMs: nowMs })
    const { inventory } = await pullAll(stream('members'), ctx, { fromMs: nowMs, toMs: nowMs })
    expect(calls.length).toBeGreaterThan(50)
    expect([new Set(calls.map(({ naturalKey }) => naturalKey)).size, skipped]).toEqual([calls.length, []])
    expect(calls.every((call) => call.prompt && call.response && call.operation === operation)).toBe(true)
    const known = new Set(inventory.map(({ ref }) => ref))
    expect(calls.filter(({ actorRef }) => !known.has(actorRef ?? ''))).toEqual([])
  })

  it('refuse the text of chats to an admin key', async () => {
    const { context } = await atSandbox(anthropic, nowMs)
    const ctx = context({ kind: 'admin_key' })
    const result = await stream('chats').pull(ctx, { ...span, page: null })
    expect(result).toMatchObject({
      failure: { tag: 'forbidden', detail: expect.stringContaining('read:compliance_user_data') },
    })
  })
})
