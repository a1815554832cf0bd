import type { createClient } from '@clickhouse/client-web'
import type { Tenant } from '../tenant.ts'
import type { TableName } from './clickhouse.ts'
import { type CorrectedRow, groupOf } from './clickhouse-corrections.ts'
import { groupsOf, literal } from './clickhouse-literals.ts'

/** What tells a row from every other of its table; a correction is told by its event and its revision. */
export type KnownRow = { batch_id: string } & CorrectedRow

type Client = Pick<ReturnType<typeof createClient>, 'query'>
type IsHeld = (row: KnownRow) => boolean

/** What the log asks when nobody knows what became of an insert. */
export const storedRowsIn = (client: Client) => ({
  /** Tells of each of these rows whether the table holds it. */
  storedRows(tenant: Pick<Tenant, 'orgId'>, table: TableName, rows: readonly KnownRow[]): Promise<IsHeld> {
    return table === 'event_corrections'
      ? heldCorrections(client, rows)
      : heldRows(client, tenant, table, rows)
  },
})

/** By batch and id: an id alone may come again after the log has forgotten it. */
async function heldRows(
  client: Client,
  { orgId }: Pick<Tenant, 'orgId'>,
  table: TableName,
  rows: readonly KnownRow[],
): Promise<IsHeld> {
  const nameOf = ({ batch_id, id }: KnownRow): string => JSON.stringify([batch_id, id])
  const held = new Set<string>()
  for (const batches of groupsOf([...new Set(rows.map(({ batch_id }) => batch_id))])) {
    const result = await client.query({
      query: `SELECT batch_id, id FROM ${table}
        WHERE org_id = {org_id:String} AND batch_id IN (${batches.map(literal).join(', ')})`,
      query_params: { org_id: orgId },
      format: 'JSONEachRow',
    })
    for (const row of (await result.json()) as KnownRow[]) held.add(nameOf(row))
  }
  return (row) => held.has(nameOf(row))
}

/** A later correction was made of one that was there. */
async function heldCorrections(client: Client, rows: readonly CorrectedRow[]): Promise<IsHeld> {
  const revisions = new Map<string, number>()
  for (const group of groupsOf(rows)) {
    const { where, params } = groupOf(group)
    const result = await client.query({
      query: `SELECT id, max(revision) AS revision FROM events WHERE ${where} GROUP BY id`,
      query_params: params,
      format: 'JSONEachRow',
    })
    for (const { id, revision } of (await result.json()) as CorrectedRow[]) {
      revisions.set(id, Math.max(revision, revisions.get(id) ?? 0))
    }
  }
  return ({ id, revision }) => (revisions.get(id) ?? -1) >= revision
}
