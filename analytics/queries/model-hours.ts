import { latencyPercentiles } from '../latency-sketch.ts'
import { query } from '../query.ts'

/** One hour of a model. Units: latencies in milliseconds, null when none is known. */
export type ModelHour = {
  at: string
  events: number
  errors: number
  /** Events that say their latency. */
  answers: number
  latency_mean_ms: number | null
  latency_p95_ms: number | null
}

/** The hours of one model that had an event, oldest first; from ≤ hour < to. */
export const modelHours = query<{ model: string; fromMs: number; toMs: number }, ModelHour>({
  name: 'model-hours',
  tier: 'hourly',
  sql: ({ model, fromMs, toMs }) => ({
    sql: `
      SELECT
          rollup.hour AS at,
          sum(rollup.events) AS events,
          sum(rollup.errors) AS errors,
          sum(rollup.latency_count) AS answers,
          if(answers > 0, sum(rollup.latency_sum_ms) / answers, NULL) AS latency_mean_ms,
          if(answers > 0, ${latencyPercentiles('rollup.latency_ms')}[2], NULL) AS latency_p95_ms
      FROM model_hourly AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.model = {model:String}
        AND rollup.hour >= toDateTime({from_s:UInt32}, 'UTC') AND rollup.hour < toDateTime({to_s:UInt32}, 'UTC')
      GROUP BY at
      HAVING events != 0
      ORDER BY at`,
    bound: { model, from_s: Math.floor(fromMs / 1000), to_s: Math.ceil(toMs / 1000) },
  }),
})
