import { createPublicKey, verify } from 'node:crypto'
import { hashText, idText } from '../../demo/chance.ts'
import { bearerOf } from '../routes.ts'
import { Refusal, type Reply, type WireRequest } from '../wire.ts'
import type { GoogleAccount } from './accounts.ts'

const SKEW_S = 300
const LIFETIME_S_MAX = 3_600
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'

/** What a token may be used for; Google forgets nothing of an account, so the token follows from both. */
function tokenOf(account: GoogleAccount, scope: string): string {
  return `ya29.${idText(hashText(`${account.keyId}/${scope}`), 60)}`
}

/** `POST /token`: an assertion that one of the accounts signed becomes a token for the scopes it names. */
export function grantToken(request: WireRequest, accounts: readonly GoogleAccount[]): Reply {
  const form = new URLSearchParams(request.body)
  if (form.get('grant_type') !== GRANT)
    return refusal('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`)
  const [head = '', body = '', signature = ''] = (form.get('assertion') ?? '').split('.')
  const header = jsonIn(head)
  const claims = jsonIn(body)
  const account = accounts.find(({ email }) => email === claims.iss)
  if (!account) return refusal('invalid_grant', 'Invalid grant: account not found')
  const isSigned =
    header.alg === 'RS256' &&
    header.kid === account.keyId &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${head}.${body}`),
      createPublicKey(account.key),
      Buffer.from(signature, 'base64url'),
    )
  if (!isSigned) return refusal('invalid_grant', 'Invalid JWT Signature.')
  const [iat, exp] = [Number(claims.iat), Number(claims.exp)]
  // A sandbox may tell another time than the clock on the wall: a caller may keep to either.
  const off = Math.min(...[request.nowMs, Date.now()].map((atMs) => Math.abs(atMs / 1000 - iat)))
  if (!(exp > iat && exp - iat <= LIFETIME_S_MAX && off <= SKEW_S)) {
    return refusal(
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
    )
  }
  if (claims.aud !== 'https://oauth2.googleapis.com/token')
    return refusal('invalid_grant', 'Invalid JWT: Failed audience check.')
  const access_token = tokenOf(account, String(claims.scope))
  return { status: 200, body: { access_token, expires_in: 3599, token_type: 'Bearer' } }
}

/** The account whose token came, when the token covers the scope. Errors: Refusal 401, 403. */
export function grantedTo<Account extends GoogleAccount>(
  request: WireRequest,
  accounts: readonly Account[],
  scopeSets: readonly string[],
  needed: string,
): Account {
  const token = bearerOf(request)
  for (const account of accounts) {
    for (const scopes of scopeSets) {
      if (tokenOf(account, scopes) !== token) continue
      if (!scopes.includes(needed)) throw new Refusal(403, 'Request had insufficient authentication scopes.')
      return account
    }
  }
  throw new Refusal(401, 'Request had invalid authentication credentials. Expected OAuth 2 access token.')
}

/** Google's body of an error. */
export function googleError(status: number, message: string): Reply {
  return { status, body: { error: { code: status, message, status: statuses[status] ?? 'UNKNOWN' } } }
}

const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  500: 'INTERNAL',
  503: 'UNAVAILABLE',
}

function refusal(error: string, error_description: string): Reply {
  return { status: 400, body: { error, error_description } }
}

function jsonIn(part: string): Record<string, unknown> {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString())
  } catch {
    return {}
  }
}
