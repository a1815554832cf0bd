import uPlot from 'uplot'
import { resolveColour } from './colour.ts'
import { type StackSeries, stackedLayers } from './stack.ts'
import { axisWords, dayS, isWholeDays } from './step-words.ts'

/** Which step the pointer is at. Units: `left` CSS pixels from the chart's edge. */
export type Hover = { index: number; left: number; flip: boolean }

type BarsProps = {
  times: readonly number[]
  stepS: number
  series: readonly StackSeries[]
  /** How an amount is written at the axis; empty for none. */
  format: (value: number) => string
  hover: { value: Hover | null }
}

/** What a plot keeps free at its edges, so that something can be laid over its bars. Units: CSS pixels. */
export const barsInset = { top: 8, right: 24, bottom: 26, left: 48 } as const

export const axisFont = '11px system-ui, sans-serif'
const tooltipWidthPx = 220
/** More bars than this are too thin for lines between their parts. */
const linedBarsMax = 60
const longS = 2 * dayS

export const barData = (times: readonly number[], series: readonly StackSeries[]): uPlot.AlignedData => [
  [...times],
  ...stackedLayers(series),
]

/** Marks of a time axis over more than two days stand at whole days alone. */
export const marksApart = (spanS: number): { incrs?: number[] } =>
  spanS > longS ? { incrs: [1, 2, 3, 7, 14, 28, 91].map((days) => days * dayS) } : {}

/** Bars over steps of time, stacked by series. */
export function barOptions(
  host: HTMLElement,
  { times, stepS, series, format, hover }: BarsProps,
): uPlot.Options {
  const colour = (token: string) => () => resolveColour(host, token)
  const bars = uPlot.paths.bars?.({ size: [0.84, 28], align: 1 })
  const spanS = (times.at(-1) ?? 0) - (times[0] ?? 0) + stepS
  const axis = { stroke: colour('--text-muted'), font: axisFont, ticks: { show: false } }
  return {
    width: host.clientWidth,
    height: host.clientHeight,
    padding: [barsInset.top, barsInset.right, 0, 0],
    legend: { show: false },
    ...(isWholeDays(stepS) ? { tzDate: (atS: number) => uPlot.tzDate(new Date(atS * 1000), 'Etc/UTC') } : {}),
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      // From the data and not from what it is offered: of a single step that is years.
      x: { time: true, range: ({ data: [atS] }) => [atS[0] ?? 0, (atS.at(-1) ?? 0) + stepS] },
      y: { range: (_, __, max) => [0, max > 0 ? max * 1.08 : 1] },
    },
    axes: [
      {
        ...axis,
        ...marksApart(spanS),
        grid: { show: false },
        space: 76,
        size: barsInset.bottom,
        values: (_, splits, __, ___, apartS) => splits.map((atS) => axisWords(atS, stepS, apartS)),
      },
      {
        ...axis,
        size: barsInset.left,
        space: 30,
        grid: { stroke: colour('--border'), width: 1 },
        values: (_, splits) => splits.map(format),
      },
    ],
    series: [
      {},
      ...series.toReversed().map(({ label, colour: token }) => ({
        label,
        fill: colour(token),
        stroke: colour('--surface'),
        width: times.length > linedBarsMax ? 0 : 1,
        points: { show: false },
        ...(bars === undefined ? {} : { paths: bars }),
      })),
    ],
    hooks: { setCursor: [(drawn) => followPointer(drawn, host, hover)] },
  }
}

function followPointer(
  { cursor: { idx, left }, bbox }: uPlot,
  host: HTMLElement,
  hover: { value: Hover | null },
): void {
  if (idx === null || idx === undefined || left === undefined || left < 0) {
    hover.value = null
    return
  }
  const leftPx = left + bbox.left / devicePixelRatio
  hover.value = { index: idx, left: leftPx, flip: leftPx + tooltipWidthPx > host.clientWidth }
}
