import { describe, expect, test } from 'vitest'
import {
  columnPercentage,
  compactCount,
  compactMoney,
  count,
  duration,
  humanize,
  logTime,
  money,
  percentage,
  relativeTime,
  trend,
} from './format.ts'

describe('money', () => {
  test.each([
    ['0', '$0.00'],
    ['1234.5', '$1,234.50'],
    ['1', '$1.00'],
    ['0.032829814', '$0.033'],
    ['0.5', '$0.50'],
    ['0.000421', '$0.00042'],
    ['0.000000001', '$0.000000001'],
    ['-12.3456', '−$12.35'],
    ['0.999', '$1.00'],
    ['0.0999', '$0.10'],
  ])('shows %s as %s', (decimal, text) => {
    expect(money(decimal)).toBe(text)
  })

  test('keeps every digit of an amount that a float would round', () => {
    expect(money('90071992547409931.07')).toBe('$90,071,992,547,409,931.07')
  })

  test('rounds a half to the even neighbour', () => {
    expect([money('1.125'), money('1.135')]).toEqual(['$1.12', '$1.14'])
  })

  test('shows what is not a decimal as it is', () => {
    expect(['1e5', '', '1,2', 'NaN'].map(money)).toEqual(['1e5', '', '1,2', 'NaN'])
  })

  test('turns to millions from a million up, and not one cent before', () => {
    expect([compactMoney('999999.99'), compactMoney('1240000'), compactMoney('-2500000')]).toEqual([
      '$999,999.99',
      '$1.24M',
      '−$2.50M',
    ])
  })

  test('turns to billions and trillions, not to thousands of millions', () => {
    expect(['999994999', '999999999', '3516643490000'].map(compactMoney)).toEqual([
      '$999.99M',
      '$1.00B',
      '$3.52T',
    ])
  })
})

describe('counts', () => {
  test('have separators and a true minus sign', () => {
    expect([count(1234567), count(-12), compactCount(12345), compactCount(-12345)]).toEqual([
      '1,234,567',
      '−12',
      '12.3K',
      '−12.3K',
    ])
  })
})

describe('duration', () => {
  test.each([
    [0, '0 ms'],
    [0.4, '0.4 ms'],
    [999, '999 ms'],
    [999.6, '1.00 s'],
    [1_240, '1.24 s'],
    [12_340, '12.3 s'],
    [59_960, '1 m'],
    [72_000, '1 m 12 s'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 m'],
    [90_000_000, '1 d 1 h'],
  ])('reads %d ms as %s', (ms, text) => {
    expect(duration(ms)).toBe(text)
  })
})

describe('relative time', () => {
  const nowMs = Date.parse('2026-11-21T12:00:00Z')
  test.each([
    ['2026-11-21T11:59:57Z', 'just now'],
    ['2026-11-21T11:59:30Z', '30 s ago'],
    ['2026-11-21T11:00:01Z', '59 min ago'],
    ['2026-11-21T11:00:00Z', '1 h ago'],
    ['2026-11-19T12:00:00Z', '2 d ago'],
    ['2026-11-21T12:05:00Z', 'in 5 min'],
  ])('tells %s as %s', (at, text) => {
    expect(relativeTime(at, nowMs)).toBe(text)
  })

  test('is the day of the reader when it is long ago', () => {
    expect(relativeTime(new Date(2026, 8, 1, 23, 59).toISOString(), nowMs)).toBe('1 Sept 2026')
    expect(relativeTime(new Date(2026, 8, 2, 0, 0).toISOString(), nowMs)).toBe('2 Sept 2026')
  })
})

test('a log line has day and time of the reader to the second', () => {
  expect(logTime(new Date(2026, 10, 21, 9, 4, 56, 789).toISOString())).toBe('21 Nov 09:04:56')
})

describe('trend', () => {
  test('has direction and size', () => {
    expect(trend(112.7, 100)).toEqual({ direction: 'up', text: '+12.7%' })
    expect(trend(50, 100)).toEqual({ direction: 'down', text: '−50.0%' })
    expect(trend(100.01, 100)).toEqual({ direction: 'flat', text: '0%' })
    expect(trend(5_000, 1)).toEqual({ direction: 'up', text: '>+999%' })
  })

  test('is not told without something to compare with', () => {
    expect(trend(5, 0)).toBeNull()
    expect(trend(Number.NaN, 5)).toBeNull()
  })
})

test('a share is nothing or all only when it is', () => {
  expect([0, 0.0004, 0.0005, 0.5, 0.9994, 0.9995, 0.99999, 1, -0.04].map(percentage)).toEqual([
    '0%',
    '<0.1%',
    '0.1%',
    '50%',
    '99.9%',
    '>99.9%',
    '>99.9%',
    '100%',
    '−4%',
  ])
})

test('codes become words', () => {
  expect([humanize('prompt_injection'), humanize(''), percentage(0.975)]).toEqual([
    'Prompt injection',
    '',
    '97.5%',
  ])
})

test('shares in a column have one decimal each, so that they can be compared', () => {
  expect([0, 0.0004, 0.07, 0.11, 0.132, 0.99, 0.9997, 1, -0.04].map(columnPercentage)).toEqual([
    '0%',
    '<0.1%',
    '7.0%',
    '11.0%',
    '13.2%',
    '99.0%',
    '>99.9%',
    '100%',
    '−4.0%',
  ])
})
