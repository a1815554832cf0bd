import type { Belonging } from '../../analytics/store/d1/accounts.ts'
import type { Member } from '../../analytics/store/d1/identity.ts'
import { revokeSession } from '../../analytics/store/d1/sessions.ts'
import { placeOf } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { audit, doingOf } from '../audit.ts'
import type { CallerContext } from '../http/route.ts'
import { openSession, type SignedIn } from './sessions.ts'
import { tellEnded } from './tell-ended.ts'

/** Ends a person's session and opens one in another of their organizations, written down there. */
export async function switchTo(
  context: CallerContext,
  { member, sessionId }: { member: Member; sessionId: string },
  tenant: Tenant,
  { role, organization }: Pick<Belonging, 'role' | 'organization'>,
): Promise<SignedIn> {
  const { user } = member
  const place = placeOf(context.env, tenant.region)
  const ended = await revokeSession(context.place.db, user.id, sessionId, context.nowMs)
  await tellEnded(doingOf(context, context.caller), ended)
  const subject = `user:${user.id}`
  await audit.append(doingOf(context, { tenant, subject }), {
    action: 'session.opened',
    target: subject,
    outcome: 'succeeded',
  })
  return openSession(context, place, { user, role, organization })
}
