import { fail, ok, type Result } from '../../analytics/result.ts'
import { errorDetail } from './error-detail.ts'
import { type PrivateHosts, refusal } from './host-guard.ts'
import { jsonOf } from './json-text.ts'
import { isVendorDown, type OutboundFailure } from './outbound-failure.ts'

/** A body as received, and as JSON; `json` is undefined for text, and null when there is nothing (204). */
export type Answer = { raw: string; json: unknown; headers: Headers }

/**
 * One call to an address at the vendor. A `body` makes it a POST unless `method` says otherwise; it is repeated like
 * a GET, so it only ever asks. `accept` is what is taken: JSON (default), or text of any kind (NDJSON, CSV, XML).
 * `signsIn` marks a call whose answer is a token, which is never kept.
 */
export type OutboundRequest = {
  url: URL
  method?: 'GET' | 'POST'
  headers: Readonly<Record<string, string>>
  body?: string
  accept?: 'json' | 'text'
  signsIn?: true
}

export type Send = (request: OutboundRequest) => Promise<Result<Answer, OutboundFailure>>

/** GET of JSON. */
export type FetchJson = (
  url: URL,
  headers: Readonly<Record<string, string>>,
) => Promise<Result<Answer, OutboundFailure>>

export type OutboundLimits = {
  attemptsMax: number
  /** Of one attempt, its body included. */
  attemptMs: number
  /** Of all attempts and the waits between them. */
  totalMs: number
  bodyBytesMax: number
}

/** An address that may be called with everything below it, and the private hosts that may be meant by it. */
export type OutboundBase = { url: string; privateHosts: PrivateHosts }

export type OutboundOptions = {
  /** The vendor's base addresses: no other host is called. */
  bases: readonly OutboundBase[]
  /** Hosts that an answer may point to for a download; called over https and without our headers' secrets. */
  downloadHosts?: RegExp
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
 * The only way to a vendor: its own hosts, no redirects, bounded time, size and attempts.
 *
 * Network failures, timeouts, 408 and 5xx are repeated with full jitter; a Retry-After is kept to when it fits into
 * the time left, and handed back otherwise. A 429 that names no time is handed back at once: billing APIs want a
 * minute or more, and a spend cap does not lift by waiting here.
 */
export function outbound(options: OutboundOptions): Send {
  const limits = { ...defaultLimits, ...options.limits }
  const { nowMs, sleep, random } = options

  return async (request) => {
    const reason = refusedHere(request.url, options)
    if (reason) return fail({ tag: 'refused_url', reason })

    const deadlineMs = nowMs() + limits.totalMs
    for (let attempt = 1; ; attempt++) {
      const attemptMs = Math.min(limits.attemptMs, deadlineMs - nowMs())
      const result = await once(request, { ...limits, attemptMs }, options)
      if (result.ok || attempt >= limits.attemptsMax) return result
      const waitMs = waitBeforeRetry(result.failure, attempt, random)
      if (waitMs === null || nowMs() + waitMs >= deadlineMs) return result
      await sleep(waitMs)
    }
  }
}

/** The short form for most calls. */
export function jsonFetcher(send: Send): FetchJson {
  return (url, headers) => send({ url, headers })
}

function refusedHere(url: URL, { bases, downloadHosts }: OutboundOptions): string | null {
  const known = bases.map((base) => ({ ...base, at: URL.parse(base.url) }))
  const base = known.find(({ at }) => at?.origin === url.origin)
  if (base) return refusal(url, base.privateHosts)
  if (downloadHosts?.test(url.hostname)) return refusal(url, [])
  if (known.every(({ at }) => at === null)) return 'the base address cannot be read'
  return 'another host than the vendor’s'
}

function waitBeforeRetry(failure: OutboundFailure, attempt: number, random: () => number): number | null {
  const jitterMs = random() * Math.min(backoffCapMs, backoffBaseMs * 2 ** (attempt - 1))
  if (failure.tag === 'rate_limited') {
    return failure.retryAfterMs === null ? null : Math.max(jitterMs, failure.retryAfterMs)
  }
  if (failure.tag === 'server_error') {
    return failure.mayRepeat ? Math.max(jitterMs, failure.retryAfterMs ?? 0) : null
  }
  const requestTimeout = failure.tag === 'rejected' && failure.status === 408
  return requestTimeout || isVendorDown(failure) ? jitterMs : null
}

async function once(
  { url, method, headers, body, accept = 'json' }: OutboundRequest,
  limits: OutboundLimits,
  { fetch, nowMs }: OutboundOptions,
): Promise<Result<Answer, OutboundFailure>> {
  const signal = AbortSignal.timeout(Math.max(1, Math.ceil(limits.attemptMs)))
  try {
    const response = await fetch(url.href, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: {
        accept: accept === 'json' ? 'application/json' : '*/*',
        'user-agent': 'AegisFlow',
        ...headers,
      },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal,
    })
    if (!response.ok) return fail(await statusFailure(response, headers, nowMs()))
    if (response.status === 204) return ok({ raw: '', json: null, headers: response.headers })

    const type = response.headers.get('content-type') ?? ''
    if (!accepted[accept].test(type)) {
      await response.body?.cancel()
      return fail({
        tag: 'bad_json',
        reason: `the content type is not ${accept === 'json' ? 'JSON' : 'text'}`,
      })
    }
    const raw = await readText(response, limits.bodyBytesMax)
    if (raw === null) return fail({ tag: 'too_large', bodyBytesMax: limits.bodyBytesMax })
    if (accept === 'text') return ok({ raw, json: undefined, headers: response.headers })
    const json = jsonOf(raw)
    return json === undefined
      ? fail({ tag: 'bad_json', reason: 'the body cannot be parsed' })
      : ok({ raw, json, headers: response.headers })
  } catch {
    return fail({ tag: signal.aborted ? 'timeout' : 'network' })
  }
}

/** Media types of bodies. Vendors of JSON over RPC write it as `application/x-amz-json-1.1`. */
const accepted = {
  json: /^application\/(?:[\w.-]+\+json|json|x-amz-json-1\.[01])\s*(?:;|$)/i,
  text: /^(?:text\/[\w.+-]+|application\/(?:[\w.-]+\+)?(?:json|xml)|application\/(?:x-ndjson|jsonl|octet-stream))\s*(?:;|$)/i,
} as const

async function statusFailure(
  response: Response,
  headers: Readonly<Record<string, string>>,
  nowMs: number,
): Promise<OutboundFailure> {
  const { status } = response
  const isRedirect = status >= 300 && status < 400
  if (isRedirect || status === 429 || status >= 500) {
    await response.body?.cancel()
    if (isRedirect) return { tag: 'redirect', status, location: response.headers.get('location') }
    const retryAfterMs = retryAfter(response.headers, nowMs)
    const mayRepeat = response.headers.get('x-should-retry') !== 'false'
    return status === 429
      ? { tag: 'rate_limited', retryAfterMs }
      : { tag: 'server_error', status, retryAfterMs, mayRepeat }
  }
  const { detail, code } = errorDetail(await readText(response, errorBodyBytesMax), headers)
  if (status === 401) return { tag: 'unauthorized', detail }
  if (status === 403) return { tag: 'forbidden', detail }
  if (status === 404) return { tag: 'not_found', detail }
  if (status === 410) return { tag: 'gone', detail }
  return { tag: 'rejected', status, detail, code }
}

/**
 * Milliseconds until the vendor wants to be asked again, at most an hour; null when it does not say. The longest wins
 * where several headers speak, as Azure's per-limit ones do.
 */
function retryAfter(headers: Headers, nowMs: number): number | null {
  const waitsMs = [...headers].flatMap(([name, value]) => {
    const text = value.trim()
    if (name === 'retry-after-ms') return /^\d+$/.test(text) ? [Number(text)] : []
    if (name === 'ratelimit') return resetOf(text)
    if (!name.endsWith('retry-after')) return []
    if (/^\d+(?:\.\d+)?$/.test(text)) return [Math.ceil(Number(text) * 1_000)]
    // Any date begins with the day of the week; what else can be read as one is none.
    const atMs = /^[a-z]{3}/i.test(text) ? Date.parse(text) : Number.NaN
    return Number.isNaN(atMs) ? [] : [atMs - nowMs]
  })
  return waitsMs.length === 0 ? null : Math.min(Math.max(0, ...waitsMs), retryAfterMsMax)
}

/** `"api";r=0;t=120` says that nothing is left and when there is again. Source: the IETF's RateLimit header drafts. */
function resetOf(limit: string): number[] {
  const seconds = /(?:^|;)\s*r=0\s*(?:;|$)/.test(limit)
    ? /(?:^|;)\s*t=(\d{1,9})\s*(?:;|$)/.exec(limit)?.[1]
    : undefined
  return seconds === undefined ? [] : [Number(seconds) * 1_000]
}

/** The text of a body, or null when it is longer than allowed; the rest is then not read. */
export async function readText(response: Response, bodyBytesMax: number): Promise<string | null> {
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
