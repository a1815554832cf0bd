import { type ClickHouseSettings, createClient } from '@clickhouse/client-web'
import type { Query } from '../query.ts'
import type { Tenant } from '../tenant.ts'
import { correctionsIn } from './clickhouse-corrections.ts'
import { storedRowsIn } from './clickhouse-stored-rows.ts'
import { tokensIn } from './clickhouse-tokens.ts'
import { queryFetch, queryTimeoutMs, rowsOf, within } from './clickhouse-wire.ts'

/** Where rows may be written. The log names tables by this type, so a typo cannot become a table. */
export type TableName =
  | 'events'
  | 'event_corrections'
  | 'evidence'
  | 'vendor_costs'
  | 'vendor_audit'
  | 'raw_payloads'
  | 'raw_pages'
  | 'quarantined'
  | 'quarantine_ends'

/** `cluster` is the name under which the tables were migrated, when they were for a cluster. */
export type ClickHouseAddress = {
  url: string
  user: string
  password: string
  database: string
  cluster?: string | null
}

/**
 * What became of an insert. `unknown`: it may or may not have been stored, so it is sent again with the same
 * token. `rejected`: the server read it and refused it; sending it again changes nothing.
 */
export type InsertOutcome =
  | { outcome: 'stored' }
  | { outcome: 'unknown'; message: string }
  | { outcome: 'rejected'; message: string }

/** Where rows of a table are inserted when a view writes the table itself. */
const entrances: Partial<Record<TableName, string>> = {
  events: 'event_changes',
  event_corrections: 'event_changes',
}

const insertTimeoutMs = 60_000
const queryTimeoutS = 15

/** Server error codes that tell that the data itself is at fault. Source: ClickHouse ErrorCodes.cpp. */
const dataFaultCodes = new Set([
  6, 26, 27, 33, 38, 41, 53, 69, 70, 72, 117, 130, 131, 321, 349, 376, 467, 691,
])

const readSettings = {
  output_format_json_quote_64bit_integers: 0,
  output_format_json_quote_decimals: 1,
  date_time_output_format: 'iso',
  max_execution_time: queryTimeoutS,
  // On a cluster a tenant's rows are on one shard, and the others need not be asked.
  optimize_skip_unused_shards: 1,
  // Pages and dashboards read the same few blocks again and again, and opening those costs more than reading them.
  use_uncompressed_cache: 1,
} satisfies ClickHouseSettings

/** Rollups are small and sorted by what they are asked for: choosing what to read first costs more than it saves. */
const rollupSettings = { optimize_move_to_prewhere: 0 } satisfies ClickHouseSettings

const insertSettings = {
  async_insert: '0',
  deduplicate_blocks_in_dependent_materialized_views: '1',
  date_time_input_format: 'best_effort',
  input_format_skip_unknown_fields: '0',
  input_format_null_as_default: '0',
  // Inserts come often and beside each other, and what is asked meanwhile is waited for: one thread each parses cheapest.
  input_format_parallel_parsing: '0',
  // On a cluster the answer waits for the shard, which is what remembers the token.
  distributed_foreground_insert: '1',
}

export type ClickHouse = ReturnType<typeof clickHouse>

/** The one door to ClickHouse. Errors: `ask` throws `ClickHouseError`; `isUnavailable` tells of which sort it is. */
export function clickHouse(address: ClickHouseAddress) {
  const client = createClient({
    url: address.url,
    username: address.user,
    password: address.password,
    database: address.database,
    fetch: queryFetch,
    // Never reached: the time is kept there.
    request_timeout: 2 * queryTimeoutMs,
    clickhouse_settings: readSettings,
  })

  return {
    /** Answers a declared question for one tenant. */
    async ask<Params, Row>(tenant: Tenant, question: Query<Params, Row>, params: Params): Promise<Row[]> {
      const { sql, bound } = question.sql(params)
      const result = await client.query({
        query: sql,
        query_params: { ...bound, org_id: tenant.orgId },
        format: 'JSONEachRow',
        ...(question.tier === 'raw' ? {} : { clickhouse_settings: rollupSettings }),
      })
      return rowsOf<Row>(await result.text())
    },

    /** Time of one real query. Units: milliseconds. */
    async ping(): Promise<void> {
      const result = await client.query({
        query: 'SELECT count() FROM events LIMIT 1',
        format: 'JSONEachRow',
      })
      await result.json()
    },

    /** When the tables were changed last. A table that was made anew since knows no token of before. Units: whole seconds. */
    async migratedAtMs(): Promise<number> {
      const result = await client.query({
        query: 'SELECT toUnixTimestamp(max(applied_at)) AS at FROM schema_migrations',
        format: 'JSONEachRow',
      })
      const [first] = (await result.json()) as { at: number }[]
      return (first?.at ?? 0) * 1_000
    },

    ...correctionsIn(client, address.cluster ?? null),
    ...storedRowsIn(client),
    ...tokensIn(client, address.cluster ?? null),

    /**
     * Stores JSON lines exactly once per token. Sent by `fetch` because the client library takes rows, not bytes,
     * and writing each row to JSON twice cost a third of the ingest time.
     */
    async insert(table: TableName, lines: BodyInit, token: string): Promise<InsertOutcome> {
      const url = new URL(address.url)
      url.searchParams.set('query', `INSERT INTO ${entrances[table] ?? table} FORMAT JSONEachRow`)
      url.searchParams.set('database', address.database)
      url.searchParams.set('insert_deduplication_token', token)
      for (const [name, value] of Object.entries(insertSettings)) url.searchParams.set(name, value)
      const headers = { 'X-ClickHouse-User': address.user, 'X-ClickHouse-Key': address.password }
      try {
        const [response, text] = await within(insertTimeoutMs, async (signal) => {
          const answer = await fetch(url, { method: 'POST', body: lines, headers, signal })
          return [answer, await answer.text()] as const
        })
        if (response.ok) return { outcome: 'stored' }
        const code = Number(
          response.headers.get('x-clickhouse-exception-code') ?? /Code: (\d+)/.exec(text)?.[1],
        )
        const message = text.slice(0, 500)
        return dataFaultCodes.has(code) ? { outcome: 'rejected', message } : { outcome: 'unknown', message }
      } catch (error) {
        return { outcome: 'unknown', message: error instanceof Error ? error.message : String(error) }
      }
    },
  }
}
