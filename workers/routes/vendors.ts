import { decimalFromNano, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { type VendorFigures, vendorFigures, vendorFiguresOf } from '../../analytics/queries/vendor-figures.ts'
import { type VendorLatencies, vendorLatencies } from '../../analytics/queries/vendor-latencies.ts'
import { ok } from '../../analytics/result.ts'
import { lastRunByVendor } from '../../analytics/store/d1/collection.ts'
import { asking } from '../http/asking.ts'
import { pageOfWhole } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { askingOf, keptAnswers } from '../kept-answers.ts'

type VendorRead = VendorFigures & Partial<VendorLatencies>

const kept = keptAnswers<VendorRead[]>((vendors) => vendors.length)

export const vendorAnalytics = route('GET /vendors/analytics', {
  summary:
    'Per vendor: events, tokens, spend, latency and the last sync. Figures are at most half a minute old and never older than the last sync; `Cache-Control: no-cache` reads anew.',
  permission: 'analytics:read',
  handle: (context) =>
    asking(async () => {
      const { tenant, place, nowMs, query } = context
      const runs = await lastRunByVendor(tenant, place.db)
      const name = JSON.stringify([tenant.region, tenant.orgId])
      const figures = await kept.of(name, askingOf(context, runs), async () => {
        const [sums, latencies] = await Promise.all([
          place.clickhouse.ask(tenant, vendorFigures, { nowMs }),
          place.clickhouse.ask(tenant, vendorLatencies, { nowMs }),
        ])
        const latencyOf = new Map(latencies.map((row) => [row.vendor_id, row]))
        return vendorFiguresOf(sums).map((row) => ({ ...row, ...latencyOf.get(row.vendor_id) }))
      })
      const items = figures.map((row) => {
        const run = runs.get(row.vendor_id)
        const [p50 = null, p95 = null, p99 = null] = row.percentiles ?? []
        return {
          vendor_id: row.vendor_id,
          events_7d: row.events_7d,
          events_30d: row.events_30d,
          requests_7d: row.requests_7d,
          tokens_7d: row.tokens_7d,
          spend_7d_usd: decimalFromNano(nanoFromDecimal(row.spend_7d_usd)),
          latency_p50_ms: p50,
          latency_p95_ms: p95,
          latency_p99_ms: p99,
          last_sync_at: run ? new Date(run.finishedAtMs).toISOString() : null,
          last_sync_status: run?.status ?? null,
          last_sync_errors: run?.errors ?? 0,
        }
      })
      const spendNano = items.reduce((sum, item) => sum + nanoFromDecimal(item.spend_7d_usd), 0n)
      const medians = items.flatMap((item) => item.latency_p50_ms ?? [])
      const hottest = items
        .filter((item) => item.latency_p95_ms !== null)
        .sort((a, b) => (b.latency_p95_ms ?? 0) - (a.latency_p95_ms ?? 0))[0]
      const page = pageOfWhole(items, query)
      if (!page.ok) return page
      return ok({
        kpis: {
          events_7d: items.reduce((sum, item) => sum + item.events_7d, 0),
          spend_7d_usd: decimalFromNano(spendNano),
          latency_p50_ms_avg:
            medians.length === 0 ? null : medians.reduce((a, b) => a + b, 0) / medians.length,
          p95_hot_vendor: hottest?.vendor_id ?? null,
        },
        ...page.value,
      })
    }),
})
