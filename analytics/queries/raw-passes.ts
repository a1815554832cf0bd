import { query } from '../query.ts'

/** A reading of a window: its pages as `[page_key, next_key, id]`, the latest of each last. */
export type RawPass = {
  pass: string
  last_at: string
  from_at: string
  to_at: string
  pages: [string, string, string][]
}

type Params = {
  credentialId: string
  stream: string
  /** Of the pass before, or what is read again begins with the newest. */
  after: { at: string; pass: string } | null
  /** One pass alone; null is all of them. */
  only: string | null
  rows: number
}

/** Readings of a stream whose answers were kept, newest first. */
export const rawPasses = query<Params, RawPass>({
  name: 'raw-passes',
  tier: 'raw',
  sql: ({ credentialId, stream, after, only, rows }) => ({
    sql: `
      SELECT pass, max(created_at) AS last_at, any(window_from) AS from_at, any(window_to) AS to_at,
        arrayMap(page -> [page.2, page.3, page.4], arraySort(groupArray((created_at, page_key, next_key, id)))) AS pages
      FROM raw_pages
      WHERE org_id = {org_id:String} AND credential_id = {credential_id:String} AND stream = {stream:String}
        AND ({only:String} = '' OR pass = {only:String})
      GROUP BY pass
      HAVING {after_at:String} = '' OR (last_at, pass) < (parseDateTime64BestEffortOrZero({after_at:String}, 3, 'UTC'), {after_pass:String})
      ORDER BY last_at DESC, pass DESC
      LIMIT {rows:UInt32}`,
    bound: {
      credential_id: credentialId,
      stream,
      after_at: after?.at ?? '',
      after_pass: after?.pass ?? '',
      only: only ?? '',
      rows,
    },
  }),
})
