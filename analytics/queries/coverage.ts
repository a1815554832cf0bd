import { query } from '../query.ts'

/** How many events have an inspection in one of: a day, a source and kind, a reason, a version of the detectors. */
export type CoverageCount = {
  of: 'day' | 'source' | 'reason' | 'version'
  day: string
  kind: string
  source: string
  reason: string
  version: string
  inspected: 'full' | 'partial' | 'none'
  /** 1 for those without any text; always 0 for reasons, which say so themselves. */
  is_textless: 0 | 1
  events: number
}

type Params = { from: string; to: string }

/** How far texts were inspected in a range of days (UTC, both included). Columns beside `of` are empty. */
export const coverage = query<Params, CoverageCount>({
  name: 'coverage',
  tier: 'daily',
  sql: ({ from, to }) => ({
    sql: `
      SELECT
          multiIf(
            grouping(rollup.day) = 0, 'day', grouping(rollup.source) = 0, 'source',
            grouping(rollup.uninspected_reason) = 0, 'reason', 'version'
          ) AS of,
          toString(rollup.day) AS day,
          toString(rollup.kind) AS kind,
          toString(rollup.source) AS source,
          toString(rollup.uninspected_reason) AS reason,
          toString(rollup.detector_version) AS version,
          toString(rollup.inspected) AS inspected,
          rollup.uninspected_reason = 'no_text' AS is_textless,
          sum(rollup.events) AS events
      FROM inspection_daily AS rollup
      WHERE rollup.org_id = {org_id:String} AND rollup.day >= {from:Date} AND rollup.day <= {to:Date}
      GROUP BY GROUPING SETS (
          (rollup.day, rollup.inspected, is_textless),
          (rollup.kind, rollup.source, rollup.inspected, is_textless),
          (rollup.uninspected_reason, rollup.inspected),
          (rollup.detector_version, rollup.inspected, is_textless)
      )
      HAVING events != 0
      ORDER BY of, day, events DESC, source, kind, reason, version, inspected, is_textless`,
    bound: { from, to },
  }),
})
