import { hashText, idText } from '../../demo/chance.ts'
import { directoryOf } from '../directory.ts'
import { trafficSums } from '../ledger.ts'
import { listedModel, type Model } from '../models.ts'
import { orRefused } from '../routes.ts'
import { type Call, trafficOf } from '../traffic.ts'
import { googleAccount } from '../vertex/accounts.ts'
import { type Metric, timeSeries } from '../vertex/monitoring.ts'
import { googleError, grantedTo, grantToken } from '../vertex/oauth.ts'
import { Refusal, type Vendor, type WireRequest } from '../wire.ts'

const SERVICE = 'generativelanguage.googleapis.com'
const SCOPE = 'https://www.googleapis.com/auth/monitoring.read'
const PROJECT = 'northwind-ai-studio'

const models: readonly Model[] = Object.freeze([
  listedModel('google', 'gemini-2.5-flash'),
  listedModel('google', 'gemini-2.5-flash-lite'),
])

/** The Gemini API, with Google's sign-in below `/oauth` and Cloud Monitoring below `/monitoring`, for a seed. */
export function geminiVendor(seed: string): Vendor {
  const traffic = trafficOf(seed, { name: 'gemini', models }, directoryOf(seed))
  const accountOf = () => googleAccount(seed, 'studio-reader', PROJECT)
  const key = `AQ.Ab8RN6${idText(hashText(`${seed}/gemini/key`), 44)}`

  function bodyFor(request: WireRequest): unknown {
    if (request.path === '/v1beta/models') {
      if (request.headers.get('x-goog-api-key') !== key)
        throw new Refusal(400, 'API key not valid. Please pass a valid API key.', 'API_KEY_INVALID')
      const named = models.map(({ id, label }) => ({ name: `models/${id}`, displayName: label }))
      return { models: named.slice(0, Number(request.query.get('pageSize') ?? 50)), nextPageToken: 'next' }
    }
    if (/^\/monitoring\/v3\/projects\/[^/]+\/timeSeries$/.test(request.path)) {
      grantedTo(request, [accountOf()], [SCOPE], 'monitoring.read')
      if (!request.path.includes(`/${PROJECT}/`))
        throw new Refusal(
          403,
          'Permission monitoring.timeSeries.list denied (or the resource may not exist).',
        )
      return timeSeries(request, traffic, metrics, () => true)
    }
    throw new Refusal(404, 'The requested URL was not found on this server.')
  }

  return {
    id: 'gemini',
    variables: (url) => ({
      GEMINI_BASE_URL: url,
      GEMINI_OAUTH_URL: `${url}/oauth`,
      GEMINI_MONITORING_URL: `${url}/monitoring`,
    }),
    credentials: () => [{ kind: 'api_key', secret: key, serviceAccount: accountOf().document }],
    ledger: (fromMs, toMs, nowMs) => ({
      ...trafficSums(traffic, { fromMs, toMs, nowMs }),
      tokensCached: 0,
      costsNano: {},
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

/** Some people's calls run on the second paid tier; what is limited by the minute and by the day is told for both. */
const metrics: Readonly<Record<string, Metric>> = {
  [`${SERVICE}/quota/generate_content_paid_tier_input_token_count/usage`]: (call) =>
    isSecondTier(call) ? [] : limited(call, call.meter.inputTokens),
  [`${SERVICE}/quota/generate_content_paid_tier_2_input_token_count/usage`]: (call) =>
    isSecondTier(call) ? limited(call, call.meter.inputTokens) : [],
  [`${SERVICE}/generate_content_usage_output_token_count`]: (call) => [
    { labels: labelsOf(call), value: call.meter.outputTokens },
  ],
  [`${SERVICE}/quota/generate_requests_per_model/usage`]: (call) => limited(call, call.meter.requests),
}

function limited(call: Call, value: number) {
  return ['PerMinute', 'PerDay'].map((span) => ({
    labels: { ...labelsOf(call), 'metric.label.limit_name': `GenerateContent${span}PerProjectPerModel` },
    value,
  }))
}

function labelsOf({ model }: Call): Record<string, string> {
  return { 'metric.label.model': model.id, 'resource.label.location': 'global' }
}

function isSecondTier({ caller }: Call): boolean {
  return caller.account.team.id === 'engineering'
}
