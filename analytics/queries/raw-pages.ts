import { query } from '../query.ts'

export type RawPage = { id: string; envelope: string }

/** What was asked for some pages, sealed. */
export const rawPages = query<{ credentialId: string; stream: string; ids: readonly string[] }, RawPage>({
  name: 'raw-pages',
  tier: 'raw',
  sql: ({ credentialId, stream, ids }) => ({
    sql: `
      SELECT id, envelope
      FROM raw_pages
      WHERE org_id = {org_id:String} AND credential_id = {credential_id:String} AND stream = {stream:String}
        AND id IN {ids:Array(String)}
      LIMIT 1 BY id`,
    bound: { credential_id: credentialId, stream, ids },
  }),
})
