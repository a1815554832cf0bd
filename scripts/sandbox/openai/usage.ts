import { bucketPage, type Dimensions, filterBy, type Group, sumByBucket } from '../buckets.ts'
import { DAY_MS } from '../moments.ts'
import type { Traffic } from '../traffic.ts'
import { choiceParam, listParam, Refusal, type WireRequest } from '../wire.ts'

const CLOCK_SKEW_MS = 300_000
/** Buckets older than this come in the older shape, which lacks the split of input tokens. */
const OLD_SHAPE_DAYS = 45

export const dimensions: Dimensions = {
  project_id: (call) => call.caller.account.projectId,
  user_id: (call) => (call.caller.person ? call.caller.openaiId : null),
  api_key_id: (call) => (call.playground ? null : call.caller.openaiKeyId),
  model: (call) => call.model.id,
  batch: (call) => call.batch,
  service_tier: (call) => (call.batch ? 'batch' : 'default'),
}

/** The time range of a request. Errors: Refusal 400; an end in the future is one, as third parties report. */
export function unixRange(query: URLSearchParams, nowMs: number): { startMs: number; endMs: number } {
  const seconds = (name: string): number | null => {
    const text = query.get(name)
    if (text === null) return null
    if (!/^\d{1,11}$/.test(text)) throw new Refusal(400, `Invalid '${name}': expected Unix seconds.`, name)
    return Number(text) * 1000
  }
  const startMs = seconds('start_time')
  if (startMs === null) throw new Refusal(400, "Missing required parameter: 'start_time'.", 'start_time')
  const endMs = seconds('end_time') ?? nowMs
  if (endMs > nowMs + CLOCK_SKEW_MS)
    throw new Refusal(400, "'end_time' must not be in the future.", 'end_time')
  return { startMs, endMs }
}

/** `GET /organization/usage/completions`. */
export function completionsUsage({ query, nowMs }: WireRequest, traffic: Traffic): unknown {
  const page = bucketPage(query, unixRange(query, nowMs))
  const groupBy = choiceParam(query, 'group_by', Object.keys(dimensions))
  const accepts = filterBy(dimensions, [
    ['project_id', listParam(query, 'project_ids')],
    ['user_id', listParam(query, 'user_ids')],
    ['api_key_id', listParam(query, 'api_key_ids')],
    ['model', listParam(query, 'models')],
    ['batch', query.has('batch') ? choiceParam(query, 'batch', ['true', 'false']) : null],
  ])
  const buckets = sumByBucket(traffic, page, nowMs, dimensions, groupBy, accepts)
  return {
    object: 'page',
    data: page.startsMs.map((startMs, i) => ({
      object: 'bucket',
      start_time: startMs / 1000,
      end_time: (startMs + page.widthMs) / 1000,
      results: (buckets[i] ?? []).map((group) => resultOf(group, startMs < nowMs - OLD_SHAPE_DAYS * DAY_MS)),
    })),
    has_more: page.nextPage !== null,
    next_page: page.nextPage,
  }
}

function resultOf({ values, meter }: Group, oldShape: boolean): unknown {
  const uncached = meter.inputTokens - meter.cacheReadTokens
  const split = {
    input_cache_write_tokens: 0,
    input_uncached_tokens: uncached,
    input_text_tokens: uncached,
    output_text_tokens: meter.outputTokens,
    input_cached_text_tokens: meter.cacheReadTokens,
    input_image_tokens: 0,
    input_cached_image_tokens: 0,
    output_image_tokens: 0,
  }
  return {
    object: 'organization.usage.completions.result',
    input_tokens: meter.inputTokens,
    output_tokens: meter.outputTokens,
    input_cached_tokens: meter.cacheReadTokens,
    input_audio_tokens: 0,
    input_cached_audio_tokens: 0,
    output_audio_tokens: 0,
    ...(oldShape ? {} : split),
    num_model_requests: meter.requests,
    project_id: null,
    user_id: null,
    api_key_id: null,
    model: null,
    batch: null,
    service_tier: null,
    ...values,
  }
}
