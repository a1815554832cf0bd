import { setTimeout as sleep } from 'node:timers/promises'
import type { Problem as ProblemAnswer } from '../../analytics/contract/problem.ts'
import type { LlmPushEvent, PushResult } from '../../analytics/contract/push.ts'

/** An event and the line it came from. */
export type Item = { readonly line: number; readonly event: LlmPushEvent }

/** What became of everything so far. `sent` is what the server answered for. */
export type Tally = {
  sent: number
  ingested: number
  duplicates: number
  quarantined: number
  skipped: number
}

/** Where events go. Units: `patienceMs` is how long one batch is tried again while the server is away or busy. */
export type Target = {
  readonly url: string
  readonly key: string
  /** Ends waits and begins no further request; a request under way is answered first. */
  readonly signal: AbortSignal
  readonly patienceMs?: number
  onSkip(line: number, reason: string): void
  onWait?(reason: string, waitMs: number): void
}

/** Nothing more can be sent: the server refuses for good, or it stayed away. */
export class PushStopped extends Error {}

const requestMsMax = 60_000
const waitFirstMs = 250
const waitMsMax = 15_000

type Problem = { detail?: string; error?: Partial<ProblemAnswer['error']> }
type Answer =
  | { readonly kind: 'taken'; readonly result: PushResult }
  | { readonly kind: 'too_large' }
  | { readonly kind: 'invalid'; readonly problem: Problem }

/**
 * Sends events and adds what became of them to `tally`. What is too large goes in halves; an event that the server
 * finds invalid is skipped and the others go without it. Errors: PushStopped; AbortError when the signal ends a wait.
 */
export async function push(items: readonly Item[], target: Target, tally: Tally): Promise<void> {
  if (items.length === 0) return
  const skip = ({ line }: Item, reason: string) => {
    tally.skipped += 1
    target.onSkip(line, reason)
  }
  const answer = await answerTo(items, target)
  if (answer.kind === 'taken') {
    tally.sent += items.length
    tally.ingested += answer.result.ingested
    tally.duplicates += answer.result.duplicates
    tally.quarantined += answer.result.quarantined
  } else if (answer.kind === 'too_large') {
    const [first] = items
    if (items.length === 1 && first) return skip(first, 'too large for the server')
    const half = Math.ceil(items.length / 2)
    await push(items.slice(0, half), target, tally)
    await push(items.slice(half), target, tally)
  } else {
    const reasons = reasonsByIndex(answer.problem, items.length)
    if (reasons.size === 0)
      throw new PushStopped(`the server finds the batch invalid: ${messageOf(answer.problem)}`)
    for (const [index, item] of items.entries()) {
      const reason = reasons.get(index)
      if (reason !== undefined) skip(item, reason)
    }
    await push(
      items.filter((_, index) => !reasons.has(index)),
      target,
      tally,
    )
  }
}

function reasonsByIndex({ error }: Problem, count: number): Map<number, string> {
  const reasons = new Map<number, string>()
  for (const { path, message } of error?.issues ?? []) {
    const [, index, field] = /^events\.(\d+)(?:\.(.+))?$/.exec(path) ?? []
    if (index === undefined || Number(index) >= count) continue
    const reason = field === undefined ? message : `${field}: ${message}`
    const earlier = reasons.get(Number(index))
    reasons.set(Number(index), earlier === undefined ? reason : `${earlier}; ${reason}`)
  }
  return reasons
}

/** Asks until the server decides. What it says about when to come back is honoured. */
async function answerTo(items: readonly Item[], target: Target): Promise<Answer> {
  const { signal, patienceMs = 120_000 } = target
  const body = JSON.stringify({ events: items.map(({ event }) => event) })
  const giveUpAtMs = Date.now() + patienceMs
  for (let backoffMs = waitFirstMs; ; backoffMs = Math.min(backoffMs * 2, waitMsMax)) {
    signal.throwIfAborted()
    const answer = await post(target, body)
    if (!('retryAfterMs' in answer)) return answer
    const waitMs = Math.max(answer.retryAfterMs, backoffMs * (0.75 + Math.random() / 2))
    if (Date.now() + waitMs > giveUpAtMs) throw new PushStopped(answer.reason)
    target.onWait?.(answer.reason, waitMs)
    await sleep(waitMs, null, { signal })
  }
}

async function post(
  target: Target,
  body: string,
): Promise<Answer | { retryAfterMs: number; reason: string }> {
  let response: Response
  let text: string
  try {
    response = await fetch(new URL('/api/v1/ingest/llm', target.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${target.key}`, 'content-type': 'application/json' },
      body,
      signal: AbortSignal.timeout(requestMsMax),
    })
    text = await response.text()
  } catch (error) {
    return { retryAfterMs: 0, reason: `no answer from ${target.url}: ${causeOf(error)}` }
  }
  const { status } = response
  if (response.ok) return { kind: 'taken', result: JSON.parse(text) as PushResult }
  if (status === 413) return { kind: 'too_large' }
  const problem = problemOf(text)
  if (status === 422) return { kind: 'invalid', problem }
  if (status >= 500 || status === 429 || status === 408) {
    const retryAfterMs = retryAfterOf(response.headers.get('retry-after'))
    return { retryAfterMs, reason: `the server answers ${status}: ${messageOf(problem)}` }
  }
  throw new PushStopped(`the server refuses with ${status}: ${messageOf(problem)}`)
}

/** Seconds or a date. Source: RFC 9110, 10.2.3. */
function retryAfterOf(header: string | null): number {
  if (header === null) return 0
  const waitMs = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - Date.now()
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : 0
}

function problemOf(text: string): Problem {
  try {
    return JSON.parse(text) as Problem
  } catch {
    return { detail: text.slice(0, 200) }
  }
}

const messageOf = ({ detail, error }: Problem): string => error?.message ?? detail ?? 'no reason given'

/** `fetch` only says that it failed; the reason is what caused it. */
function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : error.message
}
