import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { clusterStatements, migrationsTable, onCluster } from './cluster-ddl.ts'

export type ClickHouseTarget = { url: string; username: string; password: string; database: string }

/** A server, or any one of a cluster's, by which all of them are migrated. */
type MigrationTarget = ClickHouseTarget & { cluster?: string | null }

/** A migration may write a large table anew. */
const statementMsMax = 6 * 3_600_000

const folder = fileURLToPath(new URL('../migrations/clickhouse', import.meta.url))

/** Applies the ClickHouse migrations that a database does not have yet, in order. Gives the names of those. */
export async function migrateClickHouse({
  database,
  cluster = null,
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
  })
  try {
    await inside.command({ query: migrationsTable(cluster) })
    const result = await inside.query({ query: 'SELECT name FROM schema_migrations', format: 'JSONEachRow' })
    const applied = new Set((await result.json<{ name: string }>()).map(({ name }) => name))
    const due = migrations(cluster).filter(({ name }) => !applied.has(name))
    for (const { name, statements } of due) {
      for (const statement of statements) await inside.command({ query: statement })
      await inside.insert({ table: 'schema_migrations', values: [{ name }], format: 'JSONEachRow' })
    }
    return due.map(({ name }) => name)
  } finally {
    await inside.close()
  }
}

/** Every migration in order with its statements: as they are written, or as a cluster takes them. */
export function migrations(cluster: string | null): { name: string; statements: string[] }[] {
  const tables = new Set<string>()
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const written = statementsOf(readFileSync(join(folder, name), 'utf8'))
      const statements =
        cluster === null
          ? written
          : written.flatMap((statement) => clusterStatements(statement, cluster, tables))
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
