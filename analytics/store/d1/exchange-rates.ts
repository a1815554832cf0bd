import { and, desc, gte, lte, sql } from 'drizzle-orm'
import type { ControlPlane } from '../place.ts'
import { exchangeRates } from './schema/index.ts'

/** A reference rate. Shape: `day` YYYY-MM-DD; `usdPerUnit` a decimal text, US dollars for one unit of the currency. */
export type ExchangeRate = typeof exchangeRates.$inferSelect

/** Rates are not published on weekends and holidays; none is older than this when it is used. */
const staleDaysMax = 7
const dayMs = 86_400_000

/**
 * Finds rates of days in a span: that of the day itself, or of the last day before it within a week; null when none is
 * known.
 */
export async function ratesBetween(
  db: ControlPlane,
  fromDay: string,
  toDay: string,
): Promise<(currency: string, day: string) => ExchangeRate | null> {
  const oldest = daysBefore(fromDay, staleDaysMax)
  const rates = await db
    .select()
    .from(exchangeRates)
    .where(and(gte(exchangeRates.day, oldest), lte(exchangeRates.day, toDay)))
    .orderBy(desc(exchangeRates.day))
  return (currency, day) =>
    rates.find(
      (rate) => rate.currency === currency && rate.day <= day && rate.day >= daysBefore(day, staleDaysMax),
    ) ?? null
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * dayMs).toISOString().slice(0, 10)
}

/** The last day that any rate is known of; null before the first. */
export async function lastRateDay(db: ControlPlane): Promise<string | null> {
  const [row] = await db.select({ day: sql<string | null>`max(${exchangeRates.day})` }).from(exchangeRates)
  return row?.day ?? null
}

/** Writes rates down; one of the same day and currency is replaced. */
export async function saveRates(db: ControlPlane, rates: readonly ExchangeRate[]): Promise<void> {
  if (rates.length === 0) return
  await db.run(sql`
    INSERT INTO exchange_rates (day, currency, usd_per_unit, source)
    SELECT value ->> 'day', value ->> 'currency', value ->> 'usdPerUnit', value ->> 'source'
    FROM json_each(${JSON.stringify(rates)}) WHERE true
    ON CONFLICT (currency, day) DO UPDATE SET usd_per_unit = excluded.usd_per_unit, source = excluded.source`)
}
