import { useSignal } from '@preact/signals'
import uPlot from 'uplot'
import { resolveColour } from './colour.ts'
import { type StackSeries, stackedLayers } from './stack.ts'
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

type Hover = { index: number; left: number; flip: boolean }

/** Bars over time, stacked by series, with a tooltip and a legend that hides and shows. */
export function TimeChart({ label, times, intervalS, series, format }: TimeChartProps) {
  const hidden = useSignal<ReadonlySet<string>>(new Set())
  const hover = useSignal<Hover | null>(null)
  const visible = series.filter(({ key }) => !hidden.value.has(key))

  const frame = usePlot({
    optionsFor: (host) => optionsFor(host, visible, intervalS, format, hover),
    data: () => dataFor(times, visible),
    anewWith: [visible.map(({ key }) => key).join(), intervalS, format],
    redrawnWith: [times, series],
  })

  const toggle = (key: string) => {
    const next = new Set(hidden.value)
    if (!next.delete(key)) next.add(key)
    hidden.value = next
  }

  return (
    <div class="chart">
      <div class="chart-frame" role="img" aria-label={`${label}. The table view holds the figures.`}>
        <div class="chart-plot" ref={frame} />
        {hover.value && (
          <ChartTooltip
            hover={hover.value}
            times={times}
            intervalS={intervalS}
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

type TooltipProps = Omit<TimeChartProps, 'label'> & { hover: Hover }

function ChartTooltip({ hover, times, intervalS, series, format }: TooltipProps) {
  const start = times[hover.index]
  if (start === undefined) return null
  const total = series.reduce((sum, { values }) => sum + (values[hover.index] ?? 0), 0)
  return (
    <div
      class={hover.flip ? 'chart-tooltip chart-tooltip-flip' : 'chart-tooltip'}
      style={{ left: `${hover.left}px` }}
    >
      <p class="chart-tooltip-time">{intervalText(start, intervalS)}</p>
      <ul>
        {series.toReversed().map(({ key, label, colour, values }) => (
          <li key={key}>
            <span class="chart-swatch" style={{ backgroundColor: `var(${colour})` }} />
            <span>{label}</span>
            <b>{format(values[hover.index] ?? 0)}</b>
          </li>
        ))}
        <li class="chart-tooltip-total">
          <span>Total</span>
          <b>{format(total)}</b>
        </li>
      </ul>
    </div>
  )
}

const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const timeOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })

/** Whole days are those of UTC, whatever the reader's time zone. */
const isWholeDays = (intervalS: number): boolean => intervalS % 86_400 === 0
const dayInUtc = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
})
const dayOnlyInUtc = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

function intervalText(startS: number, intervalS: number): string {
  if (isWholeDays(intervalS)) return dayInUtc.format(startS * 1000)
  return `${dayAndTime.format(startS * 1000)} – ${timeOnly.format((startS + intervalS) * 1000)}`
}

function dataFor(times: readonly number[], visible: readonly StackSeries[]): uPlot.AlignedData {
  return [[...times], ...stackedLayers(visible)]
}

const axisFont = '11px system-ui, sans-serif'
const tooltipWidthPx = 220

function optionsFor(
  host: HTMLElement,
  visible: readonly StackSeries[],
  intervalS: number,
  format: (value: number) => string,
  hover: { value: Hover | null },
): uPlot.Options {
  const colour = (token: string) => () => resolveColour(host, token)
  const bars = uPlot.paths.bars?.({ size: [0.8, 28], align: 1 })
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    padding: [8, 24, 0, 0],
    legend: { show: false },
    ...(isWholeDays(intervalS) ? { tzDate: (s: number) => uPlot.tzDate(new Date(s * 1000), 'Etc/UTC') } : {}),
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { time: true, range: (_, min, max) => [min, max + intervalS] },
      y: { range: (_, __, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: [
      {
        stroke: colour('--text-muted'),
        font: axisFont,
        grid: { show: false },
        ticks: { show: false },
        space: 72,
        size: 28,
        incrs: [1, 2, 7, 14, 28, 91].map((days) => days * 86_400),
        values: (_, splits) =>
          splits.map((startS) => (isWholeDays(intervalS) ? dayOnlyInUtc : dayOnly).format(startS * 1000)),
      },
      {
        stroke: colour('--text-muted'),
        font: axisFont,
        size: 48,
        grid: { stroke: colour('--border'), width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((value) => format(value)),
      },
    ],
    series: [
      {},
      ...visible.toReversed().map(({ label, colour: token }) => ({
        label,
        fill: colour(token),
        stroke: colour('--surface'),
        width: 1,
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars }),
      })),
    ],
    hooks: {
      setCursor: [
        (drawn) => {
          const { idx, left } = drawn.cursor
          if (idx === null || idx === undefined || left === undefined || left < 0) {
            hover.value = null
            return
          }
          const leftPx = left + drawn.bbox.left / devicePixelRatio
          hover.value = { index: idx, left: leftPx, flip: leftPx + tooltipWidthPx > host.clientWidth }
        },
      ],
    },
  }
}
