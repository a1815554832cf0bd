import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { SavedQuery, SqlFormat, SqlResult, SqlSchema } from '../../analytics/contract/sql.ts'
import { api } from '../lib/api.ts'
import { saveBlob } from '../lib/download.ts'
import { parametersIn } from '../lib/sql-completion.ts'
import { type PagedList, pagedList } from './paged-list.ts'
import { type Resource, resource } from './resource.ts'

/** A query that was run in this tab. Units: `ms` milliseconds until its result was there. */
export type PastRun = { query: string; atMs: number; rows: number | null; ms: number }

export type SqlRun = {
  readonly result: ReadonlySignal<SqlResult | null>
  readonly error: ReadonlySignal<unknown>
  readonly busy: ReadonlySignal<boolean>
  /** Units: milliseconds from the asking to the whole result. */
  readonly ms: ReadonlySignal<number>
  run(query: string, params: Readonly<Record<string, string>>): Promise<void>
  /** Ends what runs, here and on the server. */
  cancel(): void
  /** Runs the query once more and keeps its whole result as a file. */
  save(query: string, params: Readonly<Record<string, string>>, format: SqlFormat): Promise<void>
  dispose(): void
}

const pastMax = 50
const past = signal<readonly PastRun[]>([])

/** What was run since this tab was opened, newest first. */
export const pastRuns: ReadonlySignal<readonly PastRun[]> = past

/** Only values of parameters that the query names. */
const needed = (query: string, params: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(parametersIn(query).map(({ name }) => [name, params[name] ?? '']))

/** A server does not always notice that nobody waits any more, so it is told. */
function endRunning(id: string): void {
  api('DELETE /sql/running/:id', { params: { id } }).catch(() => undefined)
}

/** Runs queries one at a time. */
export function sqlRun(): SqlRun {
  const result = signal<SqlResult | null>(null)
  const error = signal<unknown>(null)
  const busy = signal(false)
  const ms = signal(0)
  let request = new AbortController()

  async function run(query: string, params: Readonly<Record<string, string>>): Promise<void> {
    request.abort()
    const current = new AbortController()
    request = current
    busy.value = true
    const startedMs = performance.now()
    const answered = new AbortController()
    const stopped = { signal: answered.signal }
    const ended = (rows: number | null) => {
      answered.abort()
      ms.value = performance.now() - startedMs
      busy.value = false
      const entry = { query, atMs: Date.now(), rows, ms: ms.value }
      past.value = [entry, ...past.value.filter((each) => each.query !== query)].slice(0, pastMax)
    }
    try {
      const query_id = crypto.randomUUID()
      current.signal.addEventListener('abort', () => endRunning(query_id), stopped)
      const body = { query, params: needed(query, params), format: 'json', query_id }
      const answer = (await (await api.post('/sql', body, current.signal)).json()) as SqlResult
      if (current.signal.aborted) return
      batch(() => {
        result.value = answer
        error.value = null
        ended(answer.rows)
      })
    } catch (cause) {
      if (current.signal.aborted) return
      batch(() => {
        result.value = null
        error.value = cause
        ended(null)
      })
    }
  }

  return {
    result,
    error,
    busy,
    ms,
    run,
    cancel() {
      request.abort()
      busy.value = false
    },
    async save(query, params, format) {
      const body = {
        query,
        params: needed(query, params),
        format,
        ...(format === 'json' ? { limit: 100_000 } : {}),
      }
      const answer = await api.post('/sql', body, new AbortController().signal)
      saveBlob(`query.${format}`, await answer.blob())
    },
    dispose: () => request.abort(),
  }
}

export function sqlSchemaModel(): Resource<SqlSchema> {
  const schema = resource((signal) => api('GET /sql/schema', { signal }))
  void schema.load()
  return schema
}

export function savedQueriesModel(): PagedList<SavedQuery> {
  const list = pagedList((cursor, signal) =>
    api('GET /sql/queries', { query: { limit: 200, cursor: cursor ?? undefined }, signal }),
  )
  void list.load()
  return list
}
