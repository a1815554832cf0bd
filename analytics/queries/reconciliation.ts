import { query } from '../query.ts'

/** What one vendor's reports and our prices say of one day and key; a day without one of the two has zeros in it. */
export type ReconciledDay = {
  vendor_id: string
  day: string
  api_key_ref: string
  /** Reported costs by currency, decimal texts. */
  reported: [currency: string, amount: string][]
  priced_usd: string
  unpriced_requests: number
}

type Params = { from: string; to: string; vendorId: string | null }

/**
 * Cost lines of the vendors beside what collected usage costs by our prices, per vendor, day and key. Only usage that
 * was collected counts: pushed calls may be the same calls once more. `to` is included. Where a vendor's report names
 * no keys on a day, its usage of that day is one sum as well.
 */
export const reconciliation = query<Params, ReconciledDay>({
  name: 'reconciliation',
  tier: 'raw',
  sql: ({ from, to, vendorId }) => ({
    sql: `
      WITH
          costs AS (
              SELECT vendor_id, day, api_key_ref, currency, sum(amount) AS amount
              FROM vendor_costs
              WHERE org_id = {org_id:String} AND day BETWEEN {from:Date} AND {to:Date}
                AND ({vendor_id:String} = '' OR vendor_id = {vendor_id:String})
              GROUP BY vendor_id, day, api_key_ref, currency
          ),
          keyed AS (SELECT DISTINCT vendor_id, day FROM costs WHERE api_key_ref != ''),
          usage AS (
              SELECT
                  vendor_id,
                  toDate(created_at, 'UTC') AS day,
                  if((vendor_id, day) IN keyed, toString(api_key_id), '') AS api_key_ref,
                  sum(cost_usd) AS priced_usd,
                  sumIf(ifNull(requests, 1), cost_source = 'unpriced') AS unpriced_requests
              FROM events
              WHERE org_id = {org_id:String} AND source = 'collector'
                AND created_at >= toDateTime64({from:Date}, 3, 'UTC')
                AND created_at < toDateTime64({to:Date} + 1, 3, 'UTC')
                AND ({vendor_id:String} = '' OR vendor_id = {vendor_id:String})
              GROUP BY vendor_id, day, api_key_ref
          )
      SELECT
          toString(line.vendor_id) AS vendor_id,
          toString(line.day) AS day,
          toString(line.api_key_ref) AS api_key_ref,
          groupArrayIf((toString(line.currency), toString(line.amount)), line.currency != '') AS reported,
          toString(sum(line.priced_usd)) AS priced_usd,
          toInt64(sum(line.unpriced_requests)) AS unpriced_requests
      FROM (
          SELECT vendor_id, day, toString(api_key_ref) AS api_key_ref, toString(currency) AS currency, amount,
              toDecimal128(0, 9) AS priced_usd, toInt64(0) AS unpriced_requests
          FROM costs
          UNION ALL
          SELECT vendor_id, day, api_key_ref, '' AS currency, toDecimal128(0, 9) AS amount, priced_usd, unpriced_requests
          FROM usage
      ) AS line
      GROUP BY vendor_id, day, api_key_ref
      ORDER BY day DESC, vendor_id, api_key_ref`,
    bound: { from, to, vendor_id: vendorId ?? '' },
  }),
})
