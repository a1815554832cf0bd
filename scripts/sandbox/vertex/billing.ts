import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { chargesOf, type TokenKind } from '../charges.ts'
import type { Span } from '../ledger.ts'
import { DAY_MS, dayText } from '../moments.ts'
import type { Call, Traffic } from '../traffic.ts'
import { intParam, Refusal, type WireRequest } from '../wire.ts'

/** Rows of a page, whatever is asked for. */
const PAGE_ROWS = 150
/** A query of more days than this does not answer at once. */
const QUICK_DAYS = 8
const COMMITMENT_CREDIT = -0.08

const kinds: Readonly<Record<TokenKind, string>> = {
  input: 'Input Tokens',
  cacheRead: 'Cached Input Tokens',
  cacheWrite5m: 'Cache Write Tokens',
  cacheWrite1h: 'Cache Write Tokens 1h',
  output: 'Output Tokens',
}

export type Bill = { traffic: Traffic; table: string; service: string; projectOf: (call: Call) => string }
type Row = { day: string; project: string; sku: string; cost: number; credits: number }

function rowsOf({ traffic, projectOf }: Bill, { fromMs, toMs, nowMs }: Span): Row[] {
  const rows = new Map<string, Row>()
  traffic.visit(fromMs, toMs, nowMs, (call) => {
    const day = dayText(call.atMs)
    const project = projectOf(call)
    for (const { kind, usd } of chargesOf(call)) {
      const sku = `${call.model.label}${call.batch ? ' Batch' : ''} ${kinds[kind]}`
      const key = `${day}\n${project}\n${sku}`
      const row = rows.get(key) ?? { day, project, sku, cost: 0, credits: 0 }
      row.cost += usd
      if (kind === 'output') row.credits += usd * COMMITMENT_CREDIT
      rows.set(key, row)
    }
  })
  return [...rows.values()].toSorted((a, b) =>
    `${a.day}${a.project}${a.sku}` < `${b.day}${b.project}${b.sku}` ? -1 : 1,
  )
}

/** `POST …/queries`: the job's id holds the question. Errors: Refusal 400, 404. */
export function startQuery(request: WireRequest, bill: Bill): unknown {
  const asked = askedOf(request.body, bill)
  const jobId = `job_${Buffer.from(JSON.stringify(asked)).toString('base64url')}`
  const isQuick = asked.toMs - asked.fromMs <= QUICK_DAYS * DAY_MS
  const reference = { projectId: 'northwind-ai-prod', jobId, location: 'EU' }
  if (!isQuick) return { kind: 'bigquery#queryResponse', jobComplete: false, jobReference: reference }
  return results(request, bill, jobId)
}

/** `GET …/queries/{jobId}`. Errors: Refusal 404. */
export function results({ query, nowMs }: WireRequest, bill: Bill, jobId: string): unknown {
  const { fromMs, toMs } = spanIn(jobId)
  const rows = rowsOf(bill, { fromMs, toMs, nowMs })
  const from = Number(query.get('pageToken') || 0)
  const size = Math.min(
    PAGE_ROWS,
    intParam(query, 'maxResults', { min: 1, max: 100_000, otherwise: 100_000 }),
  )
  const fields = ['day', 'project', 'sku', 'currency', 'cost', 'credits']
  return {
    kind: 'bigquery#queryResponse',
    jobComplete: true,
    jobReference: { projectId: 'northwind-ai-prod', jobId, location: 'EU' },
    schema: {
      fields: fields.map((name) => ({ name, type: name === 'day' ? 'DATE' : 'STRING', mode: 'NULLABLE' })),
    },
    totalRows: String(rows.length),
    rows: rows.slice(from, from + size).map(({ day, project, sku, cost, credits }) => ({
      f: [day, project, sku, 'USD', decimal(cost), decimal(credits)].map((v) => ({ v })),
    })),
    ...(from + size < rows.length ? { pageToken: String(from + size) } : {}),
    cacheHit: false,
  }
}

/** What the export says of a span in all, credits taken off. Units: billionths of a dollar. */
export function costsNano(bill: Bill, span: Span): bigint {
  return rowsOf(bill, span).reduce(
    (sum, { cost, credits }) => sum + nanoFromDecimal(decimal(cost)) + nanoFromDecimal(decimal(credits)),
    0n,
  )
}

function decimal(usd: number): string {
  return usd === 0 ? '0' : usd.toFixed(12).replace(/\.?0+$/, '')
}

function askedOf(body: string, bill: Bill): { fromMs: number; toMs: number } {
  const { query, queryParameters, useLegacySql } = jsonIn(body)
  const table = /FROM `([^`]+)`/.exec(String(query))?.[1]
  if (useLegacySql !== false) throw new Refusal(400, 'Legacy SQL knows no such table.')
  if (table !== bill.table) throw new Refusal(404, `Not found: Table ${table} was not found in location EU`)
  const parameters = new Map<string, { value?: string; arrayValues?: { value: string }[] }>(
    (queryParameters as { name: string; parameterValue: object }[]).map((each) => [
      each.name,
      each.parameterValue,
    ]),
  )
  const services = parameters.get('services')?.arrayValues ?? []
  const fromMs = Date.parse(`${parameters.get('first')?.value}T00:00:00Z`)
  const toMs = Date.parse(`${parameters.get('last')?.value}T00:00:00Z`) + DAY_MS
  if (!(fromMs < toMs)) throw new Refusal(400, 'Query parameter cannot be read as a date.')
  return services.some(({ value }) => value === bill.service) ? { fromMs, toMs } : { fromMs, toMs: fromMs }
}

function spanIn(jobId: string): { fromMs: number; toMs: number } {
  const { fromMs, toMs } = jsonIn(Buffer.from(jobId.replace(/^job_/, ''), 'base64url').toString())
  if (typeof fromMs !== 'number' || typeof toMs !== 'number')
    throw new Refusal(404, `Not found: Job ${jobId}`)
  return { fromMs, toMs }
}

function jsonIn(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text)
  } catch {
    return {}
  }
}
