import { z } from 'zod'
import { ok } from '../../../analytics/result.ts'
import { bearer } from '../authorization.ts'
import { actorRow, type InventoryList, projectRow } from '../lists.ts'
import { textOf } from '../message-text.ts'
import { secondsOrInstant } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, readListPage } from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import { type Conversation, type Message, turnsOf } from '../turns.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { complianceAddress } from './openai-compliance.ts'

const moment = secondsOrInstant.nullish().catch(null)

/** The shape of a conversation is not published; every spelling that is known of is read. */
const message = z
  .looseObject({
    id: nonEmpty,
    role: ref,
    author: z.looseObject({ role: ref }).nullish(),
    content: z.unknown().optional(),
    created_at: moment,
    create_time: moment,
    model: ref,
    model_slug: ref,
  })
  .transform(
    (row): Message => ({
      id: row.id,
      role: row.author?.role ?? row.role ?? 'unknown',
      text: textOf(row.content),
      atMs: row.created_at ?? row.create_time ?? null,
      model: row.model ?? row.model_slug ?? null,
    }),
  )

const conversation = z.looseObject({
  id: nonEmpty,
  user_id: ref,
  user_email: ref,
  user: z.looseObject({ id: ref, email: ref }).nullish(),
  project_id: ref,
  model: ref,
  created_at: moment,
  create_time: moment,
  messages: z.union([z.array(z.unknown()), z.looseObject({ data: z.array(z.unknown()) })]).nullish(),
})
type ConversationRow = z.infer<typeof conversation>

/** Conversations carry their messages, so that a page may be larger than one takes: fewer are then asked for. */
const pageLimits = [100, 20, 4, 1] as const

export async function pullConversations(ctx: VendorContext, window: PullWindow): Pulled {
  let page = await pullPage(ctx, window, pageLimits[0])
  for (const limit of pageLimits.slice(1)) {
    if (page.ok || page.failure.tag !== 'too_large') break
    page = await pullPage(ctx, window, limit)
  }
  return page
}

async function pullPage(ctx: VendorContext, window: PullWindow, limit: number): Pulled {
  const url = complianceAddress(ctx, 'conversations', {
    since_timestamp: Math.floor(window.fromMs / 1000),
    limit,
    after: window.page,
  })
  const page = await readListPage(ctx, { url, headers: bearer(ctx), cursor: window.page }, conversation)
  if (!page.ok) return page
  const { raw, kept, skipped, next } = page.value
  const read = kept.map((row) => callsOf(ctx, row))
  const calls = read.flatMap((each) => each.calls)
  const malformed = read.reduce((sum, each) => sum + each.malformed, 0)
  const allSkipped =
    malformed > 0 ? [...skipped, { reason: 'malformed_row' as const, count: malformed }] : skipped
  return ok({
    ...emptyPage(),
    raw,
    calls,
    rows: calls.length + allSkipped.reduce((sum, each) => sum + each.count, 0),
    skipped: allSkipped,
    nextPage: next,
  })
}

function callsOf(ctx: VendorContext, row: ConversationRow) {
  const listed = Array.isArray(row.messages) ? row.messages : (row.messages?.data ?? [])
  const messages = listed.map((each) => message.safeParse(each)).flatMap(({ data }) => data ?? [])
  const about: Conversation = {
    actorRef: row.user_id ?? row.user?.id ?? null,
    actorEmail: row.user_email ?? row.user?.email ?? null,
    projectRef: row.project_id,
    operation: 'chat',
    trace_id: row.id.slice(0, 128),
    model: row.model,
    startedAtMs: row.created_at ?? row.create_time ?? ctx.nowMs,
    naturalKey: (id) => naturalKey('openai', ctx.accountRef, 'conversation', row.id, id),
  }
  return { calls: turnsOf(about, messages, ctx.nowMs), malformed: listed.length - messages.length }
}

/** Who and what the workspace holds. */
export const workspaceLists: readonly [InventoryList, ...InventoryList[]] = [
  {
    name: 'users',
    row: actorRow,
    request: (ctx, after) => ({
      url: complianceAddress(ctx, 'users', { limit: 100, after }),
      headers: bearer(ctx),
    }),
  },
  {
    name: 'projects',
    row: projectRow,
    request: (ctx, after) => ({
      url: complianceAddress(ctx, 'projects', { limit: 100, after }),
      headers: bearer(ctx),
    }),
  },
]
