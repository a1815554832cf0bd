import { boundMoment } from './query.ts'
import type { Slice } from './timeline.ts'

/** Columns of events that a slice of a rollup stands for, for the cut hours at the ends of a range. */
const columns: Record<Slice['dimension'], string> = {
  vendor: 'vendor_id',
  model: 'model',
  workspace: 'workspace_id',
  project: 'project_id',
  actor: 'actor_id',
  api_key: 'api_key_id',
  detector: '',
}

/** The events of less than an hour at each end, as steps. */
export function endsOfRange({ dimension, value }: Slice): string {
  const condition =
    value === null
      ? ''
      : dimension === 'detector'
        ? ' AND has(event.compliance_hits, {value:String})'
        : ` AND event.${columns[dimension]} = {value:String}`
  return `
            SELECT
                intDiv(toUnixTimestamp(event.created_at), {step_s:UInt32}) * {step_s:UInt32} AS at_s,
                toInt64(count()) AS events,
                sum(ifNull(event.requests, 0)) AS requests,
                toInt64(countIf(event.violation_type != '')) AS violations,
                sum(event.cost_usd) AS cost_usd
            FROM events AS event
            WHERE event.org_id = {org_id:String}${condition}
              AND ((event.created_at >= ${boundMoment('from_ms')} AND event.created_at < ${boundMoment('hours_ms')})
                OR (event.created_at >= ${boundMoment('hours_end_ms')} AND event.created_at < ${boundMoment('to_ms')}))
            GROUP BY at_s`
}

/** The measures of a rollup's rows as steps. */
export const rollupSteps = (at: string): string => `
                intDiv(toUnixTimestamp(${at}), {step_s:UInt32}) * {step_s:UInt32} AS at_s,
                sum(rollup.events) AS events,
                sum(rollup.requests) AS requests,
                sum(rollup.violations) AS violations,
                sum(rollup.cost_usd) AS cost_usd`

export const ofSlice = ({ value }: Slice): string =>
  `rollup.dimension = {dimension:String}${value === null ? '' : ' AND rollup.value = {value:String}'}`

export const boundOfSlice = ({ dimension, value }: Slice): Record<string, unknown> => ({
  dimension,
  ...(value === null ? {} : { value }),
})

/** The steps of several parts as one. */
export const summedSteps = (parts: readonly string[]): string => `
        SELECT
            toUInt32(part.at_s) AS at_s,
            sum(part.events) AS events,
            sum(part.requests) AS requests,
            sum(part.violations) AS violations,
            sum(part.cost_usd) AS cost_usd
        FROM (${parts.join('\n            UNION ALL')}
        ) AS part
        GROUP BY at_s
        ORDER BY at_s`
