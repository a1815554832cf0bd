import { fail, ok, type Result } from '../../analytics/result.ts'
import { type PrivateHosts, refusal } from './host-guard.ts'
import { isVendorDown, type OutboundFailure } from './outbound-failure.ts'

/** A body as received, and as JSON. */
type JsonAnswer = { raw: string; json: unknown }

/** GET of one address at the vendor that the client is bound to. */
export type FetchJson = (
  url: URL,
  headers: Readonly<Record<string, string>>,
) => Promise<Result<JsonAnswer, OutboundFailure>>

export type OutboundLimits = {
  attemptsMax: number
  /** Of one attempt, its body included. */
  attemptMs: number
  /** Of all attempts and the waits between them. */
  totalMs: number
  bodyBytesMax: number
}

export type OutboundOptions = {
  /** The vendor's base address: no other host is called. */
  baseUrl: string
  privateHosts: PrivateHosts
  fetch: (url: string, init: RequestInit) => Promise<Response>
  nowMs: () => number
  sleep: (ms: number) => Promise<void>
  /** From 0 to below 1. */
  random: () => number
  limits?: Partial<OutboundLimits>
}

const defaultLimits: OutboundLimits = {
  attemptsMax: 4,
  attemptMs: 30_000,
  totalMs: 90_000,
  bodyBytesMax: 16 * 1024 * 1024,
}
const backoffBaseMs = 1_000
const backoffCapMs = 30_000
const retryAfterMsMax = 3_600_000
const errorBodyBytesMax = 8 * 1024

/**
 * The only way to a vendor: one host, no redirects, bounded time, size and attempts.
 *
 * Network failures, timeouts, 408 and 5xx are repeated with full jitter; a Retry-After is kept to when it fits into
 * the time left, and handed back otherwise. A 429 that names no time is handed back at once: billing APIs want a
 * minute or more, and a spend cap does not lift by waiting here.
 */
export function outbound(options: OutboundOptions): FetchJson {
  const limits = { ...defaultLimits, ...options.limits }
  const { nowMs, sleep, random } = options

  return async (url, headers) => {
    const reason = refusedHere(url, options)
    if (reason) return fail({ tag: 'refused_url', reason })

    const deadlineMs = nowMs() + limits.totalMs
    for (let attempt = 1; ; attempt++) {
      const attemptMs = Math.min(limits.attemptMs, deadlineMs - nowMs())
      const result = await once(url, headers, { ...limits, attemptMs }, options)
      if (result.ok || attempt >= limits.attemptsMax) return result
      const waitMs = waitBeforeRetry(result.failure, attempt, random)
      if (waitMs === null || nowMs() + waitMs >= deadlineMs) return result
      await sleep(waitMs)
    }
  }
}

function refusedHere(url: URL, { baseUrl, privateHosts }: OutboundOptions): string | null {
  const base = URL.parse(baseUrl)
  if (!base) return 'the base address cannot be read'
  if (url.origin !== base.origin) return 'another host than the vendor’s'
  return refusal(url, privateHosts)
}

function waitBeforeRetry(failure: OutboundFailure, attempt: number, random: () => number): number | null {
  const jitterMs = random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (attempt - 1))
  if (failure.tag === 'rate_limited') {
    return failure.retryAfterMs === null ? null : Math.max(jitterMs, failure.retryAfterMs)
  }
  if (failure.tag === 'server_error') return Math.max(jitterMs, failure.retryAfterMs ?? 0)
  const requestTimeout = failure.tag === 'rejected' && failure.status === 408
  return requestTimeout || isVendorDown(failure) ? jitterMs : null
}

async function once(
  url: URL,
  headers: Readonly<Record<string, string>>,
  limits: OutboundLimits,
  { fetch, nowMs }: OutboundOptions,
): Promise<Result<JsonAnswer, OutboundFailure>> {
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(limits.attemptMs)))
  try {
    const response = await fetch(url.href, {
      headers: { accept: 'application/json', 'user-agent': 'AegisFlow', ...headers },
      redirect: 'manual',
      signal,
    })
    if (!response.ok) return fail(await statusFailure(response, headers, nowMs()))

    const type = response.headers.get('content-type') ?? ''
    if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type)) {
      await response.body?.cancel()
      return fail({ tag: 'bad_json', reason: 'the content type is not JSON' })
    }
    const raw = await readText(response, limits.bodyBytesMax)
    if (raw === null) return fail({ tag: 'too_large', bodyBytesMax: limits.bodyBytesMax })
    const json = parseJson(raw)
    return json === undefined
      ? fail({ tag: 'bad_json', reason: 'the body cannot be parsed' })
      : ok({ raw, json })
  } catch {
    return fail({ tag: signal.aborted ? 'timeout' : 'network' })
  }
}

async function statusFailure(
  response: Response,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): Promise<OutboundFailure> {
  const { status } = response
  const isRedirect = status >= 300 && status < 400
  if (isRedirect || status === 429 || status >= 500) {
    await response.body?.cancel()
    if (isRedirect) return { tag: 'redirect', status }
    const retryAfterMs = retryAfter(response.headers, nowMs)
    return status === 429
      ? { tag: 'rate_limited', retryAfterMs }
      : { tag: 'server_error', status, retryAfterMs }
  }
  const detail = errorDetail(await readText(response, errorBodyBytesMax), headers)
  if (status === 401) return { tag: 'unauthorized', detail }
  if (status === 403) return { tag: 'forbidden', detail }
  if (status === 404) return { tag: 'not_found', detail }
  return { tag: 'rejected', status, detail }
}

/** Milliseconds until the vendor wants to be asked again, at most an hour; null when it does not say. */
function retryAfter(headers: Headers, nowMs: number): number | null {
  const text = headers.get('retry-after')?.trim() ?? ''
  const waitMs = /^\d+$/.test(text) ? Number(text) * 1_000 : Date.parse(text) - nowMs
  if (Number.isNaN(waitMs)) return null
  return Math.min(Math.max(0, waitMs), retryAfterMsMax)
}

/** The text of a body, or null when it is longer than allowed; the rest is then not read. */
async function readText(response: Response, bodyBytesMax: number): Promise<string | null> {
  if (!response.body) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > bodyBytesMax) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}

function parseJson(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}

/** `error.message` of the vendor's error body, on one line, without the keys that vendors like to repeat in it. */
function errorDetail(raw: string | null, headers: Readonly<Record<string, string>>): string | null {
  const body = parseJson(raw ?? '') as { error?: { message?: unknown } } | null | undefined
  const message = body?.error?.message
  if (typeof message !== 'string' || message === '') return null
  const sent = Object.values(headers)
    .flatMap((value) => value.split(/\s+/))
    .filter((part) => part.length >= 8)
  const words = message.split(/\s+/).map((word) => {
    const looksLikeKey = word.length >= 12 && /[\d*]/.test(word)
    return looksLikeKey || sent.some((part) => word.includes(part)) ? '[hidden]' : word
  })
  return words.join(' ').slice(0, 200)
}
