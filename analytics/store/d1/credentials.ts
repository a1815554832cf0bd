import { and, eq, notExists, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import type { Credential, Stream } from './collection.ts'
import { credentials, inventory, streams } from './schema/index.ts'

/**
 * Puts a credential in with its streams, unless the organization would then keep more than `credentialsMax`; null is no
 * limit. It is counted in the transaction that adds it, so that of several at once no more get in than there is room
 * for. Gives false when there was none.
 */
export async function addCredential(
  tenant: Tenant,
  db: ControlPlane,
  credential: Credential,
  itsStreams: readonly Stream[],
  credentialsMax: number | null,
): Promise<boolean> {
  const { orgId } = tenant
  const isTooMany = sql`(SELECT count(*) FROM ${credentials} WHERE ${credentials.orgId} = ${orgId}) > ${credentialsMax}`
  const ofIt = and(eq(streams.orgId, orgId), eq(streams.credentialId, credential.id))
  const it = and(eq(credentials.orgId, orgId), eq(credentials.id, credential.id))
  const isGone = notExists(db.select({ id: credentials.id }).from(credentials).where(it))
  const [, removed] = await db.batch([
    db.insert(credentials).values({ ...credential, orgId }),
    db.delete(credentials).where(and(it, isTooMany)).returning({ id: credentials.id }),
    ...itsStreams.map((stream) => db.insert(streams).values({ ...stream, orgId })),
    db.delete(streams).where(and(ofIt, isGone)),
  ])
  return removed.length === 0
}

export type CredentialChange = Partial<Omit<Credential, 'id' | 'orgId' | 'vendorId' | 'kind' | 'createdAtMs'>>

/**
 * Changes a credential as long as its secrets are the ones that were read with it. Gives false when somebody changed
 * or removed them in the meantime.
 */
export async function changeCredential(
  tenant: Tenant,
  db: ControlPlane,
  { id, secretEnvelope, serviceAccountEnvelope }: Credential,
  change: CredentialChange,
): Promise<boolean> {
  const changed = await db
    .update(credentials)
    .set(change)
    .where(
      and(
        eq(credentials.orgId, tenant.orgId),
        eq(credentials.id, id),
        eq(credentials.secretEnvelope, secretEnvelope),
        sql`${credentials.serviceAccountEnvelope} IS ${serviceAccountEnvelope}`,
      ),
    )
    .returning({ id: credentials.id })
  return changed.length === 1
}

/** Removes a credential with its secrets, its streams and what its ids meant. Runs and what was collected stay. */
export async function removeCredential(tenant: Tenant, db: ControlPlane, id: string): Promise<void> {
  await db.batch([
    db.delete(streams).where(and(eq(streams.orgId, tenant.orgId), eq(streams.credentialId, id))),
    db.delete(inventory).where(and(eq(inventory.orgId, tenant.orgId), eq(inventory.credentialId, id))),
    db.delete(credentials).where(and(eq(credentials.orgId, tenant.orgId), eq(credentials.id, id))),
  ])
}
