import type { Thread } from '../threads.ts'
import { after, intParam, type WireRequest } from '../wire.ts'

const HISTORY_MS = 90 * 86_400_000

/** `GET …/conversations`: what was said since a moment, oldest first, with its messages. */
export function conversations(
  { query, nowMs }: WireRequest,
  threads: (fromMs: number, untilMs: number, nowMs: number) => readonly Thread[],
  workspaceId: string,
): unknown {
  const sinceMs = 1000 * intParam(query, 'since_timestamp', { min: 0, max: 99_999_999_999, otherwise: 0 })
  const limit = intParam(query, 'limit', { min: 1, max: 500, otherwise: 100 })
  const found = threads(nowMs - HISTORY_MS, nowMs, nowMs)
    .filter(({ updatedAtMs }) => updatedAtMs >= sinceMs)
    .toSorted((a, b) => a.updatedAtMs - b.updatedAtMs)
  const rest = after(found, query.get('after'), 'after')
  const data = rest.slice(0, limit)
  return {
    object: 'list',
    data: data.map((thread) => conversationOf(thread, workspaceId)),
    last_id: data.at(-1)?.id ?? null,
    has_more: rest.length > data.length,
  }
}

function conversationOf(
  { id, title, caller, startedAtMs, updatedAtMs, messages }: Thread,
  workspaceId: string,
) {
  return {
    object: 'compliance.workspace.conversation',
    id,
    workspace_id: workspaceId,
    user_id: caller.openaiId,
    user_email: caller.person?.email ?? null,
    project_id: caller.account.projectId,
    title,
    created_at: startedAtMs / 1000,
    last_active_at: updatedAtMs / 1000,
    messages: {
      object: 'list',
      data: messages.map(({ id: messageId, role, text, atMs }) => ({
        object: 'compliance.workspace.message',
        id: messageId,
        author: { role, tool_name: null },
        created_at: atMs / 1000,
        content: { content_type: 'text', parts: [text] },
        ...(role === 'assistant' ? { model_slug: 'gpt-5-2' } : {}),
      })),
      has_more: false,
    },
  }
}
