import type { Problem } from '../../analytics/contract/problem.ts'

export type Issue = { path: string; message: string }

/** Everything that a request may be refused for. Messages are written for the caller and hold nothing internal. */
export type Failure =
  | { kind: 'bad_request'; message: string }
  | { kind: 'unauthenticated'; message: string }
  /** The password was right; a code of the second factor is missing or wrong. */
  | { kind: 'totp_required'; message: string }
  /** A query of an analyst that is not run, or not to its end, with ClickHouse's code and the place in their text. */
  | {
      kind: 'bad_query'
      message: string
      exception: { code: number; name: string }
      position: { offset: number; line: number; column: number } | null
    }
  | { kind: 'forbidden'; message: string }
  | { kind: 'password_change_required' }
  | { kind: 'not_found'; message: string }
  /** It was there and never will be again. */
  | { kind: 'gone'; message: string }
  | { kind: 'method_not_allowed'; allow: string[] }
  | { kind: 'conflict'; message: string }
  | { kind: 'too_large'; message: string }
  | { kind: 'unsupported_media_type'; expected: string }
  | { kind: 'invalid'; issues: Issue[] }
  | { kind: 'rate_limited'; message: string; retryAfterS: number; violated?: readonly string[] }
  | { kind: 'plan_limit'; message: string }
  | { kind: 'unavailable'; message: string; retryAfterS: number }
  | { kind: 'internal' }

type Answer = {
  status: number
  title: string
  detail: string
  type?: string
  headers?: Record<string, string>
}

/** Source: IANA registry of HTTP problem types. */
const quotaExceeded = 'https://iana.org/assignments/http-problem-types#quota-exceeded'

/** The one table from failures to answers. */
export function answerOf(failure: Failure): Answer {
  switch (failure.kind) {
    case 'bad_request':
      return { status: 400, title: 'Bad request', detail: failure.message }
    case 'bad_query': {
      const { message, position } = failure
      const where = position === null ? '' : ` (line ${position.line}, column ${position.column})`
      return { status: 400, title: 'Query refused', detail: message + where }
    }
    case 'unauthenticated':
      return {
        status: 401,
        title: 'Not authenticated',
        detail: failure.message,
        headers: { 'www-authenticate': 'Bearer realm="aegisflow"' },
      }
    case 'totp_required':
      return { status: 401, title: 'Second factor required', detail: failure.message }
    case 'password_change_required':
      return {
        status: 403,
        title: 'Password change required',
        detail: 'Choose a password of your own before anything else.',
      }
    case 'forbidden':
      return { status: 403, title: 'Forbidden', detail: failure.message }
    case 'not_found':
      return { status: 404, title: 'Not found', detail: failure.message }
    case 'gone':
      return { status: 410, title: 'Gone', detail: failure.message }
    case 'method_not_allowed':
      return {
        status: 405,
        title: 'Method not allowed',
        detail: `This path takes ${failure.allow.join(', ')}.`,
        headers: { allow: failure.allow.join(', ') },
      }
    case 'conflict':
      return { status: 409, title: 'Conflict', detail: failure.message }
    case 'too_large':
      return { status: 413, title: 'Too large', detail: failure.message }
    case 'unsupported_media_type':
      return { status: 415, title: 'Unsupported media type', detail: `Send ${failure.expected}.` }
    case 'invalid': {
      const [first] = failure.issues
      if (!first)
        return { status: 422, title: 'Invalid request', detail: 'It does not have the right shape.' }
      const detail = first.path === '' ? first.message : `${first.path}: ${first.message}`
      return { status: 422, title: 'Invalid request', detail }
    }
    case 'rate_limited':
      return {
        status: 429,
        title: 'Too many requests',
        detail: failure.message,
        type: quotaExceeded,
        headers: { 'retry-after': String(failure.retryAfterS) },
      }
    case 'plan_limit':
      return { status: 403, title: 'Beyond the plan', detail: failure.message }
    case 'unavailable':
      return {
        status: 503,
        title: 'Temporarily unavailable',
        detail: failure.message,
        headers: { 'retry-after': String(failure.retryAfterS) },
      }
    case 'internal':
      return { status: 500, title: 'Internal error', detail: 'Something went wrong on our side.' }
  }
}

/** A refusal on the wire. */
export function problemResponse(failure: Failure, requestId: string): Response {
  const { status, title, detail, type = 'about:blank', headers } = answerOf(failure)
  const problem: Problem = {
    type,
    title,
    status,
    detail,
    error: {
      code: failure.kind,
      message: detail,
      request_id: requestId,
      ...(failure.kind === 'invalid' ? { issues: failure.issues } : {}),
      ...(failure.kind === 'bad_query' ? { exception: failure.exception, position: failure.position } : {}),
    },
    ...(failure.kind === 'rate_limited' ? { 'violated-policies': failure.violated ?? [] } : {}),
  }
  return new Response(JSON.stringify(problem), {
    status,
    headers: { ...headers, 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  })
}
