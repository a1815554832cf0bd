import { hashText, idText } from '../../demo/chance.ts'
import { directoryOf } from '../directory.ts'
import { type Span, trafficSums } from '../ledger.ts'
import { orRefused } from '../routes.ts'
import { trafficOf } from '../traffic.ts'
import { Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'
import { metricData } from './cloudwatch.ts'
import { costAndUsage, costsNano } from './costs.ts'
import { invocationLog, LOG_GROUP } from './invocations.ts'
import { bedrockModels, HOME_REGION, isMantle, PATIENT_REGION } from './models.ts'
import { type AwsKey, signerOf } from './signature.ts'

/** The company's keys at AWS for a seed: one that may read everything, and one that may not read the bill. */
export function awsKeys(seed: string): readonly [AwsKey, AwsKey] {
  const word = (label: string, length: number, alphabet?: string) =>
    idText(hashText(`${seed}/aws/${label}`), length, alphabet)
  const key = (label: string, denied: readonly string[]): AwsKey => ({
    id: `AKIA${word(`${label}/id`, 16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}`,
    secret: word(`${label}/secret`, 40),
    denied,
  })
  return [key('reader', []), key('counts', ['ce', 'logs'])]
}

/** CloudWatch, CloudWatch Logs, Cost Explorer and STS of every region for a seed: the signature says which is meant. */
export function bedrockVendor(seed: string): Vendor {
  const traffic = trafficOf(
    seed,
    { name: 'bedrock', models: bedrockModels, metersCacheWrites: true },
    directoryOf(seed),
  )
  const account = idText(hashText(`${seed}/aws/account`), 12, '123456789')
  const keys = awsKeys(seed)

  function answerTo(request: WireRequest): Reply {
    const { key, region, service } = signerOf(request, keys)
    const target = request.headers.get('x-amz-target')
    if (service === 'sts') return identity(account, key)
    if (key.denied.includes(service)) {
      const who = `arn:aws:iam::${account}:user/aegisflow`
      throw new Refusal(400, `User: ${who} is not authorized to perform: ${target}`, 'AccessDeniedException')
    }
    const { body, nowMs } = request
    switch (`${service} ${target}`) {
      case 'monitoring GraniteServiceVersion20100801.GetMetricData':
        return json(200, metricData(body, region, traffic, nowMs))
      case 'ce AWSInsightsIndexService.GetCostAndUsage':
        return json(200, costAndUsage(body, traffic, nowMs))
      case 'logs Logs_20140328.FilterLogEvents':
        return json(200, invocationLog(body, region, seed, account, nowMs))
      default:
        throw new Refusal(400, `Operation ${target} does not exist.`, 'UnknownOperationException')
    }
  }

  return {
    id: 'bedrock',
    variables: (url) => ({ AWS_URL: url }),
    credentials: () => [
      {
        kind: 'access_key',
        secret: keys[0].secret,
        settings: {
          access_key_id: keys[0].id,
          regions: `${HOME_REGION},${PATIENT_REGION}`,
          log_group: LOG_GROUP,
        },
      },
    ],
    ledger(fromMs, toMs, nowMs) {
      const span = { fromMs, toMs, nowMs }
      const sums = trafficSums(traffic, span)
      const tokensCached = sums.tokensCached - cachedInMantle(span)
      return { ...sums, tokensCached, costsNano: { USD: costsNano(traffic, span) } }
    },
    answer: (request) =>
      orRefused(
        () => answerTo(request),
        (refusal) => awsError(refusal.status, refusal.param ?? 'ValidationException', refusal.message),
      ),
    fault: (status) => awsError(status, faultCodes[status] ?? 'InternalServiceError', 'The request failed.'),
  }

  /** The endpoint that speaks as OpenAI does counts input as one, and does not say what was cached. */
  function cachedInMantle({ fromMs, toMs, nowMs }: Span): number {
    let cached = 0
    traffic.visit(fromMs, toMs, nowMs, (call) => {
      if (isMantle(call)) cached += call.meter.cacheReadTokens * call.counted
    })
    return cached
  }
}

function identity(account: string, key: AwsKey): Reply {
  const body = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
  <GetCallerIdentityResult>
    <Arn>arn:aws:iam::${account}:user/aegisflow</Arn>
    <UserId>${key.id.replace('AKIA', 'AIDA')}</UserId>
    <Account>${account}</Account>
  </GetCallerIdentityResult>
  <ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata>
</GetCallerIdentityResponse>`
  return { status: 200, headers: { 'content-type': 'text/xml' }, body }
}

const faultCodes: Readonly<Record<number, string>> = {
  401: 'UnrecognizedClientException',
  403: 'AccessDeniedException',
  429: 'TooManyRequestsException',
  503: 'ServiceUnavailable',
}

function json(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/x-amz-json-1.1' }, body }
}

function awsError(status: number, type: string, message: string): Reply {
  return json(status, { __type: `com.amazon.coral.service#${type}`, message })
}
