import { untilMerged } from '../clickhouse.ts'
import { figure, type Reading } from '../figure.ts'
import { fillEvents } from '../fill.ts'
import { timed } from '../timed.ts'

const api = '/api/v1'
const day = (daysAgo: number): string =>
  encodeURIComponent(new Date(Date.now() - daysAgo * 86_400_000).toISOString())

/** First pages with two filters: of common values, of rare ones, and of words. */
const searches = [
  'vendor_id=openai&model=gpt-4.1',
  'vendor_id=deepseek&severity=critical',
  'actor_id=act_390&severity=critical',
  'actor_id=act_7&detector=secret_api_key',
  'model=deepseek-reasoner&status=error',
  'vendor_id=mistral&q=customer%204711',
].map((filters) => `${api}/events?limit=50&${filters}`)

/** What is asked over stored events; the names are those of the figures. */
const questions = (): [name: string, paths: string[], headers?: Record<string, string>][] => [
  ['overview', [`${api}/dashboard/overview`]],
  ['overview_uncached', [`${api}/dashboard/overview`], { 'cache-control': 'no-cache' }],
  ['vendors', [`${api}/vendors/analytics`]],
  ['vendors_uncached', [`${api}/vendors/analytics`], { 'cache-control': 'no-cache' }],
  ['search', searches],
  ['facets', [`${api}/events/facets`]],
  [
    'timeline',
    [`${api}/events/timeline?from=${day(90)}`, `${api}/events/timeline?from=${day(90)}&model=gpt-4.1`],
  ],
  ['top', ['actor', 'model'].map((dimension) => `${api}/dashboard/top?days=90&dimension=${dimension}`)],
]

/** What dashboards and lists ask, over an organization with so many events in 90 days. One fill serves them all. */
export const overview = figure({
  name: 'overview',
  summary:
    'milliseconds of the overview, vendor analytics, events search and their like over --sizes of events',
  async measure(bench) {
    const { db, orgId, client } = await bench.instance()
    const readings: Reading[] = []
    let filled = 0
    for (const { label, rows } of bench.sizes) {
      const startedAtMs = performance.now()
      await fillEvents(db, orgId, filled, rows)
      await untilMerged(db)
      const seconds = (performance.now() - startedAtMs) / 1000
      bench.note(`${rows - filled} events more in ${Math.round(seconds)} s, merged`)
      filled = rows
      for (const [name, paths, headers] of questions())
        readings.push(...(await timed(bench, client(4), name, label, paths, headers)))
    }
    return readings
  },
})
