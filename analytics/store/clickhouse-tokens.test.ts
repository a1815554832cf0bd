import { describe, expect, it } from 'vitest'
import { areTokensKnown, tokensIn } from './clickhouse-tokens.ts'

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

describe('what a store has counted', () => {
  const table = (name: string, engine: string, blocks: number) => ({ table: name, engine, blocks })
  /** A server that has these tables. */
  const counted = (tables: readonly object[], cluster: string | null = null) => {
    const query = async () => ({ json: async () => tables })
    return tokensIn({ query } as unknown as Parameters<typeof tokensIn>[0], cluster).blockCounts()
  }
  const plain = [table('events', 'MergeTree', 9), table('usage_daily', 'AggregatingMergeTree', 4)]

  it('is told by table where each table counts for itself, and not at all elsewhere', async () => {
    expect(await counted(plain)).toEqual({ events: 9, usage_daily: 4 })
    expect(await counted([...plain, table('facet_daily', 'ReplicatedAggregatingMergeTree', 2)])).toBeNull()
    expect(await counted([table('events', 'SharedMergeTree', 9)])).toBeNull()
    expect(await counted(plain, 'cluster')).toBeNull()
  })
})
