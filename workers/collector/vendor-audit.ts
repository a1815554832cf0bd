import { expiryOf } from '../../analytics/pipeline.ts'
import { retentionMsByPlan } from '../../analytics/plans.ts'
import { nameActors } from '../../analytics/store/d1/actors.ts'
import type { AuditObservation } from '../../analytics/usage.ts'
import { contentHash } from '../content-hash.ts'
import type { Outgoing } from '../stream.ts'
import { pseudonymsOf, vaultOf } from '../vault/index.ts'
import type { Names } from './names.ts'
import type { Run } from './run.ts'

/** Units: UTF-16 code units; sealed and in base64 it fits into one value of the log. */
const detailsCharsMax = 100_000

/**
 * Entries of a vendor's audit log as rows. What is personal stands in the envelope, sealed for its row. Shape of it:
 * `{details, actor_email, address}` in JSON.
 */
export async function auditRows(
  { env, due: { tenant }, place, vendor, credential }: Run,
  accountRef: string,
  entries: readonly AuditObservation[],
  names: Names,
  nowMs: number,
): Promise<Outgoing[]> {
  const vault = vaultOf(env, place)
  const pseudonyms = pseudonymsOf(env)
  const people = new Map<string, { actorId: string; email: string; name: null }>()
  const rows = await Promise.all(
    entries.map(async (entry) => {
      const { actorEmail, actorRef, projectRef, address } = entry
      const actorId = actorEmail
        ? await pseudonyms.ofEmail(tenant.orgId, actorEmail)
        : actorRef === null
          ? ''
          : await names.actorIdOf(actorRef)
      if (actorEmail) people.set(actorId, { actorId, email: actorEmail, name: null })
      const id = await contentHash(`audit\n${vendor.id}\n${accountRef}\n${entry.naturalKey}`)
      const at = { orgId: tenant.orgId, table: 'vendor_audit', column: 'envelope', rowId: id }
      const sealed = { details: detailsOf(entry), actor_email: actorEmail, address }
      const row = {
        org_id: tenant.orgId,
        id,
        vendor_id: vendor.id,
        credential_id: credential.id,
        action: entry.action,
        actor_id: actorId,
        project_id: projectRef === null ? '' : names.projectOf(projectRef),
        target_type: entry.targetType ?? '',
        target_ref: entry.targetRef ?? '',
        outcome: entry.outcome ?? '',
        envelope: await vault.seal(at, JSON.stringify(sealed)),
        created_at: new Date(entry.atMs).toISOString(),
        ingested_at: new Date(nowMs).toISOString(),
        expires_at: expiryOf(entry.atMs, retentionMsByPlan[tenant.plan]),
      }
      return { row, repeatable: true }
    }),
  )
  await nameActors(tenant, place.db, [...people.values()], nowMs)
  return rows
}

/** Details beyond the size of a row say so instead of being cut in the middle. */
function detailsOf({ details }: AuditObservation): Readonly<Record<string, unknown>> {
  const { length } = JSON.stringify(details)
  return length <= detailsCharsMax ? details : { left_out: `${length} characters` }
}
