import { describe, expect, it } from 'vitest'
import { areTokensKnown } from './clickhouse-tokens.ts'

describe('tokens of inserts', () => {
  const then = { events: 100, usage_daily: 7 }

  it('are known while each table has had few blocks since', () => {
    expect(areTokensKnown(then, then)).toBe(true)
    expect(areTokensKnown(then, { events: 5_100, usage_daily: 5_007 })).toBe(true)
    expect(areTokensKnown(then, { ...then, facet_daily: 5_000 })).toBe(true)
  })

  it('are not trusted when one table had many, lost some, is gone or new, or when nobody counted', () => {
    expect(areTokensKnown(then, { events: 5_101, usage_daily: 7 })).toBe(false)
    expect(areTokensKnown(then, { events: 100, usage_daily: 5_008 })).toBe(false)
    expect(areTokensKnown(then, { events: 100, usage_daily: 6 })).toBe(false)
    expect(areTokensKnown(then, { events: 100 })).toBe(false)
    expect(areTokensKnown(then, { ...then, facet_daily: 5_001 })).toBe(false)
    expect(areTokensKnown(null, then)).toBe(false)
    expect(areTokensKnown(then, null)).toBe(false)
    expect(areTokensKnown({}, {})).toBe(false)
    expect(areTokensKnown({}, then)).toBe(false)
  })
})
