import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { StoreFilters } from '../../analytics/event-filters.ts'
import type { EventRow } from '../../analytics/event-row.ts'
import { nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { type EventCursor, eventsSearch } from '../../analytics/queries/events-search.ts'
import { timelineDaily } from '../../analytics/queries/timeline-daily.ts'
import { timelineHourly } from '../../analytics/queries/timeline-hourly.ts'
import { timelineRaw } from '../../analytics/queries/timeline-raw.ts'
import { type EventsPart, isInPart } from '../../analytics/reach.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { everyStep, planTimeline } from '../../analytics/timeline.ts'
import { findEvents } from '../../workers/find-events.ts'
import { type TestEngine, testEngine } from '../support/engine.ts'
import { naive, takes } from '../support/naive-filters.ts'
import { chanceOf, randomEvent } from '../support/random-events.ts'

const seed = Number(process.env.SEED ?? 20_261_121)
const tenant: Tenant = { region: 'us', orgId: 'one', plan: 'enterprise' }
const nowMs = Date.now()
const chance = chanceOf(seed)
const events: EventRow[] = Array.from({ length: 700 }, (_, index) =>
  randomEvent(chance, { id: `e${index}`, orgId: index % 7 === 0 ? 'two' : 'one', untilMs: nowMs, days: 130 }),
)
const own = events.filter(({ org_id }) => org_id === 'one')

let engine: TestEngine
beforeAll(async () => {
  engine = await testEngine()
  for (let from = 0; from < events.length; from += 100)
    await engine.put(events.slice(from, from + 100), `b${from}`)
})
afterAll(() => engine.end())

/** Newest first, as the list is. */
const sorted = (rows: readonly EventRow[]): EventRow[] =>
  rows.toSorted((a, b) =>
    a.created_at === b.created_at ? (a.id < b.id ? 1 : -1) : a.created_at < b.created_at ? 1 : -1,
  )
const idsOf = (rows: readonly EventRow[]): string[] => rows.map(({ id }) => id)
const search = (filters: StoreFilters, part: EventsPart = null) =>
  engine.store.ask(tenant, eventsSearch, { ...filters, part, after: null, rows: 1_000 })

const ago = (days: number): string => new Date(nowMs - days * 86_400_000).toISOString()

const cases: StoreFilters[] = [
  {},
  { kind: 'ml' },
  { source: 'otlp' },
  { operation: 'chat' },
  { vendor_id: 'openai' },
  { model: 'm2' },
  { workspace_id: 'w1' },
  { project_id: 'p3' },
  { actor_id: 'a4' },
  { actor_ids: ['a4', 'a1', 'nobody'] },
  { actor_ids: [] },
  { api_key_id: 'k1' },
  { status: 'error' },
  { severity: 'critical' },
  { severity: 'high' },
  { violation_type: 'pii_email' },
  { violation_label: 'Label of pii_email' },
  { detector: 'pii_email' },
  { risk_label: 'risky' },
  { flag: 'long_prompt' },
  { decision: 'block' },
  { policy_version: 'v1' },
  { inspected: 'partial' },
  { uninspected_reason: 'not_text' },
  { detector_version: '2' },
  { cost_source: 'vendor' },
  { region: 'eu' },
  { trace_id: 't1' },
  { only_violations: true },
  { metered: true },
  { latency_min_ms: 1_000.5 },
  { latency_max_ms: 1_000.5 },
  { cost_min_usd: 0.5 },
  { cost_max_usd: 0.5 },
  { risk_min: 0.625 },
  { risk_max: 0.625 },
  { tokens_min: 1_200 },
  { tokens_max: 1_200 },
  { tokens_cached_min: 5 },
  { tokens_reasoning_min: 5 },
  { tokens_estimated: true },
  { tokens_estimated: false },
  { requests_min: 2 },
  { requests_max: 2 },
  { from: ago(20) },
  { to: ago(20) },
  { ingested_from: ago(20) },
  { ingested_to: ago(20) },
  { from: ago(60), to: ago(30.3) },
  { q: 'invoice' },
  { q: 'INVOICE straße' },
  { q: 'RÉSUMÉ, london' },
  { q: 'foo_bar' },
  { q: 'foo' },
  { q: 'invoi' },
  { q: 'привет' },
  { q: '会议' },
  { q: ', ' },
  { q: '%_' },
  { q: `' OR 1=1 --` },
]
const mixed: StoreFilters[] = Array.from({ length: 40 }, () =>
  Object.assign(
    {},
    ...Array.from({ length: 2 + Math.floor(chance() * 2) }, () => cases[Math.floor(chance() * cases.length)]),
  ),
)

describe(`the event list (seed ${seed})`, () => {
  it('reads nothing of what was said where no text is wanted', async () => {
    const ask = async (withoutText: boolean) => {
      const asked = { part: null, after: null, rows: 1, withoutText }
      const [row] = await engine.store.ask(tenant, eventsSearch, asked)
      return Object.keys(row ?? {}).filter((name) => /excerpt|findings|^ml$|batch_id/.test(name))
    }
    expect((await ask(false)).toSorted()).toEqual(['findings', 'ml', 'prompt_excerpt', 'response_excerpt'])
    expect(await ask(true)).toEqual([])
  })

  it('knows every filter in these tests', () => {
    const tried = new Set(cases.flatMap((filters) => Object.keys(filters)))
    expect(Object.keys(naive).filter((name) => !tried.has(name))).toEqual([])
  })

  it.each(cases)('takes with %j what a plain filter takes', async (filters) => {
    const expected = own.filter((event) => takes(filters, event))
    expect(idsOf(await search(filters))).toEqual(idsOf(sorted(expected)))
  })

  it.each(mixed)('takes with %j together what plain filters take', async (filters) => {
    const expected = own.filter((event) => takes(filters, event))
    expect(idsOf(await search(filters))).toEqual(idsOf(sorted(expected)))
  })

  it('finds something with most of them, so that they tell apart', () => {
    const counts = cases.map((filters) => own.filter((event) => takes(filters, event)).length)
    expect(counts.filter((count) => count > 0 && count < own.length).length).toBeGreaterThan(35)
  })

  it('keeps to the part that one may see', async () => {
    const part: EventsPart = {
      isWhole: true,
      workspaceIds: [],
      projectIds: [],
      ids: [],
      exceptWorkspaceIds: ['w2'],
      exceptProjectIds: ['p1'],
      exceptIds: ['e1'],
    }
    const seen = own.filter((event) =>
      isInPart(part, {
        id: event.id,
        workspace_id: event.workspace_id ?? '',
        project_id: event.project_id ?? '',
      }),
    )
    expect(seen.length).toBeLessThan(own.length)
    expect(idsOf(await search({}, part))).toEqual(idsOf(sorted(seen)))
  })
})

describe('a search that reads its time in stretches', () => {
  const busy: Tenant = { ...tenant, orgId: 'busy' }
  const stored = own.map((event) => ({ ...event, org_id: 'busy' }))
  let asked = 0
  const place = {
    clickhouse: {
      ask: ((of, question, params) => {
        asked++
        return engine.store.ask(of, question, params)
      }) as TestEngine['store']['ask'],
    },
  }
  const find = (
    filters: StoreFilters,
    rows: number,
    after: EventCursor | null = null,
    part: EventsPart = null,
  ) => findEvents({ tenant: busy, place, nowMs }, { ...filters, part, after, rows })

  beforeAll(async () => {
    await engine.put(stored, 'busy')
    // As many events as make a stretch shorter than a day, by the rollup alone: what it says is never taken for the events.
    await engine.command(`INSERT INTO dimension_daily (org_id, dimension, day, value, events)
      SELECT 'busy', 'vendor', toDate('${ago(0)}'::DateTime64(3, 'UTC')) - number, 'openai', 3000000 FROM numbers(100)`)
  })

  it.each([...cases, ...mixed])('takes with %j what plain filters take, a page and all', async (filters) => {
    const expected = idsOf(sorted(stored.filter((event) => takes(filters, event))))
    expect(idsOf(await find(filters, 1_000))).toEqual(expected)
    expect(idsOf(await find(filters, 5))).toEqual(expected.slice(0, 5))
  })

  it('reads more than one stretch where it must, and no more than it must', async () => {
    const countOf = async (filters: StoreFilters, rows: number) => {
      asked = 0
      await find(filters, rows)
      return asked
    }
    await find({}, 1)
    expect(await countOf({ from: ago(1e-7) }, 1)).toBe(1)
    expect(await countOf({ latency_min_ms: 0.25 }, 1)).toBeLessThan(
      await countOf({ latency_min_ms: 0.5 }, 1_000),
    )
    expect(await countOf({ trace_id: 'nobody’s' }, 50)).toBeLessThan(8)
    // Usage knows that there is no such thing: what is asked is the first stretch, then the rollups, then nothing more.
    expect(await countOf({ vendor_id: 'openai', model: 'nobody’s' }, 50)).toBe(2)
    expect(await countOf({ vendor_id: 'openai', model: 'nobody’s' }, 50)).toBe(1)
  })

  it('goes on from a cursor without gap or repeat, also within a part', async () => {
    const part: EventsPart = {
      isWhole: false,
      workspaceIds: ['w1'],
      projectIds: ['p2'],
      ids: [],
      exceptWorkspaceIds: [],
      exceptProjectIds: ['p1'],
      exceptIds: [],
    }
    const expected = stored.filter(({ id, workspace_id = null, project_id = null }) =>
      isInPart(part, { id, workspace_id, project_id }),
    )
    const seen: string[] = []
    let after: EventCursor | null = null
    for (;;) {
      const rows: EventRow[] = await find({}, 23, after, part)
      seen.push(...idsOf(rows))
      const last = rows.at(-1)
      if (last === undefined) break
      after = { createdAt: last.created_at, id: last.id }
    }
    expect(seen).toEqual(idsOf(sorted(expected)))
    expect(seen.length).toBeGreaterThan(100)
  })

  it('finds at once what comes late, also for days that it did not know a moment before', async () => {
    const [some] = stored as [EventRow]
    const late = (id: string, days: number): EventRow => ({
      ...some,
      id,
      model: 'late',
      created_at: ago(days),
    })
    const filters = { model: 'late', vendor_id: some.vendor_id }
    const found = async () => idsOf(await find(filters, 3))
    expect([await found(), await found()]).toEqual([[], []])
    await engine.put([late('l1', 40.2)], 'late-1')
    expect([await found(), await found()]).toEqual([['l1'], ['l1']])
    await engine.put([late('l2', 40.1), late('l3', 20)], 'late-2')
    expect(await found()).toEqual(['l3', 'l2', 'l1'])
    await engine.put([late('l4', 60)], 'late-4')
    expect(await found()).toEqual(['l3', 'l2', 'l1'])
    expect(idsOf(await find(filters, 4))).toEqual(['l3', 'l2', 'l1', 'l4'])
  })
})

describe('the timeline', () => {
  const asked = (filters: StoreFilters, part: EventsPart = null) => {
    const plan = planTimeline(filters, nowMs, part === null)
    const rows =
      plan.tier === 'raw'
        ? engine.store.ask(tenant, timelineRaw, { ...plan, filters, part })
        : engine.store.ask(tenant, plan.tier === 'hourly' ? timelineHourly : timelineDaily, plan)
    return rows.then((found) => ({ plan, steps: everyStep(plan, found) }))
  }
  /** Just after one event and just before another: the hours that they lie in are cut. */
  const between = (first: number, last: number) => {
    const sortedByTime = sorted(own).reverse()
    const msOf = (index: number) => Date.parse(sortedByTime.at(index)?.created_at ?? '')
    return { from: new Date(msOf(first) + 1).toISOString(), to: new Date(msOf(last)).toISOString() }
  }
  const ranges = [
    between(3, -4),
    between(200, 400),
    { from: ago(129.37), to: ago(0.41) },
    { from: ago(120) },
    { from: ago(33.33), to: ago(3.2) },
    { from: ago(8.01), to: ago(8) },
    { from: ago(2.5), to: ago(1.1) },
    { from: ago(1), to: ago(1) },
    { from: ago(1), to: ago(2) },
    {},
  ]
  const narrowed: StoreFilters[] = [
    {},
    { model: 'm1' },
    { actor_id: 'a2' },
    { actor_ids: ['a2', 'a3'] },
    { detector: 'prompt_injection' },
    { vendor_id: 'openai', model: 'm3' },
    { q: 'invoice' },
    { only_violations: true },
  ]
  const tiers = new Set<string>()

  it.each(ranges.flatMap((range) => narrowed.map((filters) => ({ ...filters, ...range }))))(
    'of %j counts each event of the list in its step',
    async (filters) => {
      const { plan, steps } = await asked(filters)
      tiers.add(plan.tier)
      const bounds = { from: new Date(plan.fromMs).toISOString(), to: new Date(plan.toMs).toISOString() }
      const expected = own.filter((event) => takes({ ...filters, ...bounds }, event))
      const found = steps.filter(({ events: count }) => count !== 0)
      const counted = new Map<number, EventRow[]>()
      for (const event of expected) {
        const at = Math.floor(Date.parse(event.created_at) / 1000 / plan.stepS) * plan.stepS
        counted.set(at, [...(counted.get(at) ?? []), event])
      }
      const plain = [...counted]
        .sort(([a], [b]) => a - b)
        .map(([at, of]) => ({
          at,
          events: of.length,
          requests: of.reduce((sum, { requests }) => sum + (requests ?? 0), 0),
          violations: of.filter(({ violation_type }) => violation_type !== '').length,
          cost: of.reduce((sum, { cost_usd = '0' }) => sum + nanoFromDecimal(cost_usd), 0n),
        }))
      expect(
        found.map(({ at_s, events: count, requests, violations, cost_usd }) => ({
          at: at_s,
          events: count,
          requests,
          violations,
          cost: nanoFromDecimal(cost_usd),
        })),
      ).toEqual(plain)
      expect(steps.length).toBeLessThanOrEqual(401)
    },
  )

  it('was read from every tier', () => {
    expect([...tiers].toSorted()).toEqual(['daily', 'hourly', 'raw'])
  })

  it('is never read from a rollup for whoever sees a part', () => {
    expect(planTimeline({ from: ago(100) }, nowMs, false).tier).toBe('raw')
    expect(planTimeline({ from: ago(120) }, nowMs, true).tier).toBe('daily')
  })
})

describe('a cursor', () => {
  it('goes on without gap or repeat while newer and older events come in', async () => {
    const expected = idsOf(sorted(own))
    const seen: string[] = []
    let after: EventCursor | null = null
    for (let page = 0; ; page++) {
      const rows: EventRow[] = await engine.store.ask(tenant, eventsSearch, { part: null, after, rows: 37 })
      seen.push(...idsOf(rows))
      const last = rows.at(-1)
      if (last === undefined) break
      after = { createdAt: last.created_at, id: last.id }
      const late = randomEvent(chance, { id: `late-${page}`, orgId: 'one', untilMs: nowMs, days: 1 })
      await engine.put([{ ...late, created_at: new Date(Date.now() + page).toISOString() }], `late-${page}`)
    }
    expect(seen).toEqual(expected)
  })

  it('tells events of the same moment apart by their ids', async () => {
    const at = '2026-01-01T00:00:00.000Z'
    const same = ['a', 'b', 'c', 'd', 'e'].map((id) => ({
      ...randomEvent(chance, { id: `same-${id}`, orgId: 'three', untilMs: nowMs, days: 1 }),
      created_at: at,
    }))
    await engine.put(same, 'same')
    const three: Tenant = { region: 'us', orgId: 'three', plan: 'enterprise' }
    const seen: string[] = []
    let after: EventCursor | null = null
    for (let page = 0; page < 4; page++) {
      const rows: EventRow[] = await engine.store.ask(three, eventsSearch, { part: null, after, rows: 2 })
      seen.push(...idsOf(rows))
      const last = rows.at(-1)
      if (last) after = { createdAt: last.created_at, id: last.id }
    }
    expect(seen).toEqual(['same-e', 'same-d', 'same-c', 'same-b', 'same-a'])
  })
})
