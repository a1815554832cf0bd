import { type TestStack, until } from './stack.ts'

/** How each rollup is asked for every event once: what of its rows stands for all of them. */
const rollups = {
  dimension_hourly: `dimension = 'vendor'`,
  dimension_daily: `dimension = 'vendor'`,
  usage_daily: '1',
  inspection_daily: '1',
  facet_daily: `facet = 'kind'`,
}

/** Waits until so many events stand in every rollup: they are written a moment after the table. */
export async function rolledUp(stack: TestStack, events: number): Promise<void> {
  const sums = Object.entries(rollups).map(
    ([table, where]) => `SELECT toString(sum(events)) AS n FROM ${table} WHERE ${where}`,
  )
  await until(
    () => stack.rows<{ n: string }>(sums.join(' UNION ALL ')),
    (found) => found.every(({ n }) => Number(n) === events),
  )
}
