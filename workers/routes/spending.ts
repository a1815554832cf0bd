import { z } from 'zod'
import type { PriceOverride, ReconciliationRow } from '../../analytics/contract/spending.ts'
import { decimalFromNano, divideHalfEven, nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { listVersion } from '../../analytics/pricing/price.ts'
import { modelPricing } from '../../analytics/queries/model-pricing.ts'
import { type ReconciledDay, reconciliation } from '../../analytics/queries/reconciliation.ts'
import { fail, ok } from '../../analytics/result.ts'
import { ratesBetween } from '../../analytics/store/d1/exchange-rates.ts'
import { openNotices, settleNotice } from '../../analytics/store/d1/notices.ts'
import {
  agreedPrices,
  removeAgreedPrice,
  type StoredPrice,
  saveAgreedPrice,
} from '../../analytics/store/d1/price-overrides.ts'
import { asking } from '../http/asking.ts'
import { cutPage, decodeCursor, pageOfWhole } from '../http/cursor.ts'
import { route } from '../http/route.ts'
import { subjectOf } from '../identity/caller.ts'
import { agreedPricesMax, forgetPrices } from '../prices.ts'

const dayMs = 86_400_000
const daysMax = 92
const nano = 1_000_000_000n
const priceCursor = z.strictObject({ vendorId: z.string(), model: z.string(), effectiveFromMs: z.number() })

export const costReconciliation = route('GET /costs/reconciliation', {
  summary:
    'What vendors report as cost beside what our prices say, per vendor, day and key, at most 92 days.',
  permission: 'costs:read',
  handle: ({ tenant, place, query }) =>
    asking(async () => {
      const { from, to, vendor_id: vendorId } = query
      const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
      if (days < 1 || days > daysMax) {
        return fail({
          kind: 'bad_request',
          message: `Ask for 1 to ${daysMax} days, the first before the last.`,
        })
      }
      const [found, rateOf] = await Promise.all([
        place.clickhouse.ask(tenant, reconciliation, { from, to, vendorId: vendorId ?? null }),
        ratesBetween(place.db, from, to),
      ])
      const rows = found.map((row) => reconciled(row, rateOf))
      const billing = new Set(found.flatMap((row) => (row.reported.length > 0 ? [row.vendor_id] : [])))
      const billed = rows.filter(({ item }) => billing.has(item.vendor_id))
      const total = (pick: (row: Reconciled) => bigint) =>
        decimalFromNano(billed.reduce((sum, row) => sum + pick(row), 0n))
      const page = pageOfWhole(
        rows.map(({ item }) => item),
        query,
      )
      if (!page.ok) return page
      return ok({
        ...page.value,
        totals: {
          reported_usd: total(({ reportedNano }) => reportedNano),
          priced_usd: total(({ pricedNano }) => pricedNano),
          remainder_usd: total(({ reportedNano, pricedNano }) => reportedNano - pricedNano),
        },
      })
    }),
})

type Reconciled = { item: ReconciliationRow; reportedNano: bigint; pricedNano: bigint }
type RateOf = Awaited<ReturnType<typeof ratesBetween>>

/** Amounts in other currencies count by the rate of their day; without one they are shown and do not count. */
function reconciled(row: ReconciledDay, rateOf: RateOf): Reconciled {
  const lines = row.reported.map(([currency, amount]) => {
    const rate = currency === 'USD' ? null : rateOf(currency, row.day)
    const amountNano = nanoFromDecimal(amount)
    const usdNano =
      currency === 'USD'
        ? amountNano
        : divideHalfEven(amountNano * nanoFromDecimal(rate?.usdPerUnit ?? '0'), nano)
    return { currency, amountNano, usdNano, rate }
  })
  const reportedNano = lines.reduce((sum, { usdNano }) => sum + usdNano, 0n)
  const pricedNano = nanoFromDecimal(row.priced_usd)
  return {
    reportedNano,
    pricedNano,
    item: {
      vendor_id: row.vendor_id,
      day: row.day,
      api_key_ref: row.api_key_ref === '' ? null : row.api_key_ref,
      reported_usd: decimalFromNano(reportedNano),
      priced_usd: decimalFromNano(pricedNano),
      remainder_usd: decimalFromNano(reportedNano - pricedNano),
      unpriced_requests: row.unpriced_requests,
      other: lines
        .filter(({ currency }) => currency !== 'USD')
        .map(({ currency, amountNano, rate }) => ({
          currency,
          amount: decimalFromNano(amountNano),
          usd_rate: rate?.usdPerUnit ?? null,
          rate_day: rate?.day ?? null,
        })),
    },
  }
}

const priceItem = (price: StoredPrice): PriceOverride => ({
  vendor_id: price.vendorId,
  model: price.model,
  effective_from: new Date(price.effectiveFromMs).toISOString(),
  input: price.input,
  output: price.output,
  cache_read: price.cacheRead,
  cache_write: price.cacheWrite,
  created_by: price.createdBy,
})

export const priceList = route('GET /pricing/overrides', {
  summary: 'Prices that the organization agreed with its vendors.',
  permission: 'costs:read',
  async handle({ tenant, place, query }) {
    const after = decodeCursor(query.cursor, priceCursor)
    if (!after.ok) return after
    const found = await agreedPrices(tenant, place.db, after.value, query.limit + 1)
    const { shown, nextCursor } = cutPage(found, query.limit, ({ vendorId, model, effectiveFromMs }) => ({
      vendorId,
      model,
      effectiveFromMs,
    }))
    return ok({ items: shown.map(priceItem), next_cursor: nextCursor })
  },
})

export const priceChange = route('PUT /pricing/overrides', {
  summary:
    'Give a model a price of the organization’s own from a moment on. What was stored before keeps its cost.',
  permission: 'org:write',
  audit: 'price.changed',
  async handle({ tenant, place, body, caller, nowMs, trail }) {
    const known = await agreedPrices(tenant, place.db, null, agreedPricesMax)
    const price: StoredPrice = {
      vendorId: body.vendor_id,
      model: body.model,
      effectiveFromMs: Date.parse(body.effective_from),
      input: body.input,
      output: body.output,
      cacheRead: body.cache_read ?? null,
      cacheWrite: body.cache_write ?? null,
      createdBy: subjectOf(caller),
    }
    const before = known.find(
      ({ vendorId, model, effectiveFromMs }) =>
        vendorId === price.vendorId && model === price.model && effectiveFromMs === price.effectiveFromMs,
    )
    if (!before && known.length >= agreedPricesMax) {
      return fail({ kind: 'conflict', message: `There is room for ${agreedPricesMax} prices.` })
    }
    await saveAgreedPrice(tenant, place.db, price, nowMs)
    forgetPrices(tenant)
    await settleNotice(
      tenant,
      place.db,
      { kind: 'unpriced_model', subject: `${price.vendorId}/${price.model}` },
      nowMs,
    )
    trail.target = `price:${price.vendorId}/${price.model}`
    if (before) trail.before = priceItem(before)
    trail.after = priceItem(price)
    return ok(priceItem(price))
  },
})

export const priceRemoval = route('DELETE /pricing/overrides', {
  summary: 'Remove a price; the list, or an earlier one, holds again.',
  permission: 'org:write',
  audit: 'price.removed',
  async handle({ tenant, place, query, trail }) {
    const key = {
      vendorId: query.vendor_id,
      model: query.model,
      effectiveFromMs: Date.parse(query.effective_from),
    }
    const removed = await removeAgreedPrice(tenant, place.db, key)
    if (!removed) return fail({ kind: 'not_found', message: 'There is no such price.' })
    forgetPrices(tenant)
    trail.target = `price:${key.vendorId}/${key.model}`
    trail.before = priceItem(removed)
    return ok({ removed: true })
  },
})

export const priceCoverage = route('GET /pricing/coverage', {
  summary: 'Where list prices come from, and which models of the last 30 days have none.',
  permission: 'costs:read',
  handle: ({ tenant, place, nowMs }) =>
    asking(async () => {
      const models = await place.clickhouse.ask(tenant, modelPricing, { nowMs })
      const unpriced = models.filter((model) => model.unpriced_requests > 0 || model.unpriced_tokens > 0)
      return ok({
        source: '@pydantic/genai-prices',
        version: listVersion,
        models_30d: models.length,
        priced_30d: models.length - unpriced.length,
        unpriced: unpriced.map((model) => ({
          vendor_id: model.vendor_id,
          model: model.model,
          requests_30d: model.unpriced_requests,
          tokens_30d: model.unpriced_tokens,
        })),
      })
    }),
})

export const notices = route('GET /notices', {
  summary:
    'What needs a person: models without a price, credentials that are refused, streams that are stopped.',
  permission: 'alerts:read',
  handle: async ({ tenant, place, query }) =>
    pageOfWhole(
      (await openNotices(tenant, place.db)).map((notice) => ({
        kind: notice.kind,
        subject: notice.subject,
        message: notice.message,
        times: notice.times,
        first_at: new Date(notice.firstAtMs).toISOString(),
        last_at: new Date(notice.lastAtMs).toISOString(),
      })),
      query,
    ),
})

export const noticeDismissal = route('POST /notices/dismiss', {
  summary: 'Settle a notice; it comes back when its reason does.',
  permission: 'alerts:write',
  audit: 'notice.dismissed',
  async handle({ tenant, place, body, nowMs, trail }) {
    const { kind, subject } = body
    trail.target = `notice:${kind}/${subject}`.slice(0, 200)
    const settled = await settleNotice(tenant, place.db, { kind, subject }, nowMs)
    return settled
      ? ok({ dismissed: true })
      : fail({ kind: 'not_found', message: 'There is no such notice.' })
  },
})
