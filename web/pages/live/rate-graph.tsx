import { compactCount } from '../../lib/format.ts'
import './live-page.css'

const width = 600
const height = 56
const groupSeconds = 2

/** Events a second over the last minutes, the newest on the right. */
export function RateGraph({ rates, perSecond }: { rates: readonly number[]; perSecond: number }) {
  const values = grouped(rates)
  const most = Math.max(0, ...values)
  const scale = Math.max(1, most)
  const x = (index: number) => ((index / Math.max(1, values.length - 1)) * width).toFixed(1)
  const y = (value: number) => (height - (value / scale) * (height - 4)).toFixed(1)
  const line = values.map((value, index) => `${x(index)},${y(value)}`).join(' ')
  const minutes = rates.length / 60
  return (
    <div class="rate">
      <p class="rate-figure">
        <b>{rateText(perSecond)}</b>
        <span class="muted">events/s</span>
      </p>
      <div class="rate-plot">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`Events a second over the last ${minutes} minutes, at most ${rateText(most)}`}
        >
          <polygon class="rate-area" points={`0,${height} ${line} ${width},${height}`} />
          <polyline class="rate-line" points={line} vector-effect="non-scaling-stroke" />
        </svg>
        <p class="rate-scale muted">
          <span>{minutes} min ago</span>
          <span>at most {rateText(most)}/s</span>
          <span>now</span>
        </p>
      </div>
    </div>
  )
}

/** None is plain: a decimal would look like a measure of little. */
const rateText = (rate: number): string =>
  rate === 0 ? '0' : rate >= 100 ? compactCount(Math.round(rate)) : rate.toFixed(1)

/** Means of a few seconds each: single seconds of a slow feed are noise. Units: events a second. */
function grouped(rates: readonly number[]): readonly number[] {
  return Array.from({ length: Math.floor(rates.length / groupSeconds) }, (_, index) => {
    const part = rates.slice(index * groupSeconds, (index + 1) * groupSeconds)
    return part.reduce((sum, value) => sum + value, 0) / groupSeconds
  })
}
