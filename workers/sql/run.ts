import type { EventsPart } from '../../analytics/reach.ts'
import { SqlRefusal, sqlCodes } from '../../analytics/sql/refusal.ts'
import {
  type CheckedQuery,
  type ResultShape,
  type Runner,
  sqlLimits,
  tooMany,
} from '../../analytics/store/analyst-sql.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'

/** Who asks what, and how the answer is wanted; the shape may depend on the format that the query ends with. */
export type SqlQuestion = {
  tenant: Tenant
  place: Place
  part: EventsPart
  text: string
  parameters: Readonly<Record<string, string>>
  shapeFor: (query: CheckedQuery) => ResultShape
  runner: Runner
  /** Ends when the caller goes away. */
  signal: AbortSignal
}

export type SqlAnswer = { query: CheckedQuery; upstream: Response; body: ReadableStream<Uint8Array> }

const running = new Map<string, Set<{ sinceMs: number }>>()
/** No query runs as long: what stands longer was left behind by an answer that nobody read. */
const runMsMax = 2 * sqlLimits.timeS * 1000

/**
 * Runs a query of an analyst; its result streams at the reader's pace, and reading no further ends the query.
 * Errors: SqlRefusal and ServerFault.
 */
export async function runSql(question: SqlQuestion): Promise<SqlAnswer> {
  const { tenant, place, part, text, parameters, shapeFor, runner, signal } = question
  const leave = enter(tenant)
  const stop = new AbortController()
  const end = () => stop.abort()
  signal.addEventListener('abort', end)
  const over = () => {
    signal.removeEventListener('abort', end)
    leave()
  }
  try {
    const query = await place.sql.check(tenant, part, text)
    const bound: [string, string][] = query.parameters.map((name) => {
      const value = parameters[name]
      if (value === undefined)
        throw new SqlRefusal(sqlCodes.missingParameter, `The parameter ${name} has no value`, name)
      return [name, value]
    })
    const shape = shapeFor(query)
    const given = Object.fromEntries(bound)
    const upstream = await place.sql.run(tenant, part, query, shape, given, stop.signal, runner)
    return { query, upstream, body: watched(upstream, end, over) }
  } catch (error) {
    over()
    throw error
  }
}

/** A place among the queries that an organization may run at once here; the server counts over all of us. */
function enter({ orgId }: Tenant): () => void {
  const nowMs = Date.now()
  const inside = running.get(orgId) ?? new Set()
  for (const one of inside) if (nowMs - one.sinceMs > runMsMax) inside.delete(one)
  if (inside.size >= sqlLimits.parallelMax) throw tooMany()
  const own = { sinceMs: nowMs }
  running.set(orgId, inside.add(own))
  return () => {
    inside.delete(own)
    if (inside.size === 0 && running.get(orgId) === inside) running.delete(orgId)
  }
}

function watched(upstream: Response, end: () => void, over: () => void): ReadableStream<Uint8Array> {
  const reader = (upstream.body ?? new Blob([]).stream()).getReader()
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read()
          if (!done) return controller.enqueue(value)
          over()
          controller.close()
        } catch (error) {
          over()
          controller.error(error)
        }
      },
      cancel() {
        end()
        over()
      },
    },
    { highWaterMark: 0 },
  )
}
