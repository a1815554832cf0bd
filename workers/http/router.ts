import { Router, type RouterType } from 'itty-router'
import { z } from 'zod'
import { endpoints } from '../../analytics/contract/endpoints.ts'
import type { Reach } from '../../analytics/reach.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { errorTrace } from '../../analytics/store/error-text.ts'
import { LedgerUnavailable } from '../audit/ledger.ts'
import { audit, type Doing, doingOf } from '../audit.ts'
import type { Env } from '../environment.ts'
import { type Caller, gate, mustChangePassword } from '../identity/caller.ts'
import { accessChanged } from '../identity/changes.ts'
import { routes } from '../routes/index.ts'
import { VaultError } from '../vault/vault-error.ts'
import { admits } from './admission.ts'
import { readJson, saysNothing } from './body.ts'
import { type Failure, problemResponse } from './failure.ts'
import { idempotencyKeyOf, once } from './idempotency.ts'
import { countRequest, flushMetricsSoon } from './metrics.ts'
import { parsed } from './parsed.ts'
import { rateLimitHeaders } from './rate-limit-headers.ts'
import { requestIdOf } from './request-id.ts'
import type { Route, RouteContext } from './route.ts'

type Shapes = { body?: z.ZodType; query?: z.ZodType; response: z.ZodType }
/** The query of a route that declares none. */
const nothing = z.strictObject({})
type Matched = { route: Route; params: Record<string, string> }

/** Routes whose path holds no parameter, by name: a router would take the address apart anew for each request. */
const fixed = new Map<string, Route>()
/** A router for each first part of a path, since a router asks its routes one after another. */
const matchers = new Map<string, RouterType>()
for (const route of routes) {
  const [method = '', path = ''] = route.name.split(' ')
  if (/^[\w/-]+$/.test(path)) fixed.set(route.name, route)
  const matcher: RouterType = matchers.get(firstPartOf(path)) ?? Router()
  matcher.all(path, (request) => (request.method === method ? { route, params: request.params } : undefined))
  matchers.set(firstPartOf(path), matcher)
}

function firstPartOf(path: string): string {
  return path.split('/', 2)[1] ?? ''
}

/** Answers one request to the API. `url` is the address as people see it, `path` its part below `/api/v1`. */
export async function answer(
  request: Request,
  url: URL,
  path: string,
  env: Env,
  work: ExecutionContext,
): Promise<Response> {
  const startedAtMs = performance.now()
  const requestId = requestIdOf(request)
  const matched = await match(request.method === 'HEAD' ? 'GET' : request.method, path)
  const context = contextOf(request, url, env, requestId, work)
  const result = matched.ok ? await run(matched.value, context) : matched
  const refused = (matched.ok ? matched.value.route.refused : null) ?? problem(requestId)
  const response = result.ok
    ? result.value
    : (optionsOf(request, result.failure) ?? refused(result.failure, request))
  if (response.status !== 101) {
    const headers = { ...rateLimitHeaders(context.standings), 'x-request-id': requestId }
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
  }
  countRequest(
    matched.ok ? pathOf(matched.value.route) : 'unmatched',
    request.method,
    response.status,
    performance.now() - startedAtMs,
  )
  // What is handed over costs something, even where there is nothing to do.
  const flushing = flushMetricsSoon(env)
  if (flushing) work.waitUntil(flushing)
  return response
}

/** What an address takes, for who asks nothing else; null for any other request. Source: RFC 9110, 9.3.7. */
function optionsOf(request: Request, failure: Failure): Response | null {
  if (request.method !== 'OPTIONS' || failure.kind !== 'method_not_allowed') return null
  const answered = failure.allow.includes('GET') ? [...failure.allow, 'HEAD'] : failure.allow
  return new Response(null, { status: 204, headers: { allow: [...answered, 'OPTIONS'].join(', ') } })
}

const problem = (requestId: string) => (failure: Failure) => problemResponse(failure, requestId)

const pathOf = (route: Route): string => route.name.slice(route.name.indexOf(' ') + 1)
const methodOf = (route: Route): string => route.name.slice(0, route.name.indexOf(' '))

async function match(method: string, path: string): Promise<Result<Matched, Failure>> {
  const route = fixed.get(`${method} ${path}`)
  if (route) return ok({ route, params: {} })
  const matcher = matchers.get(firstPartOf(path))
  const found = (await matcher?.fetch({ method, url: `http://api${path}` })) as Matched | undefined
  if (found) return ok({ route: found.route, params: decoded(found.params) })
  const allow = allowedMethods(path)
  if (allow.length > 0) return fail({ kind: 'method_not_allowed', allow })
  return fail({ kind: 'not_found', message: 'There is nothing at this address.' })
}

/** itty-router leaves parameters as they stand in the address; a malformed escape stays as it is. */
function decoded(params: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => {
      try {
        return [name, decodeURIComponent(value)]
      } catch {
        return [name, value]
      }
    }),
  )
}

function allowedMethods(path: string): string[] {
  const matches = (pattern: string) =>
    new RegExp(`^${pattern.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}/?$`).test(path)
  return [...new Set(routes.filter((route) => matches(pathOf(route))).map(methodOf))]
}

const contextOf = (
  request: Request,
  url: URL,
  env: Env,
  requestId: string,
  work: ExecutionContext,
): RouteContext => ({
  request,
  url,
  env,
  requestId,
  nowMs: Date.now(),
  params: {},
  answer: { status: 200, headers: new Headers({ 'cache-control': 'no-store' }) },
  waitUntil: (promise) => work.waitUntil(promise),
  routes,
  standings: [],
})

async function run({ route, params }: Matched, context: RouteContext): Promise<Result<Response, Failure>> {
  const { request, url, requestId } = context
  context.params = params
  context.answer.status = route.success
  try {
    const admitted = await admit(route, context)
    if (!admitted.ok) return admitted
    const input = await read(route, request, url)
    if (!input.ok) return input
    const result = await act(route, context, admitted.value, input.value)
    if (!result.ok) return result
    if (result.value instanceof Response) return ok(result.value)
    context.answer.headers.set('content-type', 'application/json')
    return ok(new Response(JSON.stringify(result.value), context.answer))
  } catch (error) {
    if (error instanceof LedgerUnavailable) return fail(error.failure)
    if (error instanceof VaultError && error.code === 'key_service_unavailable') return fail(keysAway)
    console.error(`request ${requestId} failed`, errorTrace(error))
    return fail({ kind: 'internal' })
  }
}

/** Nothing is sealed or opened without the key service, and nothing is kept in the clear instead. */
const keysAway: Failure = {
  kind: 'unavailable',
  message: 'The key service does not answer right now, so nothing was done.',
  retryAfterS: 5,
}

type Admitted = { caller: Caller; reach: Reach | null }

/** Who calls, when the route asks for it; refused without the permission that the route declares. */
async function admit(route: Route, context: RouteContext): Promise<Result<Admitted | null, Failure>> {
  const { limit } = route
  if (route.public !== null) {
    if (limit.exempt !== null) return ok(null)
    const policy = limit.policy === 'caller' ? 'address' : limit.policy
    return gate.admitAddress(context, policy, limit.whenDown)
  }
  const authenticated = await gate.authenticate(context, limit.exempt === null ? limit.whenDown : 'allow')
  if (!authenticated.ok) return authenticated
  const caller = authenticated.value
  if (!route.withTemporaryPassword && mustChangePassword(caller)) {
    return fail({ kind: 'password_change_required' })
  }
  if (route.permission === null) return ok({ caller, reach: null })
  const reach = caller.access.reach(route.permission, context.nowMs)
  if (admits(route, context.params, caller.access, context.nowMs)) return ok({ caller, reach })
  if (route.audit !== null) {
    const target = Object.values(context.params).join('/')
    await audit.append(doingOf(context, caller), { action: route.audit, target, outcome: 'denied' })
  }
  const where = reach === null ? '' : ' in the whole organization'
  return fail({ kind: 'forbidden', message: `This needs the permission ${route.permission}${where}.` })
}

/** Runs the handler; an audited one between its intent and its outcome, or, when it only reads, before its entry. */
async function act(
  route: Route,
  context: RouteContext,
  admitted: Admitted | null,
  input: { body: unknown; query: unknown },
): Promise<Result<unknown, Failure>> {
  if (admitted === null) return route.handle({ ...context, ...input })
  const { caller, reach } = admitted
  const doing: Doing = doingOf(context, caller)
  const trail = { target: Object.values(context.params).join('/') }
  const { tenant, place } = doing
  const isRead = methodOf(route) === 'GET'
  const handle = async () => {
    const full = { ...context, ...input, caller, reach, tenant, place, trail }
    const result = await route.handle(full as RouteContext & typeof input)
    const isWrite = route.audit !== null && !isRead
    if (isWrite && result.ok) await accessChanged(context.env, tenant, [], context.nowMs)
    return result
  }
  const written = () => {
    if (route.audit === null) return handle()
    return isRead
      ? audit.read(doing, route.audit, trail, handle)
      : audit.around(doing, route.audit, trail, handle)
  }
  if (isRead || !route.json || route.ownIdempotency) return written()
  const key = idempotencyKeyOf(context.request)
  if (!key.ok) return key
  if (key.value === null) return written()
  const asked = JSON.stringify([context.url.pathname, context.url.search, input.body ?? null])
  return once(doing, { route: route.name, key: key.value, request: asked }, context.answer, written)
}

async function read(
  route: Route,
  request: Request,
  url: URL,
): Promise<Result<{ body: unknown; query: unknown }, Failure>> {
  if (!route.json) return ok({ body: undefined, query: undefined })
  const shapes: Shapes = endpoints[route.name as keyof typeof endpoints]
  const query = parsed(shapes.query ?? nothing, url.search === '' ? {} : Object.fromEntries(url.searchParams))
  if (!query.ok) return query
  if (!shapes.body) return ok({ body: undefined, query: query.value })
  if (saysNothing(request)) {
    const nothing = parsed(shapes.body, {})
    if (nothing.ok) return ok({ body: nothing.value, query: query.value })
  }
  const json = await readJson(request)
  if (!json.ok) return json
  const body = parsed(shapes.body, json.value)
  return body.ok ? ok({ body: body.value, query: query.value }) : body
}
