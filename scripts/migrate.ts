import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { clusterStatements, migrationsTable, onCluster, stepsTable } from './cluster-ddl.ts'
import { ingestPause } from './migrate/ingest-pause.ts'
import { applyMigration, type MigratedStore, type Migration, withEmptyTargets } from './migrate/steps.ts'

export type ClickHouseTarget = { url: string; username: string; password: string; database: string }

/** A server, or any one of a cluster's, by which all of them are migrated. */
type MigrationTarget = ClickHouseTarget & { cluster?: string | null; quietMs?: number }

/** A migration may write a large table anew. */
const statementMsMax = 6 * 3_600_000

/** A log deletes what it corrected just after its insert: then it has done so. */
const quietMsUsual = 2_000

const copySettings = {
  // A copy must fit beside everything else into the memory of the embedded engine; its text index takes most of it.
  max_threads: 2,
  max_insert_threads: '1',
  max_block_size: '8192',
  min_insert_block_size_rows: '65536',
  min_insert_block_size_bytes: '67108864',
  // Two blocks of a copy may be alike; what was begun before is emptied, not recognised.
  insert_deduplicate: 0,
  // On a cluster a copy is over when the shards have it, since the table that it came from may be dropped next.
  distributed_foreground_insert: 1,
  // What a migration writes itself passes the pause.
  ignore_materialized_views_with_dropped_target_table: 1,
} as const

const folder = fileURLToPath(new URL('../migrations/clickhouse', import.meta.url))

/**
 * Applies the ClickHouse migrations that a database does not have yet, in order. Gives the names of those. Nothing that
 * is stored already is inserted meanwhile; a run that was cut off anywhere is gone on with by the next one.
 */
export async function migrateClickHouse({
  database,
  cluster = null,
  quietMs = quietMsUsual,
  ...server
}: MigrationTarget): Promise<string[]> {
  const client = createClient({ ...server, log: { level: ClickHouseLogLevel.OFF } })
  try {
    await client.command({
      query: `CREATE DATABASE IF NOT EXISTS ${identifier(database)}${onCluster(cluster)}`,
    })
  } finally {
    await client.close()
  }
  const inside = createClient({
    ...server,
    database,
    request_timeout: statementMsMax,
    log: { level: ClickHouseLogLevel.OFF },
    clickhouse_settings: copySettings,
  })
  try {
    const store = storeOf(inside)
    await store.run(migrationsTable(cluster))
    const applied = new Set(await store.ask('SELECT name FROM schema_migrations'))
    const due = migrations(cluster).filter(({ name }) => !applied.has(name))
    const pause = ingestPause(store, cluster, quietMs)
    if (due.length > 0) {
      await pause.begin()
      await store.run(stepsTable(cluster))
    }
    for (const migration of due) {
      await applyMigration(store, migration)
      await inside.insert({
        table: 'schema_migrations',
        values: [{ name: migration.name }],
        format: 'JSONEachRow',
      })
    }
    await pause.end()
    return due.map(({ name }) => name)
  } finally {
    await inside.close()
  }
}

function storeOf(client: ReturnType<typeof createClient>): MigratedStore {
  return {
    async run(query) {
      await client.command({ query })
    },
    async ask(query) {
      const result = await client.query({ query, format: 'JSONCompactEachRow' })
      return (await result.json<[string]>()).map(([first]) => first)
    },
  }
}

/** Every migration in order with its statements: as they are written, or as a cluster takes them. */
export function migrations(cluster: string | null): Migration[] {
  const tables = new Set<string>()
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const written = statementsOf(readFileSync(join(folder, name), 'utf8'))
      const repeatable = withEmptyTargets(name, written)
      const statements =
        cluster === null
          ? repeatable
          : repeatable.flatMap((statement) => clusterStatements(statement, cluster, tables))
      return { name, statements }
    })
}

/** Statements of a migration file: each ends with a semicolon at the end of a line. */
function statementsOf(sql: string): string[] {
  return sql
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement.replace(/^--.*$/gm, '').trim() !== '')
}

function identifier(name: string): string {
  if (!/^\w+$/.test(name)) throw new Error(`not a database name: ${name}`)
  return `\`${name}\``
}

if (import.meta.main) {
  const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE, CLICKHOUSE_CLUSTER } =
    process.env
  if (!CLICKHOUSE_URL) throw new Error('CLICKHOUSE_URL says which server to migrate')
  const applied = await migrateClickHouse({
    url: CLICKHOUSE_URL,
    username: CLICKHOUSE_USER ?? 'default',
    password: CLICKHOUSE_PASSWORD ?? '',
    database: CLICKHOUSE_DATABASE ?? 'aegisflow',
    cluster: CLICKHOUSE_CLUSTER || null,
  })
  console.log(applied.length === 0 ? 'ClickHouse is up to date.' : `Applied ${applied.join(', ')}.`)
}
