import { fail, ok, type Result } from '../../analytics/result.ts'
import type { Member } from '../../analytics/store/d1/identity.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import type { Standing } from '../../durable-objects/quota-book.ts'
import type { Env } from '../environment.ts'
import { clientAddress } from '../http/client-address.ts'
import type { Failure } from '../http/failure.ts'
import type { Limit } from '../http/limit.ts'
import { isWithin, parseAddress, parseNetworks } from '../http/networks.ts'
import { type Access, narrowed } from './access.ts'
import { cookiesOf } from './cookies.ts'
import { createKnownCallers, type Known } from './known-callers.ts'
import { createLimiter, type Question, type Word } from './limiter.ts'
import { type AddressPolicy, chargesOfKey, chargesOfUser, limiterOf, questionOfAddress } from './limits.ts'
import { hasTemporaryPassword } from './me.ts'
import { isKeyLike, isOfKey, type Proof, proofOf } from './proof.ts'
import { isCsrfToken } from './tokens.ts'

/** Who calls. Units: `expiresAtMs` is when the proof runs out. */
export type Caller = {
  tenant: Tenant
  access: Access
  expiresAtMs: number
} & ({ type: 'user'; member: Member; sessionId: string } | { type: 'api_key'; keyId: string })

/** A request as far as it matters for who sends it; what is left of their quotas is written into `standings`. */
export type Calling = {
  request: Request
  url: URL
  env: Env
  nowMs: number
  standings: readonly Standing[]
  waitUntil: (work: Promise<unknown>) => void
}

type WhenDown = Extract<Limit, { exempt: null }>['whenDown']

/** The way in: one per isolate, with what the isolate remembers. */
export type Gate = {
  /** Who sends a request, by `Authorization: Bearer` or by cookie. Errors: 401; 403 for a write without CSRF token; 429. */
  authenticate(calling: Calling, whenDown: WhenDown): Promise<Result<Caller, Failure>>
  /** Who holds an API key or a token of ours. Errors: 401, 429. */
  authenticateToken(token: string, calling: Calling, whenDown: WhenDown): Promise<Result<Caller, Failure>>
  /** Lets a request pass that nobody has signed in for. Errors: 429; 503 when the limiter is needed and down. */
  admitAddress(calling: Calling, policy: AddressPolicy, whenDown: WhenDown): Promise<Result<null, Failure>>
  /** Drops tokens that were taken in advance for an organization. */
  forget(tenant: Tenant): void
}

const endless = 8_640_000_000_000_000
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])
/** A caller is read again at most so often when changes follow each other closely. */
const readsMax = 4

/** How an audit entry names a caller. */
export const subjectOf = (caller: Caller): string =>
  caller.type === 'user' ? `user:${caller.member.user.id}` : `api_key:${caller.keyId}`

/** Whether a caller was let in by a temporary password and may do nothing before they chose their own. */
export const mustChangePassword = (caller: Caller): boolean =>
  caller.type === 'user' && hasTemporaryPassword(caller.member.user)

/** What a caller's proof hangs on: when it ends, so do their requests and sockets. */
export const proofNameOf = (caller: Caller): string =>
  caller.type === 'user' ? `session:${caller.sessionId}` : `api_key:${caller.keyId}`

export function createGate(): Gate {
  const callers = createKnownCallers()
  const limiter = createLimiter()

  async function authenticate(calling: Calling, whenDown: WhenDown): Promise<Result<Caller, Failure>> {
    const authorization = calling.request.headers.get('authorization')
    if (authorization !== null) {
      const token = /^Bearer +(\S+)$/i.exec(authorization)?.[1]
      return token === undefined ? refused() : authenticateToken(token, calling, whenDown)
    }
    const { access } = cookiesOf(calling.request, calling.url)
    if (access === null) return refused()
    const caller = await authenticateToken(access, calling, whenDown)
    if (!caller.ok || caller.value.type !== 'user') return caller.ok ? refused() : caller
    if (safeMethods.has(calling.request.method)) return caller
    const guarded = await checkCsrf(calling, caller.value.sessionId)
    return guarded.ok ? caller : guarded
  }

  async function authenticateToken(
    token: string,
    calling: Calling,
    whenDown: WhenDown,
  ): Promise<Result<Caller, Failure>> {
    const { env, nowMs } = calling
    const proof = await proofOf(token, env.JWT_SIGNING_KEY, nowMs)
    if (proof === null) return wrong(token, calling)
    let known = callers.find(proof, nowMs)
    let isDown = false
    let wasStale = false
    for (let reads = known === null ? 0 : -1; reads < readsMax; reads += 1) {
      const isRead = known === null
      known ??= await callers.load(proof, env, nowMs)
      const caller = known && callerOf(proof, known, calling)
      // What was remembered may be older than a rotation; what was just read is not.
      if (!known || !caller) {
        if (isRead) return wrong(token, calling)
        known = null
        continue
      }
      if (isDown) return ok(caller)
      const word = await limiter.judge(
        calling,
        limiterOf(caller.tenant),
        questionOf(known, caller, wasStale, calling.env),
      )
      if (word.kind === 'passed' || word.kind === 'refused') {
        callers.heard(caller.tenant.orgId, word.changes)
        return judged(word, calling, caller)
      }
      callers.forget(proof)
      if (word.kind === 'revoked') return refused()
      if (word.kind === 'stale') {
        wasStale = true
        callers.heard(caller.tenant.orgId, word.changes)
      }
      if (word.kind === 'down') {
        if (whenDown === 'refuse') return fail(limiterDown)
        isDown = true
        if (isRead) return ok(caller)
      }
      known = null
    }
    return fail(limiterDown)
  }

  /** A secret that is not right: who tries many is stopped by their address. */
  async function wrong(token: string, calling: Calling): Promise<Result<never, Failure>> {
    if (!isKeyLike(token)) return refused()
    const tried = await admitAddress(calling, 'failed_proof', 'allow')
    return tried.ok ? refused() : tried
  }

  async function admitAddress(
    calling: Calling,
    policy: AddressPolicy,
    whenDown: WhenDown,
  ): Promise<Result<null, Failure>> {
    const { request, env } = calling
    const { target, question } = questionOfAddress(clientAddress(request, env), policy, env)
    const word = await limiter.judge(calling, target, question)
    if (word.kind === 'passed' || word.kind === 'refused') return judged(word, calling, null)
    return whenDown === 'allow' ? ok(null) : fail(limiterDown)
  }

  return {
    authenticate,
    authenticateToken,
    admitAddress,
    forget: (tenant) => limiter.forget(limiterOf(tenant).name),
  }
}

/** The way in of this isolate. */
export const gate = createGate()

const limiterDown: Failure = {
  kind: 'unavailable',
  message: 'It cannot be said right now whether this may be done. Try again in a moment.',
  retryAfterS: 5,
}

function judged<Value>(
  word: Extract<Word, { standings: unknown }>,
  calling: Calling,
  value: Value,
): Result<Value, Failure> {
  calling.standings = word.standings
  if (word.kind === 'passed') return ok(value)
  const { violated, retryAfterS } = word
  return fail({ kind: 'rate_limited', message: 'Too many requests. Try again later.', retryAfterS, violated })
}

/** The caller that a proof makes of a known one; null when it proves nothing, or nothing from here and now. */
function callerOf(proof: Proof, known: Known, { request, env, nowMs }: Calling): Caller | null {
  const { tenant, access } = known
  if (proof.type === 'session') {
    if (known.type !== 'user') return null
    const { userId, orgId, sessionId, expiresAtMs } = proof.claims
    const isTheirs = known.member.user.id === userId && tenant.orgId === orgId
    return isTheirs ? { type: 'user', member: known.member, sessionId, tenant, access, expiresAtMs } : null
  }
  if (known.type !== 'api_key') return null
  const { key } = known
  const expiresAtMs = key.expiresAtMs ?? endless
  const isOpen = key.revokedAtMs === null && expiresAtMs > nowMs
  if (!isOfKey(proof, key, nowMs) || !isOpen || !isAllowed(clientAddress(request, env), key.addresses))
    return null
  const as = { type: 'api_key', keyId: key.id, tenant } as const
  if (proof.type === 'secret') return { ...as, access, expiresAtMs }
  const { scopes, expiresAtMs: tokenExpiresAtMs } = proof.claims
  return { ...as, access: narrowed(access, scopes), expiresAtMs: Math.min(expiresAtMs, tokenExpiresAtMs) }
}

/** Whether a key may be used from an address; a list that cannot be read allows nobody. */
function isAllowed(from: string, ranges: readonly string[]): boolean {
  if (ranges.length === 0) return true
  const address = parseAddress(from)
  const networks = parseNetworks(ranges.join(','))
  return address !== null && networks !== null && isWithin(address, networks)
}

/**
 * Who was stale is read again, and then stands as they do now: however much changes meanwhile, they are not stale twice.
 */
function questionOf(known: Known, caller: Caller, wasStale: boolean, env: Env): Question {
  const { tenant } = known
  const changes = wasStale ? null : known.changes
  const charges =
    known.type === 'api_key'
      ? chargesOfKey(known.key, tenant)
      : chargesOfUser(known.member.user.id, tenant, env)
  const proof = proofNameOf(caller)
  return { id: proof, proofs: [proof], charges, changes }
}

async function checkCsrf({ request, url, env }: Calling, sessionId: string): Promise<Result<null, Failure>> {
  if (!isSameOrigin(request, url))
    return fail({ kind: 'forbidden', message: 'The request comes from another origin.' })
  const shown = request.headers.get('x-csrf-token') ?? ''
  return (await isCsrfToken(env.JWT_SIGNING_KEY, sessionId, shown))
    ? ok(null)
    : fail({
        kind: 'forbidden',
        message: 'The X-CSRF-Token header is missing or does not belong to this session.',
      })
}

/** Whether a browser says that a request comes from our own pages, or no browser sent it. */
export function isSameOrigin(request: Request, url: URL): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null) return site === 'same-origin' || site === 'none'
  const origin = request.headers.get('origin')
  return origin === null || origin === url.origin
}

function refused(): Result<never, Failure> {
  return fail({ kind: 'unauthenticated', message: 'Sign in or send a valid API key.' })
}
