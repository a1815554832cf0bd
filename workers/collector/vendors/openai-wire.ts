import { z } from 'zod'
import { addressOf } from '../address.ts'
import { bucketRange } from '../bucket-range.ts'
import type { PullWindow, VendorContext } from '../vendor.ts'

export type Query = Parameters<typeof addressOf>[2]

/** An address of the platform's Admin API. */
export function organizationAddress(ctx: VendorContext, path: string, query: Query): URL {
  return addressOf(ctx.base('api'), `/organization/${path}`, query)
}

/** Units: Unix seconds. An end in the future is refused by the vendor. */
export function unixRange(ctx: VendorContext, window: PullWindow, bucketMs: number) {
  const range = bucketRange(ctx, window, bucketMs)
  return range && { start_time: range.startMs / 1000, end_time: range.endMs / 1000 }
}

/** A bucket of a usage or cost report. */
export const bucket = z
  .object({ start_time: z.int(), results: z.array(z.unknown()) })
  .transform(({ start_time, results }) => ({ startMs: start_time * 1000, results }))
