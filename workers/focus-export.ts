import type { Span } from '../analytics/costs/groups.ts'
import { dayAfter, daysOf } from '../analytics/costs/spans.ts'
import { chargeOf, type FocusNames, focusColumns, type UsedDay } from '../analytics/focus/charge.ts'
import { focusCharges } from '../analytics/queries/focus-charges.ts'
import { costNames } from './cost-labels.ts'
import { csvLine } from './http/csv.ts'
import type { CallerContext } from './http/route.ts'

type Context = Pick<CallerContext, 'tenant' | 'place' | 'caller' | 'nowMs'>

const daysFirst = 7
const daysMost = 31
/** A part with fewer rows has room for more days, one with more for fewer. */
const rowsFew = 2_000
const rowsMany = 10_000

/**
 * The charges of a span as CSV, a few days at a time as whoever takes them has room. The first days are read before this
 * returns. Errors: throws as `ask` does when the first days cannot be read; later the stream breaks off, and the reader
 * sees that it is not whole.
 */
export async function focusExport(
  context: Context,
  organization: FocusNames['organization'],
  span: Span,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder()
  let days = daysFirst
  let next = span.from
  const part = async (): Promise<Uint8Array> => {
    const to = dayAfter(next, Math.min(days, daysOf({ from: next, to: span.to })) - 1)
    const rows = await context.place.clickhouse.ask(context.tenant, focusCharges, {
      span: { from: next, to },
    })
    next = dayAfter(to, 1)
    if (rows.length < rowsFew) days = Math.min(daysMost, days * 2)
    if (rows.length > rowsMany) days = Math.max(1, days >> 1)
    return encoder.encode(await linesOf(context, organization, rows))
  }
  const first = await part()
  return new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(csvLine(focusColumns)))
      controller.enqueue(first)
    },
    async pull(controller) {
      if (next > span.to) controller.close()
      else controller.enqueue(await part())
    },
  })
}

async function linesOf(
  context: Context,
  organization: FocusNames['organization'],
  rows: readonly UsedDay[],
): Promise<string> {
  const all = (column: 'vendor_id' | 'workspace_id' | 'project_id' | 'api_key_id') => [
    ...new Set(rows.flatMap((row) => row[column] || [])),
  ]
  const [vendors, workspaces, projects, apiKeys] = await Promise.all([
    costNames(context, 'vendor', all('vendor_id')),
    costNames(context, 'workspace', all('workspace_id')),
    costNames(context, 'project', all('project_id')),
    costNames(context, 'api_key', all('api_key_id')),
  ])
  const names = { organization, vendors, workspaces, projects, apiKeys }
  return rows
    .flatMap((row) => {
      const charge = chargeOf(row, names)
      return charge === null ? [] : [csvLine(focusColumns.map((column) => charge[column]))]
    })
    .join('')
}
