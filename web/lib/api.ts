import type { z } from 'zod'
import type { EndpointName, Endpoints } from '../../analytics/contract/endpoints.ts'
import type { Problem } from '../../analytics/contract/problem.ts'

type Issue = { path: string; message: string }
type Position = { offset: number; line: number; column: number }

/** A refusal by the server, or no answer at all (`status` 0, code `unreachable`). */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly requestId: string | null
  readonly issues: readonly Issue[]
  /** How long to wait before the next try, where the server says it. */
  readonly retryAfterS: number | null
  /** Where in a query the server found it, counted from 1. */
  readonly position: Position | null

  constructor(
    status: number,
    code: string,
    message: string,
    requestId: string | null,
    issues: readonly Issue[] = [],
    retryAfterS: number | null = null,
    position: Position | null = null,
  ) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.requestId = requestId
    this.issues = issues
    this.retryAfterS = retryAfterS
    this.position = position
  }
}

type ParamNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? Name | ParamNames<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? Name
    : never

type Maybe<T> = { [Key in keyof T]?: T[Key] | undefined }
type ParamsOf<Name extends EndpointName> = [ParamNames<Name>] extends [never]
  ? unknown
  : { params: Record<ParamNames<Name>, string> }
type QueryOf<Name extends EndpointName> = Endpoints[Name] extends { query: infer Query extends z.ZodType }
  ? { query?: Maybe<z.output<Query>> }
  : unknown
type BodyOf<Name extends EndpointName> = Endpoints[Name] extends { body: infer Body extends z.ZodType }
  ? { body: z.input<Body> }
  : unknown

/** An upload's body is the file itself. */
type FileOf<Name extends EndpointName> = Name extends 'POST /uploads' ? { file: Blob } : unknown

/** What a call of the endpoint takes beside its name. */
type ApiInput<Name extends EndpointName> = ParamsOf<Name> &
  QueryOf<Name> &
  BodyOf<Name> &
  FileOf<Name> & { signal?: AbortSignal }

/** What the endpoint answers. */
type ApiOutput<Name extends EndpointName> = z.output<Endpoints[Name]['response']>

type Input = {
  params?: Record<string, string>
  query?: Record<string, unknown>
  body?: unknown
  file?: Blob
  signal?: AbortSignal
}
type Arguments<Name extends EndpointName> =
  Record<never, never> extends ApiInput<Name> ? [input?: ApiInput<Name>] : [input: ApiInput<Name>]

export type Api = {
  <Name extends EndpointName>(name: Name, ...input: Arguments<Name>): Promise<ApiOutput<Name>>
  /** Posts JSON to what does not answer with JSON alone, and gives the answer as it streams. Errors: as for a call. */
  post(path: string, body: unknown, signal: AbortSignal): Promise<Response>
  /** Called once the session cannot be renewed. */
  onSessionEnd(listener: () => void): void
  /** Renews the session; false when it has ended. Calls at the same time share one request. */
  renew(): Promise<boolean>
}

type Surroundings = {
  baseUrl: string
  fetch: typeof fetch
  /** Where the CSRF token outlives a reload of the page. */
  storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
  /** Runs `task` while no other tab renews: the refresh token rotates, and a second use of it ends the session. */
  exclusively: <T>(task: () => Promise<T>) => Promise<T>
}

const csrfKey = 'aegisflow.csrf'
const renewal: EndpointName = 'POST /auth/refresh'
/** Nobody needs to be signed in for these, so their refusal says nothing about the session. */
const answeredAsIs: ReadonlySet<EndpointName> = new Set<EndpointName>([
  renewal,
  'POST /auth/login',
  'POST /auth/register',
  'POST /auth/setup',
  'GET /auth/setup',
  'POST /auth/verify-email',
  'POST /auth/password/reset',
  'POST /auth/password/reset/confirm',
  'GET /dev/outbox',
])
/** They carry a proof whose failures are counted, so a refusal is never answered by sending it again. */
const sentOnce: ReadonlySet<EndpointName> = new Set<EndpointName>([
  'POST /auth/password',
  'POST /auth/totp/confirm',
  'POST /auth/totp/disable',
  'POST /auth/totp/recovery-codes',
])

/** The console's client for the endpoints of the contract. Errors: throws `ApiError`, or an abort. */
export function createApi(around: Surroundings): Api {
  let renewing: Promise<boolean> | null = null
  let sessionEnded = () => {}

  async function request(method: string, path: string, input: Input): Promise<Response> {
    const headers = new Headers({ accept: 'application/json' })
    const csrfToken = around.storage.getItem(csrfKey)
    if (method !== 'GET' && csrfToken !== null) headers.set('x-csrf-token', csrfToken)
    if (input.body !== undefined) headers.set('content-type', 'application/json')
    const response = await around
      .fetch(around.baseUrl + path, {
        method,
        headers,
        credentials: 'same-origin',
        ...(input.body === undefined ? {} : { body: JSON.stringify(input.body) }),
        ...(input.file === undefined ? {} : { body: input.file }),
        ...(input.signal === undefined ? {} : { signal: input.signal }),
      })
      .catch((cause: unknown) => {
        if (input.signal?.aborted) throw cause
        throw new ApiError(0, 'unreachable', 'The server could not be reached.', null)
      })
    if (!response.ok) throw await refusal(response)
    return response
  }

  async function send(name: EndpointName, input: Input): Promise<unknown> {
    const [method = 'GET', template = ''] = name.split(' ')
    const answer: unknown = await (await request(method, pathOf(template, input), input)).json()
    keepCsrfToken(name, answer)
    return answer
  }

  function keepCsrfToken(name: EndpointName, answer: unknown): void {
    if (name === 'POST /auth/logout') around.storage.removeItem(csrfKey)
    if (typeof answer === 'object' && answer !== null && 'csrf_token' in answer) {
      around.storage.setItem(csrfKey, String(answer.csrf_token))
    }
  }

  function renew(): Promise<boolean> {
    renewing ??= around
      .exclusively(() => send(renewal, {}))
      .then(
        () => true,
        (error: unknown) => {
          if (error instanceof ApiError && error.status >= 400 && error.status < 500) return false
          throw error
        },
      )
      .finally(() => {
        renewing = null
      })
    return renewing
  }

  async function call(name: EndpointName, input: Input = {}): Promise<unknown> {
    const isSentOnce = sentOnce.has(name)
    if (isSentOnce || answeredAsIs.has(name)) {
      if (isSentOnce) await renew()
      return send(name, input)
    }
    return insistently(!name.startsWith('GET '), () => send(name, input))
  }

  /** Sends once more when the session could be renewed. */
  async function insistently<T>(isWrite: boolean, task: () => Promise<T>): Promise<T> {
    // A new tab has the cookies but not yet the token that a write needs beside them.
    if (isWrite && around.storage.getItem(csrfKey) === null) await renew()
    try {
      return await task()
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      // Whoever signed in anew in another tab has a new session, and this tab the token of the old one.
      const mayBeStaleToken = error.status === 403 && isWrite
      if (error.status !== 401 && !mayBeStaleToken) throw error
      if (await renew()) return task()
      around.storage.removeItem(csrfKey)
      sessionEnded()
      throw error
    }
  }

  return Object.assign(call as Api, {
    renew,
    post: (path: string, body: unknown, signal: AbortSignal) =>
      insistently(true, () => request('POST', path, { body, signal })),
    onSessionEnd(listener: () => void) {
      sessionEnded = listener
    },
  })
}

function pathOf(template: string, { params = {}, query = {} }: Input): string {
  const filled = template.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  return search.size === 0 ? filled : `${filled}?${search}`
}

async function refusal(response: Response): Promise<ApiError> {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null
  const error = problem?.error
  return new ApiError(
    response.status,
    error?.code ?? 'unexpected_answer',
    error?.message ?? problem?.detail ?? `The server answered ${response.status}.`,
    error?.request_id ?? response.headers.get('x-request-id'),
    error?.issues,
    retryAfter(response.headers.get('retry-after')),
    error?.position ?? null,
  )
}

/** Units: seconds. The header may also hold a date, which our server never sends. */
function retryAfter(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) : null
}

/** The client of this browser tab. */
export const api = createApi({
  baseUrl: '/api/v1',
  fetch: (...request) => fetch(...request),
  storage: tabStorage(),
  exclusively: async (task) =>
    globalThis.navigator?.locks === undefined ? task() : navigator.locks.request('aegisflow.renew', task),
})

/** Session storage, or memory where it is blocked. */
function tabStorage(): Surroundings['storage'] {
  const memory = new Map<string, string>()
  const inMemory = {
    getItem: (key: string) => memory.get(key) ?? null,
    setItem: (key: string, value: string) => void memory.set(key, value),
    removeItem: (key: string) => void memory.delete(key),
  }
  try {
    return globalThis.window?.sessionStorage ?? inMemory
  } catch {
    return inMemory
  }
}
