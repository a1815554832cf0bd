import { idText, mix } from '../../demo/chance.ts'
import { company } from '../../demo/company.ts'
import { type Directory, directoryOf } from '../directory.ts'
import { sandboxKeys } from '../keys.ts'
import { type Span, trafficSums } from '../ledger.ts'
import { instantText } from '../moments.ts'
import { orRefused } from '../routes.ts'
import { trafficOf } from '../traffic.ts'
import { Refusal, type Reply, type Vendor, type VendorLedger, type WireRequest } from '../wire.ts'
import { activities } from './activity.ts'
import { claudeCodeReport, subscriptionSums } from './claude-code.ts'
import { contentOf } from './content.ts'
import { costReport, costsNano } from './costs.ts'
import { enterpriseLedger, userCosts, userUsage } from './enterprise.ts'
import { apiKeys, serviceAccounts, users, workspaces } from './inventory.ts'
import { anthropicModels } from './models.ts'
import { messagesUsage } from './usage.ts'

const MODELS_SINCE_MS = Date.UTC(2026, 0, 1)

/** Anthropic's Console Admin API for a seed, and the model list by which an inference key is validated. */
export function anthropicVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(
    seed,
    { name: 'anthropic', models: anthropicModels, metersCacheWrites: true, metersWebSearches: true },
    directory,
  )
  const keys = sandboxKeys(seed)
  const adminRoutes: Readonly<Record<string, (request: WireRequest) => unknown>> = {
    '/v1/organizations/me': () => organization(directory),
    '/v1/organizations/usage_report/messages': (request) => messagesUsage(request, traffic),
    '/v1/organizations/cost_report': (request) => costReport(request, traffic),
    '/v1/organizations/users': (request) => users(request, directory),
    '/v1/organizations/workspaces': (request) => workspaces(request, directory),
    '/v1/organizations/api_keys': (request) => apiKeys(request, directory),
    '/v1/organizations/service_accounts': (request) => serviceAccounts(request, directory),
    '/v1/organizations/usage_report/claude_code': (request) => claudeCodeReport(request, seed, directory),
  }
  const content = contentOf(seed, directory)
  const enterpriseRoutes: typeof adminRoutes = {
    '/v1/organizations/analytics/user_usage_report': (request) => userUsage(request, seed, directory),
    '/v1/organizations/analytics/user_cost_report': (request) => userCosts(request, seed, directory),
  }
  let answered = 0

  function bodyFor(request: WireRequest): unknown {
    const key = request.headers.get('x-api-key')
    if (key === null) throw new Refusal(401, 'x-api-key header is required')
    const { path } = request
    const known = keysFor(path)
    if (!known.includes(key)) throw new Refusal(401, 'invalid x-api-key')
    const version = request.headers.get('anthropic-version')
    if (version === null) throw new Refusal(400, 'anthropic-version: header is required')
    if (version !== '2023-06-01')
      throw new Refusal(400, `anthropic-version: "${version}" is not a valid version`)
    if (request.method !== 'GET') throw new Refusal(405, 'Method Not Allowed')
    if (path === '/v1/models') return modelList()
    if (path === '/v1/compliance/activities') return activities(request, seed, directory)
    if (path.startsWith('/v1/compliance/') && key === keys.anthropic)
      throw new Refusal(403, missingScopes('read:compliance_activities', 'read:compliance_user_data'))
    const body = adminRoutes[path] ?? enterpriseRoutes[path]
    const found = body ? body(request) : content.answer(request)
    if (found === null) throw new Refusal(404, 'Not found')
    return found
  }

  /** An admin key for the Console, an Enterprise key for analytics, either for compliance. */
  function keysFor(path: string): readonly string[] {
    if (path === '/v1/models') return [keys.anthropicInference]
    if (path.startsWith('/v1/compliance/')) return [keys.anthropic, keys.anthropicEnterprise]
    return [path.startsWith('/v1/organizations/analytics/') ? keys.anthropicEnterprise : keys.anthropic]
  }

  function consoleLedger(span: Span): VendorLedger {
    const sums = trafficSums(traffic, span)
    const subscriptions = subscriptionSums(span, seed, directory)
    return {
      requests: null,
      tokensIn: sums.tokensIn + subscriptions.tokensIn,
      tokensOut: sums.tokensOut + subscriptions.tokensOut,
      tokensCached: sums.tokensCached + subscriptions.tokensCached,
      costsNano: { USD: costsNano(traffic, span) },
    }
  }

  function reply(status: number, body: (requestId: string) => unknown): Reply {
    const requestId = `req_011${idText(mix(0xa17, ++answered), 21)}`
    const headers = { 'request-id': requestId, 'anthropic-organization-id': directory.organizationId }
    return { status, headers, body: body(requestId) }
  }

  return {
    id: 'anthropic',
    variables: (url) => ({ ANTHROPIC_BASE_URL: url }),
    credentials: () => [
      { kind: 'admin_key', secret: keys.anthropic },
      { kind: 'enterprise_key', secret: keys.anthropicEnterprise },
    ],
    ledger: (fromMs, toMs, nowMs, kind = 'admin_key') =>
      kind === 'admin_key'
        ? consoleLedger({ fromMs, toMs, nowMs })
        : enterpriseLedger({ fromMs, toMs, nowMs }, seed, directory),
    answer: (request) =>
      orRefused(
        () => {
          const body = bodyFor(request)
          return reply(200, () => body)
        },
        (refusal) => reply(refusal.status, (id) => errorBody(refusal.status, refusal.message, id)),
      ),
    fault: (status) =>
      reply(status, (id) => errorBody(status, faultMessages[status] ?? 'Unexpected error', id)),
  }
}

function organization(directory: Directory) {
  return { id: directory.organizationId, type: 'organization', name: company.name }
}

function modelList(): unknown {
  const data = anthropicModels.map(({ id, label }) => ({
    type: 'model',
    id,
    display_name: label,
    created_at: instantText(MODELS_SINCE_MS),
  }))
  return { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
}

const missingScopes = (got: string, needed: string) =>
  `Missing required scopes. Got: ['${got}'] Needed: ['${needed}']`

const errorTypes: Readonly<Record<number, string>> = {
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  500: 'api_error',
  503: 'api_error',
  529: 'overloaded_error',
}

const faultMessages: Readonly<Record<number, string>> = {
  401: 'invalid x-api-key',
  403: 'Your API key does not have permission to use the specified resource.',
  429: "This request would exceed your organization's rate limit.",
  500: 'Internal server error',
  503: 'Service unavailable',
  529: 'Overloaded',
}

function errorBody(status: number, message: string, requestId: string): unknown {
  const type = errorTypes[status] ?? 'invalid_request_error'
  return { type: 'error', error: { type, message }, request_id: requestId }
}
