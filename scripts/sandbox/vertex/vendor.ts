import { directoryOf } from '../directory.ts'
import { trafficSums } from '../ledger.ts'
import { listedModel, type Model } from '../models.ts'
import { orRefused } from '../routes.ts'
import { type Call, trafficOf } from '../traffic.ts'
import { Refusal, type Vendor, type WireRequest } from '../wire.ts'
import { googleAccount } from './accounts.ts'
import { type Bill, costsNano, results, startQuery } from './billing.ts'
import { type Contribution, type Metric, timeSeries } from './monitoring.ts'
import { googleError, grantedTo, grantToken } from './oauth.ts'

const SERVING = 'aiplatform.googleapis.com/publisher/online_serving'
const SCOPES =
  'https://www.googleapis.com/auth/monitoring.read https://www.googleapis.com/auth/bigquery.readonly'
const TABLE = 'northwind-ai-prod.billing.gcp_billing_export_v1_01A2B3_C4D5E6_F7A8B9'
const PROJECTS = ['northwind-ai-prod', 'northwind-clinical'] as const

const models: readonly Model[] = Object.freeze([
  listedModel('google', 'gemini-3-flash-preview', 'Gemini 3 Flash Preview'),
  listedModel('google', 'gemini-2.5-flash', 'Gemini 2.5 Flash'),
  listedModel('google', 'claude-sonnet-4-6', 'Claude Sonnet 4.6'),
])

/** Google's sign-in below `/oauth`, Cloud Monitoring below `/monitoring` and BigQuery below `/bigquery`, for a seed. */
export function vertexVendor(seed: string): Vendor {
  const traffic = trafficOf(seed, { name: 'vertex', models }, directoryOf(seed))
  const accountOf = () => googleAccount(seed, 'aegisflow-reader', PROJECTS[0])
  const bill: Bill = { traffic, table: TABLE, service: 'C7E2-9256-1C43', projectOf }

  function bodyFor(request: WireRequest): unknown {
    const project = /^\/(?:monitoring\/v3|bigquery\/bigquery\/v2)\/projects\/([^/]+)\//.exec(
      request.path,
    )?.[1]
    const [, job] = /\/queries(?:\/([^/]+))?$/.exec(request.path) ?? []
    if (request.path.startsWith('/monitoring/') && request.path.endsWith('/timeSeries')) {
      grantedTo(request, [accountOf()], [SCOPES], 'monitoring.read')
      if (!PROJECTS.some((known) => known === project))
        throw new Refusal(
          403,
          `Permission monitoring.timeSeries.list denied (or the resource may not exist).`,
        )
      return timeSeries(request, traffic, metrics, (call) => projectOf(call) === project)
    }
    if (request.path.startsWith('/bigquery/')) {
      grantedTo(request, [accountOf()], [SCOPES], 'bigquery.readonly')
      if (project !== PROJECTS[0])
        throw new Refusal(403, 'Access Denied: User does not have bigquery.jobs.create.')
      return request.method === 'POST' ? startQuery(request, bill) : results(request, bill, job ?? '')
    }
    throw new Refusal(404, 'The requested URL was not found on this server.')
  }

  return {
    id: 'vertex',
    variables: (url) => ({
      VERTEX_OAUTH_URL: `${url}/oauth`,
      VERTEX_MONITORING_URL: `${url}/monitoring`,
      VERTEX_BIGQUERY_URL: `${url}/bigquery`,
    }),
    credentials: () => [
      {
        kind: 'service_account',
        secret: accountOf().document,
        settings: { project_ids: PROJECTS.join(','), billing_table: TABLE, billing_location: 'EU' },
      },
    ],
    ledger: (fromMs, toMs, nowMs) => ({
      ...trafficSums(traffic, { fromMs, toMs, nowMs }),
      costsNano: { USD: costsNano(bill, { fromMs, toMs, nowMs }) },
    }),
    answer: (request) =>
      orRefused(
        () => {
          if (request.path === '/oauth/token') return grantToken(request, [accountOf()])
          return { status: 200, body: bodyFor(request) }
        },
        (refusal) => googleError(refusal.status, refusal.message),
      ),
    fault: (status) => googleError(status, 'The request could not be served.'),
  }
}

function projectOf({ caller }: Call): string {
  return caller.account.team.id === 'clinical' ? PROJECTS[1] : PROJECTS[0]
}

const metrics: Readonly<Record<string, Metric>> = {
  [`${SERVING}/token_count`]: (call) => {
    const { inputTokens, cacheReadTokens, outputTokens } = call.meter
    const of = (type: string, value: number): Contribution => ({
      labels: { ...labelsOf(call), 'metric.label.type': type },
      value,
    })
    return [
      of('input', inputTokens - cacheReadTokens),
      of('cached_input', cacheReadTokens),
      of('output', outputTokens),
    ]
  },
  [`${SERVING}/model_invocation_count`]: (call) => [{ labels: labelsOf(call), value: call.meter.requests }],
}

function labelsOf(call: Call): Record<string, string> {
  return {
    'resource.label.model_user_id': call.model.id,
    'resource.label.publisher': call.model.id.startsWith('claude') ? 'anthropic' : 'google',
    'resource.label.location': call.caller.account.team.id === 'legal' ? 'europe-west4' : 'us-central1',
    'resource.label.project_id': projectOf(call),
  }
}
