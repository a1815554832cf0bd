import { type Condition, conditionsOfFilters, type StoreFilters } from '../event-filters.ts'
import type { EventRow } from '../event-row.ts'
import { boundMoment, query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'
import type { Stretch } from '../stretches.ts'

/** Where a page ended: the last row's sort key. */
export type EventCursor = { createdAt: string; id: string }

/** `stretch` keeps it to some of the time, beside the filters' own; `withoutText` leaves out whatever was said, unread. */
export type EventsSearch = StoreFilters & {
  after: EventCursor | null
  rows: number
  part: EventsPart
  stretch?: Stretch
  withoutText?: boolean
}

const internal = ['expires_at', 'batch_id']
const texts = ['prompt_excerpt', 'response_excerpt', 'findings', 'ml']

const afterAt = `parseDateTime64BestEffort({after_at:String}, 3, 'UTC')`
const conditionsAfter = (after: EventCursor | null): Condition[] =>
  after === null
    ? []
    : [
        {
          sql: `created_at <= ${afterAt} AND (created_at, id) < (${afterAt}, {after_id:String})`,
          bound: { after_at: after.createdAt, after_id: after.id },
        },
      ]

const conditionsOfStretch = ({ fromMs, untilMs, days }: Stretch): Condition[] => [
  ...(fromMs === null
    ? []
    : [{ sql: `created_at >= ${boundMoment('stretch_from')}`, bound: { stretch_from: fromMs } }]),
  ...(untilMs === null
    ? []
    : [{ sql: `created_at < ${boundMoment('stretch_until')}`, bound: { stretch_until: untilMs } }]),
  ...(days === null
    ? []
    : [{ sql: 'toDate(created_at) IN {stretch_days:Array(Date)}', bound: { stretch_days: days } }]),
]

/**
 * Events of a tenant in the part that the reader may see, newest first, with every filter bound as a parameter. Parts are
 * read in their order, and those that are older than what fills the page are not begun. What skip indexes leave is known
 * before: asking them granule by granule while reading costs more than all that a page reads.
 */
export const eventsSearch = query<EventsSearch, EventRow>({
  name: 'events-search',
  tier: 'raw',
  sql: ({ after, rows, part, stretch, withoutText, ...filters }) => {
    const conditions = [
      ...conditionsOfFilters(filters),
      ...conditionsAfter(after),
      ...(stretch ? conditionsOfStretch(stretch) : []),
      ...conditionsOfPart(part),
    ]
    const where = ['org_id = {org_id:String}', ...conditions.map(({ sql }) => sql)].join(' AND ')
    return {
      sql: `
        SELECT * EXCEPT (${[...internal, ...(withoutText ? texts : [])].join(', ')})
        FROM events
        PREWHERE ${where}
        ORDER BY org_id DESC, created_at DESC, id DESC
        LIMIT {rows:UInt32}
        SETTINGS optimize_read_in_order = 1, read_in_order_use_virtual_row = 1, use_skip_indexes_on_data_read = 0`,
      bound: Object.assign({ rows }, ...conditions.map(({ bound }) => bound)),
    }
  },
})
