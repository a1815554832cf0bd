import type { Span } from '../costs/groups.ts'
import { query } from '../query.ts'

/** What one vendor says that it billed for a day, in one currency. */
export type BilledDay = { vendor_id: string; day: string; currency: string; amount: string }

type Params = { span: Span; vendorId: string | null }

/** The vendors' own cost lines, summed by vendor, day and currency. */
export const costBilled = query<Params, BilledDay>({
  name: 'cost-billed',
  tier: 'raw',
  sql: ({ span: { from, to }, vendorId }) => ({
    sql: `
      SELECT
          toString(line.vendor_id) AS vendor_id,
          toString(line.day) AS day,
          toString(line.currency) AS currency,
          toString(sum(line.amount)) AS amount
      FROM vendor_costs AS line
      WHERE line.org_id = {org_id:String} AND line.day BETWEEN {from:Date} AND {to:Date}
        AND ({vendor_id:String} = '' OR line.vendor_id = {vendor_id:String})
      GROUP BY vendor_id, day, currency
      ORDER BY vendor_id, day, currency`,
    bound: { from, to, vendor_id: vendorId ?? '' },
  }),
})
