import { z } from 'zod'
import { type SavedQuery, type SqlFormat, sqlBody, sqlFormats } from '../../analytics/contract/sql.ts'
import { fail, ok } from '../../analytics/result.ts'
import { functionGroups } from '../../analytics/sql/functions.ts'
import { SqlRefusal, sqlCodes } from '../../analytics/sql/refusal.ts'
import { tablesWithin } from '../../analytics/sql/tables.ts'
import { sqlLimits } from '../../analytics/store/analyst-sql.ts'
import {
  addSavedQuery,
  changeSavedQuery,
  countSavedQueries,
  removeSavedQuery,
  type StoredQuery,
  savedQueriesFor,
} from '../../analytics/store/d1/saved-queries.ts'
import { audit, doingOf, type Trail } from '../audit.ts'
import { readJson } from '../http/body.ts'
import { cutPage, decodeCursor } from '../http/cursor.ts'
import { parsed } from '../http/parsed.ts'
import { rawRoute, route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { eventsPart } from '../identity/events-part.ts'
import { newId } from '../new-id.ts'
import { examples } from '../sql/examples.ts'
import { formatAccepted, formatNamed, formats } from '../sql/formats.ts'
import { parametersOf } from '../sql/parameters.ts'
import { sqlFailure } from '../sql/refused.ts'
import { runSql } from '../sql/run.ts'
import { withTruncation } from '../sql/truncation.ts'

const bodyBytesMax = 1_000_000
const rowsJson = 10_000
const rowsExport = 1_000_000
const savedMax = 500
const sqlQuery = z.strictObject({ format: z.string().optional() })
const cursorShape = z.strictObject({ name: z.string(), id: z.string() })
const notRunning = { kind: 'not_found', message: 'You run no query of that id.' } as const
const missing = { kind: 'not_found', message: 'You have no saved query of that id.' } as const

export const sql = rawRoute('POST /sql', {
  summary:
    'Run one SELECT over the tables of GET /sql/schema; the result streams as JSON, JSON lines, CSV, TSV, Parquet or Arrow, by `format`, `?format=` or `Accept`. Whoever may run SQL in some workspaces and projects only reads the events of these.',
  permission: 'sql:run',
  scoped: true,
  async handle(context) {
    const { request, url, tenant, place, reach, caller, requestId } = context
    const query = parsed(sqlQuery, Object.fromEntries(url.searchParams))
    if (!query.ok) return query
    const json = await readJson(request, bodyBytesMax)
    if (!json.ok) return json
    const named = query.value.format
    const given = json.value as Record<string, unknown> | null
    const body = parsed(sqlBody, named === undefined ? given : { ...given, format: named })
    if (!body.ok) return body
    const { query: text, params, limit, query_id: queryId = requestId } = body.value
    const wanted = body.value.format ?? null
    const rowsMax = limit ?? rowsJson
    let format: SqlFormat = wanted ?? formatAccepted(request.headers.get('accept'))
    const trail: Trail = { target: tenant.orgId, after: { query: text, params } }
    return audit.around(doingOf(context, caller), 'sql.run', trail, async () => {
      try {
        const part = await eventsPart(tenant, place, reach)
        const answer = await runSql({
          tenant,
          place,
          part,
          text,
          parameters: parametersOf(params),
          runner: { subject: subjectOf(caller), queryId },
          signal: request.signal,
          shapeFor(query) {
            if (query.format !== null && wanted === null) format = formatOf(query.format)
            const cuts = format === 'json'
            const settings = {
              output_format_json_quote_64bit_integers: '0',
              output_format_json_quote_decimals: '1',
            }
            return {
              format: formats[format].clickhouse,
              rowsMax: cuts ? rowsMax + 1 : (limit ?? rowsExport),
              bytesMax: cuts ? sqlLimits.jsonBytesMax : sqlLimits.resultBytesMax,
              cuts,
              settings,
            }
          },
        })
        const { contentType, file } = formats[format]
        const stream = format === 'json' ? answer.body.pipeThrough(withTruncation(rowsMax)) : answer.body
        const headers = new Headers({ 'content-type': contentType, 'cache-control': 'no-store' })
        if (file !== null) headers.set('content-disposition', `attachment; filename="${file}"`)
        return ok(new Response(stream, { headers }))
      } catch (error) {
        return fail(sqlFailure(error, text))
      }
    })
  },
})

export const endSql = route('DELETE /sql/running/:id', {
  summary: 'End the query that you run under this `query_id`: you need not wait for what you no longer want.',
  permission: 'sql:run',
  scoped: true,
  async handle({ tenant, place, caller, params }) {
    const runner = { subject: subjectOf(caller), queryId: params.id ?? '' }
    try {
      const ended = await place.sql.end(tenant, runner)
      return ended === 0 ? fail(notRunning) : ok({ ended })
    } catch (error) {
      return fail(sqlFailure(error, ''))
    }
  },
})

function formatOf(name: string): SqlFormat {
  const format = formatNamed(name)
  if (format !== null) return format
  throw new SqlRefusal(sqlCodes.unknownFormat, `The format ${name} is not written here`, name)
}

export const sqlSchema = route('GET /sql/schema', {
  summary: 'What SQL may name: tables with their columns, functions, and examples; and what limits it.',
  permission: 'sql:run',
  scoped: true,
  async handle({ tenant, place, reach }) {
    const part = await eventsPart(tenant, place, reach)
    return ok({
      tables: tablesWithin({ orgId: tenant.orgId, part }).map(({ name, words, columns }) => ({
        name,
        words,
        columns: columns.map(([column, type, text]) => ({ name: column, type, words: text })),
      })),
      functions: functionGroups.map(({ group, names }) => ({ group, names: [...names] })),
      examples:
        part === null
          ? [...examples]
          : examples.filter(({ query }) => /FROM (?:events|findings)\b/.test(query)),
      formats: [...sqlFormats],
      limits: {
        seconds: sqlLimits.timeS,
        rows_json: rowsJson,
        rows_export: rowsExport,
        memory_bytes: sqlLimits.memoryBytesMax,
        at_once: sqlLimits.parallelMax,
      },
    })
  },
})

const itemOf = (query: StoredQuery, ownerId: string): SavedQuery => ({
  id: query.id,
  name: query.name,
  query: query.query,
  params: query.params,
  shared: query.isShared,
  own: query.ownerId === ownerId,
  updated_at: new Date(query.updatedAtMs).toISOString(),
})

export const sqlQueries = route('GET /sql/queries', {
  summary: 'Saved queries by name: your own, and those that others share.',
  permission: 'sql:run',
  scoped: true,
  async handle({ tenant, place, caller, query: { limit, cursor } }) {
    const after = decodeCursor(cursor, cursorShape)
    if (!after.ok) return after
    const ownerId = subjectOf(caller)
    const found = await savedQueriesFor(tenant, place.db, ownerId, after.value, limit + 1)
    const { shown, nextCursor } = cutPage(found, limit, ({ name, id }) => ({ name, id }))
    return ok({ items: shown.map((each) => itemOf(each, ownerId)), next_cursor: nextCursor })
  },
})

export const addSqlQuery = route('POST /sql/queries', {
  summary: 'Save a query under a name, for yourself or for everyone who may run SQL.',
  permission: 'sql:run',
  scoped: true,
  success: 201,
  async handle({ tenant, place, caller, body, nowMs }) {
    const ownerId = subjectOf(caller)
    if ((await countSavedQueries(tenant, place.db, ownerId)) >= savedMax)
      return fail({ kind: 'conflict', message: `One keeps at most ${savedMax} queries. Remove some first.` })
    const { name, query, params, shared } = body
    const times = { createdAtMs: nowMs, updatedAtMs: nowMs }
    const row = { id: newId(), ownerId, name, query, params, isShared: shared, ...times }
    return ok(itemOf(await addSavedQuery(tenant, place.db, row), ownerId))
  },
})

export const changeSqlQuery = route('PATCH /sql/queries/:id', {
  summary: 'Change a saved query of your own.',
  permission: 'sql:run',
  scoped: true,
  async handle({ tenant, place, caller, body, params, nowMs }) {
    const ownerId = subjectOf(caller)
    const { shared, ...rest } = body
    const change = {
      ...defined(rest),
      ...(shared === undefined ? {} : { isShared: shared }),
      updatedAtMs: nowMs,
    }
    const changed = await changeSavedQuery(tenant, place.db, ownerId, params.id ?? '', change)
    return changed === null ? fail(missing) : ok(itemOf(changed, ownerId))
  },
})

export const removeSqlQuery = route('DELETE /sql/queries/:id', {
  summary: 'Remove a saved query of your own.',
  permission: 'sql:run',
  scoped: true,
  async handle({ tenant, place, caller, params }) {
    const isRemoved = await removeSavedQuery(tenant, place.db, subjectOf(caller), params.id ?? '')
    return isRemoved ? ok({ removed: true as const }) : fail(missing)
  },
})

type Named = { name: string; query: string; params: Record<string, string> }

/** What was given, without what was not. */
const defined = (given: { [Key in keyof Named]?: Named[Key] | undefined }): Partial<Named> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
