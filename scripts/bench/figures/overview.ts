import { untilMerged } from '../clickhouse.ts'
import { type Bench, figure, type Reading } from '../figure.ts'
import { fillEvents } from '../fill.ts'
import { good, type HttpClient, shareOut } from '../http-client.ts'
import { quantile, spread } from '../statistics.ts'

const path = '/api/v1/dashboard/overview'
const warmUps = 30
const sizes = [
  { label: '1m', rows: 1_000_000 },
  { label: '10m', rows: 10_000_000 },
]

/** The page that everyone opens first, over an organization with so many events in 30 days. */
export const overview = figure({
  name: 'overview',
  summary: 'milliseconds of GET /dashboard/overview over 1 and 10 million events',
  async measure(bench) {
    const { db, orgId, client } = await bench.instance()
    const readings: Reading[] = []
    let filled = 0
    for (const { label, rows } of bench.isQuick ? sizes.slice(0, 1) : sizes) {
      await fillEvents(db, orgId, filled, rows)
      filled = rows
      await untilMerged(db)
      readings.push(...(await askMany(bench, client(4), label)))
    }
    return readings
  },
})

async function askMany({ isQuick, note }: Bench, client: HttpClient, label: string): Promise<Reading[]> {
  const asks = isQuick ? 50 : 300
  const ask = async (): Promise<number> => {
    const startedAtMs = performance.now()
    good(await client.get(path))
    return performance.now() - startedAtMs
  }
  const askAll = async (count: number, workers: number): Promise<number[]> => {
    const timesMs: number[] = []
    await shareOut(
      Array.from({ length: count }, (_, index) => index + 1),
      workers,
      async () => timesMs.push(await ask()),
    )
    return timesMs
  }
  await askAll(warmUps, 1)
  const alone = await askAll(asks, 1)
  const together = await askAll(asks, 4)
  note(`overview of ${label}: ${spread(alone)} ms; four at a time: ${spread(together)} ms`)
  const unit = 'ms'
  return [
    { name: `overview_p50_ms@${label}`, value: quantile(alone, 0.5), unit },
    { name: `overview_p99_ms@${label}`, value: quantile(alone, 0.99), unit },
    { name: `overview_p99_ms_c4@${label}`, value: quantile(together, 0.99), unit },
  ]
}
