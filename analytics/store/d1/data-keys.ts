import { and, desc, eq } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { dataKeys } from './schema/index.ts'

export type StoredDataKey = Omit<typeof dataKeys.$inferSelect, 'orgId'>

/** Where the vault keeps an organization's wrapped data keys. */
export function dataKeyStore(db: ControlPlane) {
  const active = async (orgId: string): Promise<StoredDataKey | null> => {
    const rows = await db
      .select()
      .from(dataKeys)
      .where(and(eq(dataKeys.orgId, orgId), eq(dataKeys.status, 'active')))
      .orderBy(desc(dataKeys.createdAtMs), dataKeys.dekId)
      .limit(1)
    return rows[0] ?? null
  }
  return {
    active,
    async get(orgId: string, dekId: string): Promise<StoredDataKey | null> {
      const rows = await db
        .select()
        .from(dataKeys)
        .where(and(eq(dataKeys.orgId, orgId), eq(dataKeys.dekId, dekId)))
        .limit(1)
      return rows[0] ?? null
    },
    /** Adds a key and answers the one to use: two isolates that begin together end up with the same one. */
    async add(orgId: string, key: StoredDataKey): Promise<StoredDataKey> {
      await db.insert(dataKeys).values({ ...key, orgId })
      return (await active(orgId)) ?? key
    },
  }
}
