import { facetNames } from '../contract/analytics.ts'
import { arraysOfFacets, type FacetRow } from '../facets.ts'
import { query } from '../query.ts'
import { conditionsOfPart, type EventsPart } from '../reach.ts'

type Params = { from: string; to: string; rows: number; part: EventsPart }

const columns = facetNames.filter((name) => !(name in arraysOfFacets))
const pairs = [
  `[${columns.map((name) => `('${name}', toString(event.${name}))`).join(', ')}]`,
  ...Object.entries(arraysOfFacets).map(
    ([name, column]) => `arrayMap(each -> ('${name}', toString(each)), event.${column})`,
  ),
]

/** The same from the events themselves, for readers who may see only a part of them. */
export const facetsRaw = query<Params, FacetRow>({
  name: 'facets-raw',
  tier: 'raw',
  sql: ({ from, to, rows, part }) => {
    const conditions = conditionsOfPart(part)
    return {
      sql: `
        SELECT found.pair.1 AS facet, found.pair.2 AS value, toInt64(count()) AS events
        FROM (
            SELECT arrayJoin(arrayConcat(${pairs.join(', ')})) AS pair
            FROM events AS event
            WHERE ${[
              'event.org_id = {org_id:String}',
              `event.created_at >= toDateTime64({from:Date}, 3, 'UTC')`,
              `event.created_at < toDateTime64({to:Date} + 1, 3, 'UTC')`,
              ...conditions.map(({ sql }) => sql),
            ].join(' AND ')}
        ) AS found
        WHERE value != ''
        GROUP BY facet, value
        ORDER BY facet, events DESC, value
        LIMIT {rows:UInt32} BY facet`,
      bound: Object.assign({ from, to, rows }, ...conditions.map(({ bound }) => bound)),
    }
  },
})
