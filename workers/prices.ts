import { type PriceBook, priceBook } from '../analytics/pricing/price.ts'
import { agreedPrices } from '../analytics/store/d1/price-overrides.ts'
import type { Place } from '../analytics/store/place.ts'
import type { Tenant } from '../analytics/tenant.ts'
import { remembered } from './remembered.ts'

/** A change that another isolate made is seen after this. Units: milliseconds. */
const freshMs = 10_000
/** Prices of one organization; the route that adds them keeps to it. */
export const agreedPricesMax = 1_000
const books = remembered<PriceBook>(freshMs)

const nameOf = ({ region, orgId }: Tenant): string => JSON.stringify([region, orgId])

/** What gives a price to an organization's usage: its own prices, and the list. `later` runs work behind the answer. */
export async function priceBookOf(
  tenant: Tenant,
  place: Place,
  nowMs: number,
  later?: (work: Promise<unknown>) => void,
): Promise<PriceBook> {
  const read = async () => priceBook(await agreedPrices(tenant, place.db, null, agreedPricesMax))
  return books.of(nameOf(tenant), nowMs, read, later)
}

/** The next price that is asked for in this isolate is read anew. */
export function forgetPrices(tenant: Tenant): void {
  books.forget(nameOf(tenant))
}
