import { dayOf, hoursAndDays } from '../days.ts'
import { decimalFromNano, nanoFromDecimal } from '../pricing/money.ts'
import { query } from '../query.ts'

export type VendorFigures = {
  vendor_id: string
  events_7d: number
  events_30d: number
  requests_7d: number
  tokens_7d: number
  spend_7d_usd: string
}

const sums = (inWeek: string, inMonth: string): string => `
          toString(rollup.value) AS vendor_id,
          sumIf(rollup.events, ${inWeek}) AS events_7d,
          sumIf(rollup.events, ${inMonth}) AS events_30d,
          sumIf(rollup.requests, ${inWeek}) AS requests_7d,
          sumIf(rollup.tokens_in + rollup.tokens_out, ${inWeek}) AS tokens_7d,
          sumIf(rollup.cost_usd, ${inWeek}) AS spend_7d_usd`

/**
 * Per vendor: events of 7 and 30 days, calls, tokens and spend, by whole hours until the end of this one; for
 * `vendorFiguresOf`. Days are read as days and only those where a range begins as hours. Where ranges begin is reckoned here
 * and the parts are added by the reader, since planning those takes the store longer than reading.
 */
export const vendorFigures = query<{ nowMs: number }, VendorFigures>({
  name: 'vendor-figures',
  tier: 'daily',
  sql: ({ nowMs }) => {
    const [week, month] = [hoursAndDays(nowMs, 7), hoursAndDays(nowMs, 30)]
    const inWeekHours = 'rollup.hour >= toDateTime({week:UInt32})'
    return {
      sql: `
      SELECT${sums('rollup.day >= {week_days:Date}', 'true')}
      FROM dimension_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor'
        AND rollup.day >= {month_days:Date} AND rollup.day <= {until_day:Date}
      GROUP BY vendor_id
      UNION ALL
      SELECT${sums(inWeekHours, `NOT (${inWeekHours})`)}
      FROM dimension_hourly AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.dimension = 'vendor'
        AND ((rollup.hour >= {month:UInt32} AND rollup.hour < {month_days_s:UInt32})
          OR (rollup.hour >= {week:UInt32} AND rollup.hour < {week_days_s:UInt32}))
      GROUP BY vendor_id`,
      bound: {
        week: week.fromMs / 1000,
        week_days: dayOf(week.daysFromMs),
        week_days_s: week.daysFromMs / 1000,
        month: month.fromMs / 1000,
        month_days: dayOf(month.daysFromMs),
        month_days_s: month.daysFromMs / 1000,
        until_day: dayOf(week.untilMs),
      },
    }
  },
})

/** The parts of `vendorFigures` by vendor, the one with most events of the week first. */
export function vendorFiguresOf(parts: readonly VendorFigures[]): VendorFigures[] {
  const byVendor = new Map<string, VendorFigures>()
  for (const part of parts) {
    const known = byVendor.get(part.vendor_id)
    byVendor.set(part.vendor_id, {
      vendor_id: part.vendor_id,
      events_7d: part.events_7d + (known?.events_7d ?? 0),
      events_30d: part.events_30d + (known?.events_30d ?? 0),
      requests_7d: part.requests_7d + (known?.requests_7d ?? 0),
      tokens_7d: part.tokens_7d + (known?.tokens_7d ?? 0),
      spend_7d_usd: decimalFromNano(
        nanoFromDecimal(part.spend_7d_usd) + nanoFromDecimal(known?.spend_7d_usd ?? '0'),
      ),
    })
  }
  return [...byVendor.values()].sort(
    (a, b) => b.events_7d - a.events_7d || (a.vendor_id < b.vendor_id ? -1 : 1),
  )
}
