import { untilMerged } from '../clickhouse.ts'
import { type Bench, figure, type Reading } from '../figure.ts'
import { fillEvents } from '../fill.ts'
import { good, type HttpClient, shareOut } from '../http-client.ts'
import { quantile, spread } from '../statistics.ts'

const dayMs = 86_400_000
const warmUps = 20
const quickRows = 200_000

/** The question that the aim speaks of, and beside it those that the page asks as well. Units: 90 days each. */
const questions = (span: string) =>
  ({
    costs: `/api/v1/costs?${span}&group_by=vendor`,
    costs_by_person: `/api/v1/costs?${span}&group_by=actor&limit=100`,
    costs_by_day_and_model: `/api/v1/costs?${span}&group_by=day,model&limit=10000`,
    costs_filtered: `/api/v1/costs?${span}&group_by=model&vendor_id=openai`,
    costs_forecast: '/api/v1/costs/forecast',
  }) as const

/** What executives ask, over an organization with so many events in 90 days. */
export const costs = figure({
  name: 'costs',
  summary: 'milliseconds of GET /costs over 90 days of --sizes of events',
  async measure(bench) {
    const { db, orgId, client } = await bench.instance()
    const readings: Reading[] = []
    let filled = 0
    for (const { label, rows } of bench.isQuick ? [{ label: 'quick', rows: quickRows }] : bench.sizes) {
      await fillEvents(db, orgId, filled, rows)
      filled = rows
      await untilMerged(db)
      readings.push(...(await askAll(bench, client(4), label)))
    }
    return readings
  },
})

async function askAll({ isQuick, note }: Bench, client: HttpClient, label: string): Promise<Reading[]> {
  const day = (back: number): string => new Date(Date.now() - back * dayMs).toISOString().slice(0, 10)
  const readings: Reading[] = []
  const asked = Object.entries(questions(`from=${day(89)}&to=${day(0)}`)).flatMap(([name, path]) => [
    { name, path, headers: {} },
    ...(name === 'costs_forecast'
      ? []
      : [{ name: `${name}_uncached`, path, headers: { 'cache-control': 'no-cache' } }]),
  ])
  for (const { name, path, headers } of asked) {
    const timesOf = (count: number, workers: number) => timesMs(client, path, headers, count, workers)
    await timesOf(warmUps, 1)
    const alone = await timesOf(isQuick ? 30 : 300, 1)
    const together = await timesOf(isQuick ? 30 : 300, 4)
    note(`${name} of ${label}: ${spread(alone)} ms; four at a time: ${spread(together)} ms`)
    const unit = 'ms'
    readings.push(
      { name: `${name}_p50_ms@${label}`, value: quantile(alone, 0.5), unit },
      { name: `${name}_p99_ms@${label}`, value: quantile(alone, 0.99), unit },
      { name: `${name}_p99_ms_c4@${label}`, value: quantile(together, 0.99), unit },
    )
  }
  return readings
}

async function timesMs(
  client: HttpClient,
  path: string,
  headers: Record<string, string>,
  count: number,
  workers: number,
): Promise<readonly number[]> {
  const times: number[] = []
  await shareOut(
    Array.from({ length: count }, (_, index) => index + 1),
    workers,
    async () => {
      const startedAtMs = performance.now()
      good(await client.get(path, headers))
      times.push(performance.now() - startedAtMs)
    },
  )
  return times
}
