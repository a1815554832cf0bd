import { batch, type ReadonlySignal, signal } from '@preact/signals'

export type Resource<Data> = {
  readonly data: ReadonlySignal<Data | null>
  readonly error: ReadonlySignal<unknown>
  readonly loading: ReadonlySignal<boolean>
  readonly loadedAtMs: ReadonlySignal<number | null>
  /** Fetches anew. What is on show stays until the answer is there; a later call supersedes this one. */
  load(): Promise<void>
  dispose(): void
}

/** One thing that the server knows, with the state of asking for it. */
export function resource<Data>(fetchData: (signal: AbortSignal) => Promise<Data>): Resource<Data> {
  const data = signal<Data | null>(null)
  const error = signal<unknown>(null)
  const loading = signal(true)
  const loadedAtMs = signal<number | null>(null)
  let request = new AbortController()

  async function load(): Promise<void> {
    request.abort()
    const current = new AbortController()
    request = current
    loading.value = true
    try {
      const answer = await fetchData(current.signal)
      if (current.signal.aborted) return
      batch(() => {
        data.value = answer
        error.value = null
        loading.value = false
        loadedAtMs.value = Date.now()
      })
    } catch (cause) {
      if (current.signal.aborted) return
      batch(() => {
        error.value = cause
        loading.value = false
      })
    }
  }

  return { data, error, loading, loadedAtMs, load, dispose: () => request.abort() }
}
