import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { usageRow as row } from './test-usage-row.ts'
import { type CostEntry, type Differences, type UsageEntry, UsageRevisions } from './usage-revisions.ts'

const hourMs = 3_600_000
const t0 = Date.parse('2026-11-20T00:00:00Z')
const window = { fromMs: t0, toMs: t0 + 24 * hourMs }
const figures = { tokensOut: 0, tokensCached: 0, tokensReasoning: 0, costNano: '7' }

/** A bucket's row: its key says who, its hour when. */
const usage = (key: string, tokensIn: number, hour = 1, requests: number | null = 2): UsageEntry => ({
  key,
  atMs: t0 + hour * hourMs,
  figures: { ...figures, requests, tokensIn },
  row: { ...row, actor_id: key },
})
const cost = (key: string, amountNano: string): CostEntry => ({
  key,
  atMs: t0,
  amountNano,
  row: { vendor_id: 'openai', day: '2026-11-20', currency: 'USD' },
})

/** Revisions of an object of their own, and the stored sums by person. */
function inObject(name: string, work: (stream: ReturnType<typeof streamOf>) => void): Promise<void> {
  return runInDurableObject(env.STREAM_SHARD.getByName(name), (_shard, state) => {
    work(streamOf(new UsageRevisions(state.storage.sql)))
  })
}

function streamOf(revisions: UsageRevisions) {
  const stored: Differences = { usage: [], costs: [] }
  const keep = (rows: Differences): number => {
    stored.usage.push(...rows.usage)
    stored.costs.push(...rows.costs)
    return rows.usage.length + rows.costs.length
  }
  return {
    page: (
      pass: string,
      entries: UsageEntry[],
      { begins = true, group = 'g', sinceMs = t0, costs = [] as CostEntry[] } = {},
    ) => keep(revisions.differences(entries, costs, { group, pass, sinceMs, begins })),
    end: (pass: string, group = 'g', span = window) =>
      keep(revisions.takenBack({ group, pass, ...span }, t0 + 30 * hourMs)),
    stored,
    sums: () => {
      const sums: Record<string, number> = {}
      for (const { actor_id = '', tokens_in = 0 } of stored.usage)
        sums[actor_id] = (sums[actor_id] ?? 0) + tokens_in
      return Object.fromEntries(Object.entries(sums).filter(([, tokens]) => tokens !== 0))
    },
  }
}

describe('a row that a whole reading no longer shows', () => {
  it('is taken back with everything that was told of it, and comes back when it is shown again', async () => {
    await inObject('vanish', ({ page, end, stored, sums }) => {
      page('1', [usage('ann', 100), usage('bob', 50)])
      expect(end('1')).toBe(0)
      page('2', [usage('ann', 100)])
      expect(end('2')).toBe(1)
      expect(sums()).toEqual({ ann: 100 })
      expect(stored.usage.at(-1)).toMatchObject({
        id: 'bob-2',
        actor_id: 'bob',
        requests: -2,
        tokens_in: -50,
        cost_usd: '-0.000000007',
        created_at: row.created_at,
        ingested_at: '2026-11-21T06:00:00.000Z',
      })
      page('3', [usage('ann', 100), usage('bob', 40)])
      expect(end('3')).toBe(0)
      expect(sums()).toEqual({ ann: 100, bob: 40 })
      page('4', [])
      expect(end('4')).toBe(2)
      expect(sums()).toEqual({})
    })
  })

  it('leaves calls unknown where the vendor never told them', async () => {
    await inObject('unknown', ({ page, end, stored }) => {
      page('1', [usage('ann', 100, 1, null)])
      page('2', [])
      end('2')
      expect(stored.usage.map(({ requests }) => requests)).toEqual([null, null])
    })
  })

  it('is taken back from the cost lines as well', async () => {
    await inObject('costs', ({ page, end, stored }) => {
      page('1', [], { costs: [cost('c', '12'), cost('d', '5')] })
      end('1')
      page('2', [], { costs: [cost('d', '5')] })
      expect(end('2')).toBe(1)
      expect(stored.costs.map(({ id, amount }) => [id, amount])).toEqual([
        ['c-1', '0.000000012'],
        ['d-1', '0.000000005'],
        ['c-2', '-0.000000012'],
      ])
    })
  })

  it('stays where it is not of the window, of another stream, or too old to be read again', async () => {
    await inObject('elsewhere', ({ page, end, sums }) => {
      page('1', [usage('ann', 1, 1), usage('old', 5, -1), usage('late', 7, 24)])
      end('1')
      page('x', [usage('eve', 9)], { group: 'h' })
      end('x', 'h')
      page('2', [])
      expect(end('2')).toBe(1)
      expect(sums()).toEqual({ old: 5, late: 7, eve: 9 })
      page('3', [usage('ann', 3, 1)], { sinceMs: t0 + 2 * hourMs })
      end('3')
      page('4', [])
      expect(end('4')).toBe(0)
      expect(sums().ann).toBe(3)
    })
  })
})

describe('a reading that is cut off', () => {
  it('takes nothing back until it went on to its end', async () => {
    await inObject('cut', ({ page, end, sums }) => {
      page('1', [usage('ann', 1), usage('bob', 2), usage('eve', 3)])
      end('1')
      page('2', [usage('ann', 1)])
      expect(sums()).toEqual({ ann: 1, bob: 2, eve: 3 })
      page('2', [usage('ann', 1)])
      page('2', [usage('bob', 2)], { begins: false })
      expect(end('2')).toBe(1)
      expect(sums()).toEqual({ ann: 1, bob: 2 })
      expect(end('2')).toBe(0)
    })
  })

  it('is forgotten when another begins in its place', async () => {
    await inObject('anew', ({ page, end, sums }) => {
      page('1', [usage('ann', 1), usage('bob', 2)])
      end('1')
      page('2', [usage('bob', 2)])
      page('3', [usage('ann', 1)])
      expect(end('2')).toBe(0)
      expect(end('3')).toBe(1)
      expect(sums()).toEqual({ ann: 1 })
    })
  })
})

describe('two readings at once', () => {
  it('take back nothing, either of them; the next one does', async () => {
    await inObject('twice', ({ page, end, sums }) => {
      page('1', [usage('ann', 1), usage('bob', 2), usage('eve', 3)])
      end('1')
      page('a', [usage('ann', 1)])
      page('b', [usage('ann', 1)])
      page('a', [usage('bob', 2)], { begins: false })
      expect([end('b'), end('a')]).toEqual([0, 0])
      expect(sums()).toEqual({ ann: 1, bob: 2, eve: 3 })
      page('c', [usage('ann', 1)])
      expect(end('c')).toBe(2)
    })
  })
})

describe('whatever a vendor shows from one reading to the next', () => {
  it('leaves exactly what the last whole reading showed', async () => {
    const shown = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 9 }), {
      noNullPrototype: true,
    })
    let run = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ shown, isCut: fc.boolean() }), { maxLength: 8 }),
        async (readings) => {
          run += 1
          await inObject(`property-${run}`, ({ page, end, sums }) => {
            for (const [index, reading] of [...readings, { shown: { a: 1 }, isCut: false }].entries()) {
              const rows = Object.entries(reading.shown).map(([key, tokens]) => usage(key, tokens))
              page(`${index}`, rows.slice(0, 2))
              if (reading.isCut) continue
              page(`${index}`, rows.slice(2), { begins: false })
              end(`${index}`)
              expect(sums()).toEqual(reading.shown)
            }
          })
        },
      ),
      { numRuns: 40 },
    )
  })
})
