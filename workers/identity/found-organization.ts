import { ok, type Result } from '../../analytics/result.ts'
import {
  createOrganization,
  type Organization,
  tenantOf,
  type User,
} from '../../analytics/store/d1/identity.ts'
import type { Place } from '../../analytics/store/place.ts'
import { audit, type Doing, doingOf } from '../audit.ts'
import type { Failure } from '../http/failure.ts'
import type { RouteContext } from '../http/route.ts'
import { checkNewPassword } from './choose-password.ts'
import { newOrganization, newUser } from './new-account.ts'
import { hashPassword } from './passwords.ts'

type Founding = { email: string; name: string; password: string; org_name: string }

/** An organization that stands, its first account, and who did it, for what follows. */
type Founded = { organization: Organization; user: User; doing: Doing }

/**
 * Makes an organization with its first account. `proved` is what is known of the account's address.
 * Errors: 422 for a password that is too easy.
 */
export async function foundOrganization(
  context: RouteContext,
  place: Place,
  { email, name, password, org_name }: Founding,
  { plan, ...proved }: Pick<Organization, 'plan'> & Partial<User>,
): Promise<Result<Founded, Failure>> {
  const fine = checkNewPassword('password', password, [email, name, org_name])
  if (!fine.ok) return fine
  const createdAtMs = context.nowMs
  const organization = newOrganization({ name: org_name, region: context.env.REGION, plan, createdAtMs })
  const user = newUser({ email, name, passwordHash: await hashPassword(password), createdAtMs, ...proved })
  await createOrganization(place.db, organization, user)
  const doing = doingOf(context, { tenant: tenantOf(organization), subject: `user:${user.id}` })
  await audit.append(doing, {
    action: 'organization.created',
    target: organization.id,
    outcome: 'succeeded',
  })
  return ok({ organization, user, doing })
}
