import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import type { EventRow } from '../analytics/event-row.ts'
import { usageRow as row } from './test-usage-row.ts'
import { type UsageEntry, type UsageFigures, UsageRevisions } from './usage-revisions.ts'

const bucketAtMs = Date.parse('2026-11-20T12:00:00Z')
const a: UsageFigures = {
  requests: 3,
  tokensIn: 1000,
  tokensOut: 200,
  tokensCached: 50,
  tokensReasoning: 20,
  costNano: '9007199254740993000000001',
}
const b: UsageFigures = { ...a, requests: 5, tokensIn: 900, tokensCached: 70, costNano: '3' }
const told = (figures: UsageFigures, key = 'k'): UsageEntry => ({ key, atMs: bucketAtMs, figures, row })

/** Revisions in a new object's own SQLite. */
function inObject<T>(name: string, work: (revisions: UsageRevisions, sql: SqlStorage) => T): Promise<T> {
  return runInDurableObject(env.STREAM_SHARD.getByName(name), (_shard, state) =>
    work(new UsageRevisions(state.storage.sql), state.storage.sql),
  )
}

const sum = (rows: readonly EventRow[], column: 'requests' | 'tokens_in' | 'tokens_cached') =>
  rows.reduce((total, each) => total + (each[column] ?? 0), 0)

describe('revisions of usage', () => {
  it('gives A, B and A again as rows with ids of their own whose sums are A', async () => {
    const rows = await inObject('a-b-a', (revisions) =>
      [a, b, a].flatMap((figures) => revisions.usageRows([told(figures)])),
    )
    expect(rows.map(({ id }) => id)).toEqual(['k-1', 'k-2', 'k-3'])
    expect(rows.map(({ cost_usd }) => cost_usd)).toEqual([
      '9007199254740993.000000001',
      '-9007199254740992.999999998',
      '9007199254740992.999999998',
    ])
    expect([sum(rows, 'requests'), sum(rows, 'tokens_in'), sum(rows, 'tokens_cached')]).toEqual([3, 1000, 50])
    expect(rows[1]).toMatchObject({ requests: 2, tokens_in: -100, tokens_out: 0, tokens_reasoning: 0 })
  })

  it('gives nothing for what is read again, also by the next life of the object', async () => {
    await inObject('again', (revisions, sql) => {
      expect(revisions.usageRows([told(a)])).toHaveLength(1)
      expect(revisions.usageRows([told({ ...a })])).toEqual([])
      expect(new UsageRevisions(sql).usageRows([told(a)])).toEqual([])
    })
  })

  it('takes two entries with one key in a call as one after the other', async () => {
    const rows = await inObject('twice', (revisions) =>
      revisions.usageRows([told(a), told(b), told(b), told(a, 'l')]),
    )
    expect(rows.map(({ id }) => id)).toEqual(['k-1', 'k-2', 'l-1'])
    expect(sum(rows.slice(0, 2), 'requests')).toBe(5)
  })

  it('keeps calls that the vendor never told as not known', async () => {
    const unknown = { ...a, requests: null }
    const rows = await inObject('unknown', (revisions) =>
      [unknown, { ...unknown, tokensIn: 1 }].flatMap((figures) => revisions.usageRows([told(figures)])),
    )
    expect(rows.map(({ requests }) => requests)).toEqual([null, null])
  })

  it('counts calls once when the vendor stops telling them for a while', async () => {
    const silent = { ...a, requests: null }
    const rows = await inObject('silent', (revisions) =>
      [a, silent, silent, { ...silent, tokensIn: 7 }, { ...a, requests: 4 }].flatMap((figures) =>
        revisions.usageRows([told(figures)]),
      ),
    )
    expect(rows).toHaveLength(3)
    expect([sum(rows, 'requests'), sum(rows, 'tokens_in')]).toEqual([4, 1000])
  })
})

describe('revisions of cost lines', () => {
  const line = (amountNano: string, key = 'c') => ({
    key,
    atMs: 0,
    amountNano,
    row: { vendor_id: 'openai', day: '2026-11-20' },
  })

  it('gives exact differences of either sign, and nothing for what is read again', async () => {
    const rows = await inObject('costs', (revisions) =>
      ['9007199254740993000000001', '-1', '-1', '9007199254740993000000001'].flatMap((nano) =>
        revisions.costRows([line(nano)]),
      ),
    )
    expect(rows.map(({ id, amount }) => [id, amount])).toEqual([
      ['c-1', '9007199254740993.000000001'],
      ['c-2', '-9007199254740993.000000002'],
      ['c-3', '9007199254740993.000000002'],
    ])
    expect(rows[0]).toMatchObject({ vendor_id: 'openai', day: '2026-11-20' })
  })

  it('takes two lines with one key in a call as one after the other', async () => {
    const rows = await inObject('costs-twice', (revisions) =>
      revisions.costRows([line('5'), line('7'), line('5', 'd')]),
    )
    expect(rows.map(({ id, amount }) => [id, amount])).toEqual([
      ['c-1', '0.000000005'],
      ['c-2', '0.000000002'],
      ['d-1', '0.000000005'],
    ])
  })
})
