import { query } from '../query.ts'
import { cutRange, type Slice, type TimelineStep } from '../timeline.ts'
import { boundOfSlice, endsOfRange, ofSlice, rollupSteps, summedSteps } from '../timeline-parts.ts'

type Params = { slice: Slice; fromMs: number; toMs: number; stepS: number }

/** Events per step of whole hours, for one value of a dimension or all; cut hours at the ends come from the events. */
export const timelineHourly = query<Params, TimelineStep>({
  name: 'timeline-hourly',
  tier: 'hourly',
  sql: ({ slice, fromMs, toMs, stepS }) => {
    const { hoursMs, hoursEndMs } = cutRange(fromMs, toMs)
    const hours = `
            SELECT${rollupSteps('rollup.hour')}
            FROM dimension_hourly AS rollup
            WHERE rollup.org_id = {org_id:String} AND ${ofSlice(slice)}
              AND rollup.hour >= toDateTime(intDiv({hours_ms:Int64}, 1000), 'UTC')
              AND rollup.hour < toDateTime(intDiv({hours_end_ms:Int64}, 1000), 'UTC')
            GROUP BY at_s`
    return {
      sql: summedSteps([hours, endsOfRange(slice)]),
      bound: {
        ...boundOfSlice(slice),
        from_ms: fromMs,
        to_ms: toMs,
        hours_ms: hoursMs,
        hours_end_ms: hoursEndMs,
        step_s: stepS,
      },
    }
  },
})
