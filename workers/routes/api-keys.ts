import type { ApiKeyItem } from '../../analytics/contract/api-keys.ts'
import type { Permission } from '../../analytics/contract/permissions.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import {
  type ApiKey,
  addApiKey,
  apiKeyOf,
  apiKeysOf,
  bindingOf,
  changeApiKey,
} from '../../analytics/store/d1/api-keys.ts'
import { rateLimiterName } from '../../durable-objects/names.ts'
import { cutPage, datedPosition, decodeCursor } from '../http/cursor.ts'
import type { Failure } from '../http/failure.ts'
import { type CallerContext, route } from '../http/route.ts'
import { keyItem, keyText, knownScopes, rotateKey } from '../identity/api-key.ts'
import { subjectOf } from '../identity/caller.ts'
import { accessChanged } from '../identity/changes.ts'
import { checkGiving } from '../identity/giving.ts'
import { keyRequestsMax } from '../identity/limits.ts'
import { randomSecret, secretHash } from '../identity/tokens.ts'

const notFound = fail<Failure>({ kind: 'not_found', message: 'There is no such API key.' })
const tooLate = fail<Failure>({
  kind: 'conflict',
  message: 'The key was changed or revoked in the meantime. Read it again.',
})
const keyIdBytes = 8

export const apiKeyList = route('GET /api-keys', {
  summary: 'API keys, newest first, with their last use and request count; never their secrets.',
  permission: 'api_keys:read',
  async handle(context) {
    const { tenant, place, query } = context
    const after = decodeCursor(query.cursor, datedPosition)
    if (!after.ok) return after
    const keys = await apiKeysOf(tenant, place.db, after.value, query.limit + 1)
    const { shown, nextCursor } = cutPage(keys, query.limit, ({ createdAtMs, id }) => ({ createdAtMs, id }))
    return ok({ items: await itemsOf(context, shown), next_cursor: nextCursor })
  },
})

export const apiKey = route('GET /api-keys/:id', {
  summary: 'One API key.',
  permission: 'api_keys:read',
  resource: 'api_key',
  handle: async (context) => withKey(context, async (key) => ok(await itemOf(context, key))),
})

export const createApiKey = route('POST /api-keys', {
  summary: 'Create an API key; its secret is in this answer and nowhere else.',
  success: 201,
  permission: 'api_keys:write',
  audit: 'api_key.created',
  async handle(context) {
    const { tenant, place, body, caller, nowMs, trail } = context
    const at = await bindingOf(tenant, place.db, {
      workspaceId: body.workspace_id ?? null,
      projectId: body.project_id ?? null,
    })
    if (at === null) return invalid('workspace_id', 'There is no such workspace or project.')
    const expiresAtMs = body.expires_at === undefined ? null : Date.parse(body.expires_at)
    if (expiresAtMs !== null && expiresAtMs <= nowMs) return invalid('expires_at', 'It lies in the past.')
    const wanted = { scopes: body.scopes, rate_limit: body.rate_limit }
    const allowed = allowedBy(context, wanted, { ...at, expiresAtMs })
    if (!allowed.ok) return allowed
    const secret = randomSecret()
    const key = await addApiKey(tenant, place.db, {
      id: randomId(),
      name: body.name,
      secretHash: await secretHash(secret),
      previousSecretHash: null,
      previousUntilMs: null,
      scopes: [...new Set(body.scopes)],
      ...at,
      addresses: body.addresses,
      rateRequests: body.rate_limit?.requests ?? null,
      rateWindowS: body.rate_limit?.window_s ?? null,
      createdBy: subjectOf(caller),
      createdAtMs: nowMs,
      rotatedAtMs: null,
      expiresAtMs,
      revokedAtMs: null,
    })
    const item = keyItem(key, tenant, undefined, nowMs)
    trail.target = key.id
    trail.after = item
    return ok({ ...item, api_key: keyText(key.id, secret) })
  },
})

export const changeKey = route('PATCH /api-keys/:id', {
  summary: 'Change the name, scopes, addresses or rate limit of an API key.',
  permission: 'api_keys:write',
  resource: 'api_key',
  audit: 'api_key.updated',
  handle: async (context) =>
    withKey(context, async (key) => {
      const { tenant, place, body, trail } = context
      if (key.revokedAtMs !== null) return tooLate
      const had = new Set(knownScopes(key))
      const added = (body.scopes ?? []).filter((scope) => !had.has(scope))
      const allowed = allowedBy(context, { scopes: added, rate_limit: body.rate_limit }, key)
      if (!allowed.ok) return allowed
      const change = {
        ...(body.name === undefined ? {} : { name: body.name }),
        ...(body.scopes === undefined ? {} : { scopes: [...new Set(body.scopes)] }),
        ...(body.addresses === undefined ? {} : { addresses: body.addresses }),
        ...(body.rate_limit === undefined
          ? {}
          : { rateRequests: body.rate_limit.requests, rateWindowS: body.rate_limit.window_s }),
      }
      const before = await itemOf(context, key)
      if (Object.keys(change).length === 0) return ok(before)
      if (!(await changeApiKey(tenant, place.db, key, change))) return tooLate
      const after = await itemOf(context, { ...key, ...change })
      trail.before = before
      trail.after = after
      return ok(after)
    }),
})

export const rotateApiKey = route('POST /api-keys/:id/rotate', {
  summary: 'Give an API key a new secret; the one before works until the grace is over.',
  permission: 'api_keys:write',
  resource: 'api_key',
  audit: 'api_key.rotated',
  handle: async (context) =>
    withKey(context, async (key) => {
      const { tenant, place, body, nowMs, trail } = context
      if (key.revokedAtMs !== null || (key.expiresAtMs ?? nowMs + 1) <= nowMs) return tooLate
      // Whoever is shown the secret may from then on do all that the key may.
      const allowed = allowedBy(context, { scopes: knownScopes(key) }, key)
      if (!allowed.ok) return allowed
      const rotated = await rotateKey(tenant, place.db, key, body.grace_s * 1000, nowMs)
      if (rotated === null) return tooLate
      const item = await itemOf(context, rotated.key)
      trail.after = item
      return ok({ ...item, api_key: keyText(key.id, rotated.secret) })
    }),
})

export const revokeApiKey = route('DELETE /api-keys/:id', {
  summary: 'Revoke an API key; it is refused from the next request on, and its live sockets are closed.',
  permission: 'api_keys:write',
  resource: 'api_key',
  audit: 'api_key.revoked',
  handle: async (context) =>
    withKey(context, async (key) => {
      const { env, tenant, place, nowMs } = context
      // A second time is no error, and a rotation at the same moment does not save the key.
      let current: ApiKey | null = key
      while (current !== null && current.revokedAtMs === null) {
        if (await changeApiKey(tenant, place.db, current, { revokedAtMs: nowMs })) break
        current = await apiKeyOf(tenant, place.db, key.id)
      }
      await accessChanged(env, tenant, [`api_key:${key.id}`], nowMs)
      return ok({ revoked: true as const })
    }),
})

async function withKey<Value>(
  { tenant, place, params }: CallerContext,
  work: (key: ApiKey) => Promise<Result<Value, Failure>>,
): Promise<Result<Value, Failure>> {
  const key = await apiKeyOf(tenant, place.db, params.id ?? '')
  return key === null ? notFound : work(key)
}

/** Nobody gives a key what they may not do themselves, or for longer, nor more requests than the plan has. */
function allowedBy(
  { caller, tenant, nowMs }: CallerContext,
  wanted: { scopes: readonly Permission[]; rate_limit?: ApiKeyItem['rate_limit'] | undefined },
  { workspaceId, projectId, expiresAtMs: untilMs }: Pick<ApiKey, 'workspaceId' | 'projectId' | 'expiresAtMs'>,
): Result<null, Failure> {
  const giving = { permissions: wanted.scopes, at: { workspaceId, projectId }, untilMs }
  const given = checkGiving(caller.access, giving, nowMs)
  if (!given.ok) return given
  const { requests = 0, window_s: windowS = 60 } = wanted.rate_limit ?? {}
  const most = keyRequestsMax(tenant, windowS)
  if (requests <= most) return ok(null)
  const message = `The plan ${tenant.plan} gives a key at most ${most} requests in ${windowS} seconds.`
  return fail({ kind: 'plan_limit', message })
}

const invalid = (path: string, message: string): Result<never, Failure> =>
  fail({ kind: 'invalid', issues: [{ path, message }] })

async function itemsOf(
  { env, tenant, nowMs }: CallerContext,
  keys: readonly ApiKey[],
): Promise<ApiKeyItem[]> {
  const limiter = env.RATE_LIMITER.getByName(rateLimiterName(tenant.region, tenant.orgId))
  const uses = await limiter.usageOf(keys.map(({ id }) => `api_key:${id}`))
  return keys.map((key) => keyItem(key, tenant, uses.get(`api_key:${key.id}`), nowMs))
}

async function itemOf(context: CallerContext, key: ApiKey): Promise<ApiKeyItem> {
  const [item] = await itemsOf(context, [key])
  if (!item) throw new Error('a key has its item')
  return item
}

function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(keyIdBytes))
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}
