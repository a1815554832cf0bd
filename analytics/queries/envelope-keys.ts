import { type EnvelopeTable, envelopeTables } from '../envelope-tables.ts'
import { query } from '../query.ts'

export type EnvelopeKeyCount = { store: EnvelopeTable; dek_id: string; kek_id: string; records: number }

/** How many sealed records stand under each data key. */
export const envelopeKeys = query<Record<string, never>, EnvelopeKeyCount>({
  name: 'envelope-keys',
  tier: 'raw',
  sql: () => ({
    sql: `${envelopeTables
      .map(
        (table) => `
      SELECT '${table}' AS store, toString(dek_id) AS dek_id, toString(kek_id) AS kek_id, count() AS records
      FROM ${table} WHERE org_id = {org_id:String} GROUP BY dek_id, kek_id`,
      )
      .join(' UNION ALL ')}
      ORDER BY store, dek_id, kek_id`,
    bound: {},
  }),
})
