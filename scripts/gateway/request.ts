import { createHash, randomUUID, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { QueryFailure } from './errors.ts'
import { identifier, literal } from './sql.ts'

/** Who may call: one user; an empty password lets everyone in, as on a fresh server. */
export type Account = { user: string; password: string }

/** What a request asks for besides its statement. */
export type Call = {
  queryId: string
  query: string
  /** Named in the settings of the running query, by which it can be cancelled. */
  comment: string
  defaultFormat: string
  waitEndOfQuery: boolean
  compressResult: boolean
  /** The statements that put a fresh session into the state the request asks for. */
  prologue: string
}

// session_id and session_timeout: every request has a session of its own, so there is no state to come back to;
// temporary tables and SET do not outlive their request. role, quota_key, buffer_size: nothing to act on here.
const NOT_SETTINGS = new Set(
  'query database default_format user password query_id session_id session_timeout session_check quota_key role buffer_size wait_end_of_query compress decompress stacktrace log_comment'.split(
    ' ',
  ),
)
const NAME = /^[A-Za-z_][A-Za-z0-9_.]*$/

/**
 * Reads URL and headers of a query request.
 * Errors: 48 for ClickHouse's own compressed blocks, 115 for a setting without a proper name, 457 likewise for
 * a parameter, 73 for a malformed format.
 */
export function readCall(request: IncomingMessage, url: URL): Call {
  const given = url.searchParams
  for (const name of ['compress', 'decompress']) {
    if (isOn(given.get(name))) {
      throw new QueryFailure(
        48,
        'NOT_IMPLEMENTED',
        `${name}=1 (native compressed blocks) is not supported; use Content-Encoding and enable_http_compression`,
      )
    }
  }
  if (header(request, 'content-type').startsWith('multipart/')) {
    throw new QueryFailure(48, 'NOT_IMPLEMENTED', 'External tables (multipart bodies) are not supported')
  }
  const queryId = given.get('query_id') || randomUUID()
  const ownComment = given.get('log_comment')
  const comment = ownComment === null ? queryId : `${ownComment} (${queryId})`
  const defaultFormat =
    given.get('default_format') || header(request, 'x-clickhouse-format') || 'TabSeparated'
  if (!/^\w+$/.test(defaultFormat))
    throw new QueryFailure(73, 'UNKNOWN_FORMAT', `Unknown format ${defaultFormat}`)
  const database = given.get('database') || header(request, 'x-clickhouse-database')
  return {
    queryId,
    query: given.get('query') ?? '',
    comment,
    defaultFormat,
    waitEndOfQuery: isOn(given.get('wait_end_of_query')),
    compressResult: isOn(given.get('enable_http_compression')),
    prologue: prologueOf(given, comment, database, request.method === 'GET' || request.method === 'HEAD'),
  }
}

// chDB alone switches the first two on; a server has them off. What is read lies in the system's memory for the most
// part: handing each of a thousand small reads to another thread costs more than the read. GET is read-only as on a
// server, and set apart from the caller's settings so that the engine itself refuses a setting that is not allowed then.
function prologueOf(given: URLSearchParams, comment: string, database: string, readonly: boolean): string {
  const parts = [
    `SET implicit_select = 0, allow_introspection_functions = 0, local_filesystem_read_method = 'pread', log_comment = ${literal(comment)}`,
  ]
  if (database !== '') parts.push(`USE ${identifier(database)}`)
  if (readonly) parts.push('SET readonly = 2')
  const changes: string[] = []
  for (const [name, value] of given) {
    if (NOT_SETTINGS.has(name)) continue
    if (!NAME.test(name)) {
      throw name.startsWith('param_')
        ? new QueryFailure(457, 'BAD_QUERY_PARAMETER', `Query parameter name ${literal(name)} is not valid`)
        : new QueryFailure(
            115,
            'UNKNOWN_SETTING',
            `Setting ${name} is neither a builtin setting nor started with the prefix`,
          )
    }
    changes.push(`${name} = ${literal(value)}`)
  }
  if (changes.length > 0) parts.push(`SET ${changes.join(', ')}`)
  return parts.join('; ')
}

/** Lets the account in. Errors: 516 for wrong or mixed credentials, 194 when none came but one is needed. */
export function authenticate(request: IncomingMessage, url: URL, account: Account): void {
  const ways = [fromHeaders(request), fromBasic(request), fromUrl(url)].filter((way) => way !== null)
  if (ways.length > 1) {
    throw new QueryFailure(
      516,
      'AUTHENTICATION_FAILED',
      'Invalid authentication: it is not allowed to use several ways at once',
    )
  }
  const [caller] = ways
  if (caller === undefined) {
    if (account.password === '') return
    throw new QueryFailure(
      194,
      'REQUIRED_PASSWORD',
      `${account.user}: Authentication failed: password is required`,
    )
  }
  const known = account.password === '' || sameSecret(caller.password, account.password)
  if (!sameSecret(caller.user, account.user) || !known) {
    throw new QueryFailure(
      516,
      'AUTHENTICATION_FAILED',
      `${caller.user}: Authentication failed: password is incorrect, or there is no user with such name`,
    )
  }
}

function fromHeaders(request: IncomingMessage): Account | null {
  const user = header(request, 'x-clickhouse-user')
  const password = header(request, 'x-clickhouse-key')
  return user === '' && password === '' ? null : { user: user || 'default', password }
}

function fromBasic(request: IncomingMessage): Account | null {
  const given = header(request, 'authorization')
  if (given === '') return null
  const encoded = /^Basic\s+(\S+)\s*$/i.exec(given)?.[1]
  if (encoded === undefined) {
    throw new QueryFailure(
      516,
      'AUTHENTICATION_FAILED',
      'Invalid authentication: only the Basic HTTP Authorization scheme is supported',
    )
  }
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return colon < 0
    ? { user: decoded, password: '' }
    : { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) }
}

function fromUrl(url: URL): Account | null {
  const { searchParams } = url
  if (!searchParams.has('user') && !searchParams.has('password')) return null
  return { user: searchParams.get('user') || 'default', password: searchParams.get('password') ?? '' }
}

function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function header(request: IncomingMessage, name: string): string {
  const value = request.headers[name]
  return typeof value === 'string' ? value : ''
}

function isOn(value: string | null): boolean {
  return value !== null && value !== '' && value !== '0' && value !== 'false'
}
