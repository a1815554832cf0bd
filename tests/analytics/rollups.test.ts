import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TopDimension } from '../../analytics/contract/analytics.ts'
import { dayOf } from '../../analytics/days.ts'
import type { EventRow } from '../../analytics/event-row.ts'
import { byFacet, filtersBeside, usageQuestion } from '../../analytics/facets.ts'
import { nanoFromDecimal } from '../../analytics/pricing/money.ts'
import { coverage } from '../../analytics/queries/coverage.ts'
import { facetRaw } from '../../analytics/queries/facet-raw.ts'
import { facetUsage } from '../../analytics/queries/facet-usage.ts'
import { facetsDaily } from '../../analytics/queries/facets-daily.ts'
import { facetsRaw } from '../../analytics/queries/facets-raw.ts'
import { overviewHours } from '../../analytics/queries/overview-hours.ts'
import { topValues } from '../../analytics/queries/top-values.ts'
import { vendorFigures, vendorFiguresOf } from '../../analytics/queries/vendor-figures.ts'
import { vendorLatencies } from '../../analytics/queries/vendor-latencies.ts'
import { type EventsPart, isInPart } from '../../analytics/reach.ts'
import type { Tenant } from '../../analytics/tenant.ts'
import { type TestEngine, testEngine } from '../support/engine.ts'
import { chanceOf, randomEvent } from '../support/random-events.ts'

const seed = Number(process.env.SEED ?? 20_261_121)
const tenant: Tenant = { region: 'us', orgId: 'one', plan: 'enterprise' }
const other: Tenant = { region: 'us', orgId: 'two', plan: 'enterprise' }
const dayMs = 86_400_000
const nowMs = Date.now()
const chance = chanceOf(seed)

/** What the table must hold, by organization and id. */
const known = new Map<string, EventRow>()
const keyOf = ({ org_id, id }: EventRow): string => `${org_id}/${id}`
const own = (): EventRow[] => [...known.values()].filter(({ org_id }) => org_id === tenant.orgId)

let engine: TestEngine
let batches = 0

/** Stores a batch, and sometimes the same batch again under its token, as after an answer that was lost. */
async function put(rows: readonly (EventRow & { sign?: 1 | -1 })[]): Promise<void> {
  batches += 1
  await engine.put(rows, `batch-${batches}`)
  if (chance() < 0.4) await engine.put(rows, `batch-${batches}`)
}

async function correct(events: readonly EventRow[], revision: number): Promise<void> {
  const changed = events.map((event) => {
    const anew = randomEvent(chance, { id: event.id, orgId: event.org_id, untilMs: nowMs, days: 40 })
    const { severity, compliance_hits, violation_type, risk_label, flags, inspected, detector_version } = anew
    return {
      ...event,
      ...{ severity, compliance_hits, violation_type, risk_label, flags, inspected, detector_version },
      revision,
    } as EventRow
  })
  const pairs = events.flatMap((event, index) => [
    { ...event, sign: -1 as const, revision },
    { ...(changed[index] as EventRow), sign: 1 as const },
  ])
  await put(pairs)
  const ids = events.map(({ id }) => `'${id}'`).join(', ')
  await engine.command(
    `DELETE FROM events WHERE org_id = '${tenant.orgId}' AND id IN (${ids}) AND revision < ${revision}`,
  )
  for (const event of changed) known.set(keyOf(event), event)
}

beforeAll(async () => {
  engine = await testEngine()
  for (let batch = 0; batch < 12; batch++) {
    const rows = Array.from({ length: 50 }, (_, index) =>
      randomEvent(chance, {
        id: `e${batch}-${index}`,
        orgId: index % 10 === 0 ? other.orgId : tenant.orgId,
        untilMs: nowMs,
        days: 40,
      }),
    )
    await put(rows)
    for (const row of rows) known.set(keyOf(row), row)
  }
  await correct(own().slice(0, 60), 1)
  await correct(own().slice(30, 90), 2)
  await engine.command('OPTIMIZE TABLE dimension_hourly FINAL')
})
afterAll(() => engine.end())

type Measures = { events: number; requests: number; tokens: number; violations: number; critical: number }
type Summed = Measures & { cost: bigint; counted: bigint }

function summed(events: readonly EventRow[]): Summed {
  const sum = (value: (event: EventRow) => number) => events.reduce((all, event) => all + value(event), 0)
  const money = (rows: readonly EventRow[]) =>
    rows.reduce((all, { cost_usd = '0' }) => all + nanoFromDecimal(cost_usd), 0n)
  return {
    events: events.length,
    requests: sum(({ requests }) => requests ?? 0),
    tokens: sum(({ tokens_in = 0, tokens_out = 0 }) => tokens_in + tokens_out),
    violations: events.filter(({ violation_type }) => violation_type !== '').length,
    critical: events.filter(({ severity }) => severity === 'critical').length,
    cost: money(events),
    counted: money(events.filter(({ requests }) => requests !== null)),
  }
}

const valuesOf: Record<TopDimension, (event: EventRow) => string[]> = {
  vendor: ({ vendor_id }) => [vendor_id],
  model: ({ model }) => [model],
  workspace: ({ workspace_id = '' }) => [workspace_id],
  project: ({ project_id = '' }) => [project_id],
  actor: ({ actor_id = '' }) => [actor_id],
  api_key: ({ api_key_id = '' }) => [api_key_id],
  detector: ({ compliance_hits = [] }) => compliance_hits,
}
const dimensions = Object.keys(valuesOf) as TopDimension[]

/** Events by what a function says of each, in which one may stand several times. */
function grouped(namesOf: (event: EventRow) => string[]): Map<string, EventRow[]> {
  const groups = new Map<string, EventRow[]>()
  for (const event of own())
    for (const name of namesOf(event)) groups.set(name, [...(groups.get(name) ?? []), event])
  return groups
}

type RollupRow = { at: string; value: string; cost: string; counted: string } & Measures
const measures = `sum(events) AS events, sum(requests) AS requests, sum(tokens_in + tokens_out) AS tokens,
  sum(violations) AS violations, sum(critical) AS critical, toString(sum(cost_usd)) AS cost,
  toString(sum(counted_cost_usd)) AS counted`

describe(`after corrections and repeats (seed ${seed})`, () => {
  it('the table holds each event once, as it is now', async () => {
    const rows = await engine.rows<{ org_id: string; id: string; revision: number; severity: string }>(
      'SELECT org_id, id, revision, severity FROM events ORDER BY org_id, id',
    )
    const expected = [...known.values()]
      .map(({ org_id, id, revision = 0, severity = '' }) => ({ org_id, id, revision, severity }))
      .sort((a, b) => (a.org_id + a.id < b.org_id + b.id ? -1 : 1))
    expect(rows.sort((a, b) => (a.org_id + a.id < b.org_id + b.id ? -1 : 1))).toEqual(expected)
  })

  it.each(dimensions.flatMap((dimension) => [[dimension, 'hour'] as const, [dimension, 'day'] as const]))(
    'the rollup by %s and %s is what the events add up to',
    async (dimension, unit) => {
      const rows = await engine.rows<RollupRow>(`
        SELECT toString(${unit}) AS at, toString(value) AS value, ${measures}
        FROM dimension_${unit === 'hour' ? 'hourly' : 'daily'}
        WHERE org_id = '${tenant.orgId}' AND dimension = '${dimension}'
        GROUP BY at, value HAVING events != 0`)
      const found = new Map(
        rows.map(({ at, value, cost, counted, ...counts }) => [
          `${at}/${value}`,
          { ...counts, cost: nanoFromDecimal(cost), counted: nanoFromDecimal(counted) },
        ]),
      )
      const atOf = ({ created_at }: EventRow) =>
        unit === 'day' ? created_at.slice(0, 10) : `${created_at.slice(0, 13).replace('T', ' ')}:00:00`
      const expected = grouped((event) =>
        valuesOf[dimension](event).map((value) => `${atOf(event)}/${value}`),
      )
      expect(found).toEqual(new Map([...expected].map(([name, events]) => [name, summed(events)])))
    },
  )

  it('latencies are counted once, whatever was corrected', async () => {
    const [row] = await engine.rows<{ known: number }>(
      `SELECT sum(latency_count) AS known FROM dimension_daily WHERE org_id = 'one' AND dimension = 'model'`,
    )
    expect(row?.known).toBe(own().filter(({ latency_ms }) => latency_ms !== null).length)
  })

  it('the cube of usage is what the events add up to', async () => {
    const rows = await engine.rows<{ name: string; events: number; violations: number; requests: number }>(`
      SELECT concat(toString(day), '/', vendor_id, '/', actor_id, '/', cost_source) AS name, sum(events) AS events,
        sum(violations) AS violations, sum(requests) AS requests
      FROM usage_daily WHERE org_id = 'one' GROUP BY name HAVING events != 0`)
    const expected = grouped(({ created_at, vendor_id, actor_id, cost_source }) => [
      `${created_at.slice(0, 10)}/${vendor_id}/${actor_id}/${cost_source}`,
    ])
    expect(new Map(rows.map(({ name, ...counts }) => [name, counts]))).toEqual(
      new Map(
        [...expected].map(([name, events]) => {
          const { events: count, violations, requests } = summed(events)
          return [name, { events: count, violations, requests }]
        }),
      ),
    )
  })
})

const range = { from: dayOf(nowMs - 60 * dayMs), to: dayOf(nowMs) }

describe('a question', () => {
  it.each(dimensions)('for the top of %s adds up like the events', async (dimension) => {
    const rows = await engine.store.ask(tenant, topValues, { dimension, by: 'cost_usd', ...range, rows: 100 })
    const [total, ...items] = rows
    const all = summed(own())
    expect([total?.events, total?.requests, nanoFromDecimal(total?.cost_usd ?? '')]).toEqual([
      all.events,
      all.requests,
      all.cost,
    ])
    const expected = [...grouped(valuesOf[dimension])]
      .map(([value, events]) => ({ value, ...summed(events) }))
      .sort((a, b) => (a.cost > b.cost ? -1 : a.cost < b.cost ? 1 : a.value < b.value ? -1 : 1))
    expect(items.map(({ value, events }) => [value, events])).toEqual(
      expected.map(({ value, events }) => [value, events]),
    )
    expect(items.map(({ counted_cost_usd }) => nanoFromDecimal(counted_cost_usd))).toEqual(
      expected.map(({ counted }) => counted),
    )
    expect(
      await engine.store.ask(tenant, topValues, { dimension, by: 'cost_usd', ...range, rows: 1 }),
    ).toEqual(rows.slice(0, 2))
  })

  const parts: EventsPart[] = [
    null,
    {
      isWhole: false,
      workspaceIds: ['w1'],
      projectIds: ['p2'],
      ids: ['e1-1'],
      exceptWorkspaceIds: [],
      exceptProjectIds: ['p1'],
      exceptIds: ['e2-2'],
    },
  ]

  it.each(parts)('for facets counts every value in the part that one may see: %j', async (part) => {
    const asked = { ...range, rows: 201 }
    const rows = await (part === null
      ? engine.store.ask(tenant, facetsDaily, asked)
      : engine.store.ask(tenant, facetsRaw, { ...asked, part }))
    for (const { facet, rows: found } of byFacet(rows)) {
      const column = facet === 'detector' ? 'compliance_hits' : facet === 'flag' ? 'flags' : facet
      const counts = new Map<string, number>()
      for (const event of own()) {
        const place = {
          id: event.id,
          workspace_id: event.workspace_id ?? null,
          project_id: event.project_id ?? null,
        }
        if (!isInPart(part, place)) continue
        for (const value of [event[column]].flat().map(String))
          if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1)
      }
      const expected = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
      expect([facet, found.map(({ value, events }) => [value, events])]).toEqual([facet, expected])
    }
  })

  it('for a facet under filters says the same from the rollup as from the events', async () => {
    const all = own()
    const [first] = all
    if (first === undefined) throw new Error('there are no events')
    const filters = { vendor_id: first.vendor_id, kind: first.kind, only_violations: true }
    const question = usageQuestion('model', filters)
    if (question === null) throw new Error('a rollup knows models')
    const rows = await engine.store.ask(tenant, facetUsage, { ...question, ...range, rows: 201 })
    const expected = new Map<string, number>()
    for (const event of all) {
      if (event.vendor_id !== first.vendor_id || event.kind !== first.kind) continue
      if ((event.violation_type ?? '') === '' || event.model === '') continue
      expected.set(event.model, (expected.get(event.model) ?? 0) + 1)
    }
    const pairs = rows.map(({ value, events }) => [value, events])
    expect(pairs.length).toBeGreaterThan(0)
    expect(pairs).toEqual([...expected].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)))
    const fromMs = Date.parse(`${range.from}T00:00:00Z`)
    const toMs = Date.parse(`${range.to}T00:00:00Z`) + dayMs
    const span = { part: null, fromMs, toMs, rows: 201 }
    const raw = await engine.store.ask(tenant, facetRaw, { facet: 'model', filters, ...span })
    expect(raw.map(({ value, events }) => [value, events])).toEqual(pairs)
    const hits = await engine.store.ask(tenant, facetRaw, { facet: 'violation_type', filters, ...span })
    for (const { value, events } of hits) {
      const taken = all.filter(
        (event) =>
          event.vendor_id === first.vendor_id &&
          event.kind === first.kind &&
          (event.violation_type ?? '') !== '' &&
          (event.compliance_hits ?? []).includes(value),
      )
      expect([value, events]).toEqual([value, taken.length])
    }
    expect(hits.length).toBeGreaterThan(0)
  })

  it('leaves a facet its own filter aside, and asks the events where a rollup does not know a filter', () => {
    expect(filtersBeside('model', { model: 'm', kind: 'llm' })).toEqual({ kind: 'llm' })
    expect(usageQuestion('model', { severity: 'high' })).toBeNull()
    expect(usageQuestion('severity', { model: 'm' })).toBeNull()
    expect(usageQuestion('model', { kind: 'llm' })).toEqual({ facet: 'model', filters: { kind: 'llm' } })
  })

  it('for facets reads whole days alone', async () => {
    const day = dayOf(nowMs - 5 * dayMs)
    const rows = await engine.store.ask(tenant, facetsDaily, { from: day, to: day, rows: 201 })
    const ofKind = rows.filter(({ facet }) => facet === 'kind').reduce((sum, { events }) => sum + events, 0)
    expect(ofKind).toBe(own().filter(({ created_at }) => created_at.startsWith(day)).length)
  })

  it('for coverage adds up in every aspect', async () => {
    const rows = await engine.store.ask(tenant, coverage, range)
    for (const aspect of ['day', 'source', 'reason', 'version'] as const) {
      const ofAspect = rows.filter((row) => row.of === aspect)
      for (const inspected of ['full', 'partial', 'none'] as const) {
        const events = ofAspect
          .filter((row) => row.inspected === inspected)
          .reduce((sum, row) => sum + row.events, 0)
        const expected = own().filter((event) => event.inspected === inspected).length
        expect([aspect, inspected, events]).toEqual([aspect, inspected, expected])
      }
      const textless = ofAspect.filter((row) => row.is_textless === 1 && row.inspected === 'none')
      const expected = own().filter(
        (event) => event.inspected === 'none' && event.uninspected_reason === 'no_text',
      )
      expect([aspect, textless.reduce((sum, row) => sum + row.events, 0)]).toEqual([
        aspect,
        aspect === 'reason' ? 0 : expected.length,
      ])
    }
  })

  it('for the overview is told by the hour for a week and at once for the week before', async () => {
    const rows = await engine.store.ask(tenant, overviewHours, { nowMs })
    const untilMs = Math.floor(nowMs / 3_600_000) * 3_600_000 + 3_600_000
    const within = (fromDays: number, toDays: number) =>
      own().filter(({ created_at }) => {
        const ms = Date.parse(created_at)
        return ms >= untilMs - fromDays * dayMs && ms < untilMs - toDays * dayMs
      })
    const total = (found: typeof rows) => ({
      events: found.reduce((sum, { events }) => sum + events, 0),
      cost: found.reduce((sum, { cost_usd }) => sum + nanoFromDecimal(cost_usd), 0n),
      counted: found.reduce((sum, { counted_cost_usd }) => sum + nanoFromDecimal(counted_cost_usd), 0n),
    })
    const pick = ({ events, cost, counted }: Summed) => ({ events, cost, counted })
    expect(total(rows.filter(({ at }) => at !== null))).toEqual(pick(summed(within(7, 0))))
    expect(total(rows.filter(({ at }) => at === null))).toEqual(pick(summed(within(14, 7))))
  })

  it.each([0, 5, 13, 23])(
    'for vendors reads 7 and 30 days to the hour, %i hours later as well',
    async (later) => {
      const atMs = nowMs + later * 3_600_000
      const untilMs = Math.floor(atMs / 3_600_000) * 3_600_000 + 3_600_000
      const rows = vendorFiguresOf(await engine.store.ask(tenant, vendorFigures, { nowMs: atMs }))
      const since = (events: readonly EventRow[], days: number) =>
        events.filter(({ created_at }) => Date.parse(created_at) >= untilMs - days * dayMs)
      const expected = [...grouped(({ vendor_id }) => [vendor_id])].map(([vendor_id, events]) => {
        const week = summed(since(events, 7))
        return [
          vendor_id,
          week.events,
          since(events, 30).length,
          week.requests,
          week.tokens,
          week.cost,
        ] as const
      })
      const found = rows.map((row) => [
        row.vendor_id,
        row.events_7d,
        row.events_30d,
        row.requests_7d,
        row.tokens_7d,
        nanoFromDecimal(row.spend_7d_usd),
      ])
      expect(found.toSorted()).toEqual(expected.toSorted())
      const answered = await engine.store.ask(tenant, vendorLatencies, { nowMs: atMs })
      expect(answered.map(({ vendor_id }) => vendor_id).toSorted()).toEqual(
        rows.map(({ vendor_id }) => vendor_id).toSorted(),
      )
      for (const { vendor_id, percentiles } of answered) {
        const latencies = since(own(), 7)
          .filter((event) => event.vendor_id === vendor_id && event.latency_ms !== null)
          .map(({ latency_ms }) => latency_ms ?? 0)
          .sort((a, b) => a - b)
        // A sketch is exact to a hundredth of a value, and of an even number either middle one is its median.
        const [lower = 0, upper = 0] = [Math.floor, Math.ceil].map(
          (side) => latencies[side((latencies.length - 1) / 2)],
        )
        const [p50, p95, p99] = percentiles
        expect(p50).toBeGreaterThanOrEqual(lower * 0.98)
        expect(p50).toBeLessThanOrEqual(upper * 1.02)
        expect(p99).toBeGreaterThanOrEqual(p95)
      }
    },
  )

  it('of another organization is answered from its own events', async () => {
    const rows = await engine.store.ask(other, topValues, {
      dimension: 'vendor',
      by: 'events',
      ...range,
      rows: 10,
    })
    expect(rows[0]?.events).toBe(60)
  })
})
