import { describe, expect, it, vi } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { lastWords, pullAll, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { openai } from './openai.ts'

// Whole months are pulled, page by page.
vi.setConfig({ testTimeout: 60_000 })

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const toMs = Date.parse('2026-11-18T00:00:00Z')
const span = { fromMs: toMs - 30 * dayMs, toMs }

const stream = (name: string) => streamOf(openai, name)

describe('30 days of OpenAI', () => {
  it('are what the vendor’s own ledger says, to the token and the nano-dollar', async () => {
    const { ledger, context } = await atSandbox(openai, nowMs)
    const ctx = context({ kind: 'admin_key' })
    const usage = await pullAll(stream('usage'), ctx, span)
    const costs = await pullAll(stream('cost'), ctx, span)
    expect(sumsOf({ usage: usage.usage, costs: costs.costs })).toEqual(ledger(span.fromMs, span.toMs))
    expect([...usage.skipped, ...costs.skipped]).toEqual([])
    const operations = new Set(usage.usage.map(({ operation }) => operation))
    expect(operations.size).toBe(10)
    expect(lastWords(usage.usage)).toHaveLength(usage.usage.length)
  })

  it('have every actor and project of theirs in the inventory', async () => {
    const { context } = await atSandbox(openai, nowMs)
    const ctx = context({ kind: 'admin_key' })
    const { inventory } = await pullAll(stream('inventory'), ctx, { fromMs: nowMs, toMs: nowMs })
    const { usage } = await pullAll(stream('usage'), ctx, { fromMs: toMs - dayMs, toMs })
    const known = new Set(inventory.map(({ ref }) => ref))
    const refs = usage
      .flatMap(({ actorRef, projectRef }) => [actorRef, projectRef])
      .filter((ref) => ref !== null)
    expect(refs.filter((ref) => !known.has(ref))).toEqual([])
    expect(inventory.filter(({ ref }) => ref.startsWith('key_'))).toHaveLength(44)
    expect(inventory.filter(({ ref }) => ref.startsWith('svcacct-'))).toHaveLength(4)
  })

  it('hold each audit entry once, cut into windows or not', async () => {
    const { context } = await atSandbox(openai, nowMs)
    const ctx = context({ kind: 'admin_key' })
    const { audit, pages } = await pullAll(stream('audit'), ctx, span)
    const whole = await pullAll({ ...stream('audit'), windowMs: 30 * dayMs }, ctx, span)
    expect(audit.length).toBeGreaterThan(300)
    expect(pages.length).toBeGreaterThan(audit.length / 100)
    const keys = (entries: typeof audit) => entries.map(({ naturalKey }) => naturalKey).toSorted()
    expect(keys(audit)).toEqual(keys(whole.audit))
    expect(new Set(keys(audit)).size).toBe(audit.length)
    expect(audit.every(({ atMs }) => atMs >= span.fromMs && atMs < span.toMs)).toBe(true)
  })
})

describe('30 days of ChatGPT Enterprise', () => {
  it('are what the ledger says of Codex', async () => {
    const { ledger, context } = await atSandbox(openai, nowMs)
    const ctx = context({ kind: 'compliance_key' })
    const { usage, skipped } = await pullAll(stream('codex'), ctx, span)
    const expected = ledger(span.fromMs, span.toMs, 'compliance_key')
    expect(expected?.tokensIn).toBeGreaterThan(0)
    expect([sumsOf({ usage, costs: [] }), skipped]).toEqual([expected, []])
  })

  it('hold each log entry once, downloaded without the key', async () => {
    const { requests, context } = await atSandbox(openai, nowMs)
    const ctx = context({ kind: 'compliance_key' })
    const { audit, skipped } = await pullAll(stream('workspace_logs'), ctx, {
      fromMs: nowMs - 29 * dayMs,
      toMs: nowMs,
    })
    expect(audit.length).toBeGreaterThan(100)
    expect([new Set(audit.map(({ naturalKey }) => naturalKey)).size, skipped]).toEqual([audit.length, []])
    expect(new Set(audit.map(({ action }) => action))).toEqual(
      new Set(['auth_log.login', 'auth_log.login_failed', 'codex_log.task_created']),
    )
    const downloads = requests().filter(({ path }) => path.includes('/files/'))
    expect(downloads.length).toBeGreaterThan(0)
    expect(downloads.every(({ auth }) => auth === null)).toBe(true)
  })

  it('hold each turn of a conversation once, by people whom the inventory names', async () => {
    const { context } = await atSandbox(openai, nowMs)
    const ctx = context({ kind: 'compliance_key' })
    const { calls, skipped, pages } = await pullAll(stream('conversations'), ctx, {
      fromMs: nowMs - 30 * dayMs,
      toMs: nowMs,
    })
    const { inventory } = await pullAll(stream('workspace_inventory'), ctx, { fromMs: nowMs, toMs: nowMs })
    expect(calls.length).toBeGreaterThan(200)
    expect(pages.length).toBeGreaterThan(1)
    expect([new Set(calls.map(({ naturalKey }) => naturalKey)).size, skipped]).toEqual([calls.length, []])
    expect(calls.every(({ prompt, response }) => prompt && response)).toBe(true)
    const known = new Set(inventory.map(({ ref }) => ref))
    expect(calls.filter(({ actorRef }) => !known.has(actorRef ?? ''))).toEqual([])
  })
})
