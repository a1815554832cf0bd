import { idText, mix } from '../../demo/chance.ts'
import { company } from '../../demo/company.ts'
import { type Directory, directoryOf } from '../directory.ts'
import { sandboxKeys } from '../keys.ts'
import { models } from '../models.ts'
import { trafficOf } from '../traffic.ts'
import { Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'
import { costReport } from './costs.ts'
import { apiKeys, users, workspaces } from './inventory.ts'
import { instantText, messagesUsage } from './usage.ts'

const MODELS_SINCE_MS = Date.UTC(2026, 0, 1)

/** Anthropic's Console Admin API for a seed, and the model list by which an inference key is validated. */
export function anthropicVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(seed, 'anthropic', directory)
  const keys = sandboxKeys(seed)
  const adminRoutes: Readonly<Record<string, (request: WireRequest) => unknown>> = {
    '/v1/organizations/me': () => organization(directory),
    '/v1/organizations/usage_report/messages': (request) => messagesUsage(request, traffic),
    '/v1/organizations/cost_report': (request) => costReport(request, traffic),
    '/v1/organizations/users': (request) => users(request, directory),
    '/v1/organizations/workspaces': (request) => workspaces(request, directory),
    '/v1/organizations/api_keys': (request) => apiKeys(request, directory),
  }
  let answered = 0

  function bodyFor(request: WireRequest): unknown {
    const key = request.headers.get('x-api-key')
    const onModels = request.path === '/v1/models'
    if (key === null) throw new Refusal(401, 'x-api-key header is required')
    if (key !== (onModels ? keys.anthropicInference : keys.anthropic))
      throw new Refusal(401, 'invalid x-api-key')
    const version = request.headers.get('anthropic-version')
    if (version === null) throw new Refusal(400, 'anthropic-version: header is required')
    if (version !== '2023-06-01')
      throw new Refusal(400, `anthropic-version: "${version}" is not a valid version`)
    const body = onModels ? modelList : adminRoutes[request.path]
    if (!body) throw new Refusal(404, 'Not found')
    if (request.method !== 'GET') throw new Refusal(405, 'Method Not Allowed')
    return body(request)
  }

  function reply(status: number, body: (requestId: string) => unknown): Reply {
    const requestId = `req_011${idText(mix(0xa17, ++answered), 21)}`
    const headers = { 'request-id': requestId, 'anthropic-organization-id': directory.organizationId }
    return { status, headers, body: body(requestId) }
  }

  return {
    answer(request) {
      try {
        const body = bodyFor(request)
        return reply(200, () => body)
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal
        return reply(refusal.status, (id) => errorBody(refusal.status, refusal.message, id))
      }
    },
    fault: (status) =>
      reply(status, (id) => errorBody(status, faultMessages[status] ?? 'Unexpected error', id)),
  }
}

function organization(directory: Directory) {
  return { id: directory.organizationId, type: 'organization', name: company.name }
}

function modelList(): unknown {
  const data = models.anthropic.map(({ id, label }) => ({
    type: 'model',
    id,
    display_name: label,
    created_at: instantText(MODELS_SINCE_MS),
  }))
  return { data, has_more: false, first_id: data[0]?.id ?? null, last_id: data.at(-1)?.id ?? null }
}

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
