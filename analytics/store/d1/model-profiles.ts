import { and, asc, eq, getTableColumns, gt, inArray, isNotNull, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { listed } from './rows.ts'
import { modelProfiles } from './schema/index.ts'

export type StoredProfile = Omit<typeof modelProfiles.$inferSelect, 'orgId'>

const ownProfile = (tenant: Tenant, model: string) =>
  and(eq(modelProfiles.orgId, tenant.orgId), eq(modelProfiles.model, model))

const withoutOrg = ({ orgId: _, ...profile }: typeof modelProfiles.$inferSelect): StoredProfile => profile

/** Profiles by the names of their models, after one of them, with how many features each knows in place of the features. */
export async function profilesAfter(
  tenant: Tenant,
  db: ControlPlane,
  after: string | null,
  rows: number,
): Promise<(Omit<StoredProfile, 'featureStats'> & { features: number })[]> {
  const { orgId, featureStats, ...head } = getTableColumns(modelProfiles)
  const features = sql<number>`(SELECT count(*) FROM json_each(${featureStats}))`
  return db
    .select({ ...head, features })
    .from(modelProfiles)
    .where(and(eq(orgId, tenant.orgId), after === null ? undefined : gt(modelProfiles.model, after)))
    .orderBy(asc(modelProfiles.model))
    .limit(rows)
}

/** The profiles that some models have. */
export async function profilesOf(
  tenant: Tenant,
  db: ControlPlane,
  models: readonly string[],
): Promise<StoredProfile[]> {
  const found = await db
    .select()
    .from(modelProfiles)
    .where(and(eq(modelProfiles.orgId, tenant.orgId), inArray(modelProfiles.model, listed(models))))
  return found.map(withoutOrg)
}

/** Usual latencies by model, of those that have one. Units: milliseconds. */
export async function baselinesOf(tenant: Tenant, db: ControlPlane): Promise<Map<string, number>> {
  const found = await db
    .select({ model: modelProfiles.model, baselineLatencyMs: modelProfiles.baselineLatencyMs })
    .from(modelProfiles)
    .where(and(eq(modelProfiles.orgId, tenant.orgId), isNotNull(modelProfiles.baselineLatencyMs)))
  return new Map(
    found.flatMap(({ model, baselineLatencyMs }) => (baselineLatencyMs ? [[model, baselineLatencyMs]] : [])),
  )
}

export async function countProfiles(tenant: Tenant, db: ControlPlane): Promise<number> {
  return db.$count(modelProfiles, eq(modelProfiles.orgId, tenant.orgId))
}

/** Adds a profile, or puts it in the place of the model's former one. */
export async function saveProfile(tenant: Tenant, db: ControlPlane, profile: StoredProfile): Promise<void> {
  const { model, ...change } = profile
  await db
    .insert(modelProfiles)
    .values({ orgId: tenant.orgId, model, ...change })
    .onConflictDoUpdate({ target: [modelProfiles.orgId, modelProfiles.model], set: change })
}

/** The profile that was removed; null when there is none. */
export async function removeProfile(
  tenant: Tenant,
  db: ControlPlane,
  model: string,
): Promise<StoredProfile | null> {
  const [removed] = await db.delete(modelProfiles).where(ownProfile(tenant, model)).returning()
  return removed ? withoutOrg(removed) : null
}
