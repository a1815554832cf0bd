import { z } from 'zod'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import { addressOf } from '../address.ts'
import { googleToken, type ServiceAccount, serviceAccountIn } from '../auth/service-account.ts'
import { type HourPoint, hourPoints, passedHours } from '../google-series.ts'
import { type Counted, meters } from '../meters.ts'
import { dayMs, hourMs } from '../moments.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, fetchPage, skippedRows } from '../page.ts'
import { type Pulled, type PullWindow, type Validation, type VendorContext, vendor } from '../vendor.ts'

/**
 * The Gemini Developer API (AI Studio). A key alone can only be tried; counts are Cloud Monitoring's quota metrics.
 * Source: Google's API reference and staff posts, 2026; names of the metrics from third parties.
 */
export const gemini = vendor({
  id: 'gemini',
  label: 'Gemini',
  apis: {
    api: { default: 'https://generativelanguage.googleapis.com', env: 'GEMINI_BASE_URL' },
    oauth: { default: 'https://oauth2.googleapis.com', env: 'GEMINI_OAUTH_URL' },
    monitoring: { default: 'https://monitoring.googleapis.com', env: 'GEMINI_MONITORING_URL' },
  },
  credentialKinds: [
    {
      kind: 'api_key',
      label: 'API key',
      hint: /^(?:AQ\.[\w.-]{20,}|AIza[\w-]{35})$/,
      help: 'A key of Google AI Studio. Google tells no counts by key: add the JSON key of a service account with Monitoring Viewer on the key’s project to have them read.',
      settings: [
        {
          name: 'project_id',
          label: 'Project of the key',
          help: 'Only when it is another one than the service account’s own.',
          pattern: /^[a-z][a-z0-9:.-]{4,60}$/,
          required: false,
        },
      ],
      serviceAccount: 'optional',
    },
  ],
  units: { money: 'none', time: 'RFC 3339' },
  validate,
  streams: [
    {
      name: 'usage',
      kind: 'usage',
      intervalS: 3600,
      bucketMs: hourMs,
      overlapMs: 26 * hourMs,
      backfillMs: 42 * dayMs,
      windowMs: 7 * dayMs,
      paceMs: 0,
      pull: pullUsage,
    },
  ],
  absent: {
    cost: 'Google bills Gemini through Google Cloud only: connect Vertex AI with a billing export and name the Gemini API’s service id there.',
    audit: 'The Gemini API keeps no audit log.',
    content: 'The Gemini API does not give prompts back.',
    inventory: 'The Gemini API names no people or projects.',
  },
})

const modelList = z.object({ models: z.array(z.unknown()).nullish() })

/** Lists one model with the key; a service account beside it must be able to sign in and to read metrics. */
async function validate(ctx: VendorContext): Promise<Result<Validation, OutboundFailure>> {
  const url = addressOf(ctx.base('api'), '/v1beta/models', { pageSize: 1 })
  const listed = await fetchPage(ctx, { url, headers: { 'x-goog-api-key': ctx.secret.reveal() } }, modelList)
  if (!listed.ok) {
    const { failure } = listed
    // Nothing else than the key can be wrong with this request.
    return failure.tag === 'rejected' && failure.status === 400
      ? fail({ tag: 'unauthorized', detail: failure.detail })
      : listed
  }
  if (ctx.serviceAccount === null) return ok({ accountRef: null })
  const signed = await signIn(ctx)
  if (!signed.ok) return signed
  const usage = await pullUsage(ctx, { fromMs: ctx.nowMs - 2 * hourMs, toMs: ctx.nowMs, page: null })
  return usage.ok ? ok({ accountRef: signed.value.project }) : usage
}

async function signIn(ctx: VendorContext) {
  if (ctx.serviceAccount === null) return fail<OutboundFailure>(noServiceAccount)
  const account: Result<ServiceAccount, OutboundFailure> = serviceAccountIn(ctx.serviceAccount)
  if (!account.ok) return account
  const project = ctx.settings.project_id || account.value.project_id
  if (!project)
    return fail<OutboundFailure>({ tag: 'forbidden', detail: 'neither setting nor document name a project' })
  const token = await googleToken(ctx, account.value, ['https://www.googleapis.com/auth/monitoring.read'])
  return token.ok ? ok({ token: token.value, project }) : token
}

const noServiceAccount: OutboundFailure = {
  tag: 'forbidden',
  detail: 'counts are read with a service account, and it has none',
}

const service = 'generativelanguage.googleapis.com'
const metrics: readonly { metricType: string; counted: Counted }[] = [
  { metricType: `${service}/quota/generate_content_paid_tier_input_token_count/usage`, counted: 'input' },
  { metricType: `${service}/quota/generate_content_paid_tier_2_input_token_count/usage`, counted: 'input' },
  { metricType: `${service}/quota/generate_content_paid_tier_3_input_token_count/usage`, counted: 'input' },
  { metricType: `${service}/generate_content_usage_output_token_count`, counted: 'output' },
  { metricType: `${service}/quota/generate_requests_per_model/usage`, counted: 'requests' },
  { metricType: `${service}/quota/generate_content_free_tier_requests/usage`, counted: 'requests' },
]
const groupBy = ['metric.label.model', 'metric.label.limit_name', 'resource.label.location']

/** All quota metrics of a window as one page: counts per hour, model and location. */
async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const signed = await signIn(ctx)
  if (!signed.ok) return signed
  const range = passedHours(ctx, window)
  if (!range) return ok(emptyPage())
  const gathered = meters(ctx, 'gemini', hourMs)
  const raw: string[] = []
  let malformed = 0
  for (const { metricType, counted } of metrics) {
    const query = { project: signed.value.project, metricType, groupBy, range }
    const read = await hourPoints(ctx, signed.value.token, query)
    if (!read.ok) return read
    raw.push(...read.value.raw)
    malformed += read.value.malformed
    for (const { label, startMs, value } of oncePerLimit(read.value.points)) {
      const metered = {
        model: label('model') ?? 'unknown',
        operation: 'inference',
        projectRef: signed.value.project,
        dimensions: [label('location')],
      }
      gathered.add(metered, startMs, counted, value)
    }
  }
  const usage = gathered.usage()
  return ok({
    ...emptyPage(),
    raw: `[${raw.join(',')}]`,
    usage,
    rows: usage.length + malformed,
    skipped: skippedRows('malformed_row', malformed),
  })
}

/** What counts against several limits, by the minute and by the day, is told once for each: the most is the truth. */
function oncePerLimit(points: readonly HourPoint[]): Iterable<HourPoint> {
  const most = new Map<string, HourPoint>()
  for (const point of points) {
    const key = JSON.stringify([point.startMs, point.label('model'), point.label('location')])
    if ((most.get(key)?.value ?? -1) < point.value) most.set(key, point)
  }
  return most.values()
}
