import { and, desc, eq, gt, ne, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { dataKeys } from './schema/index.ts'

export type StoredDataKey = Omit<typeof dataKeys.$inferSelect, 'orgId'>
type Purpose = StoredDataKey['purpose']

/** Where the vault keeps an organization's wrapped data keys. */
export function dataKeyStore(db: ControlPlane) {
  const active = async (orgId: string, purpose: Purpose): Promise<StoredDataKey | null> => {
    const rows = await db
      .select()
      .from(dataKeys)
      .where(and(eq(dataKeys.orgId, orgId), eq(dataKeys.purpose, purpose), eq(dataKeys.status, 'active')))
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
    /** Adds a key where its purpose has none, and answers the one to use: one is active at a time. */
    async add(orgId: string, key: StoredDataKey): Promise<StoredDataKey> {
      const { dekId, purpose, kekId, wrapped, status, createdAtMs } = key
      await db.run(sql`
        INSERT INTO data_keys (org_id, dek_id, purpose, kek_id, wrapped, status, created_at_ms)
        SELECT ${orgId}, ${dekId}, ${purpose}, ${kekId}, ${wrapped}, ${status}, ${createdAtMs}
        WHERE NOT EXISTS
          (SELECT 1 FROM data_keys WHERE org_id = ${orgId} AND purpose = ${purpose} AND status = 'active')`)
      return (await active(orgId, purpose)) ?? key
    },
  }
}

/** Every data key of an owner, oldest first. */
export async function dataKeysOf(db: ControlPlane, orgId: string): Promise<StoredDataKey[]> {
  return db
    .select()
    .from(dataKeys)
    .where(eq(dataKeys.orgId, orgId))
    .orderBy(dataKeys.createdAtMs, dataKeys.dekId)
}

/** Data keys of an owner that are wrapped under another key than the given one; destroyed ones have no wrapping. */
export async function wrappedOtherwise(
  db: ControlPlane,
  orgId: string,
  kekId: string,
  afterDekId: string,
  rows: number,
): Promise<StoredDataKey[]> {
  return db
    .select()
    .from(dataKeys)
    .where(
      and(
        eq(dataKeys.orgId, orgId),
        ne(dataKeys.kekId, kekId),
        ne(dataKeys.status, 'destroyed'),
        gt(dataKeys.dekId, afterDekId),
      ),
    )
    .orderBy(dataKeys.dekId)
    .limit(rows)
}

/** Writes a key down as it is wrapped anew; false when it was changed or destroyed meanwhile. */
export async function putWrapping(
  db: ControlPlane,
  orgId: string,
  { dekId, wrapped }: StoredDataKey,
  anew: Pick<StoredDataKey, 'kekId' | 'wrapped'>,
): Promise<boolean> {
  const changed = await db
    .update(dataKeys)
    .set(anew)
    .where(and(eq(dataKeys.orgId, orgId), eq(dataKeys.dekId, dekId), eq(dataKeys.wrapped, wrapped)))
    .returning({ dekId: dataKeys.dekId })
  return changed.length === 1
}
