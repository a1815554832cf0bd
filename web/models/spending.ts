import type { PriceOverride, ReconciliationRow } from '../../analytics/contract/spending.ts'
import { api } from '../lib/api.ts'
import { query } from '../lib/router.ts'
import { type PagedList, pagedList } from './paged-list.ts'
import { type Resource, resource } from './resource.ts'

const dayMs = 86_400_000
const shareDigits = 1_000n
const nano = 9

/** Spans of whole days in UTC, the last of them yesterday: vendors report a day when it is over. */
export const daySpans = { '7': 'Last 7 days', '30': 'Last 30 days', '90': 'Last 90 days' } as const
const spanDefault = '30'

/** The span that the address names. Shape: its name, and its first and last day as `YYYY-MM-DD`. */
export function daySpan(search: URLSearchParams, nowMs: number): { name: string; from: string; to: string } {
  const named = search.get('days') ?? spanDefault
  const name = Object.hasOwn(daySpans, named) ? named : spanDefault
  const day = (back: number) => new Date(nowMs - back * dayMs).toISOString().slice(0, 10)
  return { name, from: day(Number(name)), to: day(1) }
}

export type Reconciliation = {
  items: readonly ReconciliationRow[]
  totals: { reported_usd: string; priced_usd: string; remainder_usd: string }
}

/** What vendors report beside what our prices say, of the span and vendor in the address. */
export function reconciliationModel(): Resource<Reconciliation> {
  return resource((signal) => {
    const { from, to } = daySpan(query.value, Date.now())
    const vendorId = query.value.get('vendor_id')
    return api('GET /costs/reconciliation', {
      query: { from, to, ...(vendorId ? { vendor_id: vendorId } : {}) },
      signal,
    })
  })
}

/**
 * The remainder as a share of what was reported, in tenths of a per cent; null when nothing was reported. Computed in
 * whole numbers, so that a cent in a million is not rounded away on its way here.
 */
export function remainderShare({
  reported_usd,
  remainder_usd,
}: Pick<ReconciliationRow, 'reported_usd' | 'remainder_usd'>): number | null {
  const reported = billionths(reported_usd)
  if (reported === 0n) return null
  return Number((billionths(remainder_usd) * shareDigits) / reported)
}

/** What was billed and priced, and apart from it the usage of vendors that reported no bill at all. */
type Billing = {
  reported_usd: string
  priced_usd: string
  remainder_usd: string
  unbilled_usd: string
  /** Vendors without a bill in any row: there is nothing to set their usage against. */
  silent: ReadonlySet<string>
}

export function billingOf(rows: readonly ReconciliationRow[]): Billing {
  const billed = new Set(rows.filter(hasBill).map(({ vendor_id }) => vendor_id))
  const [set, apart] = [
    rows.filter((row) => billed.has(row.vendor_id)),
    rows.filter((row) => !billed.has(row.vendor_id)),
  ]
  return {
    reported_usd: sumOf(set, ({ reported_usd }) => reported_usd),
    priced_usd: sumOf(set, ({ priced_usd }) => priced_usd),
    remainder_usd: sumOf(set, ({ remainder_usd }) => remainder_usd),
    unbilled_usd: sumOf(apart, ({ priced_usd }) => priced_usd),
    silent: new Set(apart.map(({ vendor_id }) => vendor_id)),
  }
}

const hasBill = ({ reported_usd, other }: ReconciliationRow): boolean =>
  billionths(reported_usd) !== 0n || other.length > 0

function sumOf(rows: readonly ReconciliationRow[], amount: (row: ReconciliationRow) => string): string {
  const sum = rows.reduce((total, row) => total + billionths(amount(row)), 0n)
  const size = (sum < 0n ? -sum : sum).toString().padStart(nano + 1, '0')
  return `${sum < 0n ? '-' : ''}${size.slice(0, -nano)}.${size.slice(-nano)}`
}

function billionths(decimal: string): bigint {
  const [, sign, whole = '0', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? []
  const amount = BigInt(whole + fraction.slice(0, nano).padEnd(nano, '0'))
  return sign === '-' ? -amount : amount
}

/** A table as a spreadsheet reads it: RFC 4180, and no cell begins as a formula does. */
export function reconciliationCsv(rows: readonly ReconciliationRow[]): string {
  const head = [
    'day',
    'vendor_id',
    'api_key',
    'reported_usd',
    'priced_usd',
    'remainder_usd',
    'unpriced_requests',
    'other',
  ]
  const lines = rows.map((row) =>
    [
      row.day,
      row.vendor_id,
      row.api_key_ref ?? '',
      row.reported_usd,
      row.priced_usd,
      row.remainder_usd,
      String(row.unpriced_requests),
      row.other
        .map(({ currency, amount, usd_rate }) => `${amount} ${currency} at ${usd_rate ?? 'no rate'}`)
        .join('; '),
    ].map(csvCell),
  )
  return [head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('')
}

function csvCell(text: string): string {
  const isFormula = /^[=+@\t\r]/.test(text) || (/^-/.test(text) && !/^-\d+(?:\.\d+)?$/.test(text))
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Prices that were agreed, by vendor and model. */
export function pricesModel(): PagedList<PriceOverride> {
  const prices = pagedList((cursor, signal) =>
    api('GET /pricing/overrides', { query: { limit: 50, ...(cursor === null ? {} : { cursor }) }, signal }),
  )
  void prices.load()
  return prices
}

export type PriceCoverage = {
  source: string
  version: string
  models_30d: number
  priced_30d: number
  unpriced: readonly { vendor_id: string; model: string; requests_30d: number; tokens_30d: number }[]
}

/** Which of the models in use have a price. */
export function coverageModel(): Resource<PriceCoverage> {
  const coverage = resource((signal) => api('GET /pricing/coverage', { signal }))
  void coverage.load()
  return coverage
}
