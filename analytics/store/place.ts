import type { D1Database } from '@cloudflare/workers-types'
import { drizzle } from 'drizzle-orm/d1'
import { type ClickHouse, clickHouse } from './clickhouse.ts'
import * as schema from './d1/schema/index.ts'

/** Bindings that say where an organization's data lives. */
export type StoreBindings = {
  DB: D1Database
  REGION: string
  CLICKHOUSE_URL: string
  CLICKHOUSE_USER: string
  CLICKHOUSE_PASSWORD?: string
  CLICKHOUSE_DATABASE: string
}

export type ControlPlane = ReturnType<typeof drizzle<typeof schema>>

/** Everything that a region decides: which D1 and which ClickHouse hold an organization's truth. */
export type Place = { region: string; db: ControlPlane; clickhouse: ClickHouse }

const places = new WeakMap<StoreBindings, Place>()

/**
 * The place of a region. The only function that turns a region into databases; there is one region today, and an
 * unknown one is refused instead of being sent somewhere else.
 */
export function placeOf(env: StoreBindings, region: string): Place {
  if (region !== env.REGION) throw new Error(`region ${region} is not served here`)
  let place = places.get(env)
  if (!place) {
    place = {
      region,
      db: drizzle(env.DB, { schema }),
      clickhouse: clickHouse({
        url: env.CLICKHOUSE_URL,
        user: env.CLICKHOUSE_USER,
        password: env.CLICKHOUSE_PASSWORD ?? '',
        database: env.CLICKHOUSE_DATABASE,
      }),
    }
    places.set(env, place)
  }
  return place
}
