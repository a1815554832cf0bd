import { describe, expect, it } from 'vitest'
import type { ReconciliationRow } from '../../analytics/contract/spending.ts'
import { billingOf, daySpan, reconciliationCsv, remainderShare } from './spending.ts'

const nowMs = Date.parse('2026-11-21T00:30:00Z')
const row = (over: Partial<ReconciliationRow> = {}): ReconciliationRow => ({
  vendor_id: 'openai',
  day: '2026-11-20',
  api_key_ref: null,
  reported_usd: '10',
  priced_usd: '9',
  remainder_usd: '1',
  unpriced_requests: 0,
  other: [],
  ...over,
})

describe('daySpan', () => {
  it('ends with yesterday, in UTC', () => {
    expect(daySpan(new URLSearchParams('days=7'), nowMs)).toEqual({
      name: '7',
      from: '2026-11-14',
      to: '2026-11-20',
    })
  })

  it.each(['', 'days=8', 'days=toString'])('is thirty days for "%s"', (search) => {
    expect(daySpan(new URLSearchParams(search), nowMs)).toMatchObject({ name: '30', from: '2026-10-22' })
  })
})

describe('remainderShare', () => {
  it.each([
    ['10', '1', 100],
    ['10', '-1', -100],
    ['-10', '1', -100],
    ['1000000', '0.01', 0],
    ['0.000000003', '0.000000001', 333],
    ['0', '5', null],
  ])('of %s with %s left is %s tenths of a per cent', (reported_usd, remainder_usd, share) => {
    expect(remainderShare({ reported_usd, remainder_usd })).toBe(share)
  })
})

describe('billingOf', () => {
  const unbilled = { vendor_id: 'cursor', reported_usd: '0', priced_usd: '7.5', remainder_usd: '-7.5' }

  it('keeps the usage of vendors without any bill apart from what was billed', () => {
    const rows = [
      row(),
      row({ day: '2026-11-19', reported_usd: '0', priced_usd: '0.000000001', remainder_usd: '-0.000000001' }),
      row(unbilled),
    ]
    expect(billingOf(rows)).toEqual({
      reported_usd: '10.000000000',
      priced_usd: '9.000000001',
      remainder_usd: '0.999999999',
      unbilled_usd: '7.500000000',
      silent: new Set(['cursor']),
    })
  })

  it('counts a bill in another currency as one, and a credit as one', () => {
    const other = [{ currency: 'EUR', amount: '4', usd_rate: null, rate_day: null }]
    expect(billingOf([row({ ...unbilled, other })]).silent.size).toBe(0)
    const credit = billingOf([row({ ...unbilled, reported_usd: '-1', remainder_usd: '-8.5' })])
    expect([credit.silent.size, credit.remainder_usd]).toEqual([0, '-8.500000000'])
  })

  it('of nothing is nothing', () => {
    expect(billingOf([])).toMatchObject({ reported_usd: '0.000000000', unbilled_usd: '0.000000000' })
  })
})

describe('reconciliationCsv', () => {
  it('has a line per row, and other currencies with their rate', () => {
    const other = [{ currency: 'EUR', amount: '4', usd_rate: '1.1', rate_day: '2026-11-20' }]
    expect(reconciliationCsv([row({ other, remainder_usd: '-1' })])).toBe(
      'day,vendor_id,api_key,reported_usd,priced_usd,remainder_usd,unpriced_requests,other\r\n' +
        '2026-11-20,openai,,10,9,-1,0,4 EUR at 1.1\r\n',
    )
  })

  it.each([
    ['=SUM(A1)', `'=SUM(A1)`],
    ['-1+1', `'-1+1`],
    ['@x', `'@x`],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
  ])('disarms the key %s', (api_key_ref, cell) => {
    expect(reconciliationCsv([row({ api_key_ref })])).toContain(`,${cell},`)
  })
})
