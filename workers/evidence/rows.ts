import type { EventRow } from '../../analytics/event-row.ts'
import type { Original } from '../../analytics/judged.ts'
import { expiryOf } from '../../analytics/pipeline.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { gzipped, inParts } from '../packed.ts'
import type { Where } from '../pipeline-context.ts'
import type { Outgoing } from '../stream.ts'
import { vaultOf } from '../vault/index.ts'
import { dataTypeOf } from './data-type.ts'
import { evidenceRetentionMs } from './keeping.ts'

/** An event that is kept, with what it was made of. */
export type WithOriginal = { row: EventRow; repeatable: boolean; original: Original | undefined }

export const evidenceAt = (tenant: Tenant, id: string) => ({
  orgId: tenant.orgId,
  table: 'evidence',
  column: 'envelope',
  rowId: id,
})

/**
 * Originals of events for the delivery that brings the events themselves, sealed; none for who keeps none. The log drops
 * those of events that it knows already.
 */
export async function evidenceRows(
  { env, tenant, place, nowMs, waitUntil }: Where,
  events: readonly WithOriginal[],
): Promise<Outgoing[]> {
  const retentionMs = await evidenceRetentionMs(tenant, place, Date.now(), waitUntil)
  if (retentionMs === null) return []
  const withText = events.flatMap(({ row, original, repeatable }) => {
    const isText = original && original.content.prompt.length + original.content.response.length > 0
    return isText && Date.parse(row.created_at) + retentionMs > nowMs ? [{ row, original, repeatable }] : []
  })
  const vault = vaultOf(env, place)
  const rows = await Promise.all(
    withText.map(async ({ row, original, repeatable }): Promise<Outgoing[]> => {
      const pieces = inParts(await gzipped(JSON.stringify(original)))
      const data_type = dataTypeOf(row)
      return Promise.all(
        pieces.map(async (piece, part) => {
          const id = part === 0 ? row.id : `${row.id}/${part}`
          const sealed = {
            org_id: tenant.orgId,
            id,
            event_id: row.id,
            data_type,
            part,
            parts: pieces.length,
            envelope: await vault.seal(evidenceAt(tenant, id), piece, data_type),
            created_at: row.created_at,
            ingested_at: row.ingested_at,
            expires_at: expiryOf(Date.parse(row.created_at), retentionMs),
          }
          return { row: sealed, repeatable }
        }),
      )
    }),
  )
  return rows.flat()
}
