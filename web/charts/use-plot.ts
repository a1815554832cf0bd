import type { RefObject } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { theme } from '../models/theme.ts'

type PlotProps = {
  optionsFor: (host: HTMLElement) => uPlot.Options
  data: () => uPlot.AlignedData
  /** What the options stand on: when one of these differs the plot is made anew. */
  anewWith: readonly unknown[]
  /** What the data stand on. */
  redrawnWith: readonly unknown[]
}

/** A plot in the element that takes the reference, as large as it, for as long as it lives. */
export function usePlot({
  optionsFor,
  data,
  anewWith,
  redrawnWith,
}: PlotProps): RefObject<HTMLDivElement | null> {
  const frame = useRef<HTMLDivElement | null>(null)
  const plot = useRef<uPlot | null>(null)

  useEffect(() => {
    const host = frame.current
    if (host === null) return
    const drawn = new uPlot(optionsFor(host), data(), host)
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
  }, anewWith)

  useEffect(() => {
    plot.current?.setData(data())
  }, redrawnWith)

  // The colours are read when painting, so a changed theme needs no more than that.
  useEffect(() => plot.current?.redraw(false, true), [theme.value])

  return frame
}
