import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { theme } from '../models/theme.ts'
import { type StackSeries, stackedLayers } from './stack.ts'
import './time-chart.css'

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
  const frame = useRef<HTMLDivElement>(null)
  const plot = useRef<uPlot | null>(null)
  const hidden = useSignal<ReadonlySet<string>>(new Set())
  const hover = useSignal<Hover | null>(null)
  const visible = series.filter(({ key }) => !hidden.value.has(key))

  useEffect(() => {
    const host = frame.current
    if (host === null) return
    const drawn = new uPlot(
      optionsFor(host, visible, intervalS, format, hover),
      dataFor(times, visible),
      host,
    )
    plot.current = drawn
    const resize = new ResizeObserver(() =>
      drawn.setSize({ width: host.clientWidth, height: host.clientHeight }),
    )
    resize.observe(host)
    return () => {
      resize.disconnect()
      drawn.destroy()
      plot.current = null
    }
  }, [visible.map(({ key }) => key).join(), intervalS, format])

  useEffect(() => {
    plot.current?.setData(dataFor(times, visible))
  }, [times, series])

  // The colours are read when painting, so a changed theme needs no more than that.
  useEffect(() => plot.current?.redraw(false, true), [theme.value])

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

function intervalText(startS: number, intervalS: number): string {
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
    padding: [8, 8, 0, 0],
    legend: { show: false },
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
        incrs: [86_400, 2 * 86_400, 7 * 86_400],
        values: (_, splits) => splits.map((startS) => dayOnly.format(startS * 1000)),
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

/** What a custom property amounts to now, with `light-dark()` resolved. */
function resolveColour(host: HTMLElement, token: string): string {
  const probe = document.createElement('span')
  probe.style.color = `var(${token})`
  host.append(probe)
  const resolved = getComputedStyle(probe).color
  probe.remove()
  return resolved
}
