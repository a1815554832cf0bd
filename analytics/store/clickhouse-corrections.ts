import type { createClient } from '@clickhouse/client-web'
import type { Tenant } from '../tenant.ts'
import { groupsOf, literal } from './clickhouse-literals.ts'

/** What a correction leaves in `events`: this revision of an event, and no older one. Units: ISO 8601 in UTC. */
export type CorrectedRow = { org_id: string; id: string; created_at: string; revision: number }

type Client = Pick<ReturnType<typeof createClient>, 'query' | 'command'>

/** These ids of one organization, between the oldest and the newest of them, so that few parts are looked at. */
export function groupOf(rows: readonly CorrectedRow[]) {
  const moments = rows.map(({ created_at }) => created_at).toSorted()
  return {
    where: `org_id = {org_id:String} AND id IN (${rows.map(({ id }) => literal(id)).join(', ')})
      AND created_at BETWEEN parseDateTime64BestEffort({from:String}, 3, 'UTC') AND parseDateTime64BestEffort({to:String}, 3, 'UTC')`,
    params: { org_id: rows[0]?.org_id ?? '', from: moments[0] ?? '', to: moments.at(-1) ?? '' },
  }
}

/** Where rows of `events` are deleted: a `Distributed` table takes no deletes, so each server deletes from its own. */
function eventsOf(cluster: string | null): string {
  if (cluster === null) return 'events'
  if (!/^[\w.-]+$/.test(cluster)) throw new Error(`not the name of a cluster: ${cluster}`)
  return `events_local ON CLUSTER '${cluster}'`
}

/** What the log does around corrections. Rows of one call are of one organization. */
export function correctionsIn(client: Client, cluster: string | null) {
  const events = eventsOf(cluster)
  return {
    /** Deletes every original of an organization for good, also from disk. Errors: throws when it may not have been done. */
    async deleteEvidence({ orgId }: Tenant): Promise<void> {
      await client.command({
        query: 'ALTER TABLE evidence DELETE WHERE org_id = {org_id:String} SETTINGS mutations_sync = 1',
        query_params: { org_id: orgId },
      })
    },

    /** Drops what the corrections replaced. Harmless to repeat. Errors: throws when it may not have been done. */
    async dropOlderRevisions(rows: readonly CorrectedRow[]): Promise<void> {
      for (const [revision, all] of Map.groupBy(rows, (row) => row.revision)) {
        for (const group of groupsOf(all)) {
          const { where, params } = groupOf(group)
          await client.command({
            query: `DELETE FROM ${events} WHERE ${where} AND revision < {revision:UInt32}`,
            query_params: { ...params, revision },
          })
        }
      }
    },
  }
}
