import type { z } from 'zod'
import type { EndpointName, Endpoints } from '../../analytics/contract/endpoints.ts'
import type { Permission } from '../../analytics/contract/permissions.ts'
import type { Result } from '../../analytics/result.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Trail } from '../audit.ts'
import type { Env } from '../environment.ts'
import type { Reach } from '../identity/access.ts'
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

/**
 * What a handler of a protected route gets besides: who calls, for which tenant, where its data lives, how far the
 * route's permission reaches (null without one), and what its audit entry will say.
 */
export type CallerContext = RouteContext & {
  caller: Caller
  tenant: Tenant
  place: Place
  reach: Reach | null
  trail: Trail
}

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined
type Part<Name extends EndpointName, Key extends string> =
  Endpoints[Name] extends Record<Key, infer Schema> ? Output<Schema> : undefined

type Input<Name extends EndpointName> = { body: Part<Name, 'body'>; query: Part<Name, 'query'> }
type Answer<Name extends EndpointName> = Promise<Result<z.input<Endpoints[Name]['response']>, Failure>>

type Handler<Context, Name extends EndpointName> = (context: Context & Input<Name>) => Answer<Name>

/** What an audited route is called in the ledger: intent before it acts, outcome after. Nothing acts without intent. */
type Audited = { audit?: string }

/**
 * Who may call: holders of a permission, anyone who is signed in, or anyone, and then why. A route is `scoped` when it
 * asks for the place itself, so that a permission in a part of the organization is enough to be let in.
 */
type Permitted<Name extends EndpointName> = Audited & {
  summary: string
  permission: Permission
  scoped?: true
  handle: Handler<CallerContext, Name>
}
type SignedIn<Name extends EndpointName> = Audited & {
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
  scoped: boolean
  signedIn: boolean
  public: string | null
  /** The action that the ledger knows it by. */
  audit: string | null
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
    scoped: 'scoped' in declaration,
    signedIn: 'signedIn' in declaration,
    public: 'public' in declaration ? declaration.public : null,
    audit: ('audit' in declaration ? declaration.audit : null) ?? null,
    handle: declaration.handle as unknown as Route['handle'],
  })
}

type RawName = `${'GET' | 'POST'} /${string}`
type RawPermitted = Audited & {
  summary: string
  permission: Permission
  handle: (context: CallerContext) => Promise<Result<Response, Failure>>
}
type RawPublic = {
  summary: string
  public: string
  handle: (context: RouteContext) => Promise<Result<Response, Failure>>
}

/** Declares a route that reads or answers something other than JSON. It checks its own caller when it is public. */
export function rawRoute(name: RawName, declaration: RawPermitted): Route
export function rawRoute(name: RawName, declaration: RawPublic): Route
export function rawRoute(name: RawName, declaration: RawPermitted | RawPublic): Route {
  return Object.freeze({
    name,
    json: false,
    summary: declaration.summary,
    permission: 'permission' in declaration ? declaration.permission : null,
    scoped: false,
    signedIn: false,
    public: 'public' in declaration ? declaration.public : null,
    audit: ('audit' in declaration ? declaration.audit : null) ?? null,
    handle: declaration.handle as unknown as Route['handle'],
  })
}
