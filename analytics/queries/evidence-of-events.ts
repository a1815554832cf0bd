import { query } from '../query.ts'

export type EvidencePart = {
  id: string
  event_id: string
  part: number
  parts: number
  data_type: string
  envelope: string
}

/** Moments as ISO 8601, both included. `eventId` null is every event between them. */
type Params = { eventId: string | null; from: string; to: string }

/** Sealed originals of events, each part once; none whose time is over, though the store has not dropped it yet. */
export const evidenceOfEvents = query<Params, EvidencePart>({
  name: 'evidence-of-events',
  tier: 'raw',
  sql: ({ eventId, from, to }) => ({
    sql: `
      SELECT id, event_id, part, parts, data_type, envelope
      FROM evidence
      WHERE org_id = {org_id:String}
        AND created_at BETWEEN parseDateTime64BestEffort({from:String}, 3, 'UTC') AND parseDateTime64BestEffort({to:String}, 3, 'UTC')
        AND evidence.expires_at > now()
        AND ({event_id:String} = '' OR event_id = {event_id:String})
      ORDER BY created_at, event_id, part
      LIMIT 1 BY id`,
    bound: { event_id: eventId ?? '', from, to },
  }),
})
