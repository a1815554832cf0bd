import type { z } from 'zod'
import type { EndpointName, Endpoints } from '../../analytics/contract/endpoints.ts'
import type { Permission } from '../../analytics/contract/identity.ts'
import type { Result } from '../../analytics/result.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Env } from '../environment.ts'
import type { Caller } from '../identity/caller.ts'
import type { Failure } from './failure.ts'

/** What every handler gets. `answer` is for what a JSON value cannot say: status and headers. */
export type RouteContext = {
  request: Request
  url: URL
  env: Env
  requestId: string
  nowMs: number
  params: Record<string, string>
  answer: { status: number; headers: Headers }
  /** Every declared route, for those that describe the API itself. */
  routes: readonly Route[]
  waitUntil: (work: Promise<unknown>) => void
}

/** What a handler of a protected route gets besides: who calls, for which tenant, and where its data lives. */
export type CallerContext = RouteContext & { caller: Caller; tenant: Tenant; place: Place }

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Part<Name extends EndpointName, Key extends string> =
  Endpoints[Name] extends Record<Key, infer Schema> ? Output<Schema> : undefined

type Input<Name extends EndpointName> = { body: Part<Name, 'body'>; query: Part<Name, 'query'> }
type Answer<Name extends EndpointName> = Promise<Result<z.input<Endpoints[Name]['response']>, Failure>>

type Handler<Context, Name extends EndpointName> = (context: Context & Input<Name>) => Answer<Name>

/** Who may call: holders of a permission, anyone who is signed in, or anyone, and then why. */
type Permitted<Name extends EndpointName> = {
  summary: string
  permission: Permission
  handle: Handler<CallerContext, Name>
}
type SignedIn<Name extends EndpointName> = {
  summary: string
  signedIn: true
  handle: Handler<CallerContext, Name>
}
type Public<Name extends EndpointName> = {
  summary: string
  public: string
  handle: Handler<RouteContext, Name>
}

/** A declared route as the router sees it. */
export type Route = {
  /** `METHOD /path` below `/api/v1`. */
  name: string
  json: boolean
  summary: string
  permission: Permission | null
  signedIn: boolean
  public: string | null
  handle: (context: RouteContext & { body: unknown; query: unknown }) => Promise<Result<unknown, Failure>>
}

/** Declares a JSON endpoint of the contract: who may call it and what it does. */
export function route<Name extends EndpointName>(name: Name, declaration: Permitted<Name>): Route
export function route<Name extends EndpointName>(name: Name, declaration: SignedIn<Name>): Route
export function route<Name extends EndpointName>(name: Name, declaration: Public<Name>): Route
export function route<Name extends EndpointName>(
  name: Name,
  declaration: Permitted<Name> | SignedIn<Name> | Public<Name>,
): Route {
  return Object.freeze({
    name,
    json: true,
    summary: declaration.summary,
    permission: 'permission' in declaration ? declaration.permission : null,
    signedIn: 'signedIn' in declaration,
    public: 'public' in declaration ? declaration.public : null,
    handle: declaration.handle as unknown as Route['handle'],
  })
}

/** Declares a route that answers with something other than JSON. It checks its own caller when it is public. */
export function rawRoute(
  name: `${'GET' | 'POST'} /${string}`,
  declaration: {
    summary: string
    public: string
    handle: (context: RouteContext) => Promise<Result<Response, Failure>>
  },
): Route {
  return Object.freeze({
    name,
    json: false,
    summary: declaration.summary,
    permission: null,
    signedIn: false,
    public: declaration.public,
    handle: declaration.handle as Route['handle'],
  })
}
