import type { EventsPart } from '../reach.ts'
import { SqlRefusal, sqlCodes } from '../sql/refusal.ts'
import { ServerFault } from '../sql/server-fault.ts'
import { orgSetting } from '../sql/server-user.ts'
import { readQuery } from '../sql/statement.ts'
import { type Fence, tableFilters, tableOf } from '../sql/tables.ts'
import { literal } from '../sql/tokens.ts'
import type { Tenant } from '../tenant.ts'
import type { ClickHouseAddress } from './clickhouse.ts'

/** Bounds of one query. Units: seconds, rows, bytes. */
export const sqlLimits = {
  timeS: 30,
  rowsReadMax: 2_000_000_000,
  memoryBytesMax: 700_000_000,
  resultBytesMax: 2_000_000_000,
  jsonBytesMax: 50_000_000,
  textCharsMax: 64_000,
  parallelMax: 4,
} as const

/** How a result is wanted. Shape: `rowsMax` cuts when `cuts`, or else a larger result is an error. */
export type ResultShape = {
  format: string
  rowsMax: number
  bytesMax: number
  cuts: boolean
  settings?: Readonly<Record<string, string>>
}

/** Who runs a query, and the name that they gave it, by which they alone can end it. Shape: `queryId` is /[\w.:-]+/. */
export type Runner = { subject: string; queryId: string }

/** A query of an analyst that may be run. */
export type CheckedQuery = {
  sql: string
  format: string | null
  tables: readonly string[]
  parameters: readonly string[]
}

export type AnalystSql = ReturnType<typeof analystSql>

/** A table made meanwhile is not open to anyone before its filter is known, since only declared tables are written. */
const storedForMs = 60_000
const normaliseTimeoutMs = 10_000

/**
 * Queries of analysts, between walls that each hold alone: ClickHouse normalises the text as a bound value, the reader
 * writes it anew over the tenant's rows, and it runs read-only with a filter on every table. Shape: `reader` is a user of
 * the server for these queries alone, held by row policies; without one they run as our own.
 */
export function analystSql(address: ClickHouseAddress, reader: { user: string; password: string } | null) {
  const ours = { 'X-ClickHouse-User': address.user, 'X-ClickHouse-Key': address.password }
  const readers =
    reader === null ? ours : { 'X-ClickHouse-User': reader.user, 'X-ClickHouse-Key': reader.password }
  let stored: { names: Promise<string[]>; atMs: number } | null = null

  async function send(
    sql: string,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
    headers = ours,
  ): Promise<Response> {
    const url = new URL(address.url)
    for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
    let response: Response
    try {
      response = await fetch(url, { method: 'POST', body: sql, headers, signal })
    } catch (error) {
      throw ServerFault.away(String(error))
    }
    if (response.ok) return response
    throw ServerFault.of(
      await response.text(),
      response.headers.get('x-clickhouse-exception-code'),
      address.database,
    )
  }

  const storedTables = (nowMs: number): Promise<string[]> => {
    if (stored === null || nowMs - stored.atMs > storedForMs) {
      const names = send(
        'SELECT name FROM system.tables WHERE database = {name:String} FORMAT JSONEachRow',
        { readonly: '1', param_name: address.database },
        AbortSignal.timeout(normaliseTimeoutMs),
      ).then(async (answer) => rowsOf<{ name: string }>(await answer.text()).map(({ name }) => name))
      stored = { names, atMs: nowMs }
      names.catch(() => {
        stored = null
      })
    }
    return stored.names
  }

  /** One whole statement as ClickHouse writes it. Errors: SqlRefusal and ServerFault. */
  async function normalise(tenant: Tenant, text: string): Promise<string> {
    if (text.length > sqlLimits.textCharsMax)
      throw new SqlRefusal(sqlCodes.tooBig, `A query has at most ${sqlLimits.textCharsMax} characters`)
    const answer = await send(
      `SELECT formatQuerySingleLine({query:String}) AS canonical,
        (SELECT count() FROM system.processes WHERE startsWith(Settings['log_comment'], {mine:String})) AS running
      FORMAT JSONEachRow`,
      {
        readonly: '1',
        output_format_json_quote_64bit_integers: '0',
        param_query: escapedText(text),
        param_mine: escapedText(commentOf(tenant)),
      },
      AbortSignal.timeout(normaliseTimeoutMs),
    )
    const [row] = rowsOf<{ canonical: string; running: number }>(await answer.text())
    if (row === undefined) throw ServerFault.away('an empty answer')
    if (row.running >= sqlLimits.parallelMax) throw tooMany()
    return row.canonical
  }

  /** Runs a text as it stands behind the last wall alone: read-only, bounded, with a filter on every table. */
  async function runFenced(
    tenant: Tenant,
    part: EventsPart,
    sql: string,
    shape: ResultShape,
    parameters: Readonly<Record<string, string>>,
    signal: AbortSignal,
    runner: Runner | null = null,
  ): Promise<Response> {
    const fence: Fence = { orgId: tenant.orgId, part }
    const filters = tableFilters(fence, address.database, await storedTables(Date.now()))
    const bound = Object.entries(parameters).map(([name, value]) => [`param_${name}`, value] as const)
    return send(
      sql,
      {
        ...shape.settings,
        ...Object.fromEntries(bound),
        ...(shape.cuts
          ? { limit: String(shape.rowsMax) }
          : { max_result_rows: String(shape.rowsMax), result_overflow_mode: 'throw' }),
        default_format: shape.format,
        readonly: '1',
        additional_table_filters: filters,
        log_comment: commentOf(tenant, runner),
        max_execution_time: String(sqlLimits.timeS),
        max_rows_to_read: String(sqlLimits.rowsReadMax),
        max_memory_usage: String(sqlLimits.memoryBytesMax),
        max_result_bytes: String(shape.bytesMax),
        cancel_http_readonly_queries_on_client_close: '1',
        // Tables are written out in the query, and the server's own bound would cut it.
        max_query_size: '2000000',
        session_timezone: 'UTC',
        ...(reader === null ? {} : { [orgSetting]: tenant.orgId }),
      },
      signal,
      readers,
    )
  }

  return {
    normalise,
    runFenced,

    /** Reads a query of an analyst. Errors: SqlRefusal for what is not open to them, ServerFault for what is no query. */
    async check(tenant: Tenant, part: EventsPart, text: string): Promise<CheckedQuery> {
      const canonical = await normalise(tenant, text)
      const read = readQuery(canonical, tableOf({ orgId: tenant.orgId, part }, address.database))
      return {
        sql: read.sql,
        format: read.format,
        tables: [...read.tables],
        parameters: [...read.parameters],
      }
    },

    /** Ends what runs under a name of this runner; how many queries that were. Errors: ServerFault. */
    async end(tenant: Tenant, runner: Runner): Promise<number> {
      const answer = await send(
        `KILL QUERY WHERE startsWith(Settings['log_comment'], ${literal(commentOf(tenant, runner))}) ASYNC FORMAT JSONEachRow`,
        {},
        AbortSignal.timeout(normaliseTimeoutMs),
      )
      return rowsOf(await answer.text()).length
    },

    /** Runs a query that was checked; its answer is a stream in the format asked for, which ends with the signal. */
    run: (
      tenant: Tenant,
      part: EventsPart,
      query: CheckedQuery,
      shape: ResultShape,
      parameters: Readonly<Record<string, string>>,
      signal: AbortSignal,
      runner: Runner | null = null,
    ): Promise<Response> => runFenced(tenant, part, query.sql, shape, parameters, signal, runner),
  }
}

/** What a query runs under: the organization first, by which its queries are counted. */
const commentOf = ({ orgId }: Tenant, runner: Runner | null = null): string =>
  `sql:${orgId}:${runner === null ? '' : `${runner.subject}:${runner.queryId}:`}`

export const tooMany = (): SqlRefusal =>
  new SqlRefusal(sqlCodes.tooMany, `At most ${sqlLimits.parallelMax} queries of an organization run at once`)

/** A text as a parameter in the address takes it; elements of an array are quoted instead. Source: ClickHouse, HTTP interface, queries with parameters. */
export const escapedText = (value: string): string =>
  value
    .replaceAll('\\', '\\\\')
    .replaceAll('\t', '\\t')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\0', '\\0')

const rowsOf = <Row>(lines: string): Row[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row)
