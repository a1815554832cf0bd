import { z } from 'zod'
import { fail, ok } from '../../../analytics/result.ts'
import { jsonOf } from '../json-text.ts'
import { piecesOf } from '../message-text.ts'
import { naturalKey } from '../natural-key.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, skippedRows } from '../page.ts'
import { partGone, partOf } from '../parts.ts'
import { ref } from '../shapes.ts'
import type { CollectedCall, Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { awsCall, regionsOf } from './bedrock-aws.ts'

const pageEventsMax = 1_000

const noLogGroup: OutboundFailure = {
  tag: 'forbidden',
  detail: 'its settings name no log group of invocations',
}

const answer = z.object({
  events: z.array(z.object({ message: z.string() }).nullable().catch(null)).nullish(),
  nextToken: z.string().nullish(),
})
const said = (body: string, path: string) =>
  z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((part) => ({ body: part?.[body], isElsewhere: typeof part?.[path] === 'string' }))
const entry = z.object({
  schemaType: z.literal('ModelInvocationLog'),
  timestamp: z.iso.datetime({ offset: true }),
  requestId: z.string().min(1).max(128),
  operation: z.string().min(1).max(64),
  modelId: z.string().min(1).max(256),
  identity: z.object({ arn: ref }).nullish(),
  errorCode: ref,
  input: said('inputBodyJson', 'inputBodyS3Path'),
  output: said('outputBodyJson', 'outputBodyS3Path'),
})

/** A page of one region's log of model invocations, which holds what was asked and answered. */
export async function pullCalls(ctx: VendorContext, window: PullWindow): Pulled {
  const logGroup = ctx.settings.log_group
  if (!logGroup) return fail(noLogGroup)
  const regions = regionsOf(ctx)
  if (!regions.ok) return regions
  const part = partOf(window.page, regions.value)
  if (!part) return fail(partGone)
  const toMs = Math.min(window.toMs, ctx.nowMs)
  if (toMs <= window.fromMs) return ok(emptyPage())
  const told = await awsCall(ctx, {
    service: 'logs',
    region: part.name,
    target: 'Logs_20140328.FilterLogEvents',
    body: JSON.stringify({
      logGroupName: logGroup,
      startTime: Math.floor(window.fromMs),
      endTime: Math.ceil(toMs) - 1,
      limit: pageEventsMax,
      ...(part.cursor === null ? {} : { nextToken: part.cursor }),
    }),
  })
  if (!told.ok) {
    // Logging is switched on region by region: of several, one may have no such group.
    const isMissing = told.failure.tag === 'not_found' && regions.value.length > 1
    return isMissing ? ok({ ...emptyPage(), nextPage: part.after(null) }) : told
  }
  const body = answer.safeParse(told.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the log has another shape' })
  const next = body.data.nextToken || null
  if (next !== null && next === part.cursor)
    return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })

  const calls = new Map<string, CollectedCall>()
  let malformed = 0
  for (const event of body.data.events ?? []) {
    const read = entry.safeParse(jsonOf(event?.message ?? ''))
    if (!read.success) {
      malformed++
      continue
    }
    const call = callOf(ctx, read.data)
    calls.set(call.naturalKey, call)
  }
  return ok({
    ...emptyPage(),
    raw: told.value.raw,
    calls: [...calls.values()],
    rows: calls.size + malformed,
    skipped: skippedRows('malformed_row', malformed),
    nextPage: part.after(next),
  })
}

/**
 * A call with its text. Its tokens and money are those of CloudWatch's counts, and are not told a second time. Text that
 * AWS put away in S3 is not read; the call then says so.
 */
function callOf(ctx: VendorContext, log: z.infer<typeof entry>): CollectedCall {
  const arn = log.identity?.arn ?? null
  const session = arn?.split('/').at(-1) ?? ''
  const isElsewhere = log.input.isElsewhere || log.output.isElsewhere
  return {
    naturalKey: naturalKey('bedrock', ctx.accountRef, 'call', log.requestId),
    actorRef: arn,
    projectRef: null,
    ...(z.email().max(254).safeParse(session).success ? { actor_email: session } : {}),
    model: log.modelId,
    operation: log.operation,
    prompt: textIn(log.input.body),
    response: textIn(log.output.body),
    timestamp: new Date(log.timestamp).toISOString(),
    trace_id: log.requestId,
    status: log.errorCode !== null ? 'error' : isElsewhere ? 'text_in_s3' : 'success',
    tokens_in: 0,
    tokens_out: 0,
    cost_usd: '0',
  }
}

/** A streamed answer is an array of chunks, whose pieces follow without a break. */
function textIn(body: unknown): string | null {
  return piecesOf(body).join(Array.isArray(body) ? '' : '\n') || null
}
