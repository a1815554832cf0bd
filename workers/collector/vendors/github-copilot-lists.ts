import { z } from 'zod'
import { fail, ok } from '../../../analytics/result.ts'
import type { AuditObservation, InventoryEntry } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { naturalKey } from '../natural-key.ts'
import { emptyPage, judged } from '../page.ts'
import { ref } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { headers, nextFromLink, owner } from './github-copilot-wire.ts'

const rowsPerPage = 100

const seat = z
  .object({ assignee: z.object({ id: z.int(), login: z.string().min(1), email: ref, name: ref }) })
  .transform(
    ({ assignee: { id, login, email, name } }): InventoryEntry => ({
      type: 'actor',
      ref: String(id),
      email,
      name: name || login,
    }),
  )

const seatPage = z.object({ seats: z.array(z.unknown()), total_seats: z.int().nullish() })

/** People with a seat; GitHub knows their logins, and their addresses only where they are public. */
export async function pullSeats(ctx: VendorContext, { page }: PullWindow): Pulled {
  const path = `/orgs/${owner(ctx)}/copilot/billing/seats`
  const url = addressOf(ctx.base('api'), path, { per_page: rowsPerPage, page: page ?? '1' })
  const answer = await ctx.fetchJson(url, headers(ctx))
  if (!answer.ok) return answer
  const body = seatPage.safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the list of seats has another shape' })
  const { kept, rows, skipped } = judged(body.data.seats, seat)
  const nextPage = nextFromLink(answer.value.headers, 'page')
  return ok({ ...emptyPage(), raw: answer.value.raw, inventory: kept, rows, skipped, nextPage })
}

const entry = z.looseObject({
  '@timestamp': z.int().min(0),
  action: z.string().min(1),
  _document_id: z.string().min(1),
  actor: ref,
  actor_id: z.int().nullish(),
  actor_ip: ref,
  user: ref,
})

/** What the organization's audit log says of Copilot. */
export async function pullAudit(ctx: VendorContext, { fromMs, toMs, page }: PullWindow): Pulled {
  const instant = (ms: number) => new Date(ms).toISOString().slice(0, 19)
  const url = addressOf(ctx.base('api'), `/orgs/${owner(ctx)}/audit-log`, {
    phrase: `action:copilot created:${instant(fromMs)}..${instant(toMs)}`,
    include: 'all',
    order: 'asc',
    per_page: rowsPerPage,
    after: page,
  })
  const answer = await ctx.fetchJson(url, headers(ctx))
  if (!answer.ok) return answer
  const body = z.array(z.unknown()).safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the audit log is no list' })
  const { kept, rows, skipped } = judged(body.data, entry)
  const next = nextFromLink(answer.value.headers, 'after')
  return ok({
    ...emptyPage(),
    raw: answer.value.raw,
    audit: kept.map((each) => auditOf(ctx, each)),
    rows,
    skipped,
    nextPage: next === page ? null : next,
  })
}

function auditOf(ctx: VendorContext, seen: z.infer<typeof entry>): AuditObservation {
  const { '@timestamp': atMs, action, _document_id: id, actor, actor_id, actor_ip, user, ...details } = seen
  return {
    naturalKey: naturalKey('github_copilot', ctx.accountRef, 'audit', id),
    vendorId: 'github_copilot',
    atMs,
    action,
    actorRef: actor_id == null ? actor : String(actor_id),
    actorEmail: null,
    projectRef: null,
    targetType: user === null ? null : 'user',
    targetRef: user,
    outcome: null,
    address: actor_ip,
    details: { ...details, actor },
  }
}
