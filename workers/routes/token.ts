import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { apiKeyOf } from '../../analytics/store/d1/api-keys.ts'
import { placeOf } from '../../analytics/store/place.ts'
import { audit, doingOf } from '../audit.ts'
import { readForm, readJson } from '../http/body.ts'
import { type Failure, problemResponse } from '../http/failure.ts'
import { type RouteContext, rawRoute, route } from '../http/route.ts'
import { keyText, knownScopes, rotateKey } from '../identity/api-key.ts'
import { type Caller, gate } from '../identity/caller.ts'
import { accessChanged } from '../identity/changes.ts'
import { clientTokenMs, markOf, signClientToken } from '../identity/client-tokens.ts'
import { secretHash } from '../identity/tokens.ts'
import { newId } from '../new-id.ts'

const bodyBytesMax = 16 * 1024
const graceMs = 5 * 60_000
const wrongClient = fail<Failure>({
  kind: 'unauthenticated',
  message: 'The client id or the client secret is wrong.',
})

type Client = { id: string; secret: string }
type KeyCaller = Extract<Caller, { type: 'api_key' }>
/** What is asked for, and in whose words it is answered. */
type Asked = { form: 'plain' | 'oauth'; client: Client; scope: string | null }
type OauthError =
  | 'invalid_request'
  | 'invalid_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'temporarily_unavailable'

const plainShape = z.strictObject({ clientId: z.string().max(256), clientSecret: z.string().max(256) })
const text = z.string().max(1024).optional()
const oauthShape = z.object({ grant_type: text, client_id: text, client_secret: text, scope: text })

export const issueToken = rawRoute('POST /auth/token', {
  summary: 'Exchange an API key, as client id and client secret, for an access token of 60 minutes.',
  public: 'The client secret is the proof.',
  async handle(context) {
    const asked = await readAsked(context.request)
    if (!asked.ok) return asked
    if (asked.value instanceof Response) return ok(asked.value)
    const { form, client, scope } = asked.value
    const caller = await clientOf(context, client)
    if (!caller.ok) return form === 'oauth' ? ok(oauthRefusal(caller.failure, context)) : caller
    return ok(await issued(context, caller.value, client, scope))
  },
})

/** A token with all of the key's scopes, or those of them that were asked for. */
async function issued(
  context: RouteContext,
  { tenant, keyId }: KeyCaller,
  { secret }: Client,
  scope: string | null,
): Promise<Response> {
  const key = await apiKeyOf(tenant, placeOf(context.env, tenant.region).db, keyId)
  const all = key === null ? [] : knownScopes(key)
  const wanted = scope === null ? all : all.filter((one) => scope.split(' ').includes(one))
  if (scope !== null && wanted.length < new Set(scope.split(' ')).size) {
    return oauthError(400, 'invalid_scope', 'The key does not have every scope that was asked for.')
  }
  const id = newId()
  await audit.append(doingOf(context, { tenant, subject: `api_key:${keyId}` }), {
    action: 'token.issued',
    target: id,
    outcome: 'succeeded',
  })
  const secretMark = markOf(await secretHash(secret))
  const claims = { keyId, orgId: tenant.orgId, scopes: wanted, secretMark }
  return Response.json(
    {
      access_token: await signClientToken(context.env.JWT_SIGNING_KEY, claims, id, context.nowMs),
      token_type: 'Bearer',
      expires_in: clientTokenMs / 1000,
      scope: wanted.join(' '),
    },
    { headers: { 'cache-control': 'no-store', pragma: 'no-cache' } },
  )
}

export const credentials = route('GET /auth/credentials', {
  summary: 'Always 400: secrets are kept as hashes and cannot be shown again.',
  public: 'It tells nothing.',
  handle: async () =>
    fail({
      kind: 'bad_request',
      message: 'Secrets are hashed and cannot be shown again. Rotate the key to get a new one.',
    }),
})

export const refreshCredentials = route('POST /auth/credentials/refresh', {
  summary: 'Rotate the secret of an API key by showing it; the old one works for five more minutes.',
  public: 'The current client secret is the proof.',
  async handle(context) {
    const { env, nowMs, body } = context
    const client = { id: body.clientId, secret: secretOf(body.clientId, body.clientSecret) }
    const caller = await clientOf(context, client)
    if (!caller.ok) return caller
    const { tenant, keyId } = caller.value
    const { db } = placeOf(env, tenant.region)
    const doing = doingOf(context, { tenant, subject: `api_key:${keyId}` })
    return audit.around(doing, 'api_key.rotated', { target: keyId }, async () => {
      const key = await apiKeyOf(tenant, db, keyId)
      // The secret before the last rotation lives on for old requests, not to make new secrets.
      if (key === null || key.secretHash !== (await secretHash(client.secret))) return wrongClient
      const rotated = await rotateKey(tenant, db, key, graceMs, nowMs)
      if (rotated === null) {
        return fail({ kind: 'conflict', message: 'The secret was rotated by another request.' })
      }
      await accessChanged(env, tenant, [], nowMs)
      return ok({
        clientId: keyId,
        clientSecret: rotated.secret,
        api_key: keyText(keyId, rotated.secret),
        previous_until: new Date(nowMs + graceMs).toISOString(),
      })
    })
  },
})

async function clientOf(context: RouteContext, { id, secret }: Client): Promise<Result<KeyCaller, Failure>> {
  const caller = await gate.authenticateToken(keyText(id, secret), context, 'refuse')
  if (!caller.ok) return caller.failure.kind === 'unauthenticated' ? wrongClient : caller
  const { value } = caller
  return value.type === 'api_key' && value.keyId === id ? ok(value) : wrongClient
}

/** The whole key may stand where its secret belongs: that is what people have at hand. */
const secretOf = (id: string, given: string): string =>
  given.startsWith(keyText(id, '')) ? given.slice(keyText(id, '').length) : given

/** Source: RFC 6749 §2.3.1 and §4.4.2, and the product's own `{clientId, clientSecret}`. */
async function readAsked(request: Request): Promise<Result<Asked | Response, Failure>> {
  const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(
    request.headers.get('content-type') ?? '',
  )
  const body = isForm ? await readForm(request, bodyBytesMax) : await readJson(request, bodyBytesMax)
  if (!body.ok) return body
  const fields = body.value instanceof URLSearchParams ? Object.fromEntries(body.value) : body.value
  const isRepeated =
    body.value instanceof URLSearchParams && body.value.size !== Object.keys(fields ?? {}).length
  const basic = basicOf(request)
  const plain = plainShape.safeParse(fields)
  if (!isForm && basic === null && plain.success) {
    const { clientId: id, clientSecret } = plain.data
    return ok({ form: 'plain', client: { id, secret: secretOf(id, clientSecret) }, scope: null })
  }
  const asked = oauthShape.safeParse(fields)
  if (!asked.success || isRepeated || asked.data.grant_type === undefined) {
    if (!isForm && basic === null) {
      const message = 'Send clientId and clientSecret, or grant_type=client_credentials.'
      return fail({ kind: 'invalid', issues: [{ path: 'clientId', message }] })
    }
    return ok(oauthError(400, 'invalid_request', 'A parameter is missing, repeated or too long.'))
  }
  const { grant_type, client_id, client_secret, scope = null } = asked.data
  if (grant_type !== 'client_credentials') {
    return ok(oauthError(400, 'unsupported_grant_type', 'Only client_credentials is offered.'))
  }
  const inBody = client_id !== undefined && client_secret !== undefined
  if (basic !== null && client_secret !== undefined) {
    return ok(oauthError(400, 'invalid_request', 'Prove the client in one way only.'))
  }
  if (basic === null && !inBody) return ok(oauthError(401, 'invalid_client', 'The client is not proven.'))
  const client = basic ?? { id: client_id ?? '', secret: client_secret ?? '' }
  return ok({ form: 'oauth', client: { id: client.id, secret: secretOf(client.id, client.secret) }, scope })
}

function basicOf(request: Request): Client | null {
  const [, encoded] = /^Basic +([A-Za-z0-9+/=]+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (encoded === undefined) return null
  try {
    const [id = '', ...rest] = atob(encoded).split(':')
    return { id: decodeURIComponent(id), secret: decodeURIComponent(rest.join(':')) }
  } catch {
    return { id: '', secret: '' }
  }
}

function oauthRefusal(failure: Failure, { requestId }: RouteContext): Response {
  if (failure.kind === 'unauthenticated') return oauthError(401, 'invalid_client', failure.message)
  if (failure.kind === 'unavailable') return oauthError(503, 'temporarily_unavailable', failure.message)
  return problemResponse(failure, requestId)
}

/** Source: RFC 6749 §5.2. */
function oauthError(status: number, error: OauthError, description: string): Response {
  return Response.json(
    { error, error_description: description },
    {
      status,
      headers: {
        'cache-control': 'no-store',
        pragma: 'no-cache',
        ...(status === 401 ? { 'www-authenticate': 'Basic realm="aegisflow"' } : {}),
      },
    },
  )
}
