import type { D1Database } from '@cloudflare/workers-types'
import { drizzle } from 'drizzle-orm/d1'
import { type AnalystSql, analystSql } from './analyst-sql.ts'
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
  /** Set when the tables were migrated for a cluster. */
  CLICKHOUSE_CLUSTER?: string
  /** A user of the server for analysts' queries alone; empty without one. */
  CLICKHOUSE_ANALYST_USER: string
  CLICKHOUSE_ANALYST_PASSWORD?: string
}

export type ControlPlane = ReturnType<typeof drizzle<typeof schema>>

/** Everything that a region decides: which D1 and which ClickHouse hold an organization's truth. */
export type Place = { region: string; db: ControlPlane; clickhouse: ClickHouse; sql: AnalystSql }

const places = new WeakMap<StoreBindings, Place>()

/**
 * The place of a region. The only function that turns a region into databases; there is one region today, and an
 * unknown one is refused instead of being sent somewhere else.
 */
export function placeOf(env: StoreBindings, region: string): Place {
  if (region !== env.REGION) throw new Error(`region ${region} is not served here`)
  let place = places.get(env)
  if (!place) {
    const address = {
      url: env.CLICKHOUSE_URL,
      user: env.CLICKHOUSE_USER,
      password: env.CLICKHOUSE_PASSWORD ?? '',
      database: env.CLICKHOUSE_DATABASE,
      cluster: env.CLICKHOUSE_CLUSTER || null,
    }
    place = {
      region,
      db: drizzle(env.DB, { schema }),
      clickhouse: clickHouse(address),
      sql: analystSql(address, analystOf(env)),
    }
    places.set(env, place)
  }
  return place
}

const analystOf = (env: StoreBindings): { user: string; password: string } | null =>
  env.CLICKHOUSE_ANALYST_USER === ''
    ? null
    : { user: env.CLICKHOUSE_ANALYST_USER, password: env.CLICKHOUSE_ANALYST_PASSWORD ?? '' }
