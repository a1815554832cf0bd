import { integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Prices that an organization agreed with a vendor. Units: US dollars per million tokens, as decimal texts. */
export type OverridePrices = {
  input: string
  output: string
  cache_read?: string
  cache_write?: string
}

/** A price of an organization's own for one model, from a moment on. A later one ends it. */
export const priceOverrides = sqliteTable(
  'price_overrides',
  {
    orgId: text('org_id').notNull(),
    vendorId: text('vendor_id').notNull(),
    model: text().notNull(),
    effectiveFromMs: integer('effective_from_ms').notNull(),
    prices: text({ mode: 'json' }).$type<OverridePrices>().notNull(),
    createdBy: text('created_by').notNull(),
    createdAtMs: integer('created_at_ms').notNull(),
  },
  (t) => [primaryKey({ columns: [t.orgId, t.vendorId, t.model, t.effectiveFromMs] })],
)

/** Reference rates of a day. Units: `usd_per_unit` US dollars for one unit of the currency, a decimal text. */
export const exchangeRates = sqliteTable(
  'exchange_rates',
  {
    day: text().notNull(),
    currency: text().notNull(),
    usdPerUnit: text('usd_per_unit').notNull(),
    source: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.currency, t.day] })],
)
