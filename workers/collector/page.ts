import { z } from 'zod'
import { fail, ok, type Result } from '../../analytics/result.ts'
import { jsonOf } from './json-text.ts'
import type { Answer } from './outbound.ts'
import type { OutboundFailure } from './outbound-failure.ts'
import type { PulledPage, Skipped, VendorContext } from './vendor.ts'

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

const pagedEnvelope = z.object({ data: z.array(z.unknown()), next_page: z.string().nullish() })
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
  const page = await fetchPage(ctx, request, pagedEnvelope)
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

  return ok({ raw: page.value.raw, ...judged(data, row), next: next.value })
}

/** GET of one page, of which only the envelope must have its shape. */
export async function fetchPage<Envelope>(
  ctx: VendorContext,
  { url, headers }: Omit<PageRequest, 'cursor'>,
  envelope: z.ZodType<Envelope>,
): Promise<Result<{ raw: string; body: Envelope }, OutboundFailure>> {
  return opened(await ctx.fetchJson(url, headers), envelope)
}

/** A page that held nothing, as for a window without a moment in it. */
export function emptyPage(): PulledPage {
  return {
    raw: '',
    usage: [],
    costs: [],
    inventory: [],
    calls: [],
    audit: [],
    nextPage: null,
    rows: 0,
    skipped: [],
  }
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

/** What to say of rows that were skipped, if any were. */
export function skippedRows(reason: Skipped['reason'], rows: number): Skipped[] {
  return rows > 0 ? [{ reason, count: rows }] : []
}

/** POST of JSON for one page, of which only the envelope must have its shape. */
export async function postForPage<Envelope>(
  ctx: VendorContext,
  { url, headers }: Omit<PageRequest, 'cursor'>,
  body: unknown,
  envelope: z.ZodType<Envelope>,
): Promise<Result<{ raw: string; body: Envelope }, OutboundFailure>> {
  const answer = await ctx.send({
    url,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return opened(answer, envelope)
}

function opened<Envelope>(
  answer: Result<Answer, OutboundFailure>,
  envelope: z.ZodType<Envelope>,
): Result<{ raw: string; body: Envelope }, OutboundFailure> {
  if (!answer.ok) return answer
  const body = envelope.safeParse(answer.value.json)
  if (!body.success) return fail({ tag: 'bad_json', reason: 'the envelope of the page has another shape' })
  return ok({ raw: answer.value.raw, body: body.data })
}

/** Judges rows one by one: those that have their shape, and how many had not. */
export function judged<Row>(rows: readonly unknown[], shape: z.ZodType<Row>) {
  const { kept, malformed } = readRows(rows, shape, (row) => row)
  return { kept, rows: rows.length, skipped: skippedRows('malformed_row', malformed) }
}

/** Fetches and reads a page of rows that goes on by `next_page`. */
export async function readRowPage<Kept>(
  ctx: VendorContext,
  request: PageRequest,
  row: z.ZodType<Kept>,
): Promise<Result<ReadPage<Kept>, OutboundFailure>> {
  const page = await fetchPage(ctx, request, pagedEnvelope)
  if (!page.ok) return page
  const next = nextCursor(request.cursor, page.value.body.next_page)
  if (!next.ok) return next
  return ok({ raw: page.value.raw, ...judged(page.value.body.data, row), next: next.value })
}

/** The rows of a file with one JSON object in each line; empty lines are none. */
export function readLines<Row>(
  raw: string,
  shape: z.ZodType<Row>,
): Pick<ReadPage<Row>, 'kept' | 'rows' | 'skipped'> {
  const lines = raw.split('\n').filter((line) => line.trim() !== '')
  return judged(lines.map(jsonOf), shape)
}
