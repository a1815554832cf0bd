import type { EnvelopeTable } from '../envelope-tables.ts'
import { query } from '../query.ts'

export type EnvelopeSample = { id: string; dek_id: string; kek_id: string; envelope: string }

/** A few envelopes of each data key in one table, others at each time that is asked for. Only those are read whole. */
export const envelopeSamples = query<{ table: EnvelopeTable; perKey: number; nowMs: number }, EnvelopeSample>(
  {
    name: 'envelope-samples',
    tier: 'raw',
    sql: ({ table, perKey, nowMs }) => ({
      sql: `
      SELECT id, toString(dek_id) AS dek_id, toString(kek_id) AS kek_id, envelope FROM ${table}
      WHERE org_id = {org_id:String} AND id IN (
        SELECT id FROM ${table} WHERE org_id = {org_id:String}
        ORDER BY dek_id, cityHash64(id, {chance:UInt64}) LIMIT {per_key:UInt32} BY dek_id)
      LIMIT {per_key:UInt32} BY dek_id`,
      bound: { per_key: perKey, chance: nowMs },
    }),
  },
)
