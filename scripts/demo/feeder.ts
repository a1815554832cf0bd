import { setTimeout as sleep } from 'node:timers/promises'
import { type AnswerKey, openAnswerKey } from './answer-key.ts'
import { hashText, mix, share } from './chance.ts'
import { company } from './company.ts'
import { promptAt } from './prompts.ts'
import { teamActivity } from './rhythm.ts'
import { sendUntilTaken } from './sending.ts'

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

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const BATCH = 200
const RATE_PER_MINUTE = 20
const BACKFILL_DAYS = 14
/** Events of a full hour of all teams; with the weekday rhythm about 3,000 in two weeks. */
const EVENTS_PER_BUSY_HOUR = 48

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
  await sendUntilTaken(options, '/api/v1/ingest/llm', body)
}
