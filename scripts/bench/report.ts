import type { Reading } from './figure.ts'

/** Three significant digits, or all before the point. */
const rounded = (value: number): number =>
  Math.abs(value) >= 100 ? Math.round(value) : Number(value.toPrecision(3))

const measured = ({ name, value, unit, baseline }: Reading) => ({
  name,
  value: rounded(value),
  unit,
  baseline: baseline === undefined ? null : rounded(baseline),
  ratio: baseline === undefined ? null : Number((value / baseline).toFixed(2)),
})

/** A reading as one line of JSON. */
export const jsonLine = (reading: Reading): string => JSON.stringify(measured(reading))

/** All readings as a table for people. */
export function table(readings: readonly Reading[]): string {
  const rows = [
    ['figure', 'value', 'unit', 'baseline', 'ratio'],
    ...readings.map((reading) => Object.values(measured(reading)).map((cell) => String(cell ?? '-'))),
  ]
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          cell[column === 0 || column === 2 ? 'padEnd' : 'padStart'](widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}
