import { Router } from 'itty-router'
import type { z } from 'zod'
import { endpoints } from '../../analytics/contract/endpoints.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { audit, type Doing, doingOf } from '../audit.ts'
import type { Env } from '../environment.ts'
import { isComplete, type Reach } from '../identity/access.ts'
import { authenticate, type Caller } from '../identity/caller.ts'
import { routes } from '../routes/index.ts'
import { readJson } from './body.ts'
import { type Failure, type Issue, problemResponse } from './failure.ts'
import { countRequest, flushMetrics } from './metrics.ts'
import type { Route, RouteContext } from './route.ts'

type Shapes = { body?: z.ZodType; query?: z.ZodType; response: z.ZodType }
type Matched = { route: Route; params: Record<string, string> }

const matcher = Router()
for (const route of routes) {
  const [method = '', path = ''] = route.name.split(' ')
  matcher.all(path, (request) => (request.method === method ? { route, params: request.params } : undefined))
}

const requestIdShape = /^[\w.-]{8,128}$/

/** Answers one request to the API. `url` is the address as people see it, `path` its part below `/api/v1`. */
export async function answer(
  request: Request,
  url: URL,
  path: string,
  env: Env,
  work: ExecutionContext,
): Promise<Response> {
  const startedAtMs = performance.now()
  const given = request.headers.get('x-request-id')
  const requestId = given !== null && requestIdShape.test(given) ? given : crypto.randomUUID()
  const matched = await match(request.method === 'HEAD' ? 'GET' : request.method, path)
  const result = matched.ok ? await run(matched.value, request, url, env, requestId, work) : matched
  const response = result.ok ? result.value : problemResponse(result.failure, requestId)
  if (response.status !== 101) response.headers.set('x-request-id', requestId)
  countRequest(
    matched.ok ? pathOf(matched.value.route) : 'unmatched',
    request.method,
    response.status,
    performance.now() - startedAtMs,
  )
  work.waitUntil(flushMetrics(env, 'soon'))
  return response
}

const pathOf = (route: Route): string => route.name.slice(route.name.indexOf(' ') + 1)
const methodOf = (route: Route): string => route.name.slice(0, route.name.indexOf(' '))

async function match(method: string, path: string): Promise<Result<Matched, Failure>> {
  const found = (await matcher.fetch({ method, url: `http://api${path}` })) as Matched | undefined
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
  return routes.filter((route) => matches(pathOf(route))).map(methodOf)
}

async function run(
  { route, params }: Matched,
  request: Request,
  url: URL,
  env: Env,
  requestId: string,
  work: ExecutionContext,
): Promise<Result<Response, Failure>> {
  const context: RouteContext = {
    request,
    url,
    env,
    requestId,
    nowMs: Date.now(),
    params,
    answer: { status: 200, headers: new Headers({ 'cache-control': 'no-store' }) },
    waitUntil: (promise) => work.waitUntil(promise),
    routes,
  }
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
    console.error(
      `request ${requestId} failed`,
      error instanceof Error ? (error.stack ?? error.message) : error,
    )
    return fail({ kind: 'internal' })
  }
}

type Admitted = { caller: Caller; reach: Reach | null }

/** Who calls, when the route asks for it; refused without the permission that the route declares. */
async function admit(route: Route, context: RouteContext): Promise<Result<Admitted | null, Failure>> {
  if (route.public !== null) return ok(null)
  const authenticated = await authenticate(context)
  if (!authenticated.ok) return authenticated
  const caller = authenticated.value
  if (route.permission === null) return ok({ caller, reach: null })
  const reach = caller.access.reach(route.permission, context.nowMs)
  if (reach !== null && (route.scoped || isComplete(reach))) return ok({ caller, reach })
  if (route.audit !== null) {
    const target = Object.values(context.params).join('/')
    await audit.append(doingOf(context, caller), { action: route.audit, target, outcome: 'denied' })
  }
  const where = reach === null ? '' : ' in the whole organization'
  return fail({ kind: 'forbidden', message: `This needs the permission ${route.permission}${where}.` })
}

/** Runs the handler; an audited one between its intent and its outcome. */
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
  const handle = () =>
    route.handle({ ...context, ...input, caller, reach, tenant, place, trail } as RouteContext & typeof input)
  return route.audit === null ? handle() : audit.around(doing, route.audit, trail, handle)
}

async function read(
  route: Route,
  request: Request,
  url: URL,
): Promise<Result<{ body: unknown; query: unknown }, Failure>> {
  if (!route.json) return ok({ body: undefined, query: undefined })
  const shapes: Shapes = endpoints[route.name as keyof typeof endpoints]
  const query = shapes.query ? parsed(shapes.query, Object.fromEntries(url.searchParams)) : ok(undefined)
  if (!query.ok) return query
  if (!shapes.body) return ok({ body: undefined, query: query.value })
  const json = await readJson(request)
  if (!json.ok) return json
  const body = parsed(shapes.body, json.value)
  return body.ok ? ok({ body: body.value, query: query.value }) : body
}

const issuesMax = 20

function parsed(shape: z.ZodType, value: unknown): Result<unknown, Failure> {
  const result = shape.safeParse(value)
  if (result.success) return ok(result.data)
  const issues: Issue[] = result.error.issues.slice(0, issuesMax).flatMap((issue) => {
    const at = issue.path.join('.')
    if (issue.code !== 'unrecognized_keys') return [{ path: at, message: issue.message }]
    return issue.keys.map((key) => ({ path: at === '' ? key : `${at}.${key}`, message: 'Unknown field' }))
  })
  return fail({ kind: 'invalid', issues })
}
