import { nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { chargesOf, type TokenKind } from '../charges.ts'
import type { Span } from '../ledger.ts'
import { DAY_MS, dayText, floorTo } from '../moments.ts'
import type { Traffic } from '../traffic.ts'
import { Refusal, type Reply, type WireRequest } from '../wire.ts'
import { type AzureAccounts, resourceOf } from './resources.ts'

/** The bill of a day begins to show this long after the day began. */
const LATE_MS = 8 * 3_600_000
const EUR_PER_USD = 0.92
const PAGE_ROWS = 500
const SERVICE = 'Foundry Models'

const kinds: Readonly<Record<TokenKind, string>> = {
  input: 'Inp',
  cacheRead: 'cached Inp',
  cacheWrite5m: 'cache write Inp',
  cacheWrite1h: 'cache write 1h Inp',
  output: 'Outp',
}

type Line = { dayMs: number; resourceId: string; meter: string; eur: number }

/** Every line of the bill from a day until before another. Units: euros. */
function linesOf(traffic: Traffic, accounts: AzureAccounts, { fromMs, toMs, nowMs }: Span): Line[] {
  const lines = new Map<string, Line>()
  const add = (line: Line) => {
    if (nowMs < line.dayMs + LATE_MS) return
    const key = `${line.dayMs}\n${line.resourceId}\n${line.meter}`
    lines.set(key, { ...line, eur: line.eur + (lines.get(key)?.eur ?? 0) })
  }
  traffic.visit(fromMs, toMs, nowMs, (call) => {
    const dayMs = floorTo(call.atMs, DAY_MS)
    const resourceId = resourceOf(accounts, call).id.toLowerCase()
    for (const { kind, usd } of chargesOf(call)) {
      const meter = `${call.model.label} ${call.batch ? 'Batch ' : ''}${kinds[kind]} glbl Tokens`
      add({ dayMs, resourceId, meter, eur: usd * EUR_PER_USD })
    }
  })
  for (let dayMs = Math.ceil(fromMs / DAY_MS) * DAY_MS; dayMs < Math.min(toMs, nowMs); dayMs += DAY_MS) {
    if (new Date(dayMs).getUTCDay() === 1) {
      add({ dayMs, resourceId: accounts.general.id.toLowerCase(), meter: 'Service credit', eur: -1.25 })
    }
  }
  return [...lines.values()]
}

/** `POST {scope}/providers/Microsoft.CostManagement/query`. Units: euros, as JSON numbers. Errors: Refusal 400. */
export function costReport(
  request: WireRequest,
  traffic: Traffic,
  accounts: AzureAccounts,
  baseUrl: string,
): Reply {
  const asked = askedOf(request.body)
  const lines = asked.services.includes(SERVICE)
    ? linesOf(traffic, accounts, { fromMs: asked.fromMs, toMs: asked.toMs, nowMs: request.nowMs })
    : []
  if (lines.length === 0) return { status: 204, body: null }
  const from = Number(request.query.get('$skiptoken') ?? 0)
  const next = `${baseUrl}${request.path}?api-version=2024-08-01&$skiptoken=${from + PAGE_ROWS}`
  const names = ['Cost', 'UsageDate', 'ResourceId', 'Meter', 'Currency']
  const order = from === 0 ? names : names.toReversed()
  return {
    status: 200,
    body: {
      id: 'query',
      name: 'query',
      type: 'Microsoft.CostManagement/query',
      sku: null,
      properties: {
        nextLink: from + PAGE_ROWS < lines.length ? next : null,
        columns: order.map((name) => ({
          name,
          type: name === 'Cost' || name === 'UsageDate' ? 'Number' : 'String',
        })),
        rows: lines.slice(from, from + PAGE_ROWS).map((line) => {
          const cells: Readonly<Record<string, string | number>> = {
            Cost: moneyOf(line),
            UsageDate: Number(dayText(line.dayMs).replaceAll('-', '')),
            ResourceId: line.resourceId,
            Meter: line.meter,
            Currency: 'EUR',
          }
          return order.map((name) => cells[name])
        }),
      },
    },
  }
}

/** What the bill says of a span in all. Units: billionths of a euro. */
export function costsNano(traffic: Traffic, accounts: AzureAccounts, span: Span): bigint {
  return linesOf(traffic, accounts, span).reduce((sum, line) => sum + nanoFromDecimal(moneyOf(line)), 0n)
}

function moneyOf({ eur }: Line): number {
  return Number(eur.toPrecision(12))
}

function askedOf(body: string): { fromMs: number; toMs: number; services: readonly string[] } {
  const refused = (message: string) => new Refusal(400, message, 'BadRequest')
  try {
    const { timeframe, timePeriod, dataset } = JSON.parse(body)
    const fromMs = Date.parse(timePeriod.from)
    const toMs = Date.parse(timePeriod.to) + 1_000
    const grouping = dataset.grouping.map(({ name }: { name: string }) => name).join()
    if (timeframe !== 'Custom' || dataset.granularity !== 'Daily') throw refused('Daily and Custom only.')
    if (grouping !== 'ResourceId,Meter') throw refused(`Invalid grouping: ${grouping}.`)
    if (!(fromMs < toMs) || toMs - fromMs > 31 * DAY_MS) throw refused('Daily data covers at most 31 days.')
    return { fromMs, toMs, services: dataset.filter.dimensions.values }
  } catch (error) {
    throw error instanceof Refusal ? error : refused('The query definition is invalid.')
  }
}
