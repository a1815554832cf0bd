import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from '@clickhouse/client'
import type { EventsPart } from '../../analytics/reach.ts'
import { SqlRefusal } from '../../analytics/sql/refusal.ts'
import { ServerFault } from '../../analytics/sql/server-fault.ts'
import { type AnalystSql, analystSql, escapedText } from '../../analytics/store/analyst-sql.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { startGateway } from '../../scripts/gateway/start.ts'
import { migrateClickHouse } from '../../scripts/migrate.ts'

/** Stands in every text of the other tenant's rows. */
export const otherMark = 'MARK-of-the-other-tenant'
/** Stands in the own tenant's rows that analysts have no table for. */
export const hiddenMark = 'MARK-of-what-is-hidden'

/** What became of a query: its answer, or why there is none. */
type Attempt = { answered: boolean; text: string }

/** The real engine with every table of ours, and rows of two tenants in each. */
export type AnalystEngine = {
  sql: AnalystSql
  own: Tenant
  database: string
  /** Asks as the console does: through every wall. */
  ask(text: string, part?: EventsPart, parameters?: Record<string, string>, format?: string): Promise<Attempt>
  /** Runs a text behind the last wall alone, as if the reader had let it through. */
  askFenced(text: string, part?: EventsPart): Promise<Attempt>
  /** Everything that is stored, to see that nothing has changed. */
  stored(): Promise<string>
  command(statement: string): Promise<void>
  end(): Promise<void>
}

type Column = { table: string; name: string; type: string }

export async function analystEngine(): Promise<AnalystEngine> {
  const dir = mkdtempSync(join(tmpdir(), 'analyst-sql-'))
  const gateway = await startGateway({ dir, user: 'default', password: 'secret' })
  const database = 'tenants'
  const account = { url: gateway.url, username: 'default', password: 'secret' }
  await migrateClickHouse({ ...account, database })
  const client = createClient({ ...account, database })
  const own: Tenant = { orgId: 'own-tenant', region: 'us', plan: 'pro' }
  const rows = async <Row>(query: string): Promise<Row[]> =>
    (await client.query({ query, format: 'JSONEachRow' })).json<Row>()

  const columns = await rows<Column>(
    `SELECT table, name, type FROM system.columns WHERE database = '${database}' AND default_kind != 'MATERIALIZED'`,
  )
  const kept = await rows<{ name: string; engine: string }>(
    `SELECT name, engine FROM system.tables WHERE database = '${database}' AND engine != 'MaterializedView'`,
  )
  /** A row in which every text is a mark, straight into a table. */
  const insert = async (table: string, orgId: string, mark: string): Promise<void> => {
    const own = columns.filter((column) => column.table === table)
    if (!own.some(({ name }) => name === 'org_id')) return
    const values = own
      .filter(({ type }) => !type.startsWith('AggregateFunction'))
      .map(({ name, type }) => [name, markedValue(name, type, orgId, mark)] as const)
    await client.command({
      query: `INSERT INTO ${table} (${values.map(([name]) => name).join(', ')}) SELECT ${values.map(([, value]) => value).join(', ')}`,
    })
  }
  for (const { name } of kept) await insert(name, 'other-tenant', otherMark)
  const open = ['event_changes', 'vendor_costs']
  for (const { name } of kept) await insert(name, own.orgId, open.includes(name) ? 'own-text' : hiddenMark)
  for (const table of [
    'events',
    'dimension_hourly',
    'dimension_daily',
    'usage_daily',
    'facet_daily',
    'inspection_daily',
  ])
    await client.command({
      query: `DELETE FROM ${table} WHERE org_id = '${own.orgId}' AND has([${columns
        .filter((column) => column.table === table && column.type === 'LowCardinality(String)')
        .map(({ name }) => `toString(${name})`)
        .join(', ')}], '${hiddenMark}')`,
    })

  const sql = analystSql({ url: gateway.url, user: 'default', password: 'secret', database }, null)
  const shape = (format: string) => ({ format, rowsMax: 1000, bytesMax: 10_000_000, cuts: true })
  return {
    sql,
    own,
    database,
    ask: (text, part = null, parameters = {}, format = 'JSONCompactEachRow') =>
      attempt(async () => {
        const query = await sql.check(own, part, text)
        const wire = Object.entries(parameters).map(([name, value]) => [
          name,
          value.startsWith('[') ? value : escapedText(value),
        ])
        return sql.run(own, part, query, shape(format), Object.fromEntries(wire), AbortSignal.timeout(20_000))
      }),
    askFenced: (text, part = null) =>
      attempt(() =>
        sql.runFenced(own, part, text, shape('JSONCompactEachRow'), {}, AbortSignal.timeout(20_000)),
      ),
    async stored() {
      const counts = kept
        .filter(({ engine }) => engine !== 'Null')
        .map(async ({ name }) => [
          name,
          await rows(`SELECT count() AS rows, sum(cityHash64(toString(tuple(*)))) AS sum FROM ${name}`),
        ])
      const tables = await rows(
        `SELECT name FROM system.tables WHERE database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema') ORDER BY name`,
      )
      return JSON.stringify([await Promise.all(counts), tables])
    },
    async command(statement) {
      await client.command({ query: statement })
    },
    async end() {
      await client.close()
      await gateway.stop()
      rmSync(dir, { recursive: true })
    },
  }
}

async function attempt(work: () => Promise<Response>): Promise<Attempt> {
  try {
    const answer = await work()
    return { answered: true, text: await answer.text() }
  } catch (error) {
    if (error instanceof SqlRefusal || error instanceof ServerFault)
      return { answered: false, text: `${error.code} ${error.message}` }
    return { answered: false, text: String(error) }
  }
}

function markedValue(name: string, type: string, orgId: string, mark: string): string {
  if (name === 'org_id') return `'${orgId}'`
  if (name === 'expires_at') return 'now() + INTERVAL 1 YEAR'
  if (name === 'sign') return '1'
  if (name === 'revision') return '0'
  if (name === 'envelope') return `'v1.${mark}.${mark}.AAAA'`
  if (/Array\(LowCardinality\(String\)\)/.test(type) && !type.includes('Tuple')) return `['${mark}']`
  if (/String/.test(type) && !/Array|Tuple|Map/.test(type)) return `'${mark}'`
  if (type.startsWith('Array(Tuple(code')) return `[('${mark}', '${mark}', 1, 2, '${mark}', 1)]`
  if (/^Array|^Map/.test(type)) return type.startsWith('Map') ? 'map()' : '[]'
  if (/DateTime/.test(type)) return 'now()'
  if (/Date/.test(type)) return 'today()'
  return '1'
}
