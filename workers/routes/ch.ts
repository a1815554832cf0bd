import { fail, ok, type Result } from '../../analytics/result.ts'
import { literal } from '../../analytics/sql/tokens.ts'
import { sqlLimits } from '../../analytics/store/analyst-sql.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { audit, doingOf } from '../audit.ts'
import type { Failure } from '../http/failure.ts'
import { type RouteContext, rawRoute } from '../http/route.ts'
import { type Caller, gate, mustChangePassword, subjectOf } from '../identity/caller.ts'
import { eventsPart } from '../identity/events-part.ts'
import { sqlFailure } from '../sql/refused.ts'
import { runSql } from '../sql/run.ts'
import { asQuery, type Ended, endedBy, readsNothing } from '../sql/statements.ts'
import {
  checkFormat,
  keyNeeded,
  keyOf,
  readCall,
  type WireCall,
  wireFailure,
  wireRefusal,
} from '../sql/wire.ts'

const rowsMax = 1_000_000
const why =
  'ClickHouse’s clients show their key as a password, in ways of their own, and read refusals in its terms.'
const limit = { exempt: 'Whoever is let in is charged by who they are.' } as const

export const chQuery = rawRoute('POST /ch', {
  summary:
    'ClickHouse’s HTTP interface for BI tools, with an API key as password: one SELECT over the tables of GET /sql/schema.',
  public: why,
  limit,
  handle: answer,
})

export const chRead = rawRoute('GET /ch', {
  summary: 'The same with the query in the address; without one it says Ok.',
  public: why,
  limit,
  handle: (context) => (context.url.searchParams.has('query') ? answer(context) : alive()),
})

export const chPing = rawRoute('GET /ch/ping', {
  summary: 'Says Ok, as a server does.',
  public: 'It tells nothing but that we are here.',
  handle: alive,
})

async function alive(): Promise<Result<Response, Failure>> {
  return ok(new Response('Ok.\n', { headers: { 'content-type': 'text/plain; charset=UTF-8' } }))
}

async function answer(context: RouteContext): Promise<Result<Response, Failure>> {
  const { request, url, requestId, nowMs } = context
  const key = keyOf(request, url)
  if (key === null || key === '') return ok(keyNeeded(requestId))
  const caller = await gate.authenticateToken(key, context, 'refuse')
  if (!caller.ok) return ok(wireFailure(caller.failure, requestId))
  const reach = caller.value.access.reach('sql:run', nowMs)
  if (reach === null || mustChangePassword(caller.value)) {
    const message = 'This needs the permission sql:run.'
    return ok(wireFailure({ kind: 'forbidden', message }, requestId))
  }
  try {
    const call = await readCall(request, url, requestId)
    const ended = endedBy(call.text)
    const text = ended === null ? asQuery(call.text) : await endOf(context, caller.value, ended)
    if (readsNothing(text)) return ok(await run(context, caller.value, call, text))
    const trail = { target: caller.value.tenant.orgId, after: { query: text, params: call.parameters } }
    let thrown: unknown
    const result = await audit.around(doingOf(context, caller.value), 'sql.run', trail, async () => {
      try {
        return ok(await run(context, caller.value, call, text))
      } catch (error) {
        thrown = error
        return fail(sqlFailure(error, text))
      }
    })
    if (result.ok) return result
    return ok(
      thrown === undefined ? wireFailure(result.failure, call.queryId) : wireRefusal(thrown, call.queryId),
    )
  } catch (error) {
    return ok(wireRefusal(error, requestId))
  }
}

/** Ends a query of the caller's, as clients do whose user has pressed stop; what a server answers, as a query. */
async function endOf(context: RouteContext, caller: Caller, { queryId, format }: Ended): Promise<string> {
  const place = placeOf(context.env, caller.tenant.region)
  const count = await place.sql.end(caller.tenant, { subject: subjectOf(caller), queryId })
  const row = `'waiting' AS kill_status, ${literal(queryId)} AS query_id, currentUser() AS user, '' AS query`
  return `SELECT ${row}${count > 0 ? '' : ' WHERE 0'}${format}`
}

async function run(context: RouteContext, caller: Caller, call: WireCall, text: string): Promise<Response> {
  const { tenant } = caller
  const place = placeOf(context.env, tenant.region)
  const part = await eventsPart(tenant, place, caller.access.reach('sql:run', context.nowMs))
  let format = call.defaultFormat
  const { body, upstream } = await runSql({
    tenant,
    place,
    part,
    text,
    parameters: call.parameters,
    runner: { subject: subjectOf(caller), queryId: call.queryId },
    signal: context.request.signal,
    shapeFor(query) {
      format = checkFormat(query.format ?? call.defaultFormat)
      const rows = Math.min(call.rowsMax ?? rowsMax, rowsMax)
      return {
        format,
        rowsMax: rows,
        bytesMax: sqlLimits.resultBytesMax,
        cuts: call.cuts,
        settings: call.settings,
      }
    },
  })
  const headers = new Headers({
    'content-type': upstream.headers.get('content-type') ?? 'text/plain; charset=UTF-8',
    'cache-control': 'no-store',
    'x-clickhouse-format': format,
    'x-clickhouse-timezone': 'UTC',
    'x-clickhouse-query-id': call.queryId,
    'x-clickhouse-server-display-name': 'aegisflow',
    'x-clickhouse-summary': upstream.headers.get('x-clickhouse-summary') ?? '{}',
  })
  // The runtime packs what is said to be packed.
  if (call.packs) headers.set('content-encoding', 'gzip')
  return new Response(body, { headers })
}
