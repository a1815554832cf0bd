import type { createClient } from '@clickhouse/client-web'
import type { Tenant } from '../tenant.ts'

/** What a correction leaves in `events`: this revision of an event, and no older one. Units: ISO 8601 in UTC. */
export type CorrectedRow = { org_id: string; id: string; created_at: string; revision: number }

type Client = Pick<ReturnType<typeof createClient>, 'query' | 'command'>

/** Ids stand in the statement, since parameters travel in the address, which is short. */
const idsAtOnce = 1_000

/** These ids of one organization, between the oldest and the newest of them, so that few parts are looked at. */
function groupOf(rows: readonly CorrectedRow[]) {
  const moments = rows.map(({ created_at }) => created_at).toSorted()
  return {
    where: `org_id = {org_id:String} AND id IN (${rows.map(({ id }) => literal(id)).join(', ')})
      AND created_at BETWEEN parseDateTime64BestEffort({from:String}, 3, 'UTC') AND parseDateTime64BestEffort({to:String}, 3, 'UTC')`,
    params: { org_id: rows[0]?.org_id ?? '', from: moments[0] ?? '', to: moments.at(-1) ?? '' },
  }
}

const literal = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`

function* groupsOf<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += idsAtOnce) yield rows.slice(from, from + idsAtOnce)
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
    /** Whether all of these corrections are in the table, or later ones that were made of them. */
    async areCorrected(rows: readonly CorrectedRow[]): Promise<boolean> {
      for (const group of groupsOf(rows)) {
        const { where, params } = groupOf(group)
        const result = await client.query({
          query: `SELECT id, max(revision) AS revision FROM events WHERE ${where} GROUP BY id`,
          query_params: params,
          format: 'JSONEachRow',
        })
        const found = (await result.json()) as { id: string; revision: number }[]
        const known = new Map(found.map(({ id, revision }) => [id, revision]))
        if (!group.every(({ id, revision }) => (known.get(id) ?? -1) >= revision)) return false
      }
      return true
    },

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
