import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { InventoryEntry } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearer } from '../authorization.ts'
import { stageOf, unknownStage } from '../lists.ts'
import type { Answer } from '../outbound.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, judged } from '../page.ts'
import { nonEmpty, ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'

/**
 * GET below the Admin API. The guides name the header `x-api-key`, the OpenAPI document a bearer token: the second is
 * tried when the first is refused, and what was taken is kept for the run.
 */
export async function ask<Envelope>(
  ctx: VendorContext,
  path: string,
  query: Parameters<typeof addressOf>[2],
  envelope: z.ZodType<Envelope>,
): Promise<Result<{ raw: string; body: Envelope }, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), path, query)
  const answer = await askAs(ctx, url)
  if (!answer.ok) return answer
  const body = envelope.safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the envelope of the page has another shape' })
  return ok({ raw: answer.value.raw, body: body.data })
}

async function askAs(ctx: VendorContext, url: URL): Promise<Result<Answer, OutboundFailure>> {
  const known = await ctx.once('header', async () => ok({ isBearer: null as boolean | null }))
  if (!known.ok) return known
  const { value: header } = known
  if (header.isBearer) return ctx.fetchJson(url, bearer(ctx))
  const first = await ctx.fetchJson(url, { 'x-api-key': ctx.secret.reveal() })
  if (first.ok) header.isBearer = false
  if (first.ok || first.failure.tag !== 'unauthorized' || header.isBearer === false) return first
  const second = await ctx.fetchJson(url, bearer(ctx))
  if (second.ok) header.isBearer = true
  return second
}

const workspace = z
  .object({ uuid: nonEmpty, name: ref, is_default: z.boolean().nullish() })
  .transform(({ uuid, name, is_default }) => ({
    id: uuid,
    name: name || uuid,
    isDefault: is_default === true,
  }))

const member = z.object({ uuid: nonEmpty, name: ref, email: ref }).transform(
  ({ uuid, name, email }): InventoryEntry => ({
    type: 'actor',
    ref: uuid,
    email,
    name: name || email || uuid,
  }),
)

type List = {
  name: 'users' | 'workspaces'
  envelope: z.ZodType<unknown[]>
  row: z.ZodType<InventoryEntry>
}

const workspacesEnvelope = z.object({ items: z.array(z.unknown()) }).transform(({ items }) => items)

const lists: readonly [List, ...List[]] = [
  {
    name: 'users',
    envelope: z.object({ members: z.array(z.unknown()) }).transform(({ members }) => members),
    row: member,
  },
  {
    name: 'workspaces',
    envelope: workspacesEnvelope,
    row: workspace.transform(({ id, name }): InventoryEntry => ({ type: 'project', ref: id, name })),
  },
]

const pageRows = 25
/** No organization has that many; a list that never ends stops here. */
const listPagesMax = 200

/** Users, then workspaces, by numbered pages; an empty page ends a list, since the longest page is not documented. */
export async function pullInventory(ctx: VendorContext, window: PullWindow): Pulled {
  const stage = stageOf(window.page, lists)
  if (!stage || !/^\d{0,4}$/.test(stage.cursor ?? '')) return fail(unknownStage)
  const number = Number(stage.cursor ?? 1)
  const page = await listPage(ctx, stage.part, number)
  if (!page.ok) return page
  const { kept, rows, skipped } = judged(page.value.body, stage.part.row)
  const next = rows === 0 || number >= listPagesMax ? null : String(number + 1)
  return ok({
    ...emptyPage(),
    raw: page.value.raw,
    inventory: kept,
    rows,
    skipped,
    nextPage: stage.after(next),
  })
}

type Workspace = z.infer<typeof workspace>

/** The organization's workspaces, each once, read once a run. */
export function workspacesOf(ctx: VendorContext): Promise<Result<Workspace[], OutboundFailure>> {
  return ctx.once('workspaces', async () => {
    const all = new Map<string, Workspace>()
    for (let number = 1; number <= listPagesMax; number++) {
      const page = await listPage(ctx, { name: 'workspaces', envelope: workspacesEnvelope }, number)
      if (!page.ok) return page
      const fresh = judged(page.value.body, workspace).kept.filter(({ id }) => !all.has(id))
      if (fresh.length === 0) break
      for (const each of fresh) all.set(each.id, each)
    }
    return ok([...all.values()])
  })
}

function listPage(ctx: VendorContext, { name, envelope }: Pick<List, 'name' | 'envelope'>, number: number) {
  return ask(ctx, `/${name}`, { page: number, page_size: pageRows }, envelope)
}
