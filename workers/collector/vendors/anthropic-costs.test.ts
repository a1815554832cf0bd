import { describe, expect, it } from 'vitest'
import { page, pull, stream, vendorAt, window } from '../../../tests/support/anthropic-wire.ts'

describe('Anthropic costs', () => {
  const line = (cents: unknown, other: object = {}) => ({
    amount: cents,
    currency: 'USD',
    cost_type: 'tokens',
    description: 'Claude Sonnet 4.6 Usage - Input Tokens',
    model: 'claude-sonnet-4-6',
    token_type: 'uncached_input_tokens',
    workspace_id: 'wrkspc_01Ab',
    ...other,
  })

  it('asks for days from the window’s first', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: page([]) }))
    await stream('cost').pull(ctx, window)
    expect(seen[0]?.pathname).toBe('/v1/organizations/cost_report')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      starting_at: '2026-11-18T00:00:00Z',
      ending_at: '2026-11-20T12:30:15Z',
      bucket_width: '1d',
      limit: '31',
    })
    expect(seen[0]?.searchParams.getAll('group_by[]')).toEqual(['workspace_id', 'description'])
  })

  it('reads cents with fractions', async () => {
    const search = { cost_type: 'web_search', description: null, workspace_id: null }
    const { costs, nextPage } = await pull(
      'cost',
      page([line('182.405'), line('30', search), line('-0.5', { currency: 'eur' })]),
    )
    expect(costs.map(({ lineItem, amountNano, currency }) => [lineItem, amountNano, currency])).toEqual([
      ['Claude Sonnet 4.6 Usage - Input Tokens', 1_824_050_000n, 'USD'],
      ['web_search', 300_000_000n, 'USD'],
      ['Claude Sonnet 4.6 Usage - Input Tokens', -5_000_000n, 'EUR'],
    ])
    expect(costs[1]).toMatchObject({
      projectRef: null,
      apiKeyRef: null,
      dayAtMs: Date.parse('2026-11-18T00:00:00Z'),
    })
    expect(nextPage).toBeNull()
  })

  it.each(['12 ct', '', null, false])('skips the amount %j', async (cents) => {
    const { costs, rows, skipped } = await pull('cost', page([line(cents)]))
    expect([costs, rows, skipped]).toEqual([[], 1, [{ reason: 'malformed_row', count: 1 }]])
  })

  it('puts each line to its workspace, and keeps apart what differs in workspace, text or currency', async () => {
    const { costs } = await pull(
      'cost',
      page([
        line('1'),
        line('2', { workspace_id: 'wrkspc_02' }),
        line('4', { description: 'Web search' }),
        line('8', { currency: 'eur' }),
        line('16', { description: null, cost_type: null, workspace_id: null }),
        line('32'),
      ]),
    )
    expect(
      costs.map(({ vendorId, projectRef, lineItem, currency, amountNano }) => [
        vendorId,
        projectRef,
        lineItem,
        currency,
        amountNano,
      ]),
    ).toEqual([
      ['anthropic', 'wrkspc_01Ab', 'Claude Sonnet 4.6 Usage - Input Tokens', 'USD', 330_000_000n],
      ['anthropic', 'wrkspc_02', 'Claude Sonnet 4.6 Usage - Input Tokens', 'USD', 20_000_000n],
      ['anthropic', 'wrkspc_01Ab', 'Web search', 'USD', 40_000_000n],
      ['anthropic', 'wrkspc_01Ab', 'Claude Sonnet 4.6 Usage - Input Tokens', 'EUR', 80_000_000n],
      ['anthropic', null, 'unspecified', 'USD', 160_000_000n],
    ])
  })

  it('asks for the page it is told, and never follows it to itself', async () => {
    const { ctx, seen } = await vendorAt((url) => ({ body: page([], url.searchParams.get('page')) }))
    const again = await stream('cost').pull(ctx, { ...window, page: 'c2' })
    expect(seen[0]?.searchParams.get('page')).toBe('c2')
    expect(again).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })
})
