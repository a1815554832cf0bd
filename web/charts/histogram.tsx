import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { compactCount, count } from '../lib/format.ts'
import { barData, barOptions, barsInset, type Hover } from './bars.ts'
import { type Brush, brushByKey, brushEnds, stepAt } from './brush.ts'
import { ChartTooltip } from './chart-tooltip.tsx'
import './histogram.css'
import type { StackSeries } from './stack.ts'
import { spanWords } from './step-words.ts'
import './time-chart.css'
import { usePlot } from './use-plot.ts'

export type HistogramProps = {
  /** What is drawn, for those who do not see it. */
  label: string
  /** Starts of the steps. Units: seconds since 1970. */
  times: readonly number[]
  stepS: number
  series: readonly StackSeries[]
  /** Called with the span that was chosen, whole steps. Units: seconds since 1970. */
  onBrush: (fromS: number, toS: number) => void
}

const wholeCount = (value: number): string => (Number.isInteger(value) ? compactCount(value) : '')
const { top, right, bottom, left } = barsInset
const tooltipWidthPx = 220

/** How much happened when, in small bars; a span that is drawn over it, or chosen by keys, narrows the time. */
export function Histogram({ label, times, stepS, series, onBrush }: HistogramProps) {
  const hover = useSignal<Hover | null>(null)
  const brush = useSignal<Brush | null>(null)
  const pressed = useRef<number | null>(null)
  const steps = times.length

  const frame = usePlot({
    optionsFor: (host) => barOptions(host, { times, stepS, series, format: wholeCount, hover }),
    data: () => barData(times, series),
    anewWith: [stepS, steps, series.map(({ key }) => key).join()],
    redrawnWith: [times, series],
  })
  // Other steps are other times, which nobody has chosen.
  useEffect(() => {
    brush.value = null
  }, [times[0], steps, stepS])

  const widthPx = (): number => Math.max(1, (frame.current?.clientWidth ?? 0) - left - right)
  const stepOf = (event: PointerEvent): number => {
    const edgePx = frame.current?.getBoundingClientRect().left ?? 0
    return stepAt((event.clientX - edgePx - left) / widthPx(), steps)
  }
  const take = () => {
    if (brush.value === null) return
    const [from, to] = brushEnds(brush.value)
    const [first, last] = [times[from], times[to]]
    brush.value = null
    if (first !== undefined && last !== undefined) onBrush(first, last + stepS)
  }
  const letGo = () => {
    pressed.current = null
    brush.value = null
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const next = brushByKey(brush.value, event, steps)
    if (next !== null) brush.value = next
    else if (event.key === 'Enter' && brush.value !== null) take()
    else if (event.key === 'Escape' && brush.value !== null) letGo()
    else return
    event.preventDefault()
  }

  const chosen = brush.value
  const [from, to] = chosen === null ? [0, 0] : brushEnds(chosen)
  const told = chosen === null ? hover.value : tooltipPlace(from / steps, (to + 1) / steps, widthPx())
  return (
    <div
      class="histogram"
      role="slider"
      tabIndex={0}
      aria-label={`${label} Arrow keys go from step to step, with Shift they choose several, Enter narrows the time to them.`}
      aria-valuemin={0}
      aria-valuemax={Math.max(0, steps - 1)}
      aria-valuenow={chosen?.head ?? Math.max(0, steps - 1)}
      aria-valuetext={chosen === null ? 'Nothing chosen' : chosenWords(times, stepS, series, from, to)}
      onKeyDown={onKeyDown}
      onBlur={letGo}
    >
      <div
        class="histogram-plot"
        ref={frame}
        onPointerDown={(event) => {
          if (event.button !== 0 || steps === 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          pressed.current = stepOf(event)
          brush.value = { anchor: pressed.current, head: pressed.current }
        }}
        onPointerMove={(event) => {
          if (pressed.current !== null) brush.value = { anchor: pressed.current, head: stepOf(event) }
        }}
        onPointerUp={() => {
          if (pressed.current === null) return
          pressed.current = null
          take()
        }}
        // The browser takes the finger for itself once it scrolls the page.
        onPointerCancel={letGo}
      />
      {chosen !== null && steps > 0 && (
        <div class="histogram-over" style={{ inset: `${top}px ${right}px ${bottom}px ${left}px` }}>
          <div
            class="histogram-chosen"
            style={{ left: `${(from / steps) * 100}%`, width: `${((to - from + 1) / steps) * 100}%` }}
          />
        </div>
      )}
      {told !== null && (
        <ChartTooltip
          hover={told}
          from={chosen === null ? told.index : from}
          to={chosen === null ? told.index : to}
          times={times}
          stepS={stepS}
          series={series}
          format={count}
        />
      )}
    </div>
  )
}

/** Behind what is chosen, or before it where there is no room. Shape: shares of the width. */
function tooltipPlace(from: number, to: number, widthPx: number): Hover {
  const flip = to * widthPx + tooltipWidthPx > widthPx + right
  return { index: 0, left: left + (flip ? from : to) * widthPx, flip }
}

/** What the chosen steps hold, for those who do not see them. */
function chosenWords(
  times: readonly number[],
  stepS: number,
  series: readonly StackSeries[],
  from: number,
  to: number,
): string {
  const [first, last] = [times[from], times[to]]
  if (first === undefined || last === undefined) return ''
  const parts = series.map(
    ({ label, values }) =>
      `${count(values.slice(from, to + 1).reduce((sum, value) => sum + value, 0))} ${label.toLowerCase()}`,
  )
  return `${spanWords(first, last + stepS, stepS)}: ${parts.join(', ')}`
}
