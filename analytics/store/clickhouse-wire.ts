import { ClickHouseError, parseError } from '@clickhouse/client-web'

/** Units: milliseconds, for a whole answer with its body. */
export const queryTimeoutMs = 20_000

const networkError = '210'
/** Where the server says at the end of an answer why it broke it off. */
const lastWordsChars = 4096

/**
 * Server error codes that tell that ClickHouse is away, overloaded or lets nobody in, rather than that we asked wrongly.
 * Source: ClickHouse ErrorCodes.cpp.
 */
const unavailableCodes = new Set([
  '159', // TIMEOUT_EXCEEDED
  '202', // TOO_MANY_SIMULTANEOUS_QUERIES
  '203', // NO_FREE_CONNECTION
  '209', // SOCKET_TIMEOUT
  networkError,
  '241', // MEMORY_LIMIT_EXCEEDED
  '279', // ALL_CONNECTION_TRIES_FAILED
  '439', // CANNOT_SCHEDULE_TASK
  '516', // AUTHENTICATION_FAILED
  '745', // SERVER_OVERLOADED
  '999', // KEEPER_EXCEPTION
])

/** Whether an error says that ClickHouse does not answer, so that asking again later may help; else we are at fault. */
export const isUnavailable = (error: unknown): boolean =>
  error instanceof ClickHouseError && unavailableCodes.has(error.code)

/** Runs what may not take longer. `AbortSignal.timeout` cannot be taken back: an object would stay in memory for it. */
export async function within<T>(limitMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController()
  const timer = setTimeout(() => limit.abort(), limitMs)
  try {
    return await work(limit.signal)
  } finally {
    clearTimeout(timer)
  }
}

/**
 * `fetch` for the client, which gives plain errors for a network that fails and for what a proxy says, as it does for
 * our own mistakes. Here they become an answer of ClickHouse's, with the code that it has for such a thing.
 */
export const queryFetch: typeof fetch = (input, init) =>
  within(queryTimeoutMs, async (signal) => {
    try {
      const response = await fetch(input, { ...init, signal })
      const body = await response.arrayBuffer()
      const isItsOwn = response.ok || response.headers.has('x-clickhouse-exception-code')
      return isItsOwn ? new Response(body, response) : away(`something in between said ${response.status}`)
    } catch (error) {
      return away(signal.aborted ? 'no answer in time' : String(error))
    }
  })

const away = (why: string): Response =>
  new Response(`Code: ${networkError}. DB::Exception: ${why}. (NETWORK_ERROR)`, { status: 503 })

/**
 * JSON lines as rows, parsed at once: the client's own reader takes each line for itself. Errors: ClickHouseError when
 * the server broke its answer off, since it can say so only behind the rows that it had sent.
 */
export function rowsOf<Row>(lines: string): Row[] {
  try {
    return JSON.parse(`[${lines.trimEnd().replaceAll('\n', ',')}]`) as Row[]
  } catch (error) {
    const said = parseError(lines.slice(-lastWordsChars))
    throw said instanceof ClickHouseError ? said : error
  }
}
