import { describe, expect, it } from 'vitest'
import { nowMs, stream, window, workspaceAt } from '../../../tests/support/openai-wire.ts'
import type { Reply } from '../../../tests/support/vendor-wire.ts'
import type { PulledPage } from '../vendor.ts'

const line = {
  event_id: 'evt_01',
  type: 'AUTH_LOG',
  principal: { id: 'ws_8d2', type: 'CHATGPT_WORKSPACE' },
  actor: { type: 'ACCOUNT_USER', user_id: 'user-9', user_email: 'ravi@example.com' },
  timestamp: '2026-11-19T09:58:12Z',
  request_metadata: { client_ip: '198.51.100.4', client_ip_details: { country: 'US' } },
  action_data: { action: 'login', role: 'standard-user' },
}
const jsonl = (...lines: unknown[]): Reply => ({
  headers: { 'content-type': 'application/octet-stream' },
  body: lines.map((each) => (typeof each === 'string' ? each : JSON.stringify(each))).join('\n'),
})
const logs = '/v1/compliance/workspaces/ws_1/logs'
const nothing = { body: { data: [], has_more: false, last_end_time: null } }

/** The workspace's list of AUTH_LOG files, each of which is answered by a redirect. */
const withFiles = (list: (url: URL) => Reply, file: Reply) => (url: URL) => {
  if (url.pathname === logs) return url.searchParams.get('event_type') === 'AUTH_LOG' ? list(url) : nothing
  if (url.pathname.startsWith(`${logs}/`))
    return {
      status: 302,
      headers: { location: `/v1/elsewhere${url.pathname.slice(logs.length)}` },
      body: null,
    }
  return file
}

async function pullAll(answer: (url: URL) => Reply, span = window) {
  const { ctx, seen } = await workspaceAt(answer)
  const pages: PulledPage[] = []
  let cursor: string | null = null
  do {
    const result = await stream('workspace_logs').pull(ctx, { ...span, page: cursor })
    if (!result.ok) throw new Error(JSON.stringify(result.failure))
    pages.push(result.value)
    cursor = result.value.nextPage
  } while (cursor !== null)
  return { pages, seen, audit: pages.flatMap((each) => each.audit) }
}

const oneFile = () => ({
  body: {
    data: [{ id: 'log_7c1d', event_type: 'AUTH_LOG', end_time: '2026-11-20T11:00:00Z' }],
    has_more: false,
    last_end_time: '2026-11-20T11:00:00Z',
  },
})

describe('ChatGPT Enterprise logs', () => {
  it('asks for each kind of log from the start of the window', async () => {
    const { seen } = await pullAll(() => nothing)
    const types = ['AUTH_LOG', 'APP_LOG', 'APP_AUTH_LOG', 'CODEX_LOG', 'CODEX_SECURITY_LOG']
    expect(seen.map((url) => [url.pathname, url.searchParams.get('event_type')])).toEqual(
      types.map((type) => [logs, type]),
    )
    expect(seen[0]?.searchParams.get('after')).toBe(new Date(window.fromMs).toISOString())
    expect(seen[0]?.searchParams.get('limit')).toBe('100')
  })

  it('follows a file to where it lies and reads its lines', async () => {
    const { audit, pages, seen } = await pullAll(
      withFiles(oneFile, jsonl(line, '', { ...line, event_id: 'evt_02' })),
    )
    expect(seen.slice(0, 3).map(({ pathname }) => pathname)).toEqual([
      logs,
      `${logs}/log_7c1d`,
      '/v1/elsewhere/log_7c1d',
    ])
    expect(audit.map(({ naturalKey }) => naturalKey)).toEqual(['evt_01', 'evt_02'])
    expect(audit[0]).toEqual({
      naturalKey: 'evt_01',
      vendorId: 'openai',
      atMs: Date.parse('2026-11-19T09:58:12Z'),
      action: 'auth_log.login',
      actorRef: 'user-9',
      actorEmail: 'ravi@example.com',
      projectRef: null,
      targetType: null,
      targetRef: null,
      outcome: null,
      address: '198.51.100.4',
      details: {
        principal: line.principal,
        actor: line.actor,
        request_metadata: line.request_metadata,
        action_data: line.action_data,
      },
    })
    expect(pages[0]).toMatchObject({ rows: 2, skipped: [] })
  })

  it('skips lines that are no entries and counts them', async () => {
    const { pages } = await pullAll(
      withFiles(oneFile, jsonl(line, '{"event_id":', { ...line, timestamp: 'now' }, 7)),
    )
    expect(pages[0]).toMatchObject({ rows: 4, skipped: [{ reason: 'malformed_row', count: 3 }] })
  })

  it('reads entries with nothing but their id, type and time', async () => {
    const { event_id, type, timestamp } = line
    const { audit } = await pullAll(withFiles(oneFile, jsonl({ event_id, type, timestamp })))
    expect(audit).toMatchObject([{ action: 'auth_log', actorRef: null, address: null }])
  })

  it('reads file by file, lists on from the last end, and once for each list', async () => {
    const files = (after: string | null) =>
      after === '2026-11-20T11:30:00Z'
        ? { data: [{ id: 'c' }], has_more: false, last_end_time: null }
        : { data: [{ id: 'a' }, { id: 'b' }], has_more: true, last_end_time: '2026-11-20T11:30:00Z' }
    const { audit, seen } = await pullAll(
      withFiles((url) => ({ body: files(url.searchParams.get('after')) }), jsonl(line)),
    )
    expect(audit).toHaveLength(3)
    expect(seen.filter(({ search }) => search.includes('event_type=AUTH_LOG'))).toHaveLength(2)
    expect(seen.flatMap(({ pathname }) => /elsewhere\/(.)/.exec(pathname)?.[1] ?? [])).toEqual([
      'a',
      'b',
      'c',
    ])
  })

  it('goes on behind the file that a run read last, even when it was cut off', async () => {
    const data = [{ id: 'a' }, { id: 'b' }]
    const { ctx, seen } = await workspaceAt(
      withFiles(() => ({ body: { data, has_more: false } }), jsonl(line)),
    )
    const page = 'auth_log:2026-11-20T10:00:00.000Z|a'
    const result = await stream('workspace_logs').pull(ctx, { ...window, page })
    expect(seen.at(-1)?.pathname).toBe('/v1/elsewhere/b')
    expect(result).toMatchObject({ ok: true, value: { nextPage: 'app_log:' } })
  })

  it('leaves files that end after the window to the window after it', async () => {
    const span = { ...window, toMs: Date.parse('2026-11-20T10:59:59Z') }
    expect((await pullAll(withFiles(oneFile, jsonl(line)), span)).audit).toEqual([])
  })

  it.each([[404], [400], [422]])(
    'does without a log that the workspace does not have (%d)',
    async (status) => {
      const { audit } = await pullAll((url) =>
        url.searchParams.get('event_type') === 'AUTH_LOG'
          ? { status, body: { error: { message: 'Unknown event type' } } }
          : nothing,
      )
      expect(audit).toEqual([])
    },
  )

  it.each([
    ['a missing scope', { status: 403, body: {} }, 'forbidden'],
    ['a list that goes on from nowhere', { body: { data: [{ id: 'a' }], has_more: true } }, 'bad_json'],
    ['a list of another shape', { body: { files: [] } }, 'bad_json'],
  ])('stops at %s', async (_what, list, tag) => {
    const { ctx } = await workspaceAt(withFiles(() => list, jsonl(line)))
    const result = await stream('workspace_logs').pull(ctx, window)
    expect(result).toMatchObject({ ok: false, failure: { tag } })
  })

  it('follows no file to a host that is none of the vendor’s', async () => {
    const location = 'https://blob.core.windows.net.example.com/x'
    const { ctx } = await workspaceAt((url) =>
      url.pathname === logs ? oneFile() : { status: 302, headers: { location }, body: null },
    )
    const result = await stream('workspace_logs').pull(ctx, window)
    expect(result).toMatchObject({ ok: false, failure: { tag: 'refused_url' } })
  })

  it('asks an organization for its own logs', async () => {
    const { ctx, seen } = await workspaceAt(() => nothing, 'org-7')
    await stream('workspace_logs').pull(ctx, { ...window, toMs: nowMs })
    expect(seen[0]?.pathname).toBe('/v1/compliance/organizations/org-7/logs')
  })
})
