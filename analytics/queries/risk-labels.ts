import { query } from '../query.ts'

/** How many events have a label. */
export type RiskLabel = { label: string; events: number }

/** Events per label of risk on some days in UTC, both counted. */
export const riskLabels = query<{ from: string; to: string }, RiskLabel>({
  name: 'risk-labels',
  tier: 'daily',
  sql: ({ from, to }) => ({
    sql: `
      SELECT toString(rollup.value) AS label, sum(rollup.events) AS events
      FROM facet_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.facet = 'risk_label'
        AND rollup.day >= {from:Date} AND rollup.day <= {to:Date}
      GROUP BY label
      ORDER BY label`,
    bound: { from, to },
  }),
})
