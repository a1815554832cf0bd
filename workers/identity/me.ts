import type { SessionUser } from '../../analytics/contract/accounts.ts'
import { belongingsOf } from '../../analytics/store/d1/accounts.ts'
import { type Member, type Organization, tenantOf } from '../../analytics/store/d1/identity.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Access } from './access.ts'
import { accessOfMember } from './load-access.ts'
import { labelOfRole } from './role-list.ts'

/** How people see themselves: in this organization, and which others they may go to. */
export async function sessionUser(
  place: Place,
  { user, role, organization }: Member,
  nowMs: number,
  known?: Access,
): Promise<SessionUser> {
  const [belongings, access] = await Promise.all([
    belongingsOf(place.db, user.id),
    known ?? accessOfMember(tenantOf(organization), place, { userId: user.id, role }),
  ])
  const here = belongings.find((one) => one.organization.id === organization.id)
  return {
    id: user.id,
    email: user.email,
    name: user.name,
    role,
    role_label: labelOfRole(role, here?.roleLabel ?? null),
    permissions: access.everywhere(nowMs),
    email_verified: user.emailVerifiedAtMs !== null,
    totp_enabled: user.totpConfirmedAtMs !== null,
    must_change_password: hasTemporaryPassword(user),
    organization: seen(organization),
    organizations: belongings.map((one) => ({ ...seen(one.organization), role: one.role })),
  }
}

/** Whether a person was let in by a temporary password and has to choose one of their own first. */
export const hasTemporaryPassword = (user: Member['user']): boolean => user.passwordExpiresAtMs !== null

const seen = ({ id, name, region, plan }: Organization) => ({ id, name, region, plan })
