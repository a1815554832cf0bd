import { decimalFromNano, divideHalfEven, nanoFromDecimal } from '../analytics/pricing/money.ts'
import type { ExchangeRate } from '../analytics/store/d1/exchange-rates.ts'

const daysMax = 100
const source = 'European Central Bank, euro foreign exchange reference rates'
const nano = 1_000_000_000n
const dayTag = /<Cube time=['"](\d{4}-\d\d-\d\d)['"]>/
const rateTag = /<Cube currency=['"]([A-Z]{3})['"] rate=['"](\d{1,9}(?:\.\d{1,9})?)['"]\s*\/>/g

/** The dollar rates in the ECB's document; days without a dollar rate, and what is no rate, are left out. */
export function ratesOf(xml: string): ExchangeRate[] {
  // Cut at each day, so that no part is read twice.
  const [, ...parts] = xml.split(/(?=<Cube time=)/)
  return parts.slice(0, daysMax).flatMap((part) => {
    const day = dayTag.exec(part)?.[1]
    const perEuro = new Map(
      [...part.matchAll(rateTag)].map(
        ([, currency = '', rate = '']) => [currency, nanoFromDecimal(rate)] as const,
      ),
    )
    const dollars = perEuro.get('USD')
    if (day === undefined || !dollars) return []
    const others = [...perEuro].filter(([currency, rate]) => currency !== 'USD' && rate > 0n)
    return [
      { day, currency: 'EUR', usdPerUnit: decimalFromNano(dollars), source },
      ...others.map(([currency, rate]) => ({
        day,
        currency,
        usdPerUnit: decimalFromNano(divideHalfEven(dollars * nano, rate)),
        source,
      })),
    ]
  })
}
