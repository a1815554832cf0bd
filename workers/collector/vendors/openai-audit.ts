import { z } from 'zod'
import { ok } from '../../../analytics/result.ts'
import type { AuditObservation } from '../../../analytics/usage.ts'
import { bearer } from '../authorization.ts'
import { emptyPage, readListPage } from '../page.ts'
import { nonEmpty } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { organizationAddress } from './openai-wire.ts'

/** Read without filling in what is not there: entries are kept as the vendor gives them. */
const text = z.string().nullish()
const named = z.looseObject({ id: text, email: text }).nullish()

/** New types and new kinds of actor come without notice: what is known of one is read, the rest is kept as it is. */
const auditRow = z
  .looseObject({
    id: nonEmpty,
    type: nonEmpty,
    effective_at: z.int(),
    project: named,
    actor: z
      .looseObject({
        session: z.looseObject({ user: named, ip_address: text }).nullish(),
        api_key: z.looseObject({ id: text, user: named, service_account: named }).nullish(),
      })
      .nullish(),
  })
  .transform(({ id, type, effective_at, project, actor, ...rest }): AuditObservation => {
    const key = actor?.api_key
    const who = actor?.session?.user ?? key?.user ?? key?.service_account
    return {
      naturalKey: id,
      vendorId: 'openai',
      atMs: effective_at * 1000,
      action: type,
      actorRef: who?.id || key?.id || null,
      actorEmail: who?.email || null,
      projectRef: project?.id || null,
      ...targetOf(type, rest[type]),
      outcome: type.endsWith('.succeeded') ? 'success' : type.endsWith('.failed') ? 'failure' : null,
      address: actor?.session?.ip_address || null,
      details: { ...rest, actor: actor ?? null },
    }
  })

const target = z.object({ id: nonEmpty })

/** `api_key.created` holds, under its own name, the key that was made. */
function targetOf(type: string, detail: unknown): Pick<AuditObservation, 'targetType' | 'targetRef'> {
  const read = target.safeParse(detail)
  if (!read.success) return { targetType: null, targetRef: null }
  const end = type.lastIndexOf('.')
  return { targetType: end > 0 ? type.slice(0, end) : type, targetRef: read.data.id }
}

/** Newest first, which is why a page that reaches beyond the window's start is the last one. */
export async function pullAudit(ctx: VendorContext, window: PullWindow): Pulled {
  const fromS = Math.floor(window.fromMs / 1000)
  const toS = Math.ceil(window.toMs / 1000)
  const url = organizationAddress(ctx, 'audit_logs', {
    'effective_at[gte]': fromS,
    'effective_at[lt]': toS,
    limit: 100,
    after: window.page,
  })
  const page = await readListPage(ctx, { url, headers: bearer(ctx), cursor: window.page }, auditRow)
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  const isPastStart = kept.some(({ atMs }) => atMs < fromS * 1000)
  return ok({ ...emptyPage(), raw, audit: kept, rows, skipped, nextPage: isPastStart ? null : next })
}
