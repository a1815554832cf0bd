import { z } from 'zod'
import { isDecimal } from '../../analytics/pricing/money.ts'
import { fail, ok, type Result } from '../../analytics/result.ts'
import type { CostObservation } from '../../analytics/usage.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import type { PulledPage, Skipped, VendorContext } from './vendor.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** A count of tokens, calls or the like. */
export const count = z.int().min(0)

/** A count that a vendor may leave out or null; always a number here. */
export const optionalCount = count.nullish().transform((value) => value ?? 0)

/** An id or a name that a vendor may leave out or null; always null here. */
export const ref = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

/** An amount of money as vendors write it: a JSON number or a numeric string, of either sign. */
export const amount = z.union([z.number(), z.string()]).refine(isDecimal)

/** One call for one page; `cursor` is the one that the address holds. */
export type PageRequest = { url: URL; headers: Readonly<Record<string, string>>; cursor: string | null }

/** What a page held: the rows that had their shape, how many rows there were, and the vendor's next cursor. */
export type ReadPage<Kept> = {
  raw: string
  kept: Kept[]
  rows: number
  skipped: Skipped[]
  next: string | null
}

/** How one report's buckets and rows are written; rows are judged one by one, unknown fields are left alone. */
export type BucketShapes<Row> = {
  bucket: z.ZodType<{ startMs: number; results: unknown[] }>
  row: z.ZodType<Row>
}

const bucketEnvelope = z.object({ data: z.array(z.unknown()), next_page: z.string().nullish() })
const listEnvelope = z.object({
  data: z.array(z.unknown()),
  has_more: z.boolean().nullish(),
  last_id: z.string().nullish(),
})

/** Fetches and reads a page of time buckets. A bucket without its shape counts as one row skipped. */
export async function readBucketPage<Row, Kept>(
  ctx: VendorContext,
  request: PageRequest,
  shapes: BucketShapes<Row>,
  keep: (row: Row, startMs: number) => Kept,
): Promise<Result<ReadPage<Kept>, OutboundFailure>> {
  const page = await fetchPage(ctx, request, bucketEnvelope)
  if (!page.ok) return page
  const next = nextCursor(request.cursor, page.value.body.next_page)
  if (!next.ok) return next

  const buckets = page.value.body.data.map((bucket) => shapes.bucket.safeParse(bucket))
  const read = buckets.flatMap(({ success, data }) =>
    success ? [readRows(data.results, shapes.row, (row) => keep(row, data.startMs))] : [],
  )
  const malformedBuckets = buckets.length - read.length
  return ok({
    raw: page.value.raw,
    kept: read.flatMap(({ kept }) => kept),
    rows: read.reduce((sum, { rows }) => sum + rows, malformedBuckets),
    skipped: [
      ...skippedRows(
        'malformed_row',
        read.reduce((sum, { malformed }) => sum + malformed, 0),
      ),
      ...skippedRows('malformed_bucket', malformedBuckets),
    ],
    next: next.value,
  })
}

/** Fetches and reads a page of a list that goes on after its last id. */
export async function readListPage<Kept>(
  ctx: VendorContext,
  request: PageRequest,
  row: z.ZodType<Kept>,
): Promise<Result<ReadPage<Kept>, OutboundFailure>> {
  const page = await fetchPage(ctx, request, listEnvelope)
  if (!page.ok) return page
  const { data, has_more, last_id } = page.value.body
  if (has_more && !last_id) return fail({ tag: 'bad_json', reason: 'a list goes on without a last id' })
  const next = nextCursor(request.cursor, has_more ? last_id : null)
  if (!next.ok) return next

  const { kept, rows, malformed } = readRows(data, row, (entry) => entry)
  return ok({
    raw: page.value.raw,
    kept,
    rows,
    skipped: skippedRows('malformed_row', malformed),
    next: next.value,
  })
}

/** GET of one page, of which only the envelope must have its shape. */
export async function fetchPage<Envelope>(
  ctx: VendorContext,
  { url, headers }: Omit<PageRequest, 'cursor'>,
  envelope: z.ZodType<Envelope>,
): Promise<Result<{ raw: string; body: Envelope }, OutboundFailure>> {
  const answer = await ctx.fetchJson(url, headers)
  if (!answer.ok) return answer
  const body = envelope.safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the envelope of the page has another shape' })
  return ok({ raw: answer.value.raw, body: body.data })
}

/** A page that held nothing, as for a window without a moment in it. */
export function emptyPage(): PulledPage {
  return { raw: '', usage: [], costs: [], inventory: [], nextPage: null, rows: 0, skipped: [] }
}

/**
 * A page of cost lines. Lines with one natural key become one line of their sum and count as one row, since a later
 * line of the same key stands for a revision of the first: two credits of one day may bear the same text.
 */
export function costPage({ raw, kept, rows, skipped, next }: ReadPage<CostObservation>): PulledPage {
  const byKey = new Map<string, CostObservation>()
  for (const line of kept) {
    const same = byKey.get(line.naturalKey)
    byKey.set(line.naturalKey, same ? { ...same, amountNano: same.amountNano + line.amountNano } : line)
  }
  const added = kept.length - byKey.size
  return { ...emptyPage(), raw, costs: [...byKey.values()], nextPage: next, rows: rows - added, skipped }
}

/** A natural key: unambiguous, and the same whenever the same values are read again. */
export function naturalKey(...values: (string | number | boolean | null)[]): string {
  return JSON.stringify(values)
}

/** An address below the vendor's base; null leaves a parameter out, a list repeats it with brackets. */
export function addressOf(
  baseUrl: string,
  path: string,
  query: Readonly<Record<string, string | number | readonly string[] | null>>,
): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${path}`)
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) for (const each of value) url.searchParams.append(`${name}[]`, each)
    else if (value !== null) url.searchParams.set(name, String(value))
  }
  return url
}

/** The window from the start of its first bucket, and not beyond now, in whole seconds; null when nothing is left. */
export function bucketRange(ctx: VendorContext, window: { fromMs: number; toMs: number }, bucketMs: number) {
  const startMs = Math.floor(window.fromMs / bucketMs) * bucketMs
  const endMs = Math.floor(Math.min(window.toMs, ctx.nowMs) / 1000) * 1000
  return endMs > startMs ? { startMs, endMs } : null
}

function readRows<Row, Kept>(rows: readonly unknown[], shape: z.ZodType<Row>, keep: (row: Row) => Kept) {
  const kept = rows.flatMap((row) => {
    const { success, data } = shape.safeParse(row)
    return success ? [keep(data)] : []
  })
  return { kept, rows: rows.length, malformed: rows.length - kept.length }
}

/** The cursor to go on with; a vendor that repeats the one just used would be asked for ever. */
function nextCursor(
  asked: string | null,
  next: string | null | undefined,
): Result<string | null, OutboundFailure> {
  if (!next) return ok(null)
  if (next === asked) return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
  return ok(next)
}

function skippedRows(reason: Skipped['reason'], rows: number): Skipped[] {
  return rows > 0 ? [{ reason, count: rows }] : []
}
