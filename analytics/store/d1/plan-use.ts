import { and, count, eq, gt, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { credentials, invitations, memberships } from './schema/index.ts'

/** How many people are members or have been asked to become one. */
export async function usersOf(tenant: Tenant, db: ControlPlane, nowMs: number): Promise<number> {
  const asked = db
    .select({ userId: invitations.userId })
    .from(invitations)
    .where(
      and(
        eq(invitations.orgId, tenant.orgId),
        eq(invitations.status, 'pending'),
        gt(invitations.expiresAtMs, nowMs),
      ),
    )
  const people = db
    .select({ userId: memberships.userId })
    .from(memberships)
    .where(eq(memberships.orgId, tenant.orgId))
    .union(asked)
    .as('people')
  const [row] = await db.select({ users: sql<number>`count(*)` }).from(people)
  return row?.users ?? 0
}

/** How many vendor credentials an organization keeps. */
export async function credentialsOf(tenant: Tenant, db: ControlPlane): Promise<number> {
  const [row] = await db
    .select({ credentials: count() })
    .from(credentials)
    .where(eq(credentials.orgId, tenant.orgId))
  return row?.credentials ?? 0
}
