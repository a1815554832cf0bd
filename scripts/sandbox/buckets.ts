import type { Call, Meter, Traffic } from './traffic.ts'
import { choiceParam, intParam, Refusal } from './wire.ts'

/**
 * The bucket widths of both vendors with the page sizes that belong to each. Units: milliseconds, buckets.
 */
const widths = {
  '1m': { widthMs: 60_000, limit: 60, limitMax: 1440 },
  '1h': { widthMs: 3_600_000, limit: 24, limitMax: 168 },
  '1d': { widthMs: 86_400_000, limit: 7, limitMax: 31 },
} as const

type Width = keyof typeof widths

/** The buckets of one page, oldest first and without a gap; `nextPage` is null on the last. */
type BucketPage = {
  readonly widthMs: number
  readonly startsMs: readonly number[]
  readonly nextPage: string | null
}

/**
 * Which buckets are asked for: `bucket_width`, `limit` and `page` over the range given. Errors: Refusal 400.
 */
export function bucketPage(
  query: URLSearchParams,
  range: { startMs: number; endMs: number },
  allowed: readonly Width[] = ['1m', '1h', '1d'],
  dailyLimitMax: number = widths['1d'].limitMax,
): BucketPage {
  const width = allowed.find(
    (candidate) => candidate === (choiceParam(query, 'bucket_width', allowed)[0] ?? '1d'),
  )
  const { widthMs, limit: otherwise, limitMax } = widths[width ?? '1d']
  const max = widthMs === widths['1d'].widthMs ? dailyLimitMax : limitMax
  const limit = intParam(query, 'limit', { min: 1, max, otherwise })
  if (range.endMs <= range.startMs) throw new Refusal(400, 'The end of the range must be after its start.')

  const firstMs = Math.floor(range.startMs / widthMs) * widthMs
  const page = query.get('page')
  const fromMs = page === null ? firstMs : openCursor(page)
  if (fromMs < firstMs || fromMs >= range.endMs || fromMs % widthMs !== 0) throw invalidPage()

  const left = Math.ceil((range.endMs - fromMs) / widthMs)
  const startsMs = Array.from({ length: Math.min(left, limit) }, (_, i) => fromMs + i * widthMs)
  return { widthMs, startsMs, nextPage: left > limit ? sealCursor(fromMs + limit * widthMs) : null }
}

function sealCursor(startMs: number): string {
  return `page_${Buffer.from(`bucket:${startMs}`).toString('base64url')}`
}

function openCursor(page: string): number {
  const text = page.startsWith('page_') ? Buffer.from(page.slice(5), 'base64url').toString() : ''
  const startMs = /^bucket:(\d+)$/.exec(text)?.[1]
  if (startMs === undefined) throw invalidPage()
  return Number(startMs)
}

const invalidPage = () => new Refusal(400, 'Invalid page cursor.', 'page')

/** What a dimension says of a call. */
type DimensionValue = string | boolean | null

/** How each dimension that can be grouped by or filtered is read from a call. */
export type Dimensions = Readonly<Record<string, (call: Call) => DimensionValue>>

/** One row of a bucket: the dimensions grouped by, and the sum of what was metered. */
export type Group = { readonly values: Readonly<Record<string, DimensionValue>>; readonly meter: Meter }

/** The traffic of a page summed by bucket and group; one list of groups for each bucket of the page. */
export function sumByBucket(
  traffic: Traffic,
  page: BucketPage,
  nowMs: number,
  dimensions: Dimensions,
  groupBy: readonly string[],
  accepts: (call: Call) => boolean,
): readonly (readonly Group[])[] {
  const firstMs = page.startsMs[0] ?? 0
  const buckets = page.startsMs.map(() => new Map<string, Group>())
  const readers = groupBy.flatMap((name) => {
    const read = dimensions[name]
    return read ? [{ name, read }] : []
  })
  traffic.visit(firstMs, firstMs + buckets.length * page.widthMs, nowMs, (call) => {
    const groups = buckets[Math.floor((call.atMs - firstMs) / page.widthMs)]
    if (!groups || !accepts(call)) return
    let key = ''
    for (const { read } of readers) key += `${read(call)}\n`
    let group = groups.get(key)
    if (!group) {
      group = {
        values: Object.fromEntries(readers.map(({ name, read }) => [name, read(call)])),
        meter: emptyMeter(),
      }
      groups.set(key, group)
    }
    addTo(group.meter, call)
  })
  return buckets.map((groups) => [...groups.values()])
}

/** A filter that lets through the calls whose dimensions are among the values asked for. */
export function filterBy(
  dimensions: Dimensions,
  wanted: readonly (readonly [dimension: string, values: readonly string[] | null])[],
): (call: Call) => boolean {
  const active = wanted.flatMap(([name, values]) => {
    const read = dimensions[name]
    return read && values ? [{ read, values: new Set(values) }] : []
  })
  return (call) => active.every(({ read, values }) => values.has(String(read(call))))
}

function emptyMeter(): Meter {
  return {
    requests: 0,
    inputTokens: 0,
    cacheReadTokens: 0,
    cacheWrite5mTokens: 0,
    cacheWrite1hTokens: 0,
    outputTokens: 0,
    webSearches: 0,
  }
}

function addTo(sum: Meter, { meter, counted }: Call): void {
  sum.requests += meter.requests * counted
  sum.inputTokens += meter.inputTokens * counted
  sum.cacheReadTokens += meter.cacheReadTokens * counted
  sum.cacheWrite5mTokens += meter.cacheWrite5mTokens * counted
  sum.cacheWrite1hTokens += meter.cacheWrite1hTokens * counted
  sum.outputTokens += meter.outputTokens * counted
  sum.webSearches += meter.webSearches * counted
}
