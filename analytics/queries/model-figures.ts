import { latencyPercentiles } from '../latency-sketch.ts'
import { query } from '../query.ts'

/** A model over some days. Units: latencies in milliseconds, null when none is known. */
export type ModelRow = {
  model: string
  vendor_id: string
  kinds: string[]
  events: number
  requests: number
  stated: number
  errors: number
  latency_p50_ms: number | null
  latency_p95_ms: number | null
  latency_p99_ms: number | null
  suspicious: number
  risky: number
  last_at: string
}

type Params = { nowMs: number; days: number; models: readonly string[] | null; rows: number }

/** Models of the last days, those with the most events first. */
export const modelFigures = query<Params, ModelRow>({
  name: 'model-figures',
  tier: 'hourly',
  sql: ({ nowMs, days, models, rows }) => ({
    sql: `
      WITH toStartOfHour(toDateTime({now:UInt32}, 'UTC')) + INTERVAL 1 HOUR AS until
      SELECT
          toString(model) AS model,
          toString(argMax(vendor_id, rollup.last_at)) AS vendor_id,
          arraySort(groupUniqArray(toString(kind))) AS kinds,
          sum(rollup.events) AS events,
          sum(rollup.requests) AS requests,
          sum(rollup.stated) AS stated,
          sum(rollup.errors) AS errors,
          ${latencyPercentiles('rollup.latency_ms')} AS percentiles,
          sum(rollup.latency_count) > 0 AS known,
          if(known, percentiles[1], NULL) AS latency_p50_ms,
          if(known, percentiles[2], NULL) AS latency_p95_ms,
          if(known, percentiles[3], NULL) AS latency_p99_ms,
          sum(rollup.suspicious) AS suspicious,
          sum(rollup.risky) AS risky,
          max(rollup.last_at) AS last_at
      FROM model_hourly AS rollup
      WHERE rollup.org_id = {org_id:String}
        AND rollup.hour >= until - toIntervalDay({days:UInt16}) AND rollup.hour < until
        ${models === null ? '' : 'AND rollup.model IN {models:Array(String)}'}
      GROUP BY model
      HAVING events > 0
      ORDER BY events DESC, model
      LIMIT {rows:UInt32}`,
    bound: { now: Math.floor(nowMs / 1000), days, rows, ...(models === null ? {} : { models }) },
  }),
})
