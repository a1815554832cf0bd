import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'

export type ClickHouseTarget = { url: string; username: string; password: string; database: string }

const folder = fileURLToPath(new URL('../migrations/clickhouse', import.meta.url))

/** Applies the ClickHouse migrations that a database does not have yet, in order. Gives the names of those. */
export async function migrateClickHouse({ database, ...server }: ClickHouseTarget): Promise<string[]> {
  const client = createClient({ ...server, log: { level: ClickHouseLogLevel.OFF } })
  try {
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${identifier(database)}` })
  } finally {
    await client.close()
  }
  const inside = createClient({ ...server, database, log: { level: ClickHouseLogLevel.OFF } })
  try {
    await inside.command({
      query:
        'CREATE TABLE IF NOT EXISTS schema_migrations (name String, applied_at DateTime DEFAULT now()) ENGINE = MergeTree ORDER BY name',
    })
    const result = await inside.query({ query: 'SELECT name FROM schema_migrations', format: 'JSONEachRow' })
    const applied = new Set((await result.json<{ name: string }>()).map(({ name }) => name))
    const due = readdirSync(folder)
      .filter((name) => name.endsWith('.sql') && !applied.has(name))
      .sort()
    for (const name of due) {
      for (const statement of statementsOf(readFileSync(join(folder, name), 'utf8'))) {
        await inside.command({ query: statement })
      }
      await inside.insert({ table: 'schema_migrations', values: [{ name }], format: 'JSONEachRow' })
    }
    return due
  } finally {
    await inside.close()
  }
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
  const { CLICKHOUSE_URL, CLICKHOUSE_USER, CLICKHOUSE_PASSWORD, CLICKHOUSE_DATABASE } = process.env
  if (!CLICKHOUSE_URL) throw new Error('CLICKHOUSE_URL says which server to migrate')
  const applied = await migrateClickHouse({
    url: CLICKHOUSE_URL,
    username: CLICKHOUSE_USER ?? 'default',
    password: CLICKHOUSE_PASSWORD ?? '',
    database: CLICKHOUSE_DATABASE ?? 'aegisflow',
  })
  console.log(applied.length === 0 ? 'ClickHouse is up to date.' : `Applied ${applied.join(', ')}.`)
}
