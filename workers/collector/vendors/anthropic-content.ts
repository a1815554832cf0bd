import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import { jsonOf } from '../json-text.ts'
import { unknownStage } from '../lists.ts'
import { textOf } from '../message-text.ts'
import { instantOf } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import {
  emptyPage,
  fetchPage,
  type PageRequest,
  type ReadPage,
  readListPage,
  readRowPage,
  skippedRows,
} from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import { type Message, turnsOf } from '../turns.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { complianceAddress, headers } from './anthropic-wire.ts'

const user = z.looseObject({ id: ref, email_address: ref }).nullish()

/** A chat on claude.ai, or a session of Claude Code or Cowork on someone's machine. */
const thread = z.looseObject({
  id: nonEmpty,
  created_at: instantOf,
  user,
  project_id: ref,
  model: ref,
  product_surface: ref,
})
type Thread = z.infer<typeof thread>
type ThreadPage = Result<ReadPage<Thread>, OutboundFailure>

/** How threads of one kind are listed, and what their messages stand under. */
type Threads = {
  name: string
  path: string
  list: (ctx: VendorContext, window: PullWindow, cursor: string | null) => Promise<ThreadPage>
}

const chats: Threads = {
  name: 'chat',
  path: 'apps/chats',
  list: (ctx, window, cursor) =>
    readListPage(ctx, threadRequest(ctx, 'apps/chats', cursor, chatQuery(window, cursor)), thread),
}

const sessions: Threads = {
  name: 'session',
  path: 'apps/sessions/local',
  list: (ctx, window, cursor) =>
    readRowPage(ctx, threadRequest(ctx, 'apps/sessions/local', cursor, sessionQuery(window, cursor)), thread),
}

const chatQuery = (window: PullWindow, cursor: string | null) => ({
  order_by: 'updated_at',
  'updated_at.gte': new Date(window.fromMs).toISOString(),
  'updated_at.lt': new Date(window.toMs).toISOString(),
  limit: 100,
  after_id: cursor,
})

const sessionQuery = (window: PullWindow, cursor: string | null) => ({
  'created_at.gte': new Date(window.fromMs).toISOString(),
  'created_at.lt': new Date(window.toMs).toISOString(),
  limit: 100,
  page: cursor,
})

function threadRequest(
  ctx: VendorContext,
  path: string,
  cursor: string | null,
  query: Parameters<typeof complianceAddress>[2],
): PageRequest {
  return { url: complianceAddress(ctx, path, query), headers: headers(ctx), cursor }
}

export const pullChats = (ctx: VendorContext, window: PullWindow): Pulled => pullThreads(ctx, window, chats)
export const pullSessions = (ctx: VendorContext, window: PullWindow): Pulled =>
  pullThreads(ctx, window, sessions)

const placeShape = z.tuple([z.string().nullable(), z.string().nullable()])

/**
 * One thread with all its messages. Shape of the cursor: the vendor's cursor of the list and the thread that was read
 * last, as JSON; a run that was cut off lists once more and finds its place, or begins the list again.
 */
async function pullThreads(ctx: VendorContext, window: PullWindow, kind: Threads): Pulled {
  const place = placeShape.safeParse(jsonOf(window.page ?? '[null,null]'))
  if (!place.success) return fail(unknownStage)
  const [cursor, lastId] = place.data
  const listName = JSON.stringify([kind.name, window.fromMs, window.toMs, cursor])
  const listed: ThreadPage = await ctx.once(listName, () => kind.list(ctx, window, cursor))
  if (!listed.ok) return listed

  const { kept, skipped, next } = listed.value
  const row = kept[kept.findIndex(({ id }) => id === lastId) + 1]
  if (!row) {
    const rows = skipped.reduce((sum, { count }) => sum + count, 0)
    return ok({
      ...emptyPage(),
      rows,
      skipped,
      nextPage: next === null ? null : JSON.stringify([next, null]),
    })
  }
  const nextPage = JSON.stringify([cursor, row.id])
  const read = await readMessages(ctx, `${kind.path}/${encodeURIComponent(row.id)}/messages`)
  // It was deleted since the list was written.
  if (!read.ok && read.failure.tag === 'not_found') return ok({ ...emptyPage(), nextPage })
  if (!read.ok) return read
  const { raw, messages, malformed } = read.value
  const calls = turnsOf(aboutOf(ctx, kind, row), messages, ctx.nowMs)
  return ok({
    ...emptyPage(),
    raw,
    calls,
    rows: calls.length + malformed,
    skipped: skippedRows('malformed_row', malformed),
    nextPage,
  })
}

const aboutOf = (ctx: VendorContext, kind: Threads, row: Thread) => ({
  actorRef: row.user?.id ?? null,
  actorEmail: row.user?.email_address ?? null,
  projectRef: row.project_id,
  operation: row.product_surface ?? kind.name,
  trace_id: row.id.slice(0, 128),
  model: row.model,
  startedAtMs: row.created_at,
  naturalKey: (id: string) => naturalKey('anthropic', ctx.accountRef, kind.name, row.id, id),
})

const messageList = z.object({
  chat_messages: z.array(z.unknown()).nullish(),
  messages: z.array(z.unknown()).nullish(),
  data: z.array(z.unknown()).nullish(),
  next_page: z.string().nullish(),
})

const moment = instantOf.nullish().catch(null)

/** Messages of sessions are in beta: what they say is read wherever it stands. */
const message = z
  .looseObject({
    id: ref,
    uuid: ref,
    role: ref,
    type: ref,
    created_at: moment,
    timestamp: moment,
    content: z.unknown().optional(),
    message: z.looseObject({ id: ref, role: ref, content: z.unknown().optional(), model: ref }).nullish(),
    model: ref,
  })
  .transform((row, issues): Message => {
    const id = row.id ?? row.uuid ?? row.message?.id
    if (!id) issues.addIssue('a message without an id')
    return {
      id: id ?? '',
      role: roleOf(row.role ?? row.message?.role ?? row.type),
      text: textOf(row.content ?? row.message?.content),
      atMs: row.created_at ?? row.timestamp ?? null,
      model: row.model ?? row.message?.model ?? null,
    }
  })

const roleOf = (role: string | null | undefined): string => (role === 'human' ? 'user' : (role ?? 'unknown'))

/** A session of more pages is cut short there, and says so as a row skipped. */
const messagePagesMax = 200

type Messages = { raw: string; messages: Message[]; malformed: number }

async function readMessages(ctx: VendorContext, path: string): Promise<Result<Messages, OutboundFailure>> {
  const read: Messages = { raw: '', messages: [], malformed: 0 }
  let cursor: string | null = null
  for (let pages = 0; pages < messagePagesMax; pages++) {
    const url = complianceAddress(ctx, path, { page: cursor })
    const page: Result<{ raw: string; body: z.infer<typeof messageList> }, OutboundFailure> = await fetchPage(
      ctx,
      { url, headers: headers(ctx) },
      messageList,
    )
    if (!page.ok) return page
    const { chat_messages, messages, data, next_page } = page.value.body
    const listed = chat_messages ?? messages ?? data ?? []
    const kept = listed.map((each) => message.safeParse(each)).flatMap((each) => each.data ?? [])
    read.raw += `${read.raw === '' ? '' : '\n'}${page.value.raw}`
    read.messages.push(...kept)
    read.malformed += listed.length - kept.length
    if (!next_page) return ok(read)
    if (next_page === cursor) return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
    cursor = next_page
  }
  return ok({ ...read, malformed: read.malformed + 1 })
}
