import { query } from '../query.ts'

/** How a model answers now. Units: milliseconds; null when it did not answer, or said no latency. */
export type ModelRecent = {
  model: string
  /** Of the last five minutes. */
  latency_5m_ms: number | null
  /** Sum and number of answers as an LLM in the last fifteen minutes. */
  llm_latency_15m_ms: number
  llm_answers_15m: number
}

/** Models of the last fifteen minutes, to ten seconds; all of them, or those named. */
export const modelRecent = query<{ nowMs: number; models: readonly string[] | null }, ModelRecent>({
  name: 'model-recent',
  tier: 'recent',
  sql: ({ nowMs, models }) => ({
    sql: `
      WITH
          toDateTime({now:UInt32}, 'UTC') AS present,
          slot > present - INTERVAL 5 MINUTE AS is_latest
      SELECT
          toString(model) AS model,
          if(sumIf(latency_count, is_latest) > 0, sumIf(latency_ms, is_latest) / sumIf(latency_count, is_latest), NULL)
              AS latency_5m_ms,
          sumIf(latency_ms, kind = 'llm') AS llm_latency_15m_ms,
          sumIf(latency_count, kind = 'llm') AS llm_answers_15m
      FROM model_recent
      WHERE org_id = {org_id:String}
        AND slot > present - INTERVAL 15 MINUTE AND slot <= present
        ${models === null ? '' : 'AND model IN {models:Array(String)}'}
      GROUP BY model
      ORDER BY model`,
    bound: { now: Math.floor(nowMs / 1000), ...(models === null ? {} : { models }) },
  }),
})
