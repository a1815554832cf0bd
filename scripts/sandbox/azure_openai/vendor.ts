import { hashText, idText } from '../../demo/chance.ts'
import { directoryOf } from '../directory.ts'
import { trafficSums } from '../ledger.ts'
import { bearerOf, orRefused } from '../routes.ts'
import { trafficOf } from '../traffic.ts'
import { Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'
import { activityLog } from './activity.ts'
import { costReport, costsNano } from './costs.ts'
import { metricsOf } from './metrics.ts'
import { type AzureRole, azureAccounts, azureModels } from './resources.ts'

/** Entra's sign-in below `/login`, and Azure's management API below `/management`, for a seed. */
export function azureOpenaiVendor(seed: string): Vendor {
  const directory = directoryOf(seed)
  const traffic = trafficOf(seed, { name: 'azure_openai', models: azureModels }, directory)
  const accounts = azureAccounts(seed)
  const subscription = `/subscriptions/${accounts.subscriptionId}`
  const tokenOf = (clientId: string) =>
    `eyJ0eXAi.${idText(hashText(`${seed}/${clientId}/token`), 40)}.sandbox`
  const resources = [accounts.clinical, accounts.speech, accounts.general]

  function rolesOf(request: WireRequest): readonly AzureRole[] {
    const token = bearerOf(request)
    const app = accounts.apps.find(({ clientId }) => tokenOf(clientId) === token)
    if (!app) throw new Refusal(401, 'The access token is invalid.', 'InvalidAuthenticationToken')
    return app.roles
  }

  function managed(request: WireRequest): Reply {
    const roles = rolesOf(request)
    const path = request.path.replace(/^\/management/, '')
    const [, resourceId = '', what] =
      /^(\/subscriptions\/.+\/accounts\/[^/]+)\/(deployments|providers\/Microsoft\.Insights\/metrics)$/i.exec(
        path,
      ) ?? []
    if (!path.startsWith(`${subscription}/`))
      throw new Refusal(404, 'The subscription could not be found.', 'SubscriptionNotFound')
    if (path === `${subscription}/providers/Microsoft.CostManagement/query`) {
      if (!roles.includes('costs')) throw notAuthorized('Microsoft.CostManagement/query/read')
      return costReport(request, traffic, accounts, baseOf(request))
    }
    if (what === 'deployments')
      return { status: 200, body: { value: deployments(resourceId), nextLink: null } }
    if (what) return { status: 200, body: metricsOf(request, accounts, traffic, resourceId) }
    if (path === `${subscription}/providers/Microsoft.CognitiveServices/accounts`)
      return { status: 200, body: resourceList(request) }
    if (path === `${subscription}/providers/Microsoft.Insights/eventtypes/management/values`)
      return { status: 200, body: activityLog(request, accounts, directory, seed, baseOf(request)) }
    throw new Refusal(404, `No HTTP resource was found for '${path}'.`, 'NotFound')
  }

  /** One resource a page. */
  function resourceList(request: WireRequest): unknown {
    const at = Number(request.query.get('$skiptoken') ?? 0)
    const nextLink = `${baseOf(request)}${request.path}?api-version=2024-10-01&$skiptoken=${at + 1}`
    return {
      value: resources.slice(at, at + 1).map((resource) => ({
        ...resource,
        type: 'Microsoft.CognitiveServices/accounts',
        sku: { name: 'S0' },
        properties: { provisioningState: 'Succeeded' },
      })),
      ...(at + 1 < resources.length ? { nextLink } : {}),
    }
  }

  function signIn(request: WireRequest): Reply {
    const form = new URLSearchParams(request.body)
    const app = accounts.apps.find(({ clientId }) => clientId === form.get('client_id'))
    if (request.path !== `/login/${accounts.tenantId}/oauth2/v2.0/token`)
      return entraError(400, 'invalid_request', 90002, 'Tenant not found. Check that the tenant ID is right.')
    if (form.get('scope') !== 'https://management.azure.com/.default')
      return entraError(400, 'invalid_scope', 70011, 'The provided value for scope is not valid.')
    if (!app)
      return entraError(400, 'unauthorized_client', 700016, 'Application was not found in the directory.')
    if (form.get('client_secret') !== app.secret)
      return entraError(401, 'invalid_client', 7000215, 'Invalid client secret provided.')
    const body = {
      token_type: 'Bearer',
      expires_in: 3599,
      ext_expires_in: 3599,
      access_token: tokenOf(app.clientId),
    }
    return { status: 200, body }
  }

  return {
    id: 'azure_openai',
    variables: (url) => ({ AZURE_LOGIN_URL: `${url}/login`, AZURE_MANAGEMENT_URL: `${url}/management` }),
    credentials: () => [
      {
        kind: 'client_secret',
        secret: accounts.apps[0].secret,
        settings: {
          tenant_id: accounts.tenantId,
          client_id: accounts.apps[0].clientId,
          subscription_id: accounts.subscriptionId,
        },
      },
    ],
    ledger: (fromMs, toMs, nowMs) => ({
      ...trafficSums(traffic, { fromMs, toMs, nowMs }),
      tokensCached: 0,
      costsNano: { EUR: costsNano(traffic, accounts, { fromMs, toMs, nowMs }) },
    }),
    answer: (request) =>
      orRefused(
        () => (request.path.startsWith('/login/') ? signIn(request) : managed(request)),
        (refusal) => armError(refusal.status, refusal.param ?? 'BadRequest', refusal.message),
      ),
    fault: (status) =>
      armError(status, faultCodes[status] ?? 'InternalServerError', 'The request could not be served.'),
  }
}

function deployments(resourceId: string): unknown[] {
  return azureModels.flatMap((model) =>
    ['prod', 'Batch'].map((use) => ({
      id: `${resourceId}/deployments/${model.id}-${use}`,
      name: `${model.id}-${use}`,
      properties: { model: { format: 'OpenAI', name: model.id, version: '2025-08-07' } },
      sku: { name: use === 'prod' ? 'GlobalStandard' : 'GlobalBatch', capacity: 100 },
    })),
  )
}

/** Where the request came in, for links that lead back. */
function baseOf({ headers }: WireRequest): string {
  return `http://${headers.get('host')}/azure_openai`
}

const notAuthorized = (action: string) =>
  new Refusal(
    403,
    `The client does not have authorization to perform action '${action}'.`,
    'AuthorizationFailed',
  )

const faultCodes: Readonly<Record<number, string>> = {
  401: 'InvalidAuthenticationToken',
  403: 'AuthorizationFailed',
  429: '429',
  503: 'ServiceUnavailable',
}

function armError(status: number, code: string, message: string): Reply {
  return { status, body: { error: { code, message } } }
}

function entraError(status: number, error: string, code: number, text: string): Reply {
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${code}: ${text}`,
      error_codes: [code],
      trace_id: '00000000-0000-4000-8000-000000000000',
    },
  }
}
