import { and, eq, sql } from 'drizzle-orm'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import type { Credential, Stream } from './collection.ts'
import { credentials, inventory, streams } from './schema/index.ts'

/** Puts a credential in with its streams. */
export async function addCredential(
  tenant: Tenant,
  db: ControlPlane,
  credential: Credential,
  itsStreams: readonly Stream[],
): Promise<void> {
  const { orgId } = tenant
  const insert = db.insert(credentials).values({ ...credential, orgId })
  const [first, ...rest] = itsStreams.map((stream) => db.insert(streams).values({ ...stream, orgId }))
  await db.batch(first === undefined ? [insert] : [insert, first, ...rest])
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
