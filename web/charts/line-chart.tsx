import { useSignal } from '@preact/signals'
import type uPlot from 'uplot'
import { axisFont, marksApart } from './bars.ts'
import { resolveColour } from './colour.ts'
import './line-chart.css'
import { axisWords, momentWords } from './step-words.ts'
import { usePlot } from './use-plot.ts'

export type LineSeries = {
  label: string
  /** A custom property that holds its colour. */
  colour: string
  values: readonly (number | null)[]
  dashed?: boolean
}

export type LineChartProps = {
  /** What is drawn, for those who do not see it. */
  label: string
  /** Units: seconds since 1970. */
  times: readonly number[]
  series: readonly LineSeries[]
  format: (value: number) => string
}

/** A few lines over time; below them what they amount to where the pointer is, or at the end. */
export function LineChart({ label, times, series, format }: LineChartProps) {
  const hovered = useSignal<number | null>(null)
  const at = Math.min(hovered.value ?? times.length - 1, times.length - 1)
  const time = times[at]

  const frame = usePlot({
    optionsFor: (host) => optionsFor(host, series, times, format, hovered),
    data: () => dataFor(times, series),
    anewWith: [series.map(({ label: name }) => name).join(), format],
    redrawnWith: [times, series],
  })

  return (
    <div class="line-chart">
      <div class="line-chart-frame" role="img" aria-label={label} ref={frame} />
      <p class="line-chart-legend">
        {time !== undefined && <span class="muted">{momentWords(time)}</span>}
        {series.map(({ label: name, colour, values }) => (
          <span key={name} class="line-chart-item">
            <span
              class="line-chart-swatch"
              style={{ backgroundColor: `var(${colour})` }}
              aria-hidden="true"
            />
            {name} <b>{values[at] == null ? '–' : format(values[at])}</b>
          </span>
        ))}
      </p>
    </div>
  )
}

const dataFor = (times: readonly number[], series: readonly LineSeries[]): uPlot.AlignedData => [
  [...times],
  ...series.map(({ values }) => [...values]),
]

function optionsFor(
  host: HTMLElement,
  series: readonly LineSeries[],
  times: readonly number[],
  format: (value: number) => string,
  hovered: { value: number | null },
): uPlot.Options {
  const colour = (token: string) => () => resolveColour(host, token)
  const spanS = (times.at(-1) ?? 0) - (times[0] ?? 0)
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    padding: [8, 24, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: { x: { time: true }, y: { range: (_, __, most) => [0, most > 0 ? most * 1.1 : 1] } },
    axes: [
      {
        stroke: colour('--text-muted'),
        font: axisFont,
        grid: { show: false },
        ticks: { show: false },
        space: 64,
        size: 28,
        ...marksApart(spanS),
        values: (_, splits, __, ___, apartS) => splits.map((atS) => axisWords(atS, 1, apartS)),
      },
      {
        stroke: colour('--text-muted'),
        font: axisFont,
        size: 56,
        grid: { stroke: colour('--border'), width: 1 },
        ticks: { show: false },
        values: (_, splits) => splits.map((value) => format(value)),
      },
    ],
    series: [
      {},
      ...series.map(({ label, colour: token, dashed }) => ({
        label,
        stroke: colour(token),
        width: 2,
        spanGaps: true,
        points: { show: times.length === 1 },
        ...(dashed ? { dash: [6, 4] } : {}),
      })),
    ],
    hooks: {
      setCursor: [
        (drawn) => {
          const { idx, left } = drawn.cursor
          hovered.value = idx === null || idx === undefined || left === undefined || left < 0 ? null : idx
        },
      ],
    },
  }
}
