import { describe, expect, it } from 'vitest'
import { ratesDocument } from '../scripts/sandbox/exchange-rates.ts'
import { ratesOf } from './rates-document.ts'

/** What this thread has had of the processor: unlike the clock's time it leaves out what others take. */
function spentMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

const document = (cubes: string) =>
  `<?xml version="1.0"?><gesmes:Envelope><Cube>${cubes}</Cube></gesmes:Envelope>`
const day = (time: string, rates: Record<string, string>) =>
  `<Cube time='${time}'>${Object.entries(rates)
    .map(([currency, rate]) => `<Cube currency='${currency}' rate='${rate}'/>`)
    .join('')}</Cube>`

describe('ratesOf', () => {
  it('turns units for one euro into dollars for one unit', () => {
    const rates = ratesOf(document(day('2026-11-20', { USD: '1.25', JPY: '200', GBP: '0.5' })))
    expect(rates.map(({ day, currency, usdPerUnit }) => [day, currency, usdPerUnit])).toEqual([
      ['2026-11-20', 'EUR', '1.25'],
      ['2026-11-20', 'JPY', '0.00625'],
      ['2026-11-20', 'GBP', '2.5'],
    ])
  })

  it('rounds half to even at the ninth digit', () => {
    const [, yen] = ratesOf(document(day('2026-11-20', { USD: '1', JPY: '3' })))
    expect(yen?.usdPerUnit).toBe('0.333333333')
  })

  it.each([
    ['a day without dollars', day('2026-11-20', { JPY: '3' })],
    ['a currency that is none', day('2026-11-20', { usd: '1.1' })],
    ['a rate that is none', day('2026-11-20', { USD: '1e3' })],
    ['a day that is none', day('20.11.2026', { USD: '1.1' })],
    ['nothing', ''],
  ])('leaves out %s', (_what, cubes) => {
    expect(ratesOf(document(cubes))).toEqual([])
  })

  it('leaves out a currency that is worth nothing', () => {
    expect(
      ratesOf(document(day('2026-11-20', { USD: '1', VEB: '0' }))).map(({ currency }) => currency),
    ).toEqual(['EUR'])
  })

  it('reads ninety days as the bank writes them, working days only', () => {
    const rates = ratesOf(ratesDocument('test', 90, Date.parse('2026-11-21T10:00:00Z')))
    const days = [...new Set(rates.map(({ day }) => day))]
    expect(days[0]).toBe('2026-11-20')
    expect(days.length).toBeGreaterThan(60)
    expect(days.every((each) => ![0, 6].includes(new Date(each).getUTCDay()))).toBe(true)
  })

  it('takes no longer over a document that never ends its tags', () => {
    const hostile = document(`<Cube time='2026-11-20'>`.repeat(20_000))
    const beforeMs = spentMs()
    expect(ratesOf(hostile)).toEqual([])
    expect(spentMs() - beforeMs).toBeLessThan(2_000)
  })
})
