import { setTimeout as sleep } from 'node:timers/promises'
import { models, predictionAt } from './predictions.ts'
import { type Receiver, sendUntilTaken } from './sending.ts'

/** Where the predictions of the demo company's models go; `owner` is who lets them be learned. */
type PredictionFeed = Receiver & {
  readonly seed: string
  readonly backfillDays: number
  readonly owner: { readonly email: string; readonly password: string }
  /** Between two live predictions of a model. */
  readonly pauseMs?: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BATCH = 500
const PER_HOUR = 10
const PAUSE_MS = 20_000
const STORED_PAUSE_MS = 250
/** What is normal is learned up to here, and the one model drifts from here on, both before the first start. */
const LEARNED_UNTIL_MS = 2 * DAY_MS
const DRIFT_SINCE_MS = 20 * HOUR_MS

/**
 * Feeds the server with predictions until `signal` aborts: first what is missing of the past, then live. Once, it lets
 * the server learn what is normal for each model; one of them has drifted since. Errors: FeedRefused.
 */
export async function predictionFeed(options: PredictionFeed): Promise<void> {
  const { seed, signal, backfillDays, pauseMs = PAUSE_MS } = options
  try {
    const nowMs = Date.now()
    const learnedAtMs = await learnedUntil(options)
    const drift = { fromMs: (learnedAtMs ?? nowMs - LEARNED_UNTIL_MS) + LEARNED_UNTIL_MS - DRIFT_SINCE_MS }
    const sinceMs = Math.max(nowMs - backfillDays * DAY_MS, await lastSentMs(options))
    const past = models.flatMap((model) =>
      instants(sinceMs, nowMs).map((atMs) => predictionAt(seed, model, atMs, drift)),
    )
    for (let start = 0; start < past.length; start += BATCH)
      await send(options, past.slice(start, start + BATCH))
    if (learnedAtMs === null) {
      await stored(options, past.at(-1))
      await learn(options, nowMs)
    }
    while (!signal.aborted) {
      await sleep(pauseMs, null, { signal })
      const atMs = Date.now()
      await send(
        options,
        models.map((model) => predictionAt(seed, model, atMs, drift)),
      )
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

const send = (receiver: Receiver, events: readonly unknown[]): Promise<void> =>
  sendUntilTaken(receiver, '/api/v1/ingest/ml', JSON.stringify({ events }))

/** Evenly over each hour, after the one and up to the other. */
function instants(fromMs: number, untilMs: number): number[] {
  const stepMs = HOUR_MS / PER_HOUR
  const first = Math.floor(fromMs / stepMs) + 1
  const count = Math.max(0, Math.floor(untilMs / stepMs) - first + 1)
  return Array.from({ length: count }, (_, index) => (first + index) * stepMs)
}

async function ask(receiver: Receiver, path: string): Promise<Record<string, unknown> | null> {
  const { url, apiKey, signal } = receiver
  const response = await fetch(new URL(path, url), { headers: { authorization: `Bearer ${apiKey}` }, signal })
  return response.ok ? ((await response.json()) as Record<string, unknown>) : null
}

/** Up to when what is normal was learned; null when it never was. */
async function learnedUntil(receiver: Receiver): Promise<number | null> {
  const profile = await ask(receiver, '/api/v1/models/profiles/claims-triage')
  return typeof profile?.reference_to === 'string' ? Date.parse(profile.reference_to) : null
}

/** When the last prediction was made that the server has; 0 when there is none. */
const lastSentMs = (receiver: Receiver): Promise<number> =>
  newestMs(receiver, '/api/v1/events?kind=ml&limit=1')

async function newestMs(receiver: Receiver, path: string): Promise<number> {
  const found = await ask(receiver, path)
  const [last] = (found?.items ?? []) as { created_at: string }[]
  return last ? Date.parse(last.created_at) : 0
}

/** Waits until the prediction that was sent last, and with it every one before, is out of the log. */
async function stored(receiver: Receiver, last: ReturnType<typeof predictionAt> | undefined): Promise<void> {
  if (last === undefined) return
  const path = `/api/v1/events?${new URLSearchParams({ kind: 'ml', model: last.model_name, limit: '1' })}`
  while ((await newestMs(receiver, path)) < Date.parse(last.timestamp)) {
    await sleep(STORED_PAUSE_MS, null, { signal: receiver.signal })
  }
}

/** Lets the server learn, as the owner would. */
async function learn({ url, owner, signal }: PredictionFeed, nowMs: number): Promise<void> {
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal,
    })
  const signedIn = await post('/auth/login', owner)
  if (!signedIn.ok) return
  const { csrf_token } = (await signedIn.json()) as { csrf_token: string }
  const cookie = signedIn.headers
    .getSetCookie()
    .map((each) => each.slice(0, each.indexOf(';')))
    .join('; ')
  const span = {
    from: new Date(nowMs - LEARNED_UNTIL_MS - 10 * DAY_MS).toISOString(),
    to: new Date(nowMs - LEARNED_UNTIL_MS).toISOString(),
  }
  for (const { name } of models) {
    for (let tries = 0; tries < 20; tries++) {
      const answer = await post(`/api/v1/models/profiles/${name}/learn`, span, {
        cookie,
        'x-csrf-token': csrf_token,
      })
      if (answer.status !== 503) break
      await sleep(500, null, { signal })
    }
  }
  await post('/auth/logout', {}, { cookie, 'x-csrf-token': csrf_token })
}
