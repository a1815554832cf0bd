import { fail, ok, type Result } from '../../../analytics/result.ts'
import { signingTimeMs } from '../auth/clock.ts'
import { awsHeaders } from '../auth/sigv4.ts'
import type { Answer } from '../outbound.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { listOf } from '../parts.ts'
import type { Api, VendorContext } from '../vendor.ts'

/** Regions that serve Bedrock models. GovCloud has accounts of its own; China’s partition has other hosts and no Bedrock. */
const regions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'ca-central-1',
  'ca-west-1',
  'sa-east-1',
  'mx-central-1',
  'eu-central-1',
  'eu-central-2',
  'eu-west-1',
  'eu-west-2',
  'eu-west-3',
  'eu-north-1',
  'eu-south-1',
  'eu-south-2',
  'ap-east-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-northeast-3',
  'ap-south-1',
  'ap-south-2',
  'ap-southeast-1',
  'ap-southeast-2',
  'ap-southeast-3',
  'ap-southeast-4',
  'ap-southeast-5',
  'ap-southeast-7',
  'me-south-1',
  'me-central-1',
  'il-central-1',
  'af-south-1',
  'us-gov-west-1',
  'us-gov-east-1',
] as const

const services = ['sts', 'monitoring', 'logs'] as const
type Service = (typeof services)[number] | 'ce'

/** Every address that may be called: each service of each region, and Cost Explorer, which is in one region only. */
export const awsApis: Readonly<Record<string, Api>> = Object.fromEntries([
  ['ce.us-east-1', { default: 'https://ce.us-east-1.amazonaws.com', env: 'AWS_URL' }],
  ...services.flatMap((service) =>
    regions.map((region) => [
      `${service}.${region}`,
      { default: `https://${service}.${region}.amazonaws.com`, env: 'AWS_URL' },
    ]),
  ),
])

/** The regions that the credential's settings name. Errors: `refused_url` for one that is not known. */
export function regionsOf(ctx: VendorContext): Result<string[], OutboundFailure> {
  const named = listOf(ctx.settings.regions)
  const unknown = named.find((region) => !regions.some((known) => known === region))
  if (unknown === undefined && named.length > 0) return ok(named)
  return fail({
    tag: 'refused_url',
    reason: `"${unknown ?? ''}" is no region of AWS that is known to serve Bedrock`,
  })
}

/** Whether the credential is of GovCloud, whose accounts have no region elsewhere. */
export const isOfGovCloud = (ctx: VendorContext): boolean => /\bus-gov-/.test(ctx.settings.regions ?? '')

/** What a call says. `target` names the operation of a JSON service; without it the body is a form, for STS. */
export type AwsCall = {
  service: Service
  region: string
  target?: string
  body: string
  jsonVersion?: '1.0' | '1.1'
}

/**
 * One signed call. What AWS answers with status 400 or 403 is told apart by its code and words: credentials that do
 * not hold are `unauthorized`, missing permissions `forbidden`, throttling `rate_limited`.
 */
export async function awsCall(ctx: VendorContext, call: AwsCall): Promise<Result<Answer, OutboundFailure>> {
  const { service, region, target, body, jsonVersion = '1.1' } = call
  const url = new URL(`${ctx.base(`${service}.${region}`).replace(/\/+$/, '')}/`)
  const type =
    target === undefined
      ? 'application/x-www-form-urlencoded; charset=utf-8'
      : `application/x-amz-json-${jsonVersion}`
  const headers = await awsHeaders(
    { accessKeyId: ctx.settings.access_key_id ?? '', secretAccessKey: ctx.secret.reveal().trim() },
    { service, region },
    {
      method: 'POST',
      url,
      headers: { 'content-type': type, ...(target === undefined ? {} : { 'x-amz-target': target }) },
      body,
    },
    await signingTimeMs(ctx),
  )
  const answer = await ctx.send({ url, headers, body, accept: target === undefined ? 'text' : 'json' })
  return answer.ok ? answer : fail(toldApart(answer.failure))
}

const invalid =
  /UnrecognizedClient|InvalidSignature|InvalidClientTokenId|ExpiredToken|IncompleteSignature|MissingAuthenticationToken|SignatureDoesNotMatch/
const invalidWords =
  /security token included in the request|request signature we calculated|missing authentication token/i
/** A clock that is off makes a signature invalid as well, but no credential. */
const clockWords = /signature (?:expired|not yet current)/i

function toldApart(failure: OutboundFailure): OutboundFailure {
  if (failure.tag === 'forbidden') {
    if (clockWords.test(failure.detail ?? ''))
      return { tag: 'rejected', status: 403, detail: failure.detail, code: null }
    return invalidWords.test(failure.detail ?? '') ? { tag: 'unauthorized', detail: failure.detail } : failure
  }
  if (failure.tag !== 'rejected') return failure
  const { code, detail } = failure
  if (clockWords.test(detail ?? '')) return failure
  if (invalid.test(code ?? '')) return { tag: 'unauthorized', detail }
  if (/AccessDenied|NotAuthorized|UnauthorizedOperation/.test(code ?? '')) return { tag: 'forbidden', detail }
  if (/Throttl|TooManyRequests|LimitExceeded|RequestLimit/.test(code ?? ''))
    return { tag: 'rate_limited', retryAfterMs: null }
  if (/ResourceNotFound/.test(code ?? '')) return { tag: 'not_found', detail }
  return failure
}
