import { z } from 'zod'
import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { fail, ok, type Result } from '../../../analytics/result.ts'
import type { CostObservation } from '../../../analytics/usage.ts'
import { addressOf } from '../address.ts'
import { bearerOf } from '../authorization.ts'
import { bucketRange } from '../bucket-range.ts'
import { jsonOf } from '../json-text.ts'
import { dayMs, dayText } from '../moments.ts'
import { naturalKey } from '../natural-key.ts'
import type { Answer } from '../outbound.ts'
import type { OutboundFailure } from '../outbound-failure.ts'
import { emptyPage, skippedRows } from '../page.ts'
import { listOf } from '../parts.ts'
import { amount } from '../shapes.ts'
import { costPage } from '../sums.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { signIn } from './vertex-account.ts'

/** Vertex AI's id in the export. Source: Google Cloud's SKU catalogue. */
const vertexService = 'C7E2-9256-1C43'
const pageRows = 1_000
const waitMs = 20_000
/** Each poll waits at the vendor; a query that takes longer is asked again by the next run. */
const pollsMax = 3

const noTable: OutboundFailure = { tag: 'forbidden', detail: 'its settings name no billing export table' }

/** Every number and day comes as text; the order of columns is the schema's. */
const answer = z.object({
  jobComplete: z.boolean(),
  jobReference: z.object({ jobId: z.string(), location: z.string().nullish() }),
  schema: z.object({ fields: z.array(z.object({ name: z.string() })) }).nullish(),
  rows: z.array(z.unknown()).nullish(),
  pageToken: z.string().nullish(),
})
const cells = z.object({ f: z.array(z.object({ v: z.string().nullable() })) })
const cursor = z.tuple([z.string(), z.string(), z.string()])

/** Where the query goes: jobs run in a project of their own. */
type Job = { project: string; token: string }

/** A page of the billing export: for each day, project and SKU its cost, and beside it what was credited. */
export async function pullCosts(ctx: VendorContext, window: PullWindow): Pulled {
  const range = bucketRange(ctx, window, dayMs)
  if (!range) return ok(emptyPage())
  if (!ctx.settings.billing_table) return fail(noTable)
  const signed = await signIn(ctx)
  if (!signed.ok) return signed
  const { token, account, projects } = signed.value
  const job = { token, project: account.project_id ?? projects[0] ?? '' }

  const asked = window.page === null ? await startQuery(ctx, job, range) : await resume(ctx, job, window.page)
  if (!asked.ok) return asked
  const done = await whenComplete(ctx, job, asked.value)
  if (!done.ok) return done
  const { raw, body } = done.value
  const columns = body.schema?.fields.map(({ name }) => name) ?? []
  const rows = body.rows ?? []
  const read = rows.map((row) => linesOf(ctx, columns, row))
  const kept = read.flatMap((lines) => lines ?? [])
  const malformed = read.filter((lines) => lines === null).length
  const { jobId, location } = body.jobReference
  const next = body.pageToken ? JSON.stringify([location ?? '', jobId, body.pageToken]) : null
  if (next !== null && next === window.page)
    return fail({ tag: 'bad_json', reason: 'the page cursor repeats itself' })
  return ok(
    costPage({
      raw,
      kept,
      rows: kept.length + malformed,
      skipped: skippedRows('malformed_row', malformed),
      next,
    }),
  )
}

type Told = { raw: string; body: z.infer<typeof answer> }

function startQuery(
  ctx: VendorContext,
  { project, token }: Job,
  { startMs, endMs }: { startMs: number; endMs: number },
): Promise<Result<Told, OutboundFailure>> {
  const services = listOf(ctx.settings.billing_services)
  const values = (services.length > 0 ? services : [vertexService]).map((value) => ({ value }))
  const day = (name: string, atMs: number) => ({
    name,
    parameterType: { type: 'DATE' },
    parameterValue: { value: dayText(atMs) },
  })
  const location = ctx.settings.billing_location
  return told(
    ctx.send({
      url: addressOf(
        ctx.base('bigquery'),
        `/bigquery/v2/projects/${encodeURIComponent(project)}/queries`,
        {},
      ),
      headers: { ...bearerOf(token), 'content-type': 'application/json' },
      body: JSON.stringify({
        query: sqlOf(ctx.settings.billing_table ?? ''),
        useLegacySql: false,
        timeoutMs: waitMs,
        maxResults: pageRows,
        ...(location ? { location } : {}),
        parameterMode: 'NAMED',
        queryParameters: [
          day('first', startMs),
          day('last', endMs - 1),
          {
            name: 'services',
            parameterType: { type: 'ARRAY', arrayType: { type: 'STRING' } },
            parameterValue: { arrayValues: values },
          },
        ],
      }),
    }),
  )
}

/**
 * Amounts are floats in the export; their shortest decimal text is what is summed, exactly. The table's name stands in
 * the text since no parameter may hold it; its setting lets no quote through.
 */
function sqlOf(table: string): string {
  const exact = (column: string) => `CAST(CAST(${column} AS STRING) AS BIGNUMERIC)`
  return `SELECT DATE(usage_start_time) AS day, project.id AS project, sku.description AS sku, currency,
 CAST(SUM(${exact('cost')}) AS STRING) AS cost,
 CAST(SUM(IFNULL((SELECT SUM(${exact('c.amount')}) FROM UNNEST(credits) AS c), 0)) AS STRING) AS credits
FROM \`${table}\`
WHERE service.id IN UNNEST(@services) AND DATE(usage_start_time) BETWEEN @first AND @last
GROUP BY day, project, sku, currency
ORDER BY day, project, sku, currency`
}

/** The next page of a query that ran before. Google forgets results after a day: then the window begins again. */
async function resume(ctx: VendorContext, job: Job, page: string): Promise<Result<Told, OutboundFailure>> {
  const at = cursor.safeParse(jsonOf(page))
  if (!at.success) return fail({ tag: 'gone', detail: 'the page cursor cannot be read' })
  const [location, jobId, pageToken] = at.data
  const result = await results(ctx, job, { location, jobId, pageToken })
  const isGone = !result.ok && result.failure.tag === 'not_found'
  return isGone ? fail({ tag: 'gone', detail: 'the results of the query are no longer there' }) : result
}

async function whenComplete(
  ctx: VendorContext,
  job: Job,
  first: Told,
): Promise<Result<Told, OutboundFailure>> {
  let last = first
  for (let polls = 0; !last.body.jobComplete; polls++) {
    if (polls === pollsMax) return fail({ tag: 'timeout' })
    const { jobId, location } = last.body.jobReference
    const asked = await results(ctx, job, { location: location ?? '', jobId, pageToken: null })
    if (!asked.ok) return asked
    last = asked.value
  }
  return ok(last)
}

function results(
  ctx: VendorContext,
  { project, token }: Job,
  { location, jobId, pageToken }: { location: string; jobId: string; pageToken: string | null },
): Promise<Result<Told, OutboundFailure>> {
  const path = `/bigquery/v2/projects/${encodeURIComponent(project)}/queries/${encodeURIComponent(jobId)}`
  const url = addressOf(ctx.base('bigquery'), path, {
    location: location || null,
    maxResults: pageRows,
    timeoutMs: waitMs,
    pageToken,
  })
  return told(ctx.fetchJson(url, bearerOf(token)))
}

async function told(asked: Promise<Result<Answer, OutboundFailure>>): Promise<Result<Told, OutboundFailure>> {
  const got = await asked
  if (!got.ok) return got
  const body = answer.safeParse(got.value.json)
  return body.success
    ? ok({ raw: got.value.raw, body: body.data })
    : fail({ tag: 'bad_json', reason: 'the answer of the query has another shape' })
}

/** The two lines of a row, or null when it has another shape. A credit that is taken back goes to zero. */
function linesOf(ctx: VendorContext, columns: readonly string[], row: unknown): CostObservation[] | null {
  const read = cells.safeParse(row)
  if (!read.success) return null
  const cell = (name: string) => read.data.f[columns.indexOf(name)]?.v ?? null
  const dayAtMs = Date.parse(`${cell('day')}T00:00:00Z`)
  const [cost, credits] = [amount.safeParse(cell('cost')), amount.safeParse(cell('credits') ?? '0')]
  const currency = (cell('currency') ?? '').toUpperCase()
  if (Number.isNaN(dayAtMs) || !cost.success || !credits.success || !/^[A-Z]{3}$/.test(currency)) return null
  const sku = cell('sku') ?? 'unspecified'
  const projectRef = cell('project')
  const line = (lineItem: string, money: string | number): CostObservation => ({
    naturalKey: naturalKey('vertex', ctx.accountRef, 'cost', dayAtMs, dayMs, projectRef, lineItem, currency),
    vendorId: 'vertex',
    dayAtMs,
    lineItem,
    projectRef,
    apiKeyRef: null,
    amountNano: nanoFromDecimal(money),
    currency,
  })
  return [line(sku, cost.data), line(`${sku} (credits)`, credits.data)]
}
