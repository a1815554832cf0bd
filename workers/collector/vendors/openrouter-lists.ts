import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { InventoryEntry } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { stageOf, unknownStage } from '../lists.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, fetchPage, judged } from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'

const envelope = z.object({ data: z.array(z.unknown()), total_count: z.int().nullish() })
const pageRows = 100
/** No account has that many; a list that never ends stops here. */
const listPagesMax = 50

const member = z
  .object({ id: nonEmpty, email: ref, first_name: ref, last_name: ref })
  .transform(({ id, email, first_name, last_name }): InventoryEntry => {
    const name = [first_name, last_name].filter(Boolean).join(' ')
    return { type: 'actor', ref: id, email, name: name || email || id }
  })

const workspace = z
  .object({ id: nonEmpty, name: ref, created_at: ref })
  .transform(({ id, name, created_at }) => ({ id, name: name || id, createdAt: created_at ?? '' }))

const workspaceEntry = workspace.transform(
  ({ id, name }): InventoryEntry => ({ type: 'project', ref: id, name }),
)

type List = { name: 'members' | 'workspaces'; path: string; row: z.ZodType<InventoryEntry> }

const lists: readonly [List, ...List[]] = [
  { name: 'members', path: '/organization/members', row: member },
  { name: 'workspaces', path: '/workspaces', row: workspaceEntry },
]

/** Members, then workspaces, a page a call; the cursor is an offset. A personal account may have neither to list. */
export async function pullInventory(ctx: VendorContext, window: PullWindow): Pulled {
  const stage = stageOf(window.page, lists)
  if (!stage || !/^\d{0,9}$/.test(stage.cursor ?? '')) return fail(unknownStage)
  const offset = Number(stage.cursor ?? 0)
  const page = await listPage(ctx, stage.part.path, { offset, limit: pageRows })
  if (!page.ok && page.failure.tag === 'not_found') {
    return ok({ ...emptyPage(), nextPage: stage.after(null) })
  }
  if (!page.ok) return page
  const { raw, rows: listed, next } = page.value
  const { kept, rows, skipped } = judged(listed, stage.part.row)
  const after = stage.after(next === null ? null : String(next))
  return ok({ ...emptyPage(), raw, inventory: kept, rows, skipped, nextPage: after })
}

/** The account's workspaces, read once a run; none where the account has no such list. */
export function workspacesOf(ctx: VendorContext) {
  return ctx.once('workspaces', async () => {
    const listed = await wholeList(ctx, '/workspaces', { limit: pageRows })
    if (!listed.ok && listed.failure.tag === 'not_found') return ok([])
    return listed.ok ? ok(judged(listed.value, workspace).kept) : listed
  })
}

const key = z.object({
  hash: nonEmpty,
  name: ref,
  label: ref,
  creator_user_id: ref,
  workspace_id: ref,
})

/** What a key of the account tells of its calls. */
export type KeyOwner = { hash: string | null; actorRef: string | null; projectRef: string | null }

/**
 * Keys by the name that reports show for them, read once a run. Without a workspace the vendor lists the default
 * one's keys only, so each workspace is asked. Keys that share a name keep of the rest what they agree on.
 */
export function keyOwners(ctx: VendorContext): Promise<Result<Map<string, KeyOwner>, OutboundFailure>> {
  return ctx.once('keys', async () => {
    const workspaces = await workspacesOf(ctx)
    if (!workspaces.ok) return workspaces
    const owners = new Map<string, KeyOwner>()
    const ids = workspaces.value.length === 0 ? [null] : workspaces.value.map(({ id }) => id)
    for (const id of ids) {
      const listed = await wholeList(ctx, '/keys', { workspace_id: id, include_disabled: 'true' })
      if (!listed.ok) return listed
      for (const found of judged(listed.value, key).kept) {
        const owner = {
          hash: found.hash,
          actorRef: found.creator_user_id,
          projectRef: found.workspace_id ?? id,
        }
        for (const name of new Set([found.name, found.label])) {
          if (name) owners.set(name, agreed(owners.get(name), owner))
        }
      }
    }
    return ok(owners)
  })
}

function agreed(one: KeyOwner | undefined, other: KeyOwner): KeyOwner {
  if (!one) return other
  return {
    hash: one.hash === other.hash ? one.hash : null,
    actorRef: one.actorRef === other.actorRef ? one.actorRef : null,
    projectRef: one.projectRef === other.projectRef ? one.projectRef : null,
  }
}

type Query = Parameters<typeof addressOf>[2]

async function wholeList(
  ctx: VendorContext,
  path: string,
  query: Query,
): Promise<Result<unknown[], OutboundFailure>> {
  const all: unknown[] = []
  for (let offset: number | null = 0, pages = 0; offset !== null; pages++) {
    if (pages >= listPagesMax) return fail({ tag: 'bad_json', reason: 'a list goes on without an end' })
    const page = await listPage(ctx, path, { ...query, offset })
    if (!page.ok) return page
    all.push(...page.value.rows)
    offset = page.value.next
  }
  return ok(all)
}

/** A page, and the offset of the next. Where no total is told only an empty page is the last: sizes are the vendor's. */
async function listPage(
  ctx: VendorContext,
  path: string,
  query: Query & { offset: number },
): Promise<Result<{ raw: string; rows: unknown[]; next: number | null }, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), path, query)
  const page = await fetchPage(ctx, { url, headers: bearer(ctx) }, envelope)
  if (!page.ok) return page
  const { data, total_count } = page.value.body
  const after = query.offset + data.length
  const isLast = data.length === 0 || after >= (total_count ?? Number.POSITIVE_INFINITY)
  return ok({ raw: page.value.raw, rows: data, next: isLast ? null : after })
}
