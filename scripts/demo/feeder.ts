import { setTimeout as sleep } from 'node:timers/promises'
import { type AnswerKey, openAnswerKey } from './answer-key.ts'
import { hashText, mix, share } from './chance.ts'
import { company } from './company.ts'
import { promptAt } from './prompts.ts'
import { teamActivity } from './rhythm.ts'

/** Where the demo company's events go, and how many. */
type FeedOptions = {
  /** The origin of the server. */
  readonly url: string
  readonly apiKey: string
  readonly seed: string
  readonly keyPath: string
  readonly ratePerMinute?: number
  readonly backfillDays?: number
  readonly signal: AbortSignal
}

/** The server said that what was sent will never be taken. */
export class FeedRefused extends Error {
  readonly status: number

  constructor(status: number, detail: string) {
    super(`the server refused the demo events with ${status}: ${detail}`)
    this.name = 'FeedRefused'
    this.status = status
  }
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BATCH = 200
const RATE_PER_MINUTE = 20
const BACKFILL_DAYS = 14
/** Events of a full hour of all teams; with the weekday rhythm about 3,000 in two weeks. */
const EVENTS_PER_BUSY_HOUR = 48
const RETRY_FIRST_MS = 250
const RETRY_MAX_MS = 15_000
const DETAIL_CHARS = 300

/**
 * Feeds the server with the demo company's prompts until `signal` aborts: first what is missing of the past
 * (all of it at the first start, the time it was away later), then live at the rate. What is planted goes to
 * the answer key. Errors: FeedRefused; a server that is away or busy is waited for.
 */
export async function demoFeed(options: FeedOptions): Promise<void> {
  const { seed, signal, ratePerMinute = RATE_PER_MINUTE, backfillDays = BACKFILL_DAYS } = options
  const key = await openAnswerKey(options.keyPath)
  const last = await key.last()
  let index = last ? last.index + 1 : 0

  const send = async (instantsMs: readonly number[]) => {
    await deliver(
      options,
      key,
      instantsMs.map((atMs) => ({ index: index++, atMs })),
    )
  }
  try {
    const nowMs = Date.now()
    const fromMs = Math.max(nowMs - backfillDays * DAY_MS, last ? Date.parse(last.at) : 0)
    const past = instantsBetween(seed, fromMs, nowMs)
    for (let i = 0; i < past.length; i += BATCH) await send(past.slice(i, i + BATCH))
    while (!signal.aborted) {
      await sleep((60_000 / ratePerMinute) * (0.4 + 1.2 * share(hashText(seed), index)), null, { signal })
      await send([Date.now()])
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** The instants of events after `fromMs` until `untilMs`, in order, by the working hours of the company. */
export function instantsBetween(seed: string, fromMs: number, untilMs: number): readonly number[] {
  const root = hashText(`${seed}/history`)
  const instants: number[] = []
  for (let hourMs = Math.floor(fromMs / HOUR_MS) * HOUR_MS; hourMs < untilMs; hourMs += HOUR_MS) {
    const hash = mix(root, hourMs / HOUR_MS)
    const active = company.people.reduce(
      (sum, { team, hoursShift }) => sum + teamActivity(team, hourMs, hoursShift),
      0,
    )
    const count = Math.floor((EVENTS_PER_BUSY_HOUR * active) / company.people.length + share(hash, 0))
    const within = Array.from({ length: count }, (_, i) => hourMs + Math.floor(share(hash, i + 1) * HOUR_MS))
    instants.push(...within.filter((atMs) => atMs > fromMs && atMs <= untilMs).sort((a, b) => a - b))
  }
  return instants
}

async function deliver(
  options: FeedOptions,
  key: AnswerKey,
  moments: readonly { index: number; atMs: number }[],
): Promise<void> {
  const batch = moments.map(({ index, atMs }) => ({ index, ...promptAt(options.seed, index, atMs) }))
  await key.append(
    batch.map(({ index, event, planted }) => ({ id: event.id, index, at: event.timestamp, planted })),
  )
  const body = JSON.stringify({ events: batch.map(({ event }) => event) })
  for (let waitMs = RETRY_FIRST_MS; ; waitMs = Math.min(waitMs * 2, RETRY_MAX_MS)) {
    const wantedMs = await post(options, body)
    if (wantedMs === null) return
    await sleep(Math.max(waitMs * (0.75 + Math.random() / 2), wantedMs), null, { signal: options.signal })
  }
}

/**
 * Null when the events were taken, or else the least time to wait. Units: milliseconds. Errors: FeedRefused.
 */
async function post({ url, apiKey, signal }: FeedOptions, body: string): Promise<number | null> {
  let response: Response
  try {
    response = await fetch(new URL('/api/v1/ingest/llm', url), {
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
