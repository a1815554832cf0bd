import { z } from 'zod'
import { addressOf } from '../address.ts'
import { bucketRange } from '../bucket-range.ts'
import { instantOf, instantText } from '../moments.ts'
import { optionalCount } from '../shapes.ts'
import type { PullWindow, VendorContext } from '../vendor.ts'

export function headers({ secret }: VendorContext): Record<string, string> {
  return { 'x-api-key': secret.reveal(), 'anthropic-version': '2023-06-01' }
}

type Query = Parameters<typeof addressOf>[2]

export function organizationAddress(ctx: VendorContext, path: string, query: Query): URL {
  return addressOf(ctx.base('api'), `/v1/organizations/${path}`, query)
}

export function complianceAddress(ctx: VendorContext, path: string, query: Query): URL {
  return addressOf(ctx.base('api'), `/v1/compliance/${path}`, query)
}

/** Shape: RFC 3339 in whole seconds. */
export function instantRange(ctx: VendorContext, window: PullWindow, bucketMs: number) {
  const range = bucketRange(ctx, window, bucketMs)
  return range && { starting_at: instantText(range.startMs), ending_at: instantText(range.endMs) }
}

/** A bucket of a usage or cost report. */
export const bucket = z
  .object({ starting_at: instantOf, results: z.array(z.unknown()) })
  .transform(({ starting_at, results }) => ({ startMs: starting_at, results }))

/** What was written to the cache, by how long it is kept there. */
export const cacheCreation = z
  .object({ ephemeral_5m_input_tokens: optionalCount, ephemeral_1h_input_tokens: optionalCount })
  .nullish()

export const serverToolUse = z.object({ web_search_requests: optionalCount }).nullish()

/** The vendor counts input in four disjoint classes. */
export function tokensOf(row: {
  uncached_input_tokens: number
  cache_read_input_tokens: number
  cache_creation?: z.infer<typeof cacheCreation>
  output_tokens: number
}) {
  const cacheWrite5m = row.cache_creation?.ephemeral_5m_input_tokens ?? 0
  const cacheWrite1h = row.cache_creation?.ephemeral_1h_input_tokens ?? 0
  return {
    tokensIn: row.uncached_input_tokens + row.cache_read_input_tokens + cacheWrite5m + cacheWrite1h,
    tokensOut: row.output_tokens,
    tokensCached: row.cache_read_input_tokens,
    cacheWrite5m,
    cacheWrite1h,
  }
}
