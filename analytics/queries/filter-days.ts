import type { StoreFilters } from '../event-filters.ts'
import { type KnownDay, knownFilters } from '../filter-days.ts'
import { query } from '../query.ts'

const ofTenant = 'held.org_id = {org_id:String}'

/**
 * How many events of each day can match filters at most, by each source that knows one of them or several: for
 * `daysThatMayMatch`. A day that a source does not name has none.
 */
export const filterDays = query<{ filters: StoreFilters }, KnownDay>({
  name: 'filter-days',
  tier: 'daily',
  sql: ({ filters }) => {
    const { measure, dimensions, facets, used } = knownFilters(filters)
    const value = (filter: keyof StoreFilters): string => `{${filter}:String}`
    const named = dimensions.map(
      ([name, filter]) => `(held.dimension = '${name}' AND held.value = ${value(filter)})`,
    )
    const counted = facets.map(
      ([name, filter]) => `(held.facet = '${name}' AND held.value = ${value(filter)})`,
    )
    const together = used.map((filter) => `held.${filter} = ${value(filter)}`)
    const inUsage = measure === 'violations' ? 'violations' : 'events'
    const parts = [
      `SELECT 'all' AS known, toString(held.day) AS day, sum(held.${measure}) AS events
      FROM dimension_daily AS held WHERE ${ofTenant} AND held.dimension = 'vendor' GROUP BY held.day`,
      named.length > 0 &&
        `SELECT toString(held.dimension) AS known, toString(held.day) AS day, sum(held.${measure}) AS events
      FROM dimension_daily AS held WHERE ${ofTenant} AND (${named.join(' OR ')}) GROUP BY held.dimension, held.day`,
      counted.length > 0 &&
        `SELECT concat('facet ', held.facet) AS known, toString(held.day) AS day, sum(held.events) AS events
      FROM facet_daily AS held WHERE ${ofTenant} AND (${counted.join(' OR ')}) GROUP BY held.facet, held.day`,
      together.length > 0 &&
        `SELECT 'usage' AS known, toString(held.day) AS day, sum(held.${inUsage}) AS events
      FROM usage_daily AS held WHERE ${ofTenant} AND ${together.join(' AND ')} GROUP BY held.day`,
    ]
    const bound = [...dimensions, ...facets].map(([, filter]) => [filter, filters[filter]] as const)
    return {
      sql: parts.filter((part) => part !== false).join('\n      UNION ALL\n      '),
      bound: Object.fromEntries([...bound, ...used.map((filter) => [filter, filters[filter]] as const)]),
    }
  },
})
