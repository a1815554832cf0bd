import { money } from '../../lib/format.ts'
import { type CostDays, expectedKey } from '../../models/costs.ts'

const widthUnits = 700
const heightUnits = 120
const barShare = 0.78

const dayText = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' })

/** The days as plain bars for paper: black what was spent, outlined what is expected. */
export function PaperChart({ days: { times, series } }: { days: CostDays }) {
  const bars = times.map((startS, index) => {
    const valuesOf = (isExpected: boolean) =>
      series.reduce(
        (sum, { key, values }) =>
          (key === expectedKey) === isExpected ? sum + Math.max(0, values[index] ?? 0) : sum,
        0,
      )
    return { startS, spent: valuesOf(false), expected: valuesOf(true) }
  })
  const most = bars.reduce((max, { spent, expected }) => Math.max(max, spent + expected), 0)
  const heightOf = (dollars: number) => (most === 0 ? 0 : (dollars / most) * heightUnits)
  const step = widthUnits / Math.max(1, bars.length)
  const [first, last] = [times[0], times.at(-1)]
  return (
    <figure class="costs-paper-chart" aria-hidden="true">
      <svg viewBox={`0 0 ${widthUnits} ${heightUnits}`} role="presentation">
        {bars.map(({ startS, spent, expected }, index) => {
          const x = index * step
          const [filled, outlined] = [heightOf(spent), heightOf(expected)]
          return (
            <g key={startS}>
              <rect x={x} y={heightUnits - filled} width={step * barShare} height={filled} fill="black" />
              <rect
                x={x}
                y={heightUnits - filled - outlined}
                width={step * barShare}
                height={outlined}
                fill="white"
                stroke="black"
                stroke-width="0.6"
              />
            </g>
          )
        })}
      </svg>
      <figcaption>
        <span>{first === undefined ? '' : dayText.format(first * 1000)}</span>
        <span>The tallest day is {money(most.toFixed(2))}; outlined days are expected</span>
        <span>{last === undefined ? '' : dayText.format(last * 1000)}</span>
      </figcaption>
    </figure>
  )
}
