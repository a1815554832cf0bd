import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { auditEntries } from './schema/index.ts'

export type AuditEntry = Omit<typeof auditEntries.$inferInsert, 'seq' | 'orgId'>

/** Appends one entry; nothing changes or removes entries. */
export async function appendAuditEntry(tenant: Tenant, db: ControlPlane, entry: AuditEntry): Promise<void> {
  await db.insert(auditEntries).values({ ...entry, orgId: tenant.orgId })
}
