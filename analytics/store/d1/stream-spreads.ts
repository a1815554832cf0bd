import { desc, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { streamSpreads } from './schema/index.ts'

/** Over how many logs an organization's events are spread. */
export async function spreadOf(tenant: Tenant, db: ControlPlane): Promise<number> {
  const [row] = await db
    .select({ shards: streamSpreads.shards })
    .from(streamSpreads)
    .where(eq(streamSpreads.orgId, tenant.orgId))
    .orderBy(desc(streamSpreads.shards))
    .limit(1)
  return row?.shards ?? 1
}

/**
 * Spreads an organization's events over twice as many logs; once, however many ask. A spread that is younger than
 * `restMs` is given time to help. Gives the spread that holds.
 */
export async function growSpread(
  tenant: Tenant,
  db: ControlPlane,
  from: number,
  nowMs: number,
  restMs: number,
): Promise<number> {
  await db.run(sql`
    INSERT INTO stream_spreads (org_id, since_ms, shards)
    SELECT ${tenant.orgId}, ${nowMs}, ${2 * from}
    WHERE NOT EXISTS (
      SELECT 1 FROM stream_spreads WHERE org_id = ${tenant.orgId} AND (shards > ${from} OR since_ms > ${nowMs - restMs}))
    ON CONFLICT DO NOTHING`)
  return spreadOf(tenant, db)
}
