import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import uPlot from 'uplot'
import { compactCount, count } from '../lib/format.ts'
import { brushedRange } from './brush.ts'
import { resolveColour } from './colour.ts'
import './histogram.css'
import { type StackSeries, stackedLayers } from './stack.ts'
import './time-chart.css'
import { usePlot } from './use-plot.ts'

export type HistogramProps = {
  /** What is drawn, for those who do not see it. */
  label: string
  /** Starts of the steps. Units: seconds since 1970. */
  times: readonly number[]
  stepS: number
  series: readonly StackSeries[]
  /** Called with the span that was drawn over it, whole steps. Units: seconds since 1970. */
  onBrush: (fromS: number, toS: number) => void
}

type Hover = { index: number; left: number; flip: boolean }

const dayS = 86_400
const axisFont = '11px system-ui, sans-serif'
const dayText = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const timeText = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const momentText = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})

/** How much happened when, in small bars; drawing over it narrows the time. */
export function Histogram({ label, times, stepS, series, onBrush }: HistogramProps) {
  const brush = useRef(onBrush)
  brush.current = onBrush
  const hover = useSignal<Hover | null>(null)

  const frame = usePlot({
    optionsFor: (host) => optionsFor(host, series, stepS, hover, (fromS, toS) => brush.current(fromS, toS)),
    data: () => dataFor(times, series),
    anewWith: [stepS, series.map(({ key }) => key).join()],
    redrawnWith: [times, series],
  })

  const at = hover.value
  const start = at === null ? undefined : times[at.index]
  return (
    <div class="histogram" role="img" aria-label={label}>
      <div class="histogram-plot" ref={frame} />
      {at !== null && start !== undefined && (
        <div
          class={at.flip ? 'chart-tooltip chart-tooltip-flip' : 'chart-tooltip'}
          style={{ left: `${at.left}px` }}
        >
          <p class="chart-tooltip-time">{stepText(start, stepS)}</p>
          <ul>
            {series.toReversed().map(({ key, label: name, colour, values }) => (
              <li key={key}>
                <span class="chart-swatch" style={{ backgroundColor: `var(${colour})` }} />
                <span>{name}</span>
                <b>{count(values[at.index] ?? 0)}</b>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  )
}

function stepText(startS: number, stepS: number): string {
  if (stepS >= dayS) {
    const last = startS + stepS - dayS
    return stepS === dayS
      ? dayText.format(startS * 1000)
      : `${dayText.format(startS * 1000)} – ${dayText.format(last * 1000)}`
  }
  return `${momentText.format(startS * 1000)} – ${timeText.format((startS + stepS) * 1000)}`
}

function dataFor(times: readonly number[], series: readonly StackSeries[]): uPlot.AlignedData {
  return [[...times], ...stackedLayers(series)]
}

const tooltipWidthPx = 220

function optionsFor(
  host: HTMLElement,
  series: readonly StackSeries[],
  stepS: number,
  hover: { value: Hover | null },
  onBrush: (fromS: number, toS: number) => void,
): uPlot.Options {
  const colour = (token: string) => () => resolveColour(host, token)
  const bars = uPlot.paths.bars?.({ size: [0.86, 24], align: 1 })
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    padding: [6, 22, 0, 0],
    legend: { show: false },
    cursor: {
      y: false,
      points: { show: false },
      drag: { x: true, y: false, setScale: false },
    },
    scales: {
      x: { time: true, range: (_, min, max) => [min, max + stepS] },
      y: { range: (_, __, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: [
      {
        stroke: colour('--text-muted'),
        font: axisFont,
        grid: { show: false },
        ticks: { show: false },
        space: 84,
        size: 22,
        values: (_, splits, __, ___, stepOfAxisS) =>
          splits.map((atS) =>
            (stepOfAxisS >= dayS ? dayText : isMidnight(atS) ? dayText : timeText).format(atS * 1000),
          ),
      },
      {
        stroke: colour('--text-muted'),
        font: axisFont,
        size: 44,
        space: 28,
        grid: { stroke: colour('--border'), width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((value) => (Number.isInteger(value) ? compactCount(value) : '')),
      },
    ],
    series: [
      {},
      ...series.toReversed().map(({ label, colour: token }) => ({
        label,
        fill: colour(token),
        stroke: colour(token),
        width: 0,
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars }),
      })),
    ],
    hooks: {
      ready: [
        (drawn) => {
          // Not called behind a drag, which uPlot keeps to itself.
          drawn.over.addEventListener('click', (event) => {
            const atS = drawn.posToVal(event.offsetX, 'x')
            const [fromS, toS] = brushedRange(atS, atS, stepS)
            onBrush(fromS, toS)
          })
        },
      ],
      setSelect: [
        (drawn) => {
          const { left, width } = drawn.select
          if (width <= 0) return
          const [fromS, toS] = brushedRange(
            drawn.posToVal(left, 'x'),
            drawn.posToVal(left + width, 'x'),
            stepS,
          )
          drawn.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false)
          onBrush(fromS, toS)
        },
      ],
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

function isMidnight(atS: number): boolean {
  const date = new Date(atS * 1000)
  return date.getHours() === 0 && date.getMinutes() === 0
}
