import { query } from '../query.ts'
import { cutRange, type Slice, type TimelineStep } from '../timeline.ts'
import { boundOfSlice, endsOfRange, ofSlice, rollupSteps, summedSteps } from '../timeline-parts.ts'

type Params = { slice: Slice; fromMs: number; toMs: number; stepS: number }

const second = (name: string): string => `toDateTime(intDiv({${name}:Int64}, 1000), 'UTC')`

/** Events per step of whole days (UTC); cut days at the ends come from the hours, cut hours from the events. */
export const timelineDaily = query<Params, TimelineStep>({
  name: 'timeline-daily',
  tier: 'daily',
  sql: ({ slice, fromMs, toMs, stepS }) => {
    const { hoursMs, hoursEndMs, daysMs, daysEndMs } = cutRange(fromMs, toMs)
    const days = `
            SELECT${rollupSteps(`toDateTime(rollup.day, 'UTC')`)}
            FROM dimension_daily AS rollup
            WHERE rollup.org_id = {org_id:String} AND ${ofSlice(slice)}
              AND rollup.day >= toDate(${second('days_ms')}) AND rollup.day < toDate(${second('days_end_ms')})
            GROUP BY at_s`
    const hours = `
            SELECT${rollupSteps('rollup.hour')}
            FROM dimension_hourly AS rollup
            WHERE rollup.org_id = {org_id:String} AND ${ofSlice(slice)}
              AND ((rollup.hour >= ${second('hours_ms')} AND rollup.hour < ${second('days_ms')})
                OR (rollup.hour >= ${second('days_end_ms')} AND rollup.hour < ${second('hours_end_ms')}))
            GROUP BY at_s`
    return {
      sql: summedSteps([days, hours, endsOfRange(slice)]),
      bound: {
        ...boundOfSlice(slice),
        from_ms: fromMs,
        to_ms: toMs,
        hours_ms: hoursMs,
        hours_end_ms: hoursEndMs,
        days_ms: daysMs,
        days_end_ms: daysEndMs,
        step_s: stepS,
      },
    }
  },
})
