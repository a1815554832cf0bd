import { z } from 'zod'
import { ok } from '../../../analytics/result.ts'
import type { AuditObservation } from '../../../analytics/usage.ts'
import { instantOf } from '../moments.ts'
import { emptyPage, readListPage } from '../page.ts'
import { nonEmpty } from '../shapes.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { complianceAddress, headers } from './anthropic-wire.ts'

const text = z.string().nullish()

/** There are hundreds of types, each with fields of its own: what is known of one is read, the rest is kept. */
const activity = z
  .looseObject({
    id: nonEmpty,
    type: nonEmpty,
    created_at: instantOf,
    workspace_id: text,
    actor: z
      .looseObject({
        user_id: text,
        api_key_id: text,
        admin_api_key_id: text,
        email_address: text,
        unauthenticated_email_address: text,
        ip_address: text,
      })
      .nullish(),
  })
  .transform(
    ({ id, type, created_at, workspace_id, actor, ...rest }): AuditObservation => ({
      naturalKey: id,
      vendorId: 'anthropic',
      atMs: created_at,
      action: type,
      actorRef: actor?.user_id || actor?.api_key_id || actor?.admin_api_key_id || null,
      actorEmail: actor?.email_address || actor?.unauthenticated_email_address || null,
      projectRef: workspace_id || null,
      ...targetOf(type, rest),
      outcome: null,
      address: actor?.ip_address || null,
      details: { ...rest, actor: actor ?? null },
    }),
  )

/** `platform_api_key_created` names the key in `api_key_id`. */
function targetOf(
  type: string,
  fields: Readonly<Record<string, unknown>>,
): Pick<AuditObservation, 'targetType' | 'targetRef'> {
  const [name, value] =
    Object.entries(fields).find(([name]) => name.endsWith('_id') && type.includes(name.slice(0, -3))) ?? []
  return name !== undefined && typeof value === 'string' && value !== ''
    ? { targetType: name.slice(0, -3), targetRef: value }
    : { targetType: null, targetRef: null }
}

/** Oldest first, so that a cursor walks towards now; entries that come twice are known by their id. */
export async function pullActivity(ctx: VendorContext, window: PullWindow): Pulled {
  const url = complianceAddress(ctx, 'activities', {
    order: 'asc',
    'created_at.gte': new Date(window.fromMs).toISOString(),
    'created_at.lt': new Date(window.toMs).toISOString(),
    limit: 1000,
    after_id: window.page,
  })
  const page = await readListPage(ctx, { url, headers: headers(ctx), cursor: window.page }, activity)
  if (!page.ok) return page
  const { raw, kept, rows, skipped, next } = page.value
  return ok({ ...emptyPage(), raw, audit: kept, rows, skipped, nextPage: next })
}
