import { and, eq, isNull, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { grantsChanged } from './access-rules.ts'
import {
  actors,
  apiKeys,
  collectorRuns,
  credentials,
  customRoles,
  dataKeys,
  grants,
  inventory,
  invitations,
  mailedTokens,
  memberships,
  organizations,
  projects,
  recoveryCodes,
  scopedMembers,
  sessions,
  streams,
  users,
  workspaces,
} from './schema/index.ts'

export type StoredOrganization = typeof organizations.$inferSelect

/** The caller's organization; null once it was deleted. */
export async function organizationOf(tenant: Tenant, db: ControlPlane): Promise<StoredOrganization | null> {
  const rows = await db
    .select()
    .from(organizations)
    .where(and(eq(organizations.id, tenant.orgId), isNull(organizations.deletedAtMs)))
  return rows[0] ?? null
}

export async function renameOrganization(tenant: Tenant, db: ControlPlane, name: string): Promise<void> {
  await db.update(organizations).set({ name }).where(eq(organizations.id, tenant.orgId))
}

/** Tables whose rows of an organization go with it; memberships last, since accounts are found by them. */
const emptied = [
  streams,
  credentials,
  collectorRuns,
  inventory,
  actors,
  scopedMembers,
  customRoles,
  grants,
  projects,
  workspaces,
  invitations,
  memberships,
] as const

/**
 * Ends an organization at once and as a whole. Sessions and keys are revoked, vendor credentials, people's names,
 * memberships, roles and places are removed, and so are accounts that belong nowhere else, or never did. The vault's keys are
 * destroyed, so that whatever was sealed stays closed. What is left is the organization's row and its audit ledger;
 * redacted events expire with their plan.
 */
export async function deleteOrganization(tenant: Tenant, db: ControlPlane, nowMs: number): Promise<void> {
  const { orgId } = tenant
  const isAlone = (userId: SQLiteColumn) => sql`${userId} IN (
    SELECT user_id FROM memberships WHERE org_id = ${orgId}
    UNION SELECT invited.user_id FROM invitations AS invited JOIN users AS person ON person.id = invited.user_id
      WHERE invited.org_id = ${orgId} AND invited.status = 'pending' AND person.password_expires_at_ms IS NOT NULL
    EXCEPT SELECT user_id FROM memberships WHERE org_id <> ${orgId}
    EXCEPT SELECT user_id FROM invitations WHERE org_id <> ${orgId} AND status = 'pending')`
  await db.batch([
    db.update(organizations).set({ deletedAtMs: nowMs }).where(eq(organizations.id, orgId)),
    db
      .update(sessions)
      .set({ revokedAtMs: nowMs })
      .where(and(eq(sessions.orgId, orgId), isNull(sessions.revokedAtMs))),
    db
      .update(apiKeys)
      .set({ revokedAtMs: nowMs })
      .where(and(eq(apiKeys.orgId, orgId), isNull(apiKeys.revokedAtMs))),
    db.update(dataKeys).set({ status: 'destroyed', wrapped: '' }).where(eq(dataKeys.orgId, orgId)),
    db.delete(recoveryCodes).where(isAlone(recoveryCodes.userId)),
    db.delete(mailedTokens).where(isAlone(mailedTokens.userId)),
    db.delete(users).where(isAlone(users.id)),
    ...emptied.map((table) => db.delete(table).where(eq(table.orgId, orgId))),
    grantsChanged(tenant, db),
  ])
}
