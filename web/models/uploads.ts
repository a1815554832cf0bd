import { batch, type ReadonlySignal, signal } from '@preact/signals'
import type { UploadItem } from '../../analytics/contract/uploads.ts'
import { api } from '../lib/api.ts'
import { errorText } from '../lib/error-text.ts'
import { type PagedList, pagedList } from './paged-list.ts'

const askedEveryMs = 600

/** A file on its way, as far as it is known. */
export type Sending = { file: File; upload: UploadItem | null; error: string | null; isOver: boolean }

export type Uploads = {
  readonly list: PagedList<UploadItem>
  readonly sending: ReadonlySignal<Sending | null>
  /** Sends a file and asks meanwhile how far it was read. */
  send(file: File): Promise<void>
  /** Gives up the file that is on its way. */
  stop(): void
  load(): Promise<void>
  dispose(): void
}

/** Files of this organization, and the one that this page sends. */
export function uploadsModel(): Uploads {
  const list = pagedList<UploadItem>((cursor, abort) =>
    api('GET /uploads', { query: { limit: 20, ...(cursor === null ? {} : { cursor }) }, signal: abort }),
  )
  const sending = signal<Sending | null>(null)
  let request = new AbortController()

  async function watch(id: string, file: File, ended: AbortSignal): Promise<void> {
    while (!ended.aborted) {
      await new Promise((resolve) => setTimeout(resolve, askedEveryMs))
      if (ended.aborted) return
      const upload = await api('GET /uploads/:id', { params: { id } }).catch(() => null)
      if (upload !== null && !ended.aborted && sending.value?.file === file && !sending.value.isOver) {
        sending.value = { ...sending.value, upload }
      }
    }
  }

  async function send(file: File): Promise<void> {
    request.abort()
    const current = new AbortController()
    const ended = new AbortController()
    request = current
    const id = crypto.randomUUID()
    sending.value = { file, upload: null, error: null, isOver: false }
    void watch(id, file, ended.signal)
    try {
      const upload = await api('POST /uploads', {
        query: { name: file.name, id },
        file,
        signal: current.signal,
      })
      if (!current.signal.aborted) sending.value = { file, upload, error: null, isOver: true }
    } catch (cause) {
      if (current.signal.aborted) return
      const upload = await api('GET /uploads/:id', { params: { id } }).catch(() => null)
      sending.value = { file, upload, error: errorText(cause), isOver: true }
    } finally {
      ended.abort()
      await list.load({ keepRows: true })
    }
  }

  return {
    list,
    sending,
    send,
    stop() {
      request.abort()
      sending.value = null
    },
    load: () => list.load({ keepRows: true }),
    dispose() {
      batch(() => {
        request.abort()
        list.dispose()
      })
    },
  }
}
