import { useSignal } from '@preact/signals'
import { barData, barOptions, type Hover } from './bars.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import type { StackSeries } from './stack.ts'
import { spanWords } from './step-words.ts'
import './time-chart.css'
import { usePlot } from './use-plot.ts'

export type TimeChartProps = {
  /** What is drawn, for those who do not see it: "Requests by vendor". */
  label: string
  /** Starts of the intervals. Units: seconds since 1970. */
  times: readonly number[]
  intervalS: number
  series: readonly StackSeries[]
  format: (value: number) => string
}

/** Bars over time, stacked by series, with a tooltip and a legend that hides and shows. */
export function TimeChart({ label, times, intervalS, series, format }: TimeChartProps) {
  const hidden = useSignal<ReadonlySet<string>>(new Set())
  const hover = useSignal<Hover | null>(null)
  const visible = series.filter(({ key }) => !hidden.value.has(key))

  const frame = usePlot({
    optionsFor: (host) => barOptions(host, { times, stepS: intervalS, series: visible, format, hover }),
    data: () => barData(times, visible),
    anewWith: [visible.map(({ key }) => key).join(), intervalS, times.length, format],
    redrawnWith: [times, series],
  })

  const toggle = (key: string) => {
    const next = new Set(hidden.value)
    if (!next.delete(key)) next.add(key)
    hidden.value = next
  }

  return (
    <div class="chart">
      <div class="chart-frame" role="img" aria-label={chartWords(label, times, intervalS, visible, format)}>
        <div class="chart-plot" ref={frame} />
        {hover.value && (
          <ChartTooltip
            hover={hover.value}
            from={hover.value.index}
            to={hover.value.index}
            times={times}
            stepS={intervalS}
            series={visible}
            format={format}
          />
        )}
      </div>
      <ul class="chart-legend" aria-label="Series, press to hide or show">
        {series.map(({ key, label: name, colour }) => (
          <li key={key}>
            <button
              type="button"
              class="chart-legend-item"
              aria-pressed={!hidden.value.has(key)}
              onClick={() => toggle(key)}
            >
              <span class="chart-swatch" style={{ backgroundColor: `var(${colour})` }} aria-hidden="true" />
              {name}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The course in one sentence, for those who do not see it. */
function chartWords(
  label: string,
  times: readonly number[],
  stepS: number,
  series: readonly StackSeries[],
  format: (value: number) => string,
): string {
  const sums = times.map((_, index) => series.reduce((sum, { values }) => sum + (values[index] ?? 0), 0))
  const most = Math.max(0, ...sums)
  const [first, last, peak] = [times[0], times.at(-1), times[sums.indexOf(most)]]
  if (first === undefined || last === undefined) return label
  const span = `${label}, ${spanWords(first, last + stepS, stepS)}.`
  return peak === undefined || most === 0
    ? span
    : `${span} Most: ${format(most)}, ${spanWords(peak, peak + stepS, stepS)}.`
}
