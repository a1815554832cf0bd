import type { Hover } from './bars.ts'
import type { StackSeries } from './stack.ts'
import { spanWords } from './step-words.ts'
import './time-chart.css'

type TooltipProps = {
  hover: Hover
  /** The steps that it sums up, both included. */
  from: number
  to: number
  times: readonly number[]
  stepS: number
  series: readonly StackSeries[]
  format: (value: number) => string
}

/** What stands in the step under the pointer, or in the steps that are chosen. */
export function ChartTooltip({ hover, from, to, times, stepS, series, format }: TooltipProps) {
  const [first, last] = [times[from], times[to]]
  if (first === undefined || last === undefined) return null
  const sumOf = ({ values }: StackSeries) => values.slice(from, to + 1).reduce((sum, value) => sum + value, 0)
  return (
    <div
      class={hover.flip ? 'chart-tooltip chart-tooltip-flip' : 'chart-tooltip'}
      style={{ left: `${hover.left}px` }}
    >
      <p class="chart-tooltip-time">{spanWords(first, last + stepS, stepS)}</p>
      <ul>
        {series.toReversed().map((one) => (
          <li key={one.key}>
            <span class="chart-swatch" style={{ backgroundColor: `var(${one.colour})` }} />
            <span>{one.label}</span>
            <b>{format(sumOf(one))}</b>
          </li>
        ))}
        {series.length > 1 && (
          <li class="chart-tooltip-total">
            <span>Total</span>
            <b>{format(series.reduce((sum, one) => sum + sumOf(one), 0))}</b>
          </li>
        )}
      </ul>
    </div>
  )
}
