import type { Costs } from '../analytics/contract/costs.ts'
import type { Span } from '../analytics/costs/groups.ts'
import { decimalFromNano, divideHalfEven, nanoFromDecimal } from '../analytics/pricing/money.ts'
import { type BilledDay, costBilled } from '../analytics/queries/cost-billed.ts'
import { ratesBetween } from '../analytics/store/d1/exchange-rates.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'

const nano = 1_000_000_000n
const dollars = 'USD'

/** What vendors billed for a span, in dollars at the rate of each day; what has no known rate is told apart. */
export async function billedIn(
  tenant: Tenant,
  place: Place,
  span: Span,
  vendorId: string | null,
): Promise<NonNullable<Costs['billed']>> {
  const lines = await place.clickhouse.ask(tenant, costBilled, { span, vendorId })
  const needsRates = lines.some(({ currency }) => currency !== dollars)
  const rateOf = needsRates ? await ratesBetween(place.db, span.from, span.to) : () => null
  const byVendor = new Map<string, bigint>()
  const uncounted = new Map<string, bigint>()
  for (const line of lines) {
    const usdNano = inDollars(line, rateOf)
    const sums = usdNano === null ? uncounted : byVendor
    const name = usdNano === null ? line.currency : line.vendor_id
    sums.set(name, (sums.get(name) ?? 0n) + (usdNano ?? nanoFromDecimal(line.amount)))
  }
  return {
    usd: decimalFromNano([...byVendor.values()].reduce((sum, usdNano) => sum + usdNano, 0n)),
    vendors: [...byVendor].map(([vendor_id, usdNano]) => ({ vendor_id, usd: decimalFromNano(usdNano) })),
    uncounted: [...uncounted].map(([currency, amount]) => ({ currency, amount: decimalFromNano(amount) })),
  }
}

function inDollars(
  { amount, currency, day }: BilledDay,
  rateOf: (currency: string, day: string) => { usdPerUnit: string } | null,
): bigint | null {
  if (currency === dollars) return nanoFromDecimal(amount)
  const rate = rateOf(currency, day)
  return rate && divideHalfEven(nanoFromDecimal(amount) * nanoFromDecimal(rate.usdPerUnit), nano)
}
