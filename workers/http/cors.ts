import { requestIdOf } from './request-id.ts'

const maxAgeS = 600
const methods = 'GET, POST, PUT, PATCH, DELETE'
const headersTaken = 'authorization, content-type, idempotency-key, x-request-id'
const headersShown = 'x-request-id, retry-after, ratelimit, ratelimit-policy'

/** Whether pages of another origin may read our answers: those that `CORS_ORIGINS` names, by comma, and no other. */
export function isAllowedOrigin(request: Request, { CORS_ORIGINS }: { CORS_ORIGINS: string }): boolean {
  const origin = request.headers.get('origin')
  return (
    origin !== null &&
    CORS_ORIGINS.split(',')
      .map((one) => one.trim())
      .includes(origin)
  )
}

/** Whether a browser asks in advance what a page of another origin may send. */
export const isPreflight = (request: Request): boolean =>
  request.method === 'OPTIONS' && request.headers.has('access-control-request-method')

/** The answer to a preflight. */
export const preflightAnswer = (request: Request): Response =>
  new Response(null, {
    status: 204,
    headers: {
      'access-control-allow-methods': methods,
      'access-control-allow-headers': headersTaken,
      'access-control-max-age': String(maxAgeS),
      'x-request-id': requestIdOf(request),
    },
  })

/**
 * Lets the page of an allowed origin read an answer. Cookies are never allowed across origins: such a page calls with
 * a bearer token. Source: Fetch standard, CORS protocol.
 */
export function shared(response: Response, request: Request): Response {
  const headers = new Headers(response.headers)
  headers.set('access-control-allow-origin', request.headers.get('origin') ?? '')
  headers.set('access-control-expose-headers', headersShown)
  headers.append('vary', 'origin')
  const { status, statusText } = response
  return new Response(response.body, { status, statusText, headers })
}
