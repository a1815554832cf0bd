import './sparkline.css'

const width = 120
const height = 28

type SparklineProps = {
  values: readonly number[]
  /** What it shows, for those who do not see it. */
  label: string
}

/** The course of a few numbers, without axes; the figures stand beside it. */
export function Sparkline({ values, label }: SparklineProps) {
  const most = Math.max(1, ...values)
  const x = (index: number) => (values.length < 2 ? 0 : (index / (values.length - 1)) * width)
  const y = (value: number) => height - 1 - (value / most) * (height - 3)
  const line = values.map((value, index) => `${x(index).toFixed(1)},${y(value).toFixed(1)}`).join(' ')
  return (
    <svg
      class="sparkline"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <polygon class="sparkline-area" points={`0,${height} ${line} ${width},${height}`} />
      <polyline class="sparkline-line" points={line} vector-effect="non-scaling-stroke" />
    </svg>
  )
}
