import { eq, lte } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { checkpointTargets, organizations } from './schema/index.ts'

export type CheckpointTarget = Omit<typeof checkpointTargets.$inferSelect, 'orgId' | 'createdAtMs'>

const columns = {
  url: checkpointTargets.url,
  pushedSize: checkpointTargets.pushedSize,
  pushedAtMs: checkpointTargets.pushedAtMs,
  lastError: checkpointTargets.lastError,
  failures: checkpointTargets.failures,
  nextAttemptAtMs: checkpointTargets.nextAttemptAtMs,
}

export async function checkpointTargetOf(tenant: Tenant, db: ControlPlane): Promise<CheckpointTarget | null> {
  const rows = await db
    .select(columns)
    .from(checkpointTargets)
    .where(eq(checkpointTargets.orgId, tenant.orgId))
  return rows[0] ?? null
}

/** Sets the address; another one is begun anew, the same one goes on from where it is, at once. */
export async function putCheckpointTarget(
  tenant: Tenant,
  db: ControlPlane,
  url: string,
  nowMs: number,
): Promise<CheckpointTarget> {
  const known = await checkpointTargetOf(tenant, db)
  const state = known?.url === url ? known : { url, pushedSize: 0, pushedAtMs: null, lastError: null }
  const fresh = { ...state, failures: 0, nextAttemptAtMs: nowMs }
  await db
    .insert(checkpointTargets)
    .values({ orgId: tenant.orgId, createdAtMs: nowMs, ...fresh })
    .onConflictDoUpdate({ target: checkpointTargets.orgId, set: fresh })
  return fresh
}

export async function removeCheckpointTarget(tenant: Tenant, db: ControlPlane): Promise<void> {
  await db.delete(checkpointTargets).where(eq(checkpointTargets.orgId, tenant.orgId))
}

/** Writes down how an attempt went, unless the address was changed meanwhile. */
export async function noteAttempt(
  tenant: Tenant,
  db: ControlPlane,
  { url, ...state }: CheckpointTarget,
): Promise<void> {
  const known = await checkpointTargetOf(tenant, db)
  if (known?.url !== url) return
  await db.update(checkpointTargets).set(state).where(eq(checkpointTargets.orgId, tenant.orgId))
}

/** Addresses of a region whose time has come, the longest waiting first. For cron, which acts for every tenant. */
export async function dueCheckpointTargets(
  db: ControlPlane,
  region: string,
  nowMs: number,
  rows: number,
): Promise<{ tenant: Tenant; target: CheckpointTarget }[]> {
  const found = await db
    .select({
      target: columns,
      tenant: { orgId: organizations.id, region: organizations.region, plan: organizations.plan },
    })
    .from(checkpointTargets)
    .innerJoin(organizations, eq(organizations.id, checkpointTargets.orgId))
    .where(lte(checkpointTargets.nextAttemptAtMs, nowMs))
    .orderBy(checkpointTargets.nextAttemptAtMs)
    .limit(rows)
  return found.filter(({ tenant }) => tenant.region === region)
}
