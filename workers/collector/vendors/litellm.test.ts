import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import type { PulledPage } from '../vendor.ts'
import { litellm } from './litellm.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const window = { fromMs: Date.parse('2026-11-18T10:00:00Z'), toMs: nowMs, page: null }

const row = {
  request_id: 'chatcmpl-9ZK',
  call_type: 'acompletion',
  api_key: 'ae8e77',
  spend: 1.5e-7,
  prompt_tokens: 100,
  completion_tokens: 23,
  startTime: '2026-11-18T10:00:00.120000Z',
  endTime: '2026-11-18T10:00:01.900000Z',
  request_duration_ms: 1780,
  model: 'openai/gpt-5-mini',
  user: 'u1',
  team_id: 't1',
  session_id: 's1',
  status: 'success',
  metadata: {
    user_api_key_user_id: 'u9',
    usage_object: { prompt_tokens_details: { cached_tokens: 40 } },
    cost_breakdown: null,
  },
  messages: {},
  response: {},
  proxy_server_request: {},
}
const log = (data: unknown[]): Reply => ({ body: { data, total: 10_000, total_is_capped: true } })

const vendorAt = (answer: (url: URL) => Reply, basePath = '') =>
  serveVendor(
    litellm,
    {
      basePath,
      secret: 'sk-1',
      accountRef: 'proxy',
      nowMs,
      refuse: ({ authorization }) => (authorization === 'Bearer sk-1' ? null : { status: 401, body: {} }),
    },
    answer,
  )

async function pull(name: string, reply: Reply, page: string | null = null): Promise<PulledPage> {
  const { ctx } = await vendorAt(() => reply)
  return pulled(litellm, name, ctx, { ...window, page })
}

describe('LiteLLM calls', () => {
  it('hold what the proxy knows of them, text only when it keeps any', async () => {
    const { calls } = await pull('usage', log([row]))
    expect(calls).toEqual([
      {
        naturalKey: '["litellm","proxy","call","chatcmpl-9ZK"]',
        model: 'openai/gpt-5-mini',
        operation: 'acompletion',
        timestamp: '2026-11-18T10:00:00.120Z',
        status: 'success',
        actorRef: 'u9',
        projectRef: 't1',
        api_key_id: 'ae8e77',
        trace_id: 's1',
        latency_ms: 1780,
        tokens_in: 100,
        tokens_out: 23,
        tokens_cached: 40,
        tokens_reasoning: 0,
        cost_usd: '0.00000015',
      },
    ])
    const kept = {
      messages: [{ role: 'user', content: 'Hi' }],
      response: { choices: [{ message: { content: 'Ho' } }] },
    }
    const [spoken] = (await pull('usage', log([{ ...row, ...kept }]))).calls
    expect(spoken).toMatchObject({ prompt: 'Hi', response: 'Ho' })
  })

  it('are read from whichever field says it, and within what an event may hold', async () => {
    const long = 'x'.repeat(300)
    const usage = (usage_object: object) => ({ metadata: { usage_object } })
    const { calls } = await pull(
      'usage',
      log([
        { ...row, request_id: 'a', request_duration_ms: null, spend: null },
        { ...row, request_id: 'b', request_duration_ms: null, endTime: null },
        { ...row, request_id: 'c', request_duration_ms: null, endTime: '2026-11-18 09:00:00' },
        { ...row, request_id: 'd', request_duration_ms: 1e12, model: '', call_type: null },
        { ...row, request_id: 'e', model: long, call_type: long, api_key: long, session_id: long },
        { ...row, request_id: 'f', ...usage({ cache_read_input_tokens: 30 }) },
        { ...row, request_id: 'g', ...usage({ cache_read_input_tokens: 3000 }) },
        {
          ...row,
          request_id: 'h',
          ...usage({ completion_tokens_details: { reasoning_tokens: 5 }, prompt_tokens_details: null }),
        },
        {
          ...row,
          request_id: 'i',
          ...usage({ completion_tokens_details: { reasoning_tokens: 5000 } }),
          user: null,
          end_user: 'e1',
        },
        { ...row, request_id: 'j', metadata: { status: 'failure' }, status: null, user: '', team_id: '' },
        { ...row, request_id: 'k', metadata: null, startTime: '2026-11-18 10:00:00.5' },
        { ...row, request_id: 'l', metadata: null, startTime: '2026-11-18T11:00:00+01:00', messages: 'Hi' },
      ]),
    )
    expect(calls.slice(0, 4).map(({ latency_ms }) => latency_ms)).toEqual([1_780, undefined, 0, dayMs])
    expect(calls[0]?.cost_usd).toBe('0')
    expect(calls[3]).toMatchObject({ model: 'unknown', operation: 'completion' })
    const { model, operation, api_key_id, trace_id } = calls[4] ?? {}
    expect([model, operation, api_key_id, trace_id].map((text) => text?.length)).toEqual([128, 64, 128, 128])
    expect(
      calls.slice(5, 9).map(({ tokens_cached, tokens_reasoning }) => [tokens_cached, tokens_reasoning]),
    ).toEqual([
      [30, 0],
      [100, 0],
      [0, 5],
      [0, 23],
    ])
    expect(calls[5]?.actorRef).toBe('u1')
    expect(calls[8]?.actorRef).toBe('e1')
    expect(calls[9]).toMatchObject({ status: 'error', actorRef: null, projectRef: null })
    expect(calls.slice(10).map(({ timestamp, prompt }) => [timestamp, prompt])).toEqual([
      ['2026-11-18T10:00:00.500Z', undefined],
      ['2026-11-18T10:00:00.000Z', 'Hi'],
    ])
  })

  it.each(['0', '-1', '1.5', 'x'])('are not asked for by the page "%s"', async (page) => {
    const { ctx, seen } = await vendorAt(() => log([]))
    const result = await streamOf(litellm, 'usage').pull(ctx, { ...window, page })
    expect([result.ok, seen.length]).toEqual([false, 0])
  })

  it('that failed say so', async () => {
    const [call] = (await pull('usage', log([{ ...row, status: 'failure', spend: 0 }]))).calls
    expect(call).toMatchObject({ status: 'error', cost_usd: '0' })
  })

  it('are asked for in moments without a zone, and read until a page is short', async () => {
    const { ctx, seen } = await vendorAt(() => log(Array.from({ length: 100 }, () => row)), '/v1')
    const stream = streamOf(litellm, 'usage')
    expect(await stream.pull(ctx, window)).toMatchObject({ ok: true, value: { nextPage: '2', rows: 1 } })
    expect(seen[0]?.pathname).toBe('/spend/logs/v2')
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({
      start_date: '2026-11-18 10:00:00',
      end_date: '2026-11-20 12:30:15',
      page: '1',
      page_size: '100',
      sort_by: 'startTime',
      sort_order: 'asc',
    })
    expect((await pull('usage', log([row]), '2')).nextPage).toBeNull()
  })

  it.each([404, 405])('are found under the older name when the newer answers %i', async (status) => {
    const { ctx, seen } = await vendorAt((url) =>
      url.pathname.endsWith('/v2') ? { status, body: { detail: 'Not Found' } } : log([row]),
    )
    expect(await streamOf(litellm, 'usage').pull(ctx, window)).toMatchObject({ ok: true, value: { rows: 1 } })
    expect(seen.map(({ pathname }) => pathname)).toEqual(['/spend/logs/v2', '/spend/logs/ui'])
  })

  it.each([
    [400, 'rejected'],
    [403, 'forbidden'],
  ])('are asked for no second time when the proxy refuses them with %i', async (status, tag) => {
    const { ctx, seen } = await vendorAt(() => ({ status, body: {} }))
    const result = await streamOf(litellm, 'usage').pull(ctx, window)
    expect([result, seen.length]).toMatchObject([{ ok: false, failure: { tag } }, 1])
  })

  it('say what was asked as it came in where the proxy keeps no messages', async () => {
    const proxy_server_request = { messages: [{ role: 'user', content: 'Hi' }] }
    const [call] = (await pull('usage', log([{ ...row, proxy_server_request }]))).calls
    expect(call?.prompt).toBe('Hi')
  })

  it.each([
    ['no id', { request_id: '' }],
    ['no moment', { startTime: 'soon' }],
    ['tokens that are none', { prompt_tokens: -1 }],
    ['a spend that is none', { spend: 'much' }],
  ])('are left out with %s, and counted', async (_what, change) => {
    const { calls, rows, skipped } = await pull('usage', log([{ ...row, ...change }]))
    expect([calls.length, rows, skipped]).toEqual([0, 1, [{ reason: 'malformed_row', count: 1 }]])
  })

  it('may have a moment without a zone, which is UTC', async () => {
    const [call] = (await pull('usage', log([{ ...row, startTime: '2026-11-18 10:00:00.5' }]))).calls
    expect(call?.timestamp).toBe('2026-11-18T10:00:00.500Z')
  })
})

describe('LiteLLM inventory', () => {
  it('reads users page by page and then teams', async () => {
    const { ctx, seen } = await vendorAt((url) =>
      url.pathname === '/user/list'
        ? { body: { users: [{ user_id: 'u1', user_email: 'a@example.com' }], total_pages: 2 } }
        : { body: { teams: [{ team_id: 't1', team_alias: 'Prod' }] } },
    )
    const { inventory } = await pullAll(streamOf(litellm, 'inventory'), ctx, {
      fromMs: nowMs - 1,
      toMs: nowMs,
    })
    expect(inventory).toEqual([
      { type: 'actor', ref: 'u1', email: 'a@example.com', name: 'a@example.com' },
      { type: 'actor', ref: 'u1', email: 'a@example.com', name: 'a@example.com' },
      { type: 'project', ref: 't1', name: 'Prod' },
    ])
    expect(seen.map(({ pathname, search }) => `${pathname}${search}`)).toEqual([
      '/user/list?page=1&page_size=100',
      '/user/list?page=2&page_size=100',
      '/team/list',
    ])
  })

  it('names people and teams by what it has of them, counts other rows, and keeps what was answered', async () => {
    const users = [
      { user_id: 'u1', user_alias: 'Ann', user_email: 'a@example.com' },
      { user_id: 'u2' },
      { user_id: '' },
    ]
    const people = await pull('inventory', { body: { users } })
    expect(people.inventory.map(({ name }) => name)).toEqual(['Ann', 'u2'])
    const teams = [{ team_id: 't1' }, { team_id: '' }, 7]
    const groups = await pull('inventory', { body: teams }, 'teams:')
    expect(groups.inventory).toEqual([{ type: 'project', ref: 't1', name: 't1' }])
    const counts = [people, groups].map(({ rows, skipped, nextPage }) => [rows, skipped[0]?.count, nextPage])
    expect(counts).toEqual([
      [3, 1, 'teams:'],
      [3, 2, null],
    ])
    expect([people.raw, groups.raw].map((raw) => JSON.parse(raw))).toEqual([{ users }, teams])
  })

  it('goes on to the teams where a page of users is empty, whatever number of pages is told', async () => {
    const { nextPage } = await pull('inventory', { body: { users: [], total_pages: 9 } }, 'users:3')
    expect(nextPage).toBe('teams:')
  })

  it.each([
    ['users that it may not read', 403, null, 'forbidden'],
    ['teams that it may not read', 403, 'teams:', 'forbidden'],
    ['a list that it does not know', 200, 'budgets:', 'bad_json'],
  ])('stops at %s', async (_what, status, page, tag) => {
    const { ctx } = await vendorAt(() => ({ status, body: {} }))
    expect(await streamOf(litellm, 'inventory').pull(ctx, { ...window, page })).toMatchObject({
      ok: false,
      failure: { tag },
    })
  })
})

describe('LiteLLM at the sandbox', { timeout: 30_000 }, () => {
  it('ends up with every call, token and charge of a week, and its text', async () => {
    const { ctx, ledger } = await atSandbox(litellm, nowMs)
    const span = { fromMs: todayMs - 6 * dayMs, toMs: todayMs }
    const usage = await pullAll(streamOf(litellm, 'usage'), ctx, span)
    expect(sumsOf(usage)).toEqual(ledger(span.fromMs, span.toMs))
    expect(usage.calls.every(({ prompt, response }) => prompt && response)).toBe(true)
  })

  it('takes its own key only', async () => {
    const { context } = await atSandbox(litellm, nowMs)
    expect(await litellm.validate(context({ secret: 'sk-other' }))).toMatchObject({
      ok: false,
      failure: { tag: 'unauthorized' },
    })
  })
})
