import { fail, ok } from '../../../analytics/result.ts'
import { type HourPoint, hourPoints, passedHours } from '../google-series.ts'
import { type Counted, type Metered, meters } from '../meters.ts'
import { hourMs } from '../moments.ts'
import { emptyPage, skippedRows } from '../page.ts'
import { partGone, partOf } from '../parts.ts'
import type { Pulled, PullWindow, VendorContext } from '../vendor.ts'
import { signIn } from './vertex-account.ts'

const serving = 'aiplatform.googleapis.com/publisher/online_serving'
const dimensions = ['resource.label.model_user_id', 'resource.label.publisher', 'resource.label.location']
const metrics = [
  { metricType: `${serving}/token_count`, groupBy: [...dimensions, 'metric.label.type'] },
  { metricType: `${serving}/model_invocation_count`, groupBy: dimensions },
]

/** One project's metrics of a window as one page: counts per hour, model, publisher and location. */
export async function pullUsage(ctx: VendorContext, window: PullWindow): Pulled {
  const signed = await signIn(ctx)
  if (!signed.ok) return signed
  const part = partOf(window.page, signed.value.projects)
  if (!part) return fail(partGone)
  const range = passedHours(ctx, window)
  if (!range) return ok(emptyPage())

  const gathered = meters(ctx, 'vertex', hourMs)
  const raw: string[] = []
  let malformed = 0
  for (const { metricType, groupBy } of metrics) {
    const read = await hourPoints(ctx, signed.value.token, { project: part.name, metricType, groupBy, range })
    if (!read.ok) return read
    raw.push(...read.value.raw)
    malformed += read.value.malformed
    const isTokens = metricType.endsWith('token_count')
    for (const point of read.value.points) {
      const { counted, ...apart } = isTokens
        ? tokenClass(point.label('type'))
        : ({ counted: 'requests' } as const)
      gathered.add(meteredBy(part.name, point, apart), point.startMs, counted, point.value)
    }
  }
  const usage = gathered.usage()
  return ok({
    ...emptyPage(),
    raw: raw.length === 1 ? (raw[0] ?? '') : `[${raw.join(',')}]`,
    usage,
    rows: usage.length + malformed,
    skipped: skippedRows('malformed_row', malformed),
    nextPage: part.after(null),
  })
}

type TokenClass = { counted: Counted; operation?: string; isUnpriced?: boolean }

/**
 * What a token type counts as. Only `input` and `output` are documented. Others are taken as classes beside those,
 * since the values of a label part a metric into disjoint sums, and stand in rows of their own with their type in the
 * operation, so that nobody mistakes them for the sure ones; a type that nobody knows has no price.
 */
function tokenClass(type: string | null): TokenClass {
  if (type === 'input' || type === 'output') return { counted: type }
  const operation = `tokens:${type ?? 'untyped'}`
  if (type !== null && /^cached|^cache_read/.test(type)) return { counted: 'cacheRead', operation }
  if (type !== null && /^cache_(?:write|creation)/.test(type))
    return { counted: type.includes('1h') ? 'cacheWrite1h' : 'cacheWrite5m', operation }
  const isOutput = type !== null && /output|thought|reasoning/.test(type)
  return { counted: isOutput ? 'output' : 'input', operation, isUnpriced: true }
}

function meteredBy(
  project: string,
  { label }: HourPoint,
  { operation = 'inference', isUnpriced = false }: Omit<TokenClass, 'counted'>,
): Metered {
  const model = label('model_user_id') ?? 'unknown'
  return {
    model,
    operation,
    projectRef: project,
    dimensions: [label('publisher'), label('location')],
    pricedAs: isUnpriced ? null : model,
  }
}
