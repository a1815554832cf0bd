import { describe, expect, it } from 'vitest'
import {
  answerOf,
  nowMs,
  pull,
  row,
  vendorAt,
  window,
  workspace,
} from '../../../tests/support/openrouter-wire.ts'
import { pulled, streamOf } from '../../../tests/support/vendor-pages.ts'
import { serveVendor } from '../../../tests/support/vendor-wire.ts'
import { openrouter } from './openrouter.ts'

describe('OpenRouter inventory', () => {
  it('does without lists that a personal account does not have', async () => {
    const { page } = await pull('inventory', () => ({ status: 404, body: {} }))
    expect(page).toMatchObject({ inventory: [], nextPage: 'workspaces:' })
    const wire = { secret: 'k', nowMs }
    const { ctx, seen } = await serveVendor(openrouter, wire, (url) => {
      if (url.pathname === '/workspaces') return { status: 404, body: {} }
      return url.pathname === '/keys' ? { body: { data: [] } } : answerOf([row])
    })
    const usage = await streamOf(openrouter, 'usage').pull(ctx, window)
    expect(usage).toMatchObject({ ok: true, value: { usage: [{ apiKeyRef: 'prod-bot', projectRef: null }] } })
    expect(seen.find(({ pathname }) => pathname === '/keys')?.search).toBe('?include_disabled=true&offset=0')
  })

  it('names members and workspaces by what it has of them, counts other rows, and keeps what was answered', async () => {
    const members = [
      { id: 'u1', first_name: 'Ann', last_name: 'Lee', email: 'a@example.com' },
      { id: 'u2', email: 'b@example.com' },
      { id: 'u3' },
      { email: 'c@example.com' },
    ]
    const { page, seen } = await pull('inventory', () => ({ body: { data: members, total_count: 9 } }), {
      ...window,
      page: 'members:5',
    })
    expect(page.inventory.map(({ name }) => name)).toEqual(['Ann Lee', 'b@example.com', 'u3'])
    expect(page).toMatchObject({
      rows: 4,
      skipped: [{ reason: 'malformed_row', count: 1 }],
      nextPage: 'workspaces:',
    })
    expect(page.raw).toBe(JSON.stringify({ data: members, total_count: 9 }))
    expect(seen[0]?.search).toBe('?offset=5&limit=100')
    const { ctx } = await serveVendor(openrouter, { secret: 'k', nowMs }, () => ({
      body: { data: [workspace, { id: 'ws-2', name: '' }], total_count: 2 },
    }))
    const groups = await pulled(openrouter, 'inventory', ctx, { ...window, page: 'workspaces:' })
    expect(groups).toMatchObject({
      inventory: [
        { type: 'project', ref: 'ws-1', name: 'Support' },
        { type: 'project', ref: 'ws-2', name: 'ws-2' },
      ],
      nextPage: null,
    })
  })

  it.each([
    ['a list that it may not read', 403, null, 'forbidden'],
    ['a cursor of another list', 200, 'keys:0', 'bad_json'],
    ['a cursor that is no number', 200, 'members:x', 'bad_json'],
  ])('stops at %s', async (_what, status, page, tag) => {
    const { ctx } = await vendorAt(() => ({ status, body: { data: [] } }))
    const result = await streamOf(openrouter, 'inventory').pull(ctx, { ...window, page })
    expect(result).toMatchObject({ ok: false, failure: { tag } })
  })

  it('goes on until all are listed, however short a page is, and no further', async () => {
    const short = (total: number | undefined) => () => ({
      body: {
        data: [{ id: 'user_1', email: 'a@example.com', first_name: 'A', last_name: null }],
        total_count: total,
      },
    })
    expect((await pull('inventory', short(2))).page.nextPage).toBe('members:1')
    expect((await pull('inventory', short(undefined))).page.nextPage).toBe('members:1')
    const { page } = await pull('inventory', short(1))
    expect(page).toMatchObject({
      inventory: [{ type: 'actor', ref: 'user_1', email: 'a@example.com', name: 'A' }],
      nextPage: 'workspaces:',
    })
  })
})

describe('OpenRouter validation', () => {
  const me = (isManagement: boolean) => () => ({
    body: { data: { is_management_key: isManagement, is_provisioning_key: isManagement } },
  })

  it('takes a management key and names the account by its oldest workspace', async () => {
    const { ctx } = await vendorAt(me(true))
    expect(await openrouter.validate(ctx)).toEqual({ ok: true, value: { accountRef: 'ws-1' } })
  })

  it('refuses a key for calling models, though the vendor answers it', async () => {
    const { ctx } = await vendorAt(me(false))
    expect(await openrouter.validate(ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
  })

  it('takes a key of an account without credit, and says so', async () => {
    const { ctx } = await vendorAt(() => ({ status: 402, body: { error: { code: 402, message: 'No' } } }))
    expect(await openrouter.validate(ctx)).toMatchObject({ ok: true, value: { note: expect.any(String) } })
  })

  it('recognizes the usual look of a key', () => {
    const hint = openrouter.credentialKinds[0]?.hint
    expect(hint?.test(`sk-or-v1-${'0af'.repeat(21)}0`)).toBe(true)
    expect(hint?.test(`sk-or-v1-${'0af'.repeat(21)}`)).toBe(false)
  })
})
