import { describe, expect, it } from 'vitest'
import { page, pull, startS, stream, vendorAt, window } from '../../../tests/support/openai-wire.ts'

describe('OpenAI costs', () => {
  const line = (value: unknown, other: object = {}) => ({
    object: 'organization.costs.result',
    amount: { value, currency: 'usd' },
    line_item: 'gpt-5-mini-2025-08-07, input',
    project_id: 'proj_9hQ2xTn4',
    api_key_id: null,
    ...other,
  })

  it('asks for days from the window’s first', async () => {
    const { ctx, seen } = await vendorAt(() => ({ body: page([]) }))
    await stream('cost').pull(ctx, { ...window, page: 'c1' })
    expect(seen[0]?.pathname).toBe('/v1/organization/costs')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      start_time: String(Date.parse('2026-11-20T00:00:00Z') / 1000),
      bucket_width: '1d',
      limit: '180',
      page: 'c1',
    })
    expect(seen[0]?.searchParams.getAll('group_by[]')).toEqual(['project_id', 'line_item', 'api_key_id'])
  })

  it('reads numbers, numeric strings and credits', async () => {
    const { costs } = await pull('cost', () => ({
      body: page([
        line(0.0307),
        line('12.5', { project_id: null }),
        line('-5.00', { line_item: 'Credit adjustment', project_id: null }),
        line(1e-7, { line_item: null }),
      ]),
    }))
    expect(costs.map(({ lineItem, amountNano }) => [lineItem, amountNano])).toEqual([
      ['gpt-5-mini-2025-08-07, input', 30_700_000n],
      ['gpt-5-mini-2025-08-07, input', 12_500_000_000n],
      ['Credit adjustment', -5_000_000_000n],
      ['unspecified', 100n],
    ])
    expect(costs[0]).toMatchObject({
      vendorId: 'openai',
      currency: 'USD',
      dayAtMs: startS * 1000,
      apiKeyRef: null,
    })
  })

  it('adds up lines that nothing tells apart into one row', async () => {
    const credit = { line_item: 'Credit adjustment', project_id: null }
    const { costs, rows, skipped } = await pull('cost', () => ({
      body: page([line(-1, credit), line(-2, credit), line(-4, { ...credit, api_key_id: 'key_1' })]),
    }))
    expect(costs.map(({ amountNano }) => amountNano)).toEqual([-3_000_000_000n, -4_000_000_000n])
    expect([rows, skipped]).toEqual([2, []])
  })

  it.each(['abc', '', '1,5', null, true, { a: 1 }])('skips the amount %j', async (value) => {
    const { costs, skipped } = await pull('cost', () => ({ body: page([line(value)]) }))
    expect([costs, skipped]).toEqual([[], [{ reason: 'malformed_row', count: 1 }]])
  })

  it('ends where there is no next page', async () => {
    expect((await pull('cost', () => ({ body: page([], 'c2') }))).nextPage).toBe('c2')
    expect((await pull('cost', () => ({ body: page([], '') }))).nextPage).toBeNull()
    expect((await pull('cost', () => ({ body: { data: [] } }))).nextPage).toBeNull()
  })

  it('puts each line to its project and its key, and a currency apart from another', async () => {
    const { costs } = await pull('cost', () => ({
      body: page([
        line(1, { project_id: 'proj_1', api_key_id: 'key_1' }),
        line(2, { project_id: 'proj_1', api_key_id: 'key_1', amount: { value: 2, currency: 'eur' } }),
      ]),
    }))
    expect(
      costs.map(({ projectRef, apiKeyRef, currency, amountNano }) => [
        projectRef,
        apiKeyRef,
        currency,
        amountNano,
      ]),
    ).toEqual([
      ['proj_1', 'key_1', 'USD', 1_000_000_000n],
      ['proj_1', 'key_1', 'EUR', 2_000_000_000n],
    ])
  })

  it('never follows the page that it has just read', async () => {
    const { ctx } = await vendorAt(() => ({ body: page([], 'c2') }))
    const again = await stream('cost').pull(ctx, { ...window, page: 'c2' })
    expect(again).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })
})
