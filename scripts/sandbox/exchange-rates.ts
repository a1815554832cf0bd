import { hashText, mix, share } from '../demo/chance.ts'
import { DAY_MS } from './moments.ts'

/** About what one euro buys. */
const middle = {
  USD: 1.09,
  GBP: 0.85,
  JPY: 168,
  CHF: 0.95,
  SEK: 11.3,
  CNY: 7.8,
  CAD: 1.51,
  AUD: 1.66,
  INR: 92,
}

const weekend: ReadonlySet<number> = new Set([0, 6])

/** The ECB's reference rates of the working days before now, newest first, as its XML has them. */
export function ratesDocument(seed: string, days: number, nowMs: number): string {
  const today = Math.floor(nowMs / DAY_MS)
  const working = Array.from({ length: days + 2 }, (_, back) => today - 1 - back)
    .filter((day) => !weekend.has(new Date(day * DAY_MS).getUTCDay()))
    .slice(0, days)
  const cubes = working.map((day) => {
    const rates = Object.entries(middle).map(([currency, rate], index) => {
      const moved = rate * (0.98 + 0.04 * share(mix(hashText(`${seed}/rates`), day), index))
      return `<Cube currency='${currency}' rate='${moved.toFixed(rate > 50 ? 2 : 4)}'/>`
    })
    return `<Cube time='${new Date(day * DAY_MS).toISOString().slice(0, 10)}'>${rates.join('')}</Cube>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01" xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
<gesmes:subject>Reference rates</gesmes:subject><Cube>${cubes.join('\n')}</Cube></gesmes:Envelope>`
}
