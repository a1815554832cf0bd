import { type PriceBook, priceBook } from '../analytics/pricing/price.ts'
import { agreedPrices } from '../analytics/store/d1/price-overrides.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'

/** A change that another isolate made is seen after this. Units: milliseconds. */
const freshMs = 10_000
const rememberedMax = 1_000
/** Prices of one organization; the route that adds them keeps to it. */
export const agreedPricesMax = 1_000
const remembered = new Map<string, { atMs: number; book: PriceBook }>()

const nameOf = ({ region, orgId }: Tenant): string => JSON.stringify([region, orgId])

/** What gives a price to an organization's usage: its own prices, and the list. */
export async function priceBookOf(tenant: Tenant, place: Place, nowMs: number): Promise<PriceBook> {
  const known = remembered.get(nameOf(tenant))
  if (known && nowMs - known.atMs < freshMs) return known.book
  const book = priceBook(await agreedPrices(tenant, place.db, null, agreedPricesMax))
  if (remembered.size >= rememberedMax) remembered.clear()
  remembered.set(nameOf(tenant), { atMs: nowMs, book })
  return book
}

/** The next price that is asked for in this isolate is read anew. */
export function forgetPrices(tenant: Tenant): void {
  remembered.delete(nameOf(tenant))
}
