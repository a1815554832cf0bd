import { getTableName, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core'
import type { Tenant } from '../../tenant.ts'
import type { ControlPlane } from '../place.ts'
import { credentials, detectorAllowances, idempotentAnswers, users } from './schema/index.ts'

/**
 * One column of envelopes. `owner` tells under whose data keys it is sealed: the organization's, or those for secrets
 * of people, who belong to no one organization; of them an organization has its members.
 */
export type EnvelopeStore = {
  name: string
  table: string
  column: string
  rowId: string
  owner: 'organization' | 'people'
}

const storeOf = (
  envelope: SQLiteColumn,
  rowId: SQLiteColumn,
  owner: EnvelopeStore['owner'] = 'organization',
): EnvelopeStore => {
  const table = getTableName(envelope.table)
  return { name: `${table}.${envelope.name}`, table, column: envelope.name, rowId: rowId.name, owner }
}

/** Every column of the control plane that holds envelopes of the vault; a test compares them with the schema. */
export const envelopeStores: readonly EnvelopeStore[] = [
  storeOf(credentials.secretEnvelope, credentials.id),
  storeOf(credentials.serviceAccountEnvelope, credentials.id),
  storeOf(detectorAllowances.valueEnvelope, detectorAllowances.id),
  storeOf(idempotentAnswers.answerEnvelope, idempotentAnswers.name),
  storeOf(users.totpEnvelope, users.id, 'people'),
]

export type StoredEnvelope = { rowId: string; envelope: string }

const named = (name: string): SQL => sql.raw(`"${name}"`)

/** The rows of a tenant in a store. */
function ofTenant({ orgId }: Tenant, { owner }: EnvelopeStore): SQL {
  return owner === 'organization'
    ? sql`org_id = ${orgId}`
    : sql`id IN (SELECT user_id FROM memberships WHERE org_id = ${orgId})`
}

/** What stands between the first and the second dot of an envelope, and between the second and the third. */
const kekOf = (envelope: SQL): SQL =>
  sql`substr(${envelope}, instr(${envelope}, '.') + 1, instr(substr(${envelope}, instr(${envelope}, '.') + 1), '.') - 1)`
const afterKek = (envelope: SQL): SQL =>
  sql`substr(${envelope}, instr(${envelope}, '.') + length(${kekOf(envelope)}) + 2)`
const dekOf = (envelope: SQL): SQL =>
  sql`substr(${afterKek(envelope)}, 1, instr(${afterKek(envelope)}, '.') - 1)`

/** Envelopes of a store in the order of their rows, those under some data keys left out. */
export async function envelopesOf(
  tenant: Tenant,
  db: ControlPlane,
  store: EnvelopeStore,
  { exceptDekIds, afterRowId, rows }: { exceptDekIds: readonly string[]; afterRowId: string; rows: number },
): Promise<StoredEnvelope[]> {
  const envelope = named(store.column)
  return db.all<StoredEnvelope>(sql`
    SELECT ${named(store.rowId)} AS rowId, ${envelope} AS envelope FROM ${named(store.table)}
    WHERE ${ofTenant(tenant, store)} AND ${envelope} IS NOT NULL AND ${named(store.rowId)} > ${afterRowId}
      AND ${dekOf(envelope)} NOT IN (SELECT value FROM json_each(${JSON.stringify(exceptDekIds)}))
    ORDER BY ${named(store.rowId)} LIMIT ${rows}`)
}

/** Puts an envelope in the place of the one that was read; false when somebody wrote another one meanwhile. */
export async function replaceEnvelope(
  tenant: Tenant,
  db: ControlPlane,
  store: EnvelopeStore,
  { rowId, envelope }: StoredEnvelope,
  anew: string,
): Promise<boolean> {
  const column = named(store.column)
  const changed = await db.all(sql`
    UPDATE ${named(store.table)} SET ${column} = ${anew}
    WHERE ${ofTenant(tenant, store)} AND ${named(store.rowId)} = ${rowId} AND ${column} = ${envelope}
    RETURNING 1`)
  return changed.length === 1
}

export type EnvelopeCount = { dekId: string; kekId: string; records: number }

/** How many envelopes of a store stand under each data key. */
export async function countEnvelopes(
  tenant: Tenant,
  db: ControlPlane,
  store: EnvelopeStore,
): Promise<EnvelopeCount[]> {
  const envelope = named(store.column)
  return db.all<EnvelopeCount>(sql`
    SELECT ${dekOf(envelope)} AS dekId, ${kekOf(envelope)} AS kekId, count(*) AS records
    FROM ${named(store.table)} WHERE ${ofTenant(tenant, store)} AND ${envelope} IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2`)
}
