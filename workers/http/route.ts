import type { z } from 'zod'
import type { EndpointName, Endpoints } from '../../analytics/contract/endpoints.ts'
import type { Permission, Resource } from '../../analytics/contract/permissions.ts'
import type { Reach } from '../../analytics/reach.ts'
import type { Result } from '../../analytics/result.ts'
import type { Place } from '../../analytics/store/place.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Standing } from '../../durable-objects/quota-book.ts'
import type { Trail } from '../audit.ts'
import type { Env } from '../environment.ts'
import type { Caller } from '../identity/caller.ts'
import type { Failure } from './failure.ts'
import { type Limit, type LimitDeclaration, limitOf } from './limit.ts'

/** What every handler gets. `answer` is for what a JSON value cannot say: its headers, and a status that no declaration foretells. */
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
  /** What is left of the caller's quotas, once they were asked for. */
  standings: readonly Standing[]
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
/** A stream answers in place of the JSON of its shape. */
type Answer<Name extends EndpointName> = Promise<
  Result<z.input<Endpoints[Name]['response']> | Response, Failure>
>

type Handler<Context, Name extends EndpointName> = (context: Context & Input<Name>) => Answer<Name>

/**
 * What an audited route is called in the ledger. One that acts writes its intent before and its outcome after, and
 * nothing acts without intent; one that reads (GET) writes one entry before it answers.
 */
type Audited = { audit?: string }

type Limited = { limit?: LimitDeclaration }

/** What it answers when all is well; 200 unless something was created (201) or taken in to be done (202). */
type Answered = { success?: 201 | 202 }

/**
 * Who may call: holders of a permission, anyone who is signed in, or anyone, and then why. A route is `scoped` when it
 * asks for the place itself, so that a permission in a part of the organization is enough to be let in. `resource` says
 * what the last parameter of its path names: a grant or a denial on that one thing is judged before the handler runs.
 */
type Permitted<Name extends EndpointName> = Audited &
  Limited &
  Answered & {
    summary: string
    permission: Permission
    /** It makes something of an `Idempotency-Key` itself. */
    ownIdempotency?: true
    scoped?: true
    resource?: Resource
    handle: Handler<CallerContext, Name>
  }
type SignedIn<Name extends EndpointName> = Audited &
  Limited &
  Answered & {
    summary: string
    signedIn: true
    /** Open to who still has a temporary password; every other route is not. */
    withTemporaryPassword?: true
    handle: Handler<CallerContext, Name>
  }
type Public<Name extends EndpointName> = Limited &
  Answered & {
    summary: string
    public: string
    handle: Handler<RouteContext, Name>
  }

/** A declared route as the router sees it. */
export type Route = {
  /** `METHOD /path` below `/api/v1`. */
  name: string
  json: boolean
  success: 200 | 201 | 202
  ownIdempotency: boolean
  summary: string
  permission: Permission | null
  scoped: boolean
  resource: Resource | null
  signedIn: boolean
  withTemporaryPassword: boolean
  public: string | null
  /** The action that the ledger knows it by. */
  audit: string | null
  limit: Limit
  handle: (context: RouteContext & { body: unknown; query: unknown }) => Promise<Result<unknown, Failure>>
  /** How it refuses when its callers expect something else than a problem. */
  refused: Refused | null
}

type Refused = (failure: Failure, request: Request) => Response

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
    success: declaration.success ?? 200,
    ownIdempotency: 'ownIdempotency' in declaration,
    summary: declaration.summary,
    permission: 'permission' in declaration ? declaration.permission : null,
    scoped: 'scoped' in declaration,
    resource: ('resource' in declaration ? declaration.resource : null) ?? null,
    signedIn: 'signedIn' in declaration,
    withTemporaryPassword: 'withTemporaryPassword' in declaration,
    public: 'public' in declaration ? declaration.public : null,
    audit: ('audit' in declaration ? declaration.audit : null) ?? null,
    limit: limitOf(name, 'public' in declaration, declaration.limit),
    handle: declaration.handle as unknown as Route['handle'],
    refused: null,
  })
}

type RawName = `${'GET' | 'POST'} /${string}`
type RawPermitted = Audited &
  Limited & {
    summary: string
    permission: Permission
    scoped?: true
    refused?: Refused
    handle: (context: CallerContext) => Promise<Result<Response, Failure>>
  }
type RawPublic = Limited & {
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
    success: 200,
    ownIdempotency: false,
    summary: declaration.summary,
    permission: 'permission' in declaration ? declaration.permission : null,
    scoped: 'scoped' in declaration,
    resource: null,
    signedIn: false,
    withTemporaryPassword: false,
    public: 'public' in declaration ? declaration.public : null,
    audit: ('audit' in declaration ? declaration.audit : null) ?? null,
    limit: limitOf(name, 'public' in declaration, declaration.limit),
    handle: declaration.handle as unknown as Route['handle'],
    refused: ('refused' in declaration ? declaration.refused : null) ?? null,
  })
}
