import { setTimeout as sleep } from 'node:timers/promises'

/** Where things are sent, until `signal` aborts. */
export type Receiver = { readonly url: string; readonly apiKey: string; readonly signal: AbortSignal }

/** The server said that what was sent will never be taken. */
export class FeedRefused extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(`the server refused the demo events with ${status}: ${detail}`)
    this.name = 'FeedRefused'
    this.status = status
  }
}

const RETRY_FIRST_MS = 250
const RETRY_MAX_MS = 15_000
const DETAIL_CHARS = 300

/** Posts a JSON body until it is taken. Errors: FeedRefused; a server that is away or busy is waited for. */
export async function sendUntilTaken(receiver: Receiver, path: string, body: string): Promise<void> {
  for (let waitMs = RETRY_FIRST_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
    const wantedMs = await post(receiver, path, body)
    if (wantedMs === null) return
    await sleep(Math.max(waitMs * (0.75 + Math.random() / 2), wantedMs), null, { signal: receiver.signal })
  }
}

/**
 * Null when the events were taken, or else the least time to wait. Units: milliseconds. Errors: FeedRefused.
 */
async function post({ url, apiKey, signal }: Receiver, path: string, body: string): Promise<number | null> {
  let response: Response
  try {
    response = await fetch(new URL(path, url), {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body,
      signal,
    })
  } catch (error) {
    if (signal.aborted) throw error
    return 0
  }
  const detail = await response.text().catch(() => '')
  if (response.ok) return null
  if (response.status >= 500 || [408, 425, 429].includes(response.status)) {
    const seconds = Number(response.headers.get('retry-after') ?? 0)
    return Number.isFinite(seconds) ? Math.min(seconds * 1000, RETRY_MAX_MS) : 0
  }
  throw new FeedRefused(response.status, detail.slice(0, DETAIL_CHARS))
}
