import { z } from 'zod'
import { contentFields } from './content.ts'
import { callFields, itemFields, outcomeFields } from './push-fields.ts'

const pushBatchEventsMax = 10_000

const count = z.int().min(0).max(1_000_000_000)

const isPart = (part: number | null | undefined, whole: number | null | undefined): boolean =>
  part == null || whole == null || part <= whole

/**
 * One pushed LLM call. `id` makes a repeat harmless; without one each push is a new event.
 * `violation_type`, `violation_label` and `severity` carry what an upstream control already found; they are
 * never downgraded, and one that names no type stands as `upstream`. What was asked and answered is text in `prompt`
 * and `response`, or whatever the vendor's own request and answer hold. Tokens read from a cache are a part of those
 * sent, so are those written to one (some of them for an hour), and tokens of reasoning of those answered. Searches of the
 * web cost beside the tokens, and a call in a `batch` costs less. Units:
 * `latency_ms` milliseconds, `cost_usd` US dollars, text in UTF-16.
 */
export const llmPushEvent = z
  .strictObject({
    ...itemFields,
    operation: z.string().min(1).max(64).optional(),
    prompt: z.string().nullish(),
    response: z.string().nullish(),
    ...contentFields,
    ...callFields,
    /** Calls that it stands for: one unless told, 0 for a step that is none, null when others count them. */
    requests: count.nullish(),
    tokens_in: count.nullish(),
    tokens_out: count.nullish(),
    tokens_cached: count.nullish(),
    tokens_cache_written: count.nullish(),
    tokens_cache_written_1h: count.nullish(),
    tokens_reasoning: count.nullish(),
    web_searches: count.nullish(),
    batch: z.boolean().nullish(),
    ...outcomeFields,
  })
  .refine(({ tokens_cached, tokens_in }) => isPart(tokens_cached, tokens_in), {
    path: ['tokens_cached'],
    message: 'It is a part of tokens_in and cannot be more',
  })
  .refine(
    ({ tokens_cache_written, tokens_cache_written_1h, tokens_cached, tokens_in }) => {
      const written = tokens_cache_written ?? tokens_cache_written_1h
      return isPart(written == null ? written : written + (tokens_cached ?? 0), tokens_in)
    },
    {
      path: ['tokens_cache_written'],
      message: 'It is a part of tokens_in beside tokens_cached, and together they cannot be more',
    },
  )
  .refine(
    ({ tokens_cache_written_1h, tokens_cache_written }) =>
      isPart(tokens_cache_written_1h, tokens_cache_written),
    {
      path: ['tokens_cache_written_1h'],
      message: 'It is a part of tokens_cache_written and cannot be more',
    },
  )
  .refine(({ tokens_reasoning, tokens_out }) => isPart(tokens_reasoning, tokens_out), {
    path: ['tokens_reasoning'],
    message: 'It is a part of tokens_out and cannot be more',
  })
export type LlmPushEvent = z.infer<typeof llmPushEvent>

export const llmPushBatch = z.strictObject({
  events: z.array(llmPushEvent).min(1).max(pushBatchEventsMax),
})

/** What became of a pushed batch: every item is in exactly one of the three. */
export const pushResult = z.object({
  ingested: z.int(),
  duplicates: z.int(),
  quarantined: z.int(),
})
export type PushResult = z.infer<typeof pushResult>
