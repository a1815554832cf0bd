import type { EventsQuery } from '../contract/endpoints.ts'
import type { EventRow } from '../event-row.ts'
import { query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'

/** Where a page ended: the last row's sort key. */
type EventCursor = { createdAt: string; id: string }

export type EventsSearch = Omit<EventsQuery, 'cursor' | 'limit'> & {
  after: EventCursor | null
  rows: number
  part: EventsPart
}

type Condition = { sql: string; name: string; value: unknown }

const equalTo = (column: string, value: string | undefined): Condition[] =>
  value === undefined ? [] : [{ sql: `${column} = {${column}:String}`, name: column, value }]

function conditionsOf(search: EventsSearch): Condition[] {
  const { after } = search
  return [
    ...equalTo('kind', search.kind),
    ...equalTo('source', search.source),
    ...equalTo('vendor_id', search.vendor_id),
    ...equalTo('model', search.model),
    ...equalTo('workspace_id', search.workspace_id),
    ...equalTo('project_id', search.project_id),
    ...equalTo('actor_id', search.actor_id),
    ...equalTo('severity', search.severity),
    ...equalTo('risk_label', search.risk_label),
    ...equalTo('status', search.status),
    ...(search.violation_type === undefined
      ? []
      : [
          {
            sql: `has(compliance_hits, {violation_type:String}) AND violation_type != ''`,
            name: 'violation_type',
            value: search.violation_type,
          },
        ]),
    ...(search.only_violations ? [{ sql: `violation_type != ''`, name: '', value: null }] : []),
    ...(search.from === undefined
      ? []
      : [
          {
            sql: `created_at >= parseDateTime64BestEffort({from:String}, 3, 'UTC')`,
            name: 'from',
            value: search.from,
          },
        ]),
    ...(search.to === undefined
      ? []
      : [
          {
            sql: `created_at < parseDateTime64BestEffort({to:String}, 3, 'UTC')`,
            name: 'to',
            value: search.to,
          },
        ]),
    ...(search.q === undefined
      ? []
      : [
          {
            sql: `(positionCaseInsensitiveUTF8(prompt_excerpt, {q:String}) > 0 OR positionCaseInsensitiveUTF8(response_excerpt, {q:String}) > 0)`,
            name: 'q',
            value: search.q,
          },
        ]),
    ...(after === null
      ? []
      : [
          {
            sql: `created_at <= parseDateTime64BestEffort({after_at:String}, 3, 'UTC') AND (created_at, id) < (parseDateTime64BestEffort({after_at:String}, 3, 'UTC'), {after_id:String})`,
            name: 'after_at',
            value: after.createdAt,
          },
          { sql: `{after_id:String} != ''`, name: 'after_id', value: after.id },
        ]),
  ]
}

/** Events of a tenant in the part that the reader may see, newest first, with every filter bound as a parameter. */
export const eventsSearch = query<EventsSearch, EventRow>({
  name: 'events-search',
  tier: 'raw',
  sql: (search) => {
    const conditions = conditionsOf(search)
    const parts = conditionsOfPart(search.part)
    const bound: Record<string, unknown> = Object.assign(
      { rows: search.rows },
      ...parts.map((part) => part.bound),
    )
    for (const { name, value } of conditions) if (name !== '') bound[name] = value
    const where = ['org_id = {org_id:String}', ...[...conditions, ...parts].map(({ sql }) => sql)].join(
      ' AND ',
    )
    return {
      sql: `
        SELECT * EXCEPT (expires_at, batch_id)
        FROM events
        WHERE ${where}
        ORDER BY org_id DESC, created_at DESC, id DESC
        LIMIT {rows:UInt32}
        SETTINGS optimize_read_in_order = 1`,
      bound,
    }
  },
})
