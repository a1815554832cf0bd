import { idText, mix } from '../../demo/chance.ts'
import { directoryOf } from '../directory.ts'
import { openaiScopes, redactKey, type Scope, sandboxKeys } from '../keys.ts'
import { type Span, trafficSums } from '../ledger.ts'
import { bearerOf, orRefused } from '../routes.ts'
import { trafficOf } from '../traffic.ts'
import { Refusal, type Reply, type Vendor, type VendorLedger, type WireRequest } from '../wire.ts'
import { auditLogs } from './audit.ts'
import { chatgptWorkspace } from './chatgpt.ts'
import { costsNano, organizationCosts } from './costs.ts'
import { adminKeys, modelList, projectKeys, projects, serviceAccounts, users } from './inventory.ts'
import { openaiModels } from './models.ts'
import { pieceReports, pieceSums, pieceUsage, vectorStoreUsage } from './pieces.ts'
import { completionsUsage } from './usage.ts'

type Route = {
  readonly path: RegExp
  readonly scope: Scope
  readonly body: (request: WireRequest, id: string) => unknown
}

/** OpenAI's organization API for a seed. */
export function openaiVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(seed, { name: 'openai', models: openaiModels }, directory)
  const scopes = openaiScopes(seed)
  const routes: readonly Route[] = [
    {
      path: /^\/organization\/usage\/completions$/,
      scope: 'api.usage.read',
      body: (r) => completionsUsage(r, traffic),
    },
    {
      path: /^\/organization\/usage\/vector_stores$/,
      scope: 'api.usage.read',
      body: (r) =>
        vectorStoreUsage(
          r,
          directory.teams.map(({ projectId }) => projectId),
        ),
    },
    {
      path: new RegExp(`^/organization/usage/(${Object.keys(pieceReports).join('|')})$`),
      scope: 'api.usage.read',
      body: (r, name) => pieceUsage(r, traffic, name),
    },
    {
      path: /^\/organization\/costs$/,
      scope: 'api.usage.read',
      body: (r) => organizationCosts(r, traffic, seed),
    },
    { path: /^\/organization\/projects$/, scope: 'api.management.read', body: (r) => projects(r, directory) },
    {
      path: /^\/organization\/projects\/([^/]+)\/api_keys$/,
      scope: 'api.management.read',
      body: (r, id) => projectKeys(r, directory, id),
    },
    {
      path: /^\/organization\/projects\/([^/]+)\/service_accounts$/,
      scope: 'api.management.read',
      body: (r, id) => serviceAccounts(r, directory, id),
    },
    { path: /^\/organization\/users$/, scope: 'api.management.read', body: (r) => users(r, directory) },
    {
      path: /^\/organization\/admin_api_keys$/,
      scope: 'api.management.read',
      body: (r) => adminKeys(r, directory, seed),
    },
    {
      path: /^\/organization\/audit_logs$/,
      scope: 'api.audit_logs.read',
      body: (r) => auditLogs(r, directory, seed),
    },
    { path: /^\/models$/, scope: 'api.model.read', body: modelList },
  ]
  const chatgpt = chatgptWorkspace(seed, directory)
  let answered = 0

  function platformLedger(span: Span): VendorLedger {
    const sums = trafficSums(traffic, span)
    const pieces = pieceSums(traffic, span)
    return {
      ...sums,
      requests: (sums.requests ?? 0) + pieces.requests,
      tokensIn: sums.tokensIn + pieces.tokensIn,
      costsNano: { USD: costsNano(traffic, seed, span) },
    }
  }

  function bodyFor(request: WireRequest): unknown {
    const path = request.path.replace(/^\/v1/, '')
    const granted = scopesOf(request, scopes)
    for (const route of routes) {
      const match = route.path.exec(path)
      if (!match) continue
      if (request.method !== 'GET')
        throw new Refusal(405, `Not allowed to ${request.method} on ${request.path}.`)
      if (!granted.has(route.scope)) throw new Refusal(403, missingScopes(route.scope))
      return route.body(request, match[1] ?? '')
    }
    throw new Refusal(404, `Invalid URL (${request.method} ${request.path})`)
  }

  const headers = () => ({
    'x-request-id': `req_${idText(mix(0x0a1, ++answered), 32, '0123456789abcdef')}`,
    'openai-version': '2020-10-01',
  })
  return {
    id: 'openai',
    variables: (url) => ({
      OPENAI_BASE_URL: `${url}/v1`,
      OPENAI_COMPLIANCE_BASE_URL: `${url}/chatgpt/v1`,
    }),
    credentials: () => [
      { kind: 'admin_key', secret: sandboxKeys(seed).openai },
      {
        kind: 'compliance_key',
        secret: sandboxKeys(seed).openaiCompliance,
        settings: { workspace_id: chatgpt.workspaceId },
      },
    ],
    ledger: (fromMs, toMs, nowMs, kind = 'admin_key') =>
      kind === 'admin_key'
        ? platformLedger({ fromMs, toMs, nowMs })
        : chatgpt.ledger({ fromMs, toMs, nowMs }),
    answer: (request) =>
      orRefused(
        () => {
          if (request.path.startsWith('/chatgpt/')) return chatgpt.answer(request)
          return { status: 200, headers: headers(), body: bodyFor(request) }
        },
        (refusal) => ({ ...errorReply(refusal.status, refusal.message, refusal.param), headers: headers() }),
      ),
    fault: (status) => ({
      ...errorReply(status, faultMessages[status] ?? 'Unexpected error.'),
      headers: headers(),
    }),
  }
}

function scopesOf(request: WireRequest, scopes: ReadonlyMap<string, ReadonlySet<Scope>>): ReadonlySet<Scope> {
  const key = bearerOf(request)
  if (key === '') {
    throw new Refusal(
      401,
      "You didn't provide an API key. You need to provide your API key in an Authorization header.",
    )
  }
  const granted = scopes.get(key)
  if (!granted) throw new Refusal(401, `Incorrect API key provided: ${redactKey(key)}.`, 'api_key')
  return granted
}

const missingScopes = (scope: Scope) =>
  `You have insufficient permissions for this operation. Missing scopes: ${scope}.`

const faultMessages: Readonly<Record<number, string>> = {
  401: 'Incorrect API key provided.',
  403: missingScopes('api.usage.read'),
  429: 'Rate limit reached for requests. Please try again later.',
  500: 'The server had an error while processing your request. Sorry about that!',
  503: 'The engine is currently overloaded, please try again later.',
}

function errorReply(status: number, message: string, param: string | null = null): Reply {
  const invalidKey = status === 401 && message.startsWith('Incorrect')
  const code = invalidKey ? 'invalid_api_key' : status === 429 ? 'rate_limit_exceeded' : null
  const type = status === 429 ? 'requests' : status >= 500 ? 'server_error' : 'invalid_request_error'
  return { status, body: { error: { message, type, param: invalidKey ? null : param, code } } }
}
