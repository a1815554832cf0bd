import { describe, expect, it } from 'vitest'
import { forbidden, nowMs, pullAll, stream, vendorAt, window } from '../../../tests/support/anthropic-wire.ts'
import type { Reply } from '../../../tests/support/vendor-wire.ts'

const chat = (id: string) => ({
  id,
  name: 'Plans',
  created_at: '2026-11-18T09:00:00Z',
  updated_at: '2026-11-18T11:00:00Z',
  deleted_at: null,
  model: 'claude-sonnet-5',
  project_id: 'claude_proj_1',
  user: { id: 'user_01Kc', email_address: 'lee@example.com' },
})
const said = (id: string, role: string, text: string, more: object = {}) => ({
  id,
  role,
  created_at: '2026-11-18T09:01:00Z',
  content: [{ type: 'text', text }],
  ...more,
})
const messages = [said('m1', 'user', 'What now?'), said('m2', 'assistant', 'This.')]
const list = (data: unknown[], more: object = {}): Reply => ({
  body: { data, has_more: false, last_id: null, ...more },
})
const chats = '/v1/compliance/apps/chats'

const withChats = (listed: (url: URL) => Reply, read: (url: URL) => Reply) => (url: URL) =>
  url.pathname === chats ? listed(url) : read(url)

describe('Claude Enterprise chats', () => {
  it('asks by the time of the last change', async () => {
    const { seen } = await pullAll('chats', () => list([]))
    expect(`${seen[0]?.pathname}`).toBe(chats)
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toEqual({
      order_by: 'updated_at',
      'updated_at.gte': '2026-11-18T10:20:00.000Z',
      'updated_at.lt': new Date(window.toMs).toISOString(),
      limit: '100',
    })
  })

  it('reads the messages of each chat as calls, page by page, listing each page once', async () => {
    const { pages, seen } = await pullAll(
      'chats',
      withChats(
        (url) =>
          url.searchParams.has('after_id')
            ? list([chat('c3')])
            : list([chat('c1'), chat('c2'), { name: 'without an id' }], { has_more: true, last_id: 'c2' }),
        () => ({ body: { chat_messages: messages } }),
      ),
    )
    expect(seen.map(({ pathname }) => pathname.slice(chats.length))).toEqual([
      '',
      '/c1/messages',
      '/c2/messages',
      '',
      '/c3/messages',
    ])
    const calls = pages.flatMap((page) => page.calls)
    expect(calls[0]).toEqual({
      naturalKey: '["anthropic","org-a","chat","c1","m1"]',
      actorRef: 'user_01Kc',
      projectRef: 'claude_proj_1',
      operation: 'chat',
      trace_id: 'c1',
      model: 'claude-sonnet-5',
      actor_email: 'lee@example.com',
      prompt: 'What now?',
      response: 'This.',
      created_at: '2026-11-18T09:01:00.000Z',
    })
    expect(calls.map(({ trace_id }) => trace_id)).toEqual(['c1', 'c2', 'c3'])
    expect(pages.map(({ rows }) => rows)).toEqual([1, 1, 1, 1, 0])
    expect(pages[2]?.skipped).toEqual([{ reason: 'malformed_row', count: 1 }])
  })

  it('goes on behind the chat that a run read last, and begins the list again when that has moved', async () => {
    const { ctx, seen } = await vendorAt(
      withChats(
        () => list([chat('c1'), chat('c2')]),
        () => ({ body: { chat_messages: messages } }),
      ),
    )
    await stream('chats').pull(ctx, { ...window, page: '[null,"c1"]' })
    await stream('chats').pull(ctx, { ...window, page: '[null,"gone"]' })
    expect(seen.slice(1).map(({ pathname }) => pathname)).toEqual([
      `${chats}/c2/messages`,
      `${chats}/c1/messages`,
    ])
  })

  it('lists each window of a run anew', async () => {
    const { ctx, seen } = await vendorAt(() => list([]))
    const [fromMs, toMs] = [window.fromMs, nowMs]
    for (const span of [
      { fromMs, toMs },
      { fromMs, toMs: toMs - 1_000 },
      { fromMs: fromMs - 1_000, toMs },
    ])
      await stream('chats').pull(ctx, { ...span, page: null })
    expect(seen.map(({ searchParams }) => searchParams.get('updated_at.gte'))).toHaveLength(3)
  })

  it('keeps what was answered, and takes the time of the chat for messages without one', async () => {
    const untimed = { id: 'm1', role: 'user', content: 'What now?' }
    const transcript = { chat_messages: [untimed, { ...untimed, id: 'm2', role: 'assistant' }] }
    const { pages } = await pullAll(
      'chats',
      withChats(
        () => list([chat('c1')]),
        () => ({ body: transcript }),
      ),
    )
    expect(pages[0]?.calls[0]?.created_at).toBe('2026-11-18T09:00:00.000Z')
    expect(pages[0]?.raw).toBe(JSON.stringify(transcript))
  })

  it('passes by a chat that was deleted since, and skips messages without an id', async () => {
    const { pages } = await pullAll(
      'chats',
      withChats(
        () => list([chat('c1'), chat('c2')]),
        (url) =>
          url.pathname.includes('c1')
            ? { status: 404, body: {} }
            : { body: { chat_messages: [...messages, { role: 'user' }] } },
      ),
    )
    expect(pages.map(({ rows, calls }) => [rows, calls.length])).toEqual([
      [0, 0],
      [2, 1],
      [0, 0],
    ])
    expect(pages[1]?.skipped).toEqual([{ reason: 'malformed_row', count: 1 }])
  })

  it('hands over what tools are given and what they answer', async () => {
    const transcript = [
      said('m1', 'human', 'Look'),
      said('m2', 'assistant', '', { content: [{ type: 'tool_use', input: { path: '/etc/hosts' } }] }),
      said('m3', 'tool', '', {
        content: [{ type: 'tool_result', content: [{ type: 'text', text: '10.0.0.1 db' }] }],
      }),
      said('m4', 'assistant', 'Done.'),
    ]
    const { pages } = await pullAll(
      'chats',
      withChats(
        () => list([chat('c1')]),
        () => ({ body: { chat_messages: transcript } }),
      ),
    )
    expect(pages[0]?.calls).toMatchObject([
      { prompt: 'Look', response: '{"path":"/etc/hosts"}\n\n10.0.0.1 db\n\nDone.' },
    ])
  })

  it.each([
    ['a missing scope', '[null,null]', () => forbidden, 'forbidden'],
    ['a cursor that it did not give', 'x', () => list([]), 'bad_json'],
    [
      'messages of another shape',
      '[null,null]',
      (url: URL) => (url.pathname === chats ? list([chat('c1')]) : { body: [] }),
      'bad_json',
    ],
  ])('stops at %s', async (_what, page, answer, tag) => {
    const { ctx } = await vendorAt(answer)
    expect(await stream('chats').pull(ctx, { ...window, page })).toMatchObject({
      ok: false,
      failure: { tag },
    })
  })
})

describe('Claude Enterprise sessions', () => {
  const sessions = '/v1/compliance/apps/sessions/local'
  const session = {
    type: 'compliance_local_session',
    id: 'clls_01Hx',
    workspace_id: null,
    user: { id: 'user_01Kc', email_address: 'dev@example.com' },
    product_surface: 'claude_code',
    created_at: '2026-11-18T09:15:43Z',
  }
  const line = (uuid: string, type: string, content: unknown) => ({
    type,
    uuid,
    timestamp: '2026-11-18T09:16:00Z',
    message: { role: type, content, ...(type === 'assistant' ? { model: 'claude-opus-4-8' } : {}) },
  })

  it('read all pages of a transcript before they tell turns apart', async () => {
    const { pages, seen } = await pullAll('sessions', (url) => {
      if (url.pathname === sessions) return { body: { data: [session], next_page: null } }
      return url.searchParams.has('page')
        ? { body: { data: [line('u2', 'assistant', 'Done.'), line('u3', 'user', 'Thanks')] } }
        : { body: { data: [line('u1', 'user', [{ type: 'text', text: 'Fix it' }])], next_page: 'p2' } }
    })
    expect(
      seen.map(({ pathname, search }) => `${pathname.slice(sessions.length)}${search.slice(0, 8)}`),
    ).toEqual(['?created', '/clls_01Hx/messages', '/clls_01Hx/messages?page=p2'])
    expect(pages[0]?.calls).toMatchObject([
      {
        prompt: 'Fix it',
        response: 'Done.',
        operation: 'claude_code',
        model: 'claude-opus-4-8',
        actorRef: 'user_01Kc',
      },
      { prompt: 'Thanks', response: null },
    ])
  })

  it('ask by when they began, and go on by next_page', async () => {
    const { seen } = await pullAll(
      'sessions',
      (url) =>
        url.pathname === sessions
          ? { body: { data: [session], next_page: url.searchParams.has('page') ? null : 'next' } }
          : { body: { data: [] } },
      { fromMs: nowMs - 3_600_000, toMs: nowMs },
    )
    const asked = seen
      .filter(({ pathname }) => pathname === sessions)
      .map(({ searchParams }) => Object.fromEntries(searchParams))
    const range = {
      'created_at.gte': '2026-11-20T11:30:15.500Z',
      'created_at.lt': '2026-11-20T12:30:15.500Z',
      limit: '100',
    }
    expect(asked).toEqual([range, { ...range, page: 'next' }])
  })

  it('are read wherever a message says what it is, and kept page after page', async () => {
    const timestamp = '2026-11-18T09:16:00Z'
    const pagesOf = [
      { messages: [{ timestamp, message: { id: 'n1', role: 'user', content: 'Fix it' } }], next_page: 'p2' },
      {
        data: [{ timestamp, message: { id: 'n2', role: 'assistant', content: 'Done.', model: 'claude-x' } }],
      },
    ]
    const { pages } = await pullAll('sessions', (url) => {
      if (url.pathname === sessions) return { body: { data: [session] } }
      return { body: pagesOf[url.searchParams.has('page') ? 1 : 0] }
    })
    expect(pages[0]?.calls).toMatchObject([
      {
        naturalKey: '["anthropic","org-a","session","clls_01Hx","n1"]',
        prompt: 'Fix it',
        response: 'Done.',
        model: 'claude-x',
        created_at: '2026-11-18T09:16:00.000Z',
      },
    ])
    expect(pages[0]?.raw).toBe(pagesOf.map((each) => JSON.stringify(each)).join('\n'))
  })

  it('say that one was cut short which has no end', async () => {
    const { ctx, seen } = await vendorAt((url) => {
      if (url.pathname === sessions) return { body: { data: [session] } }
      const page = Number(url.searchParams.get('page'))
      return {
        body: { data: [line(`u${page}`, page % 2 ? 'assistant' : 'user', 'x')], next_page: `${page + 1}` },
      }
    })
    const cut = await stream('sessions').pull(ctx, window)
    expect(cut).toMatchObject({
      ok: true,
      value: { rows: 101, skipped: [{ reason: 'malformed_row', count: 1 }] },
    })
    expect(seen).toHaveLength(201)
  })

  it('stop at a list whose cursor repeats itself', async () => {
    const { ctx } = await vendorAt(() => ({ body: { data: [], next_page: 'same' } }))
    expect(await stream('sessions').pull(ctx, { ...window, page: '["same",null]' })).toMatchObject({
      ok: false,
      failure: { tag: 'bad_json' },
    })
  })

  it('stop at a transcript whose cursor repeats itself', async () => {
    const { ctx } = await vendorAt((url) =>
      url.pathname === sessions ? { body: { data: [session] } } : { body: { data: [], next_page: 'same' } },
    )
    expect(await stream('sessions').pull(ctx, window)).toMatchObject({
      ok: false,
      failure: { tag: 'bad_json' },
    })
  })
})
