import { SqlRefusal, sqlCodes } from '../../analytics/sql/refusal.ts'
import { ServerFault } from '../../analytics/sql/server-fault.ts'
import type { Failure } from '../http/failure.ts'

/** What a request in ClickHouse's own manner asks for. Shape: parameters are as they came. */
export type WireCall = {
  text: string
  defaultFormat: string
  queryId: string
  packs: boolean
  parameters: Record<string, string>
  settings: Record<string, string>
  rowsMax: number | null
  cuts: boolean
}

/** Settings that change how a result is written and nothing else; they are taken over. */
const taken = new Set(
  `output_format_json_quote_64bit_integers output_format_json_quote_decimals output_format_json_quote_64bit_floats
   output_format_json_quote_denormals output_format_json_named_tuples_as_objects output_format_json_array_of_rows
   output_format_json_escape_forward_slashes output_format_csv_crlf_end_of_line output_format_decimal_trailing_zeros
   output_format_write_statistics output_format_arrow_string_as_string output_format_arrow_low_cardinality_as_dictionary
   output_format_parquet_string_as_string output_format_parquet_compression_method output_format_pretty_color
   output_format_native_encode_types_in_binary_format output_format_binary_encode_types_in_binary_format
   format_csv_delimiter format_csv_null_representation format_tsv_null_representation date_time_output_format
   bool_true_representation bool_false_representation extremes join_use_nulls cast_keep_nullable
   group_by_use_nulls`.split(/\s+/),
)
/** What clients send that has no bearing here, or that we set ourselves. */
const ignored = new Set(
  `query query_id session_id session_timeout session_check quota_key role database user password default_format
   buffer_size wait_end_of_query enable_http_compression http_zlib_compression_level stacktrace log_comment
   send_progress_in_http_headers http_headers_progress_interval_ms add_http_cors_header compress decompress
   max_block_size max_threads max_execution_time max_result_rows result_overflow_mode max_result_bytes readonly session_timezone
   max_memory_usage max_rows_to_read timeout_overflow_mode use_query_cache client_protocol_version network_compression_method
   select_sequential_consistency http_write_exception_in_output_format cancel_http_readonly_queries_on_client_close
   http_receive_timeout http_send_timeout connect_timeout receive_timeout send_timeout client_name async
   enable_analyzer allow_experimental_analyzer insert_deduplicate async_insert wait_for_async_insert show_table_uuid_in_table_create_query_if_not_nil`.split(
    /\s+/,
  ),
)
const formatNames =
  /^(?:JSON|JSONStrings|JSONCompact|JSONCompactStrings|JSONColumns|JSONCompactColumns|JSONColumnsWithMetadata|JSONEachRow|JSONLines|NDJSON|JSONStringsEachRow|JSON(?:Compact|CompactStrings)EachRow(?:WithNames|WithNamesAndTypes)?|JSONObjectEachRow|(?:TSV|TabSeparated|CSV)(?:WithNames|WithNamesAndTypes)?|(?:TSVRaw|TabSeparatedRaw)(?:WithNames|WithNamesAndTypes)?|RowBinary(?:WithNames|WithNamesAndTypes)?|Native|Parquet|Arrow|ArrowStream|ORC|Avro|MsgPack|Pretty\w*|Vertical|Markdown|Values|XML|Null|SQLInsert)$/
const statusOf: Readonly<Record<number, number>> = {
  46: 404,
  48: 501,
  60: 404,
  73: 404,
  81: 404,
  115: 404,
  159: 408,
  164: 403,
  194: 401,
  202: 503,
  210: 503,
  241: 500,
  497: 403,
  516: 403,
}
const databases = new Set(['', 'default', 'aegisflow'])
const textBytesMax = 256_000

/** The key that a request shows, as ClickHouse's clients show a password; null when it shows none. */
export function keyOf(request: Request, url: URL): string | null {
  const header = request.headers.get('x-clickhouse-key')
  if (header !== null && header !== '') return header
  const authorization = request.headers.get('authorization') ?? ''
  const bearer = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
  if (bearer !== undefined) return bearer
  const basic = /^Basic +(\S+)$/i.exec(authorization)?.[1]
  if (basic !== undefined) {
    const decoded = decodedBase64(basic)
    return decoded === null ? '' : decoded.slice(decoded.indexOf(':') + 1)
  }
  return url.searchParams.get('password')
}

function decodedBase64(text: string): string | null {
  try {
    return atob(text)
  } catch {
    return null
  }
}

/** Reads a request. Errors: SqlRefusal in a server's own terms. */
export async function readCall(request: Request, url: URL, requestId: string): Promise<WireCall> {
  const given = url.searchParams
  const database = given.get('database') ?? request.headers.get('x-clickhouse-database') ?? ''
  if (!databases.has(database))
    throw new SqlRefusal(sqlCodes.unknownDatabase, `Database ${database} does not exist`)
  for (const name of ['compress', 'decompress']) {
    if (isOn(given.get(name)))
      throw new SqlRefusal(
        sqlCodes.notImplemented,
        `${name}=1 (native compressed blocks) is not supported; use enable_http_compression=1 with Accept-Encoding`,
      )
  }
  const parameters: WireCall['parameters'] = {}
  const settings: WireCall['settings'] = {}
  for (const [name, value] of given) {
    if (name.startsWith('param_')) parameters[name.slice('param_'.length)] = value
    else if (taken.has(name)) settings[name] = value
    else if (!ignored.has(name))
      throw new SqlRefusal(sqlCodes.readonly, `Cannot modify '${name}' setting in readonly mode`)
  }
  const rows = Number(given.get('max_result_rows') ?? 0)
  return {
    text: await textOf(request, given.get('query') ?? ''),
    defaultFormat:
      given.get('default_format') || request.headers.get('x-clickhouse-format') || 'TabSeparated',
    queryId: /^[\w.:-]{1,128}$/.test(given.get('query_id') ?? '') ? (given.get('query_id') ?? '') : requestId,
    packs:
      isOn(given.get('enable_http_compression')) &&
      /\bgzip\b/i.test(request.headers.get('accept-encoding') ?? ''),
    parameters,
    settings,
    rowsMax: Number.isInteger(rows) && rows > 0 ? rows : null,
    cuts: given.get('result_overflow_mode') === 'break',
  }
}

const isOn = (value: string | null): boolean => value !== null && !['', '0', 'false'].includes(value)

/** The text of the query: of the address, of the body, or one after the other. */
async function textOf(request: Request, query: string): Promise<string> {
  if (request.body === null) return query
  const encoding = (request.headers.get('content-encoding') ?? '').trim().toLowerCase()
  if (!['', 'identity', 'gzip', 'deflate'].includes(encoding))
    throw new SqlRefusal(sqlCodes.compression, `Unknown compression method: ${encoding}`)
  const packed = encoding === 'gzip' || encoding === 'deflate'
  const body = packed ? request.body.pipeThrough(new DecompressionStream(encoding)) : request.body
  const parts: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  for await (const part of body as ReadableStream<Uint8Array<ArrayBuffer>>) {
    bytes += part.byteLength
    if (bytes > textBytesMax)
      throw new SqlRefusal(sqlCodes.tooLarge, `Query is larger than ${textBytesMax} bytes`)
    parts.push(part)
  }
  const text = await new Blob(parts).text()
  return query === '' ? text : text === '' ? query : `${query}\n${text}`
}

/** A format that may be asked for. Errors: SqlRefusal. */
export function checkFormat(name: string): string {
  if (formatNames.test(name)) return name
  throw new SqlRefusal(sqlCodes.unknownFormat, `Unknown format ${name}`, name)
}

/** A refusal as a server writes it. */
export function wireRefusal(error: unknown, queryId: string): Response {
  if (!(error instanceof SqlRefusal || error instanceof ServerFault)) throw error
  const isAway = error instanceof ServerFault && error.kind === 'away'
  const message = isAway ? 'The event store does not answer right now' : error.message
  return exception(error.code, error.codeName, message, queryId)
}

/** Why a caller is not let in, as a server says it. */
export function wireFailure(failure: Failure, queryId: string): Response {
  if (failure.kind === 'rate_limited' || failure.kind === 'unavailable') {
    const refused = exception(202, 'TOO_MANY_SIMULTANEOUS_QUERIES', failure.message, queryId)
    refused.headers.set('retry-after', String(failure.retryAfterS))
    return refused
  }
  if (failure.kind === 'unauthenticated') {
    const message = 'default: Authentication failed: the password is an API key, and this one is not right'
    return exception(516, 'AUTHENTICATION_FAILED', message, queryId)
  }
  return exception(497, 'ACCESS_DENIED', 'message' in failure ? failure.message : failure.kind, queryId)
}

/** Asks for a key. */
export function keyNeeded(queryId: string): Response {
  const message = 'default: Authentication failed: password is required; it is an API key'
  const refused = exception(194, 'REQUIRED_PASSWORD', message, queryId)
  refused.headers.set('www-authenticate', 'Basic realm="aegisflow"')
  return refused
}

const exception = (code: number, name: string, message: string, queryId: string): Response =>
  new Response(`Code: ${code}. DB::Exception: ${message.replace(/\.$/, '')}. (${name}) (version 26.7)\n`, {
    status: statusOf[code] ?? 400,
    headers: {
      'content-type': 'text/plain; charset=UTF-8',
      'cache-control': 'no-store',
      'x-clickhouse-exception-code': String(code),
      'x-clickhouse-query-id': queryId,
    },
  })
