import { query } from '../query.ts'

export type RawAnswer = { id: string; envelope: string }

/** Kept parts of vendors' answers, sealed. */
export const rawAnswers = query<{ ids: readonly string[] }, RawAnswer>({
  name: 'raw-answers',
  tier: 'raw',
  sql: ({ ids }) => ({
    sql: `
      SELECT id, envelope
      FROM raw_payloads
      WHERE org_id = {org_id:String} AND id IN {ids:Array(String)}
      LIMIT 1 BY id`,
    bound: { ids },
  }),
})
