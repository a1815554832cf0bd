import { describe, expect, it } from 'vitest'
import { nowMs, pull, startS, stream, window, workspaceAt } from '../../../tests/support/openai-wire.ts'

const said = (id: string, role: string, text: string, more: object = {}) => ({
  id,
  author: { role },
  created_at: startS + 60.5,
  content: { content_type: 'text', parts: [text] },
  ...more,
})
const conversation = {
  id: 'conv_1',
  user_id: 'user-9',
  user_email: 'ravi@example.com',
  title: 'Plans',
  created_at: startS,
  messages: {
    object: 'list',
    data: [said('m1', 'user', 'What now?'), said('m2', 'assistant', 'This.', { model_slug: 'gpt-5-2' })],
  },
}
const list = (data: unknown[], hasMore = false) => ({
  body: { object: 'list', data, last_id: 'conv_last', has_more: hasMore },
})
const read = (data: unknown[]) => pull('conversations', () => list(data), null, workspaceAt)

describe('ChatGPT Enterprise conversations', () => {
  it('asks for what was said since the start of the window', async () => {
    const { ctx, seen } = await workspaceAt(() => list([]))
    await stream('conversations').pull(ctx, { ...window, page: 'conv_0' })
    expect(`${seen[0]?.pathname}${seen[0]?.search}`).toBe(
      `/v1/compliance/workspaces/ws_1/conversations?since_timestamp=${startS + 1}&limit=100&after=conv_0`,
    )
  })

  it('reads a conversation as calls with their text', async () => {
    const { calls, rows, skipped } = await read([conversation])
    expect(calls).toEqual([
      {
        naturalKey: '["openai","ws_1","conversation","conv_1","m1"]',
        actorRef: 'user-9',
        projectRef: null,
        operation: 'chat',
        trace_id: 'conv_1',
        model: 'gpt-5-2',
        actor_email: 'ravi@example.com',
        prompt: 'What now?',
        response: 'This.',
        created_at: '2026-11-20T10:01:00.500Z',
      },
    ])
    expect([rows, skipped]).toEqual([1, []])
  })

  it.each([
    ['a list of messages', { messages: conversation.messages.data }],
    [
      'a user within',
      { user_id: undefined, user_email: undefined, user: { id: 'user-9', email: 'ravi@example.com' } },
    ],
    [
      'a role beside',
      {
        messages: [
          { ...said('m1', '', 'What now?'), author: null, role: 'user' },
          said('m2', 'assistant', 'This.'),
        ],
      },
    ],
    [
      'plain text',
      { messages: [said('m1', 'user', '', { content: 'What now?' }), said('m2', 'assistant', 'This.')] },
    ],
    [
      'another time',
      {
        messages: [
          said('m1', 'user', 'What now?', { created_at: null, create_time: '2026-11-20T10:01:00.500Z' }),
          said('m2', 'assistant', 'This.'),
        ],
      },
    ],
    [
      'a time of no shape',
      {
        messages: [said('m1', 'user', 'What now?', { created_at: 'soon' }), said('m2', 'assistant', 'This.')],
      },
    ],
  ])('reads %s as well', async (_what, other) => {
    const { calls } = await read([{ ...conversation, ...other }])
    expect(calls).toMatchObject([
      { actorRef: 'user-9', actor_email: 'ravi@example.com', prompt: 'What now?', response: 'This.' },
    ])
  })

  it('skips what is no conversation and what is no message, and keeps the rest', async () => {
    const messages = [...conversation.messages.data, { content: 'without an id' }]
    const { calls, rows, skipped } = await read([{ title: 'x' }, { ...conversation, messages }])
    expect(calls).toHaveLength(1)
    expect(rows).toBe(3)
    expect(skipped).toEqual([
      { reason: 'malformed_row', count: 1 },
      { reason: 'malformed_row', count: 1 },
    ])
  })

  it('holds nothing for a conversation without messages', async () => {
    expect(await read([{ ...conversation, messages: null }])).toMatchObject({ calls: [], rows: 0 })
  })

  it('asks for fewer at once when a page is larger than one takes', async () => {
    const { ctx, seen } = await workspaceAt((url) =>
      Number(url.searchParams.get('limit')) > 4
        ? list([{ ...conversation, title: 'x'.repeat(17 * 1024 * 1024) }])
        : list([conversation], true),
    )
    const result = await stream('conversations').pull(ctx, window)
    expect(seen.map((url) => url.searchParams.get('limit'))).toEqual(['100', '20', '4'])
    expect(result).toMatchObject({ ok: true, value: { nextPage: 'conv_last' } })
  })

  it('stops at a refusal', async () => {
    const { ctx, seen } = await workspaceAt(() => ({ status: 403, body: {} }))
    const result = await stream('conversations').pull(ctx, { ...window, toMs: nowMs })
    expect([result, seen.length]).toEqual([{ ok: false, failure: { tag: 'forbidden', detail: null } }, 1])
  })
})

describe('ChatGPT Enterprise inventory', () => {
  it('reads users and projects of the workspace', async () => {
    const { ctx, seen } = await workspaceAt((url) =>
      list([
        url.pathname.endsWith('/users')
          ? { id: 'user-9', email: 'ravi@example.com', name: 'Ravi' }
          : { id: 'p1', name: 'Plans' },
      ]),
    )
    const users = await stream('workspace_inventory').pull(ctx, window)
    const projects = await stream('workspace_inventory').pull(ctx, { ...window, page: 'projects:' })
    expect(users).toMatchObject({
      ok: true,
      value: {
        inventory: [{ type: 'actor', ref: 'user-9', email: 'ravi@example.com' }],
        nextPage: 'projects:',
      },
    })
    expect(projects).toMatchObject({
      ok: true,
      value: { inventory: [{ type: 'project', ref: 'p1' }], nextPage: null },
    })
    expect(seen.map(({ pathname }) => pathname)).toEqual([
      '/v1/compliance/workspaces/ws_1/users',
      '/v1/compliance/workspaces/ws_1/projects',
    ])
  })
})
