import { describe, expect, it } from 'vitest'
import { pull, stream, window, workspaceAt } from '../../../tests/support/openai-wire.ts'

const day = {
  object: 'workspace.usage',
  start_time: 1_763_510_400,
  end_time: 1_763_596_800,
  user_id: 'user-9',
  actor: { type: 'account_user', user_id: 'user-9', email: 'ravi@example.com' },
  totals: { threads: 4, turns: 37, credits: 112.5 },
  clients: [
    {
      client_id: 'CODEX_CLI',
      threads: 4,
      turns: 37,
      credits: 112.5,
      uncached_text_input_tokens: 88_123,
      cached_text_input_tokens: 401_220,
      text_output_tokens: 20_110,
      text_total_tokens: 509_453,
    },
  ],
  models: [{ model: 'gpt-5-codex', credits: 112.5, speed: null }],
  code_attribution: { lines_added: 410, lines_removed: 88 },
}
const rows = (data: unknown[], more: object = {}) => ({
  body: { object: 'page', has_more: false, next_page: null, data, ...more },
})
const read = (data: unknown[], page: string | null = null) =>
  pull('codex', () => rows(data), page, workspaceAt)

describe('Codex analytics', () => {
  it('asks for whole days up to now', async () => {
    const { ctx, seen } = await workspaceAt(() => rows([]))
    await stream('codex').pull(ctx, window)
    expect(seen[0]?.pathname).toBe('/v1/analytics/codex/workspaces/ws_1/usage')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({
      start_time: String(Date.parse('2026-11-20T00:00:00Z') / 1000),
      end_time: String(Date.parse('2026-11-20T12:30:15Z') / 1000),
      limit: '500',
    })
  })

  it('reads a person’s day, which is paid in credits and so has no price', async () => {
    const { usage } = await read([day])
    expect(usage).toEqual([
      {
        naturalKey: '["openai","ws_1","codex",1763510400000,86400000,"user-9","CODEX_CLI"]',
        vendorId: 'openai',
        model: 'gpt-5-codex',
        operation: 'codex',
        bucketStartAtMs: 1_763_510_400_000,
        bucketMs: 86_400_000,
        projectRef: null,
        actorRef: 'user-9',
        apiKeyRef: null,
        requests: 37,
        tokensIn: 489_343,
        tokensOut: 20_110,
        tokensCached: 401_220,
        tokensReasoning: 0,
        costNanoUsd: 0n,
        costSource: 'vendor',
      },
    ])
  })

  it('tells clients apart, adds up those of one name, and names no model where there are two', async () => {
    const [client] = day.clients
    const clients = [client, { ...client, client_id: 'CODEX_WEB' }, client]
    const { usage } = await read([{ ...day, clients, models: [...day.models, { model: 'gpt-5.1-codex' }] }])
    expect(usage.map(({ model, requests, tokensIn }) => [model, requests, tokensIn])).toEqual([
      ['unknown', 74, 978_686],
      ['unknown', 37, 489_343],
    ])
  })

  it('reads a day of totals alone, and one of nothing', async () => {
    const { usage } = await read([
      { ...day, clients: undefined, models: undefined },
      { start_time: day.end_time, end_time: day.end_time + 86_400 },
    ])
    expect(usage).toMatchObject([
      { requests: 37, tokensIn: 0, model: 'unknown' },
      { requests: 0, actorRef: null },
    ])
  })

  it('reads code reviews after usage, where they are offered', async () => {
    expect((await read([])).nextPage).toBe('code_reviews:')
    const review = { ...day, object: 'workspace.code_reviews', pull_request_reviews: 3, comments: 9 }
    const page = await read([review], 'code_reviews:')
    expect(page).toMatchObject({ usage: [{ operation: 'codex_code_review', requests: 3 }], nextPage: null })
    const { ctx } = await workspaceAt(() => ({ status: 404, body: {} }))
    const absent = await stream('codex').pull(ctx, { ...window, page: 'code_reviews:' })
    expect(absent).toMatchObject({ ok: true, value: { rows: 0, nextPage: null } })
    expect(await stream('codex').pull(ctx, window)).toMatchObject({ failure: { tag: 'not_found' } })
  })

  it.each([
    ['next_page', 'page'],
    ['next_cursor', 'cursor'],
  ])('goes on by %s under the name %s', async (given, asked) => {
    const { ctx, seen } = await workspaceAt((url) =>
      rows([], url.searchParams.has(asked) ? {} : { [given]: 'abc:1' }),
    )
    const first = await stream('codex').pull(ctx, window)
    const page = first.ok ? first.value.nextPage : null
    const second = await stream('codex').pull(ctx, { ...window, page })
    expect(seen[1]?.searchParams.get(asked)).toBe('abc:1')
    expect(second).toMatchObject({ ok: true, value: { nextPage: 'code_reviews:' } })
  })

  it('stops at a cursor that repeats itself', async () => {
    const { ctx } = await workspaceAt(() => rows([], { next_page: 'abc' }))
    const result = await stream('codex').pull(ctx, { ...window, page: 'usage:page|abc' })
    expect(result).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })

  it('skips rows without a time or with counts that are none', async () => {
    const [client] = day.clients
    const bad = [
      { ...day, start_time: 'x' },
      { ...day, clients: [{ ...client, turns: -1 }] },
      { ...day, clients: [{ ...client, text_output_tokens: 0.5 }] },
    ]
    const { usage, rows: read_, skipped } = await read([...bad, day])
    expect([usage.length, read_, skipped]).toEqual([1, 4, [{ reason: 'malformed_row', count: 3 }]])
  })
})
