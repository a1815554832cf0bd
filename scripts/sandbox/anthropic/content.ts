import type { Directory } from '../directory.ts'
import { type Thread, threadsOf } from '../threads.ts'
import { after, choiceParam, intParam, Refusal, type WireRequest } from '../wire.ts'

const HISTORY_MS = 90 * 86_400_000
const SESSION_MESSAGES_PER_PAGE = 4

/** What Claude Enterprise keeps of what was said: chats, and sessions on people's machines. */
export type Content = {
  /** Errors: Refusal. Null for a path of another kind. */
  answer(request: WireRequest): unknown
}

export function contentOf(seed: string, directory: Directory): Content {
  const chats = threadsOf(seed, 'claude', 0.35, directory)
  const sessions = threadsOf(seed, 'claude-code', 0.9, directory)
  const chatsUntil = (nowMs: number) => chats(nowMs - HISTORY_MS, nowMs, nowMs)
  const sessionsUntil = (nowMs: number) =>
    sessions(nowMs - HISTORY_MS, nowMs, nowMs).filter(
      ({ caller }) => caller.account.team.id === 'engineering',
    )
  const idOf = (thread: Thread) => `claude_chat_01${thread.id}`
  const sessionId = (thread: Thread) => `clls_01${thread.id}`

  return {
    answer(request) {
      const { path, nowMs } = request
      const [, kind, id] =
        /^\/v1\/compliance\/apps\/(chats|sessions\/local)(?:\/([\w]+)\/messages)?$/.exec(path) ?? []
      if (kind === 'chats') {
        const found = chatsUntil(nowMs)
        if (id === undefined) return chatList(request, found, idOf, directory)
        return chatMessages(threadWith(found, idOf, id), idOf, directory)
      }
      if (kind === 'sessions/local') {
        const found = sessionsUntil(nowMs)
        if (id === undefined) return sessionList(request, found, sessionId, directory)
        return sessionMessages(request, threadWith(found, sessionId, id))
      }
      return null
    },
  }
}

function threadWith(threads: readonly Thread[], idOf: (thread: Thread) => string, id: string): Thread {
  const thread = threads.find((each) => idOf(each) === id)
  if (!thread) throw new Refusal(404, 'Not found')
  return thread
}

const instantText = (ms: number) => new Date(ms).toISOString()

function bounds(query: URLSearchParams, field: string): (atMs: number) => boolean {
  const bound = (name: string, otherwise: number): number => {
    const text = query.get(`${field}.${name}`)
    const ms = text === null ? otherwise : Date.parse(text)
    if (Number.isNaN(ms)) throw new Refusal(400, `${field}.${name}: Input should be a valid datetime`)
    return ms
  }
  const [gte, lt] = [bound('gte', 0), bound('lt', Infinity)]
  return (atMs) => atMs >= gte && atMs < lt
}

const userOf = ({ caller }: Thread) => ({
  id: caller.anthropicId,
  email_address: caller.person?.email ?? null,
})

function chatOf(thread: Thread, id: string, directory: Directory) {
  return {
    id,
    name: thread.title,
    created_at: instantText(thread.startedAtMs),
    updated_at: instantText(thread.updatedAtMs),
    deleted_at: null,
    href: `https://claude.ai/chat/${thread.id}`,
    model: 'claude-sonnet-5',
    organization_uuid: directory.organizationId,
    project_id: null,
    user: userOf(thread),
  }
}

/** `GET /v1/compliance/apps/chats`: oldest first. */
function chatList(
  { query }: WireRequest,
  threads: readonly Thread[],
  idOf: (thread: Thread) => string,
  directory: Directory,
): unknown {
  const limit = intParam(query, 'limit', { min: 1, max: 1000, otherwise: 100 })
  const orderBy = choiceParam(query, 'order_by', ['created_at', 'updated_at'])[0] ?? 'created_at'
  const other = orderBy === 'created_at' ? 'updated_at' : 'created_at'
  if ([...query.keys()].some((name) => name.startsWith(`${other}.`)))
    throw new Refusal(400, `Bounds must be of '${orderBy}' as order_by is.`)
  const momentOf = (thread: Thread) => (orderBy === 'created_at' ? thread.startedAtMs : thread.updatedAtMs)
  const isWithin = bounds(query, orderBy)
  const found = threads
    .filter((thread) => isWithin(momentOf(thread)))
    .toSorted((a, b) => momentOf(a) - momentOf(b))
    .map((thread) => chatOf(thread, idOf(thread), directory))
  const rest = after(found, query.get('after_id'), 'after_id')
  const data = rest.slice(0, limit)
  return {
    data,
    has_more: rest.length > data.length,
    first_id: data[0]?.id ?? null,
    last_id: data.at(-1)?.id ?? null,
  }
}

/** `GET /v1/compliance/apps/chats/{id}/messages`. */
function chatMessages(thread: Thread, idOf: (thread: Thread) => string, directory: Directory): unknown {
  return {
    ...chatOf(thread, idOf(thread), directory),
    chat_messages: thread.messages.map(({ id, role, text, atMs }) => ({
      id: `claude_msg_${id}`,
      role,
      created_at: instantText(atMs),
      content: [{ type: 'text', text }],
      files: [],
      generated_files: [],
      artifacts: [],
    })),
  }
}

/** `GET /v1/compliance/apps/sessions/local`. */
function sessionList(
  { query }: WireRequest,
  threads: readonly Thread[],
  idOf: (thread: Thread) => string,
  directory: Directory,
): unknown {
  const limit = intParam(query, 'limit', { min: 1, max: 500, otherwise: 100 })
  const isWithin = bounds(query, 'created_at')
  const found = threads
    .filter(({ startedAtMs }) => isWithin(startedAtMs))
    .map((thread) => ({
      type: 'compliance_local_session',
      id: idOf(thread),
      organization_uuid: directory.organizationId,
      workspace_id: null,
      user: userOf(thread),
      product_surface: 'claude_code',
      created_at: instantText(thread.startedAtMs),
    }))
  const rest = after(found, query.get('page'), 'page')
  const data = rest.slice(0, limit)
  return { data, next_page: rest.length > data.length ? data.at(-1)?.id : null }
}

/** `GET /v1/compliance/apps/sessions/local/{id}/messages`: the transcript, where tools speak too. */
function sessionMessages({ query }: WireRequest, { id, messages }: Thread): unknown {
  const lines = messages.flatMap(({ id: messageId, role, text, atMs }) => {
    const line = (uuid: string, type: string, content: unknown) => ({
      id: uuid,
      type,
      uuid,
      timestamp: instantText(atMs),
      message: { role: type, content, ...(type === 'assistant' ? { model: 'claude-opus-4-8' } : {}) },
    })
    const tool = {
      type: 'tool_use',
      id: 'toolu_1',
      name: 'Bash',
      input: { command: `git log ${id.slice(0, 7)}` },
    }
    return role === 'user'
      ? [line(messageId, 'user', text)]
      : [
          line(`${messageId}_tool`, 'assistant', [tool]),
          line(messageId, 'assistant', [{ type: 'text', text }]),
        ]
  })
  const rest = after(lines, query.get('page'), 'page')
  const data = rest.slice(0, SESSION_MESSAGES_PER_PAGE)
  return { data, next_page: rest.length > data.length ? data.at(-1)?.id : null }
}
