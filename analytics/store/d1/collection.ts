import { and, asc, desc, eq, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { CollectorRun } from '../../contract/collector.ts'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { type Checkpoint, collectorRuns, credentials, organizations, streams } from './schema/index.ts'
import { withTenants } from './tenants.ts'

export type { Checkpoint }

export type Credential = typeof credentials.$inferSelect
export type Stream = typeof streams.$inferSelect
export type Run = typeof collectorRuns.$inferSelect

/** A stream whose time has come, with the lease that lets one run at a time work on it. */
export type DueStream = { tenant: Tenant; credentialId: string; stream: string; leaseId: string }

/** Credentials of a tenant, oldest first, after an id. */
export async function credentialsOf(
  tenant: Tenant,
  db: ControlPlane,
  after: string | null,
  rows: number,
): Promise<Credential[]> {
  return db
    .select()
    .from(credentials)
    .where(
      and(
        eq(credentials.orgId, tenant.orgId),
        after === null ? undefined : sql`${credentials.id} > ${after}`,
      ),
    )
    .orderBy(asc(credentials.id))
    .limit(rows)
}

export async function credentialById(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
): Promise<Credential | null> {
  const rows = await db
    .select()
    .from(credentials)
    .where(and(eq(credentials.orgId, tenant.orgId), eq(credentials.id, id)))
    .limit(1)
  return rows[0] ?? null
}

export async function markCredential(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  status: Credential['status'],
): Promise<void> {
  await db
    .update(credentials)
    .set({ status })
    .where(and(eq(credentials.orgId, tenant.orgId), eq(credentials.id, id)))
}

/**
 * Fixes the vendor's id of the account: part of every natural key, so it never changes afterwards. Gives the one that
 * holds, since another run may have been first.
 */
export async function setAccountRef(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  accountRef: string,
): Promise<string> {
  const fixed = await db
    .update(credentials)
    .set({ accountRef })
    .where(
      and(
        eq(credentials.orgId, tenant.orgId),
        eq(credentials.id, id),
        sql`${credentials.accountRef} IS NULL`,
      ),
    )
    .returning({ id: credentials.id })
  if (fixed.length === 1) return accountRef
  return (await credentialById(tenant, db, id))?.accountRef ?? accountRef
}

/**
 * Makes every stream of a credential begin anew, as far back as the vendor goes; a run under way loses its lease. What
 * was collected is known by its natural keys, so reading it again changes only what reads differently today.
 */
export async function beginAnew(
  tenant: Tenant,
  db: ControlPlane,
  credentialId: string,
  nowMs: number,
): Promise<string[]> {
  const anew = await db
    .update(streams)
    .set({
      highWaterAtMs: null,
      historyFromMs: null,
      historyReadToMs: null,
      checkpoint: null,
      nextDueAtMs: nowMs,
      leaseId: null,
      leaseUntilMs: 0,
    })
    .where(
      and(
        eq(streams.orgId, tenant.orgId),
        eq(streams.credentialId, credentialId),
        eq(streams.status, 'active'),
      ),
    )
    .returning({ stream: streams.stream })
  return anew.map(({ stream }) => stream)
}

/** Streams of some credentials. */
export async function streamsOf(
  tenant: Tenant,
  db: ControlPlane,
  credentialIds: readonly string[],
): Promise<Stream[]> {
  return db
    .select()
    .from(streams)
    .where(
      and(
        eq(streams.orgId, tenant.orgId),
        sql`${streams.credentialId} IN (SELECT value FROM json_each(${JSON.stringify(credentialIds)}))`,
      ),
    )
    .orderBy(streams.credentialId, streams.stream)
}

/** Makes streams due at once, as a person asked for it. Stopped ones start again. */
export async function makeDue(
  tenant: Tenant,
  db: ControlPlane,
  credentialId: string,
  nowMs: number,
): Promise<void> {
  await db
    .update(streams)
    .set({ nextDueAtMs: nowMs, status: 'active' })
    .where(and(eq(streams.orgId, tenant.orgId), eq(streams.credentialId, credentialId)))
}

/**
 * Takes the lease of every stream that is due and free, of all tenants of a region or of one credential. The lease
 * is taken in the statement that finds the stream, so two cron ticks never take the same one.
 */
export async function leaseDue(
  db: ControlPlane,
  region: string,
  nowMs: number,
  leaseUntilMs: number,
  leaseId: string,
  credentialId: string | null,
  rows: number,
  vendorsOff: readonly string[] = [],
): Promise<DueStream[]> {
  const free = db
    .select({ key: sql`${streams.credentialId} || '/' || ${streams.stream}` })
    .from(streams)
    .innerJoin(credentials, eq(credentials.id, streams.credentialId))
    .innerJoin(organizations, eq(organizations.id, streams.orgId))
    .where(
      and(
        eq(organizations.region, region),
        eq(streams.status, 'active'),
        eq(credentials.status, 'active'),
        lte(streams.nextDueAtMs, nowMs),
        lte(streams.leaseUntilMs, nowMs),
        sql`${credentials.vendorId} NOT IN (SELECT value FROM json_each(${JSON.stringify(vendorsOff)}))`,
        credentialId === null ? undefined : eq(streams.credentialId, credentialId),
      ),
    )
    .orderBy(streams.nextDueAtMs)
    .limit(rows)
  const taken = await db
    .update(streams)
    .set({ leaseId, leaseUntilMs })
    .where(inArray(sql`${streams.credentialId} || '/' || ${streams.stream}`, free))
    .returning()
  return (await withTenants(db, taken)).map(({ tenant, row: { credentialId, stream } }) => ({
    tenant,
    credentialId,
    stream,
    leaseId,
  }))
}

/** Takes the lease of one stream, due or not, unless somebody works on it. */
export async function holdStream(
  due: DueStream,
  db: ControlPlane,
  nowMs: number,
  leaseUntilMs: number,
): Promise<boolean> {
  const rows = await db
    .update(streams)
    .set({ leaseId: due.leaseId, leaseUntilMs })
    .where(
      and(
        eq(streams.orgId, due.tenant.orgId),
        eq(streams.credentialId, due.credentialId),
        eq(streams.stream, due.stream),
        lte(streams.leaseUntilMs, nowMs),
      ),
    )
    .returning({ stream: streams.stream })
  return rows.length === 1
}

/** The stream, if the lease is still ours. */
export async function leasedStream(due: DueStream, db: ControlPlane): Promise<Stream | null> {
  const rows = await db.select().from(streams).where(ours(due)).limit(1)
  return rows[0] ?? null
}

/** Ends or prolongs a lease; the change is made only while the lease is ours. */
export async function updateLeased(
  due: DueStream,
  db: ControlPlane,
  change: Partial<Omit<Stream, 'orgId' | 'credentialId' | 'stream' | 'intervalS'>>,
): Promise<boolean> {
  const rows = await db.update(streams).set(change).where(ours(due)).returning({ stream: streams.stream })
  return rows.length === 1
}

/** How far a run has come: its stream and its own figures, written as one. False when the lease is gone. */
export async function advance(
  due: DueStream,
  db: ControlPlane,
  change: Parameters<typeof updateLeased>[2],
  runId: string,
  figures: RunFigures,
): Promise<boolean> {
  const [rows] = await db.batch([
    db.update(streams).set(change).where(ours(due)).returning({ stream: streams.stream }),
    db
      .update(collectorRuns)
      .set(figures)
      .where(and(eq(collectorRuns.orgId, due.tenant.orgId), eq(collectorRuns.id, runId))),
  ])
  return rows.length === 1
}

type RunFigures = Partial<Pick<Run, 'pulled' | 'pages' | 'progress' | 'errors'>>

const ours = (due: DueStream) =>
  and(
    eq(streams.orgId, due.tenant.orgId),
    eq(streams.credentialId, due.credentialId),
    eq(streams.stream, due.stream),
    eq(streams.leaseId, due.leaseId),
  )

export async function addRun(tenant: Tenant, db: ControlPlane, run: Omit<Run, 'orgId'>): Promise<void> {
  await db.insert(collectorRuns).values({ ...run, orgId: tenant.orgId })
}

export async function updateRun(
  tenant: Tenant,
  db: ControlPlane,
  id: string,
  change: RunFigures & Partial<Pick<Run, 'status' | 'errorMessage' | 'finishedAtMs'>>,
): Promise<void> {
  await db
    .update(collectorRuns)
    .set(change)
    .where(and(eq(collectorRuns.orgId, tenant.orgId), eq(collectorRuns.id, id)))
}

/** Runs that were cut off: still `running` although nobody holds their lease any more. */
export async function endCutOffRuns(db: ControlPlane, startedBeforeMs: number, nowMs: number): Promise<void> {
  await db
    .update(collectorRuns)
    .set({ status: 'failed', errorMessage: 'cut off before its end', finishedAtMs: nowMs })
    .where(
      and(
        eq(collectorRuns.status, 'running'),
        lt(collectorRuns.startedAtMs, startedBeforeMs),
        sql`NOT EXISTS (SELECT 1 FROM streams AS held WHERE held.credential_id = ${collectorRuns.credentialId}
          AND held.stream = ${collectorRuns.stream} AND held.lease_until_ms > ${nowMs})`,
      ),
    )
}

export type RunsFilter = { vendorId: string | null; status: CollectorRun['status'] | null }

/** Runs of a tenant, newest first, after a run's start and id. */
export async function runsOf(
  tenant: Tenant,
  db: ControlPlane,
  filter: RunsFilter,
  after: { startedAtMs: number; id: string } | null,
  rows: number,
): Promise<Run[]> {
  return db
    .select()
    .from(collectorRuns)
    .where(
      and(
        eq(collectorRuns.orgId, tenant.orgId),
        filter.vendorId === null ? undefined : eq(collectorRuns.vendorId, filter.vendorId),
        filter.status === null ? undefined : eq(collectorRuns.status, filter.status),
        after === null
          ? undefined
          : or(
              lt(collectorRuns.startedAtMs, after.startedAtMs),
              and(eq(collectorRuns.startedAtMs, after.startedAtMs), lt(collectorRuns.id, after.id)),
            ),
      ),
    )
    .orderBy(desc(collectorRuns.startedAtMs), desc(collectorRuns.id))
    .limit(rows)
}

/**
 * How the last ended run of each vendor went. Goes through the index from vendor to vendor, since an organization has
 * very many runs and this is asked with every figure.
 */
export async function lastRunByVendor(
  tenant: Tenant,
  db: ControlPlane,
): Promise<Map<string, { finishedAtMs: number; status: CollectorRun['status']; errors: number }>> {
  const rows = await db.all<{
    vendor_id: string
    finished_at_ms: number
    status: CollectorRun['status']
    errors: number
  }>(sql`
    WITH RECURSIVE vendors (vendor_id) AS (
      SELECT min(vendor_id) FROM collector_runs WHERE org_id = ${tenant.orgId}
      UNION ALL
      SELECT (SELECT min(later.vendor_id) FROM collector_runs AS later
        WHERE later.org_id = ${tenant.orgId} AND later.vendor_id > vendors.vendor_id)
      FROM vendors WHERE vendors.vendor_id IS NOT NULL
    )
    SELECT last.vendor_id, last.finished_at_ms, last.status, last.errors
    FROM vendors JOIN collector_runs AS last ON last.rowid = (
      SELECT ended.rowid FROM collector_runs AS ended
      WHERE ended.org_id = ${tenant.orgId} AND ended.vendor_id = vendors.vendor_id AND ended.finished_at_ms IS NOT NULL
      ORDER BY ended.finished_at_ms DESC LIMIT 1)`)
  return new Map(
    rows.map(({ vendor_id, finished_at_ms: finishedAtMs, status, errors }) => [
      vendor_id,
      { finishedAtMs, status, errors },
    ]),
  )
}
