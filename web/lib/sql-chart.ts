import type { SqlResult } from '../../analytics/contract/sql.ts'

/** A result as a chart: bars over time, stacked, or one bar per name. */
export type SqlChart =
  | {
      kind: 'time'
      times: readonly number[]
      intervalS: number
      series: readonly { key: string; label: string; values: readonly number[] }[]
    }
  | { kind: 'bars'; measure: string; items: readonly { label: string; value: number }[] }

type Row = SqlResult['data'][number]

const seriesMax = 6
const itemsMax = 30
const slotsMax = 2_000
const timeType = /^(?:Nullable\()?Date/
const numberType = /^(?:Nullable\(|SimpleAggregateFunction\(\w+, )?(?:U?Int|Float|Decimal|Bool)/

/** What of a result can be drawn; null when it has no figures, or nothing to put them against. */
export function chartOf({ meta, data }: SqlResult): SqlChart | null {
  const time = meta.find(({ type }) => timeType.test(type))?.name
  const numbers = meta.filter(({ type }) => numberType.test(type)).map(({ name }) => name)
  const names = meta.filter(({ type }) => /String|Enum|UUID/.test(type)).map(({ name }) => name)
  const [measure] = numbers
  if (measure === undefined || data.length === 0) return null
  if (time !== undefined) return overTime(data, time, numbers, names[0])
  const [name] = names
  if (name === undefined) return null
  const items = data
    .slice(0, itemsMax)
    .map((row) => ({ label: String(row[name]), value: figure(row[measure]) }))
  return { kind: 'bars', measure, items }
}

function overTime(
  data: readonly Row[],
  time: string,
  numbers: readonly string[],
  name?: string,
): SqlChart | null {
  const at = data.map((row) => secondsOf(row[time]))
  const known = [...new Set(at.filter((each) => each !== null))].toSorted((a, b) => a - b)
  const [first] = known
  const last = known.at(-1)
  if (first === undefined || last === undefined) return null
  const gaps = known.slice(1).map((each, index) => each - (known[index] ?? each))
  const intervalS = Math.max(1, gaps.length === 0 ? 86_400 : Math.min(...gaps))
  const slots = Math.round((last - first) / intervalS) + 1
  if (slots > slotsMax) return null
  const sums = new Map<string, number[]>()
  for (const [index, row] of data.entries()) {
    const seconds = at[index]
    if (seconds === null || seconds === undefined) continue
    const slot = Math.round((seconds - first) / intervalS)
    const given =
      name === undefined
        ? numbers.map((each) => [each, each] as const)
        : [[String(row[name]), numbers[0] ?? ''] as const]
    for (const [key, column] of given) {
      const values = sums.get(key) ?? Array.from({ length: slots }, () => 0)
      values[slot] = (values[slot] ?? 0) + figure(row[column])
      sums.set(key, values)
    }
  }
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0)
  const series = [...sums]
    .toSorted(([, a], [, b]) => total(b) - total(a))
    .slice(0, seriesMax)
    .map(([key, values]) => ({ key, label: key === '' ? 'none' : key, values }))
  return {
    kind: 'time',
    times: Array.from({ length: slots }, (_, slot) => first + slot * intervalS),
    intervalS,
    series,
  }
}

const figure = (value: unknown): number => {
  const number = Number(value ?? 0)
  return Number.isFinite(number) ? number : 0
}

/** Units: seconds since 1970. ClickHouse writes times in UTC. */
function secondsOf(value: unknown): number | null {
  const ms = Date.parse(`${String(value).replace(' ', 'T')}${String(value).includes(':') ? 'Z' : ''}`)
  return Number.isNaN(ms) ? null : Math.floor(ms / 1000)
}
