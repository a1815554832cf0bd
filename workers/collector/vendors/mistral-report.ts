import { z } from 'zod'
import { divideHalfEven, isDecimal, nanoFromDecimal } from '../../../analytics/pricing/money.ts'
import { amount, ref } from '../shapes.ts'

/** One metered figure of one day; `value` is in what `event_type` counts: tokens, pages, seconds, characters. */
const leaf = z.object({
  event_type: ref,
  billing_metric: ref,
  billing_group: ref,
  api_zone: ref,
  service_tier: ref,
  timestamp: z.string().regex(/^\d{4}-\d{2}-\d{2}/),
  value: amount,
  value_paid: amount.nullish(),
})

const price = z.object({
  event_type: ref,
  billing_metric: ref,
  billing_group: ref,
  api_zone: ref,
  service_tier: ref,
  price: amount,
})
type Price = z.infer<typeof price>

/** A month of usage; categories besides these fields come and go. */
export const report = z.looseObject({ currency: z.string().min(1), prices: z.array(z.unknown()).nullish() })

/**
 * A figure with where it stood: the category, the model, and the class of tokens. Units: `valueNano` and `paidNano`
 * billionths of what is counted.
 */
export type Figure = {
  category: string
  model: string
  group: string
  dayAtMs: number
  eventType: string | null
  metric: string | null
  zone: string | null
  tier: string | null
  valueNano: bigint
  paidNano: bigint
}

export type Figures = { figures: Figure[]; malformed: number; prices: Price[]; currency: string }

/**
 * Figures stand in lists at the bottom of a tree whose categories the vendor adds to, so every list is looked at;
 * those of other things are left alone.
 */
export function figuresIn(body: z.infer<typeof report>, range: { startMs: number; endMs: number }): Figures {
  const { prices, currency, ...categories } = body
  const figures = new Map<string, Figure>()
  let malformed = 0
  visit(categories, [], (row, path) => {
    const read = leaf.safeParse(row)
    if (!read.success) {
      if (isMeant(row)) malformed += 1
      return
    }
    const figure = figureOf(read.data, path)
    if (figure.dayAtMs < range.startMs || figure.dayAtMs >= range.endMs) return
    const same = figures.get(figureKey(figure))
    figures.set(figureKey(figure), same ? added(same, figure) : figure)
  })
  return {
    figures: [...figures.values()],
    malformed,
    prices: (prices ?? []).flatMap((row) => price.safeParse(row).data ?? []),
    currency: currency.toUpperCase(),
  }
}

function added(one: Figure, other: Figure): Figure {
  return { ...one, valueNano: one.valueNano + other.valueNano, paidNano: one.paidNano + other.paidNano }
}

function figureOf(row: z.infer<typeof leaf>, path: readonly string[]): Figure {
  const names = path.filter((part) => part !== 'models')
  const hasModel = names.length > 2
  return {
    category: names.slice(0, hasModel ? -2 : -1).join('.'),
    model: hasModel ? (names.at(-2) ?? '') : '',
    group: names.at(-1) ?? '',
    dayAtMs: Date.parse(`${row.timestamp.slice(0, 10)}T00:00:00Z`),
    eventType: row.event_type,
    metric: row.billing_metric,
    zone: row.api_zone,
    tier: row.service_tier,
    valueNano: nanoFromDecimal(row.value),
    paidNano: nanoFromDecimal(row.value_paid ?? row.value),
  }
}

function isMeant(row: unknown): boolean {
  return typeof row === 'object' && row !== null && ('billing_metric' in row || 'timestamp' in row)
}

const depthMax = 8

function visit(
  node: unknown,
  path: readonly string[],
  take: (row: unknown, path: readonly string[]) => void,
) {
  if (Array.isArray(node)) for (const row of node) take(row, path)
  else if (typeof node === 'object' && node !== null && path.length < depthMax) {
    for (const [name, child] of Object.entries(node)) visit(child, [...path, name], take)
  }
}

/** The whole less its parts, figure by figure; parts that were counted up in between leave nothing below zero. */
export function remainder(whole: readonly Figure[], parts: readonly Figure[]): Figure[] {
  const taken = new Map<string, Figure>()
  for (const part of parts) {
    const same = taken.get(figureKey(part))
    taken.set(figureKey(part), same ? added(same, part) : part)
  }
  return whole.flatMap((figure) => {
    const part = taken.get(figureKey(figure))
    const valueNano = atLeastNone(figure.valueNano - (part?.valueNano ?? 0n))
    const paidNano = atLeastNone(figure.paidNano - (part?.paidNano ?? 0n))
    return valueNano === 0n && paidNano === 0n ? [] : [{ ...figure, valueNano, paidNano }]
  })
}

const atLeastNone = (nano: bigint) => (nano < 0n ? 0n : nano)

function figureKey({ category, model, group, dayAtMs, metric, zone, tier }: Figure): string {
  return JSON.stringify([category, model, group, dayAtMs, metric, zone, tier])
}

/** `name::version` is an alias and what stood behind it on that day. */
export function versionOf(model: string): string {
  return model.split('::').at(-1) || 'unknown'
}

const billion = 1_000_000_000n

/**
 * What is paid for times its price, rounded once; null when no price fits. What is free needs none. Units:
 * billionths of the report's currency.
 */
export function chargeOf(figure: Figure, prices: readonly Price[]): bigint | null {
  if (figure.paidNano === 0n) return 0n
  const found = priceFor(figure, prices)
  if (!found) return null
  // Prices of one token have more digits than a billionth shows.
  const [mantissa = '0', exponent = '0'] = String(found.price).toLowerCase().split('e')
  const billionfold = `${mantissa}e${Number(exponent) + 9}`
  if (!isDecimal(billionfold)) return null
  return divideHalfEven(figure.paidNano * nanoFromDecimal(billionfold), billion * billion)
}

/**
 * The price that fits best: that of the very tier and zone, then that for all of them. Prices of several zones for a
 * figure that names none leave the choice open, so that there is none.
 */
function priceFor({ metric, group, eventType, zone, tier }: Figure, prices: readonly Price[]): Price | null {
  const ranked = prices
    .filter(
      (each) =>
        each.billing_metric === metric &&
        (each.billing_group ?? group) === group &&
        (each.event_type ?? eventType) === eventType &&
        (zone === null || [null, 'global', zone].includes(each.api_zone)) &&
        [null, tier].includes(each.service_tier),
    )
    .map((each) => {
      const ofZone = each.api_zone === zone ? 2 : each.api_zone === null || each.api_zone === 'global' ? 1 : 0
      return { each, rank: (each.service_tier === tier ? 10 : 0) + ofZone, isOpen: ofZone === 0 }
    })
    .toSorted((a, b) => b.rank - a.rank)
  const [best, second] = ranked
  if (!best || (best.isOpen && second?.rank === best.rank)) return null
  return best.each
}
