import { batch, type ReadonlySignal, signal } from '@preact/signals'

type PageOf<Row> = { items: Row[]; next_cursor: string | null }

export type PagedList<Row> = {
  /** Null until the first answer. */
  readonly rows: ReadonlySignal<readonly Row[] | null>
  readonly error: ReadonlySignal<unknown>
  readonly loading: ReadonlySignal<boolean>
  readonly loadingMore: ReadonlySignal<boolean>
  readonly hasMore: ReadonlySignal<boolean>
  /** From the first page. `keepRows` leaves the old ones on show meanwhile. */
  load(options?: { keepRows?: boolean }): Promise<void>
  more(): Promise<void>
  dispose(): void
}

/** A list that the server hands out page by page. `fetchPage` gets null for the first page. */
export function pagedList<Row>(
  fetchPage: (cursor: string | null, signal: AbortSignal) => Promise<PageOf<Row>>,
): PagedList<Row> {
  const rows = signal<readonly Row[] | null>(null)
  const error = signal<unknown>(null)
  const loading = signal(true)
  const loadingMore = signal(false)
  const hasMore = signal(false)
  let nextCursor: string | null = null
  let request = new AbortController()

  async function fetchInto(cursor: string | null, before: readonly Row[]): Promise<void> {
    request.abort()
    const current = new AbortController()
    request = current
    try {
      const answer = await fetchPage(cursor, current.signal)
      if (current.signal.aborted) return
      nextCursor = answer.next_cursor
      batch(() => {
        rows.value = [...before, ...answer.items]
        error.value = null
        hasMore.value = nextCursor !== null
        loading.value = false
        loadingMore.value = false
      })
    } catch (cause) {
      if (current.signal.aborted) return
      batch(() => {
        error.value = cause
        loading.value = false
        loadingMore.value = false
      })
    }
  }

  return {
    rows,
    error,
    loading,
    loadingMore,
    hasMore,
    load({ keepRows = false } = {}) {
      batch(() => {
        loading.value = true
        loadingMore.value = false
        // What stays on show keeps what is said of it, so that a list that is renewed often does not flicker.
        if (keepRows) return
        rows.value = null
        error.value = null
        hasMore.value = false
      })
      return fetchInto(null, [])
    },
    async more() {
      if (nextCursor === null || loading.value || loadingMore.value) return
      loadingMore.value = true
      await fetchInto(nextCursor, rows.value ?? [])
    },
    dispose: () => request.abort(),
  }
}
