import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { costByCube } from './queries/cost-by-cube.ts'
import { eventsSearch } from './queries/events-search.ts'
import { type Query, query } from './query.ts'

type AnyQuery = Query<Record<string, unknown>, unknown>

const files = readdirSync(new URL('queries/', import.meta.url)).filter((name) => !name.includes('.test.'))
const modules = await Promise.all(
  files.map(async (file) => {
    const exported = (await import(`./queries/${file}`)) as Record<string, unknown>
    return { file, queries: Object.values(exported).filter(isQuery) }
  }),
)

function isQuery(value: unknown): value is AnyQuery {
  return typeof value === 'object' && value !== null && 'tier' in value && 'sql' in value
}

/** Every parameter that any question takes. */
const params = {
  nowMs: Date.parse('2026-11-20T12:34:56Z'),
  id: 'x',
  after: null,
  rows: 3,
  part: null,
  from: '2026-11-01',
  to: '2026-11-02',
  vendorId: null,
  groups: ['vendor', 'day'],
  span: { from: '2026-11-01', to: '2026-11-02' },
  before: { from: '2026-10-30', to: '2026-10-31' },
  table: 'quarantined',
  ids: ['x'],
  credentialId: 'c',
  stream: 's',
  only: null,
  eventId: null,
  sinceMs: 0,
  untilMs: 1,
  fromMs: Date.parse('2026-01-01T10:30:00Z'),
  toMs: Date.parse('2026-11-01T12:40:00Z'),
  stepS: 86_400,
  slice: { dimension: 'detector', value: 'x' },
  filters: { vendor_id: 'x', model: 'x', severity: 'critical', q: 'x' },
  dimension: 'actor',
  by: 'tokens',
  days: 7,
  model: 'm',
  models: ['m'],
  features: 3,
}

const parametersOf = (sql: string) =>
  [...new Set([...sql.matchAll(/\{(\w+):/g)].map(([, name]) => name))].sort()

describe('a declared question', () => {
  it('is refused when it does not name the tenant', () => {
    const everyone = query<null, unknown>({
      name: 'everyone',
      tier: 'raw',
      sql: () => ({ sql: 'SELECT 1 FROM events', bound: {} }),
    })
    expect(() => everyone.sql(null)).toThrow('everyone does not name the tenant')
  })

  it('stands alone in a file of its own name', () => {
    expect(modules.map(({ file, queries }) => [file, queries.map(({ name }) => name)])).toEqual(
      files.map((file) => [file, [file.replace('.ts', '')]]),
    )
  })

  it.each(modules.flatMap(({ queries }) => queries.map((each) => [each.name, each] as const)))(
    '%s keeps to its tenant, its tier and its parameters',
    (_, question) => {
      const { sql, bound } = question.sql(params)
      const named = new Set([...sql.matchAll(/\b(\w+) AS \(\s*SELECT/g)].map(([, name]) => name))
      const reads = [
        ...sql.matchAll(
          /\bFROM\s+(\w+)(\s+AS\s+\w+)?(\s+(?:PRE)?WHERE (?:\w+\.)?org_id = \{org_id:String\})?/g,
        ),
      ]
      const tables = reads.filter(([, table]) => !named.has(table))
      expect(tables.length).toBeGreaterThan(0)
      for (const [read, , , isOfTenant] of tables) {
        expect([read, isOfTenant !== undefined]).toEqual([read, true])
      }
      const tiers = tables.map(([, table]) => /_(recent|hourly|daily)$/.exec(table ?? '')?.[1] ?? 'raw')
      const coarsest = ['daily', 'hourly', 'recent', 'raw'].find((tier) => tiers.includes(tier))
      expect([question.name, question.tier]).toEqual([question.name, coarsest])
      expect(bound).not.toHaveProperty('org_id')
      expect(parametersOf(sql)).toEqual([...Object.keys(bound), 'org_id'].sort())
    },
  )

  it('binds every filter of the event list, and writes none of them into its text', () => {
    const filters = {
      kind: 'llm',
      source: 'ingest',
      operation: 'evil operation',
      vendor_id: 'evil vendor',
      model: 'evil model',
      workspace_id: 'evil workspace',
      project_id: 'evil project',
      actor_id: 'evil actor',
      api_key_id: 'evil key',
      status: 'evil status',
      severity: 'high',
      violation_type: 'evil type',
      violation_label: 'evil label',
      detector: 'evil detector',
      risk_label: 'risky',
      flag: 'evil flag',
      decision: 'evil decision',
      policy_version: 'evil policy',
      inspected: 'partial',
      uninspected_reason: 'evil reason',
      detector_version: 'evil version',
      cost_source: 'priced',
      region: 'evil region',
      trace_id: 'evil trace',
      only_violations: true,
      latency_min_ms: 87654.5,
      latency_max_ms: 98765.5,
      risk_min: 0.4321,
      risk_max: 0.54321,
      tokens_min: 76543,
      tokens_max: 76544,
      tokens_cached_min: 76545,
      tokens_reasoning_min: 76546,
      tokens_estimated: true,
      requests_min: 76547,
      requests_max: 76548,
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-02T00:00:00Z',
      ingested_from: '2026-11-03T00:00:00Z',
      ingested_to: '2026-11-04T00:00:00Z',
      q: `evil' OR 1=1 --`,
    } as const
    const { sql, bound } = eventsSearch.sql({
      ...filters,
      cost_min_usd: 65432.1,
      cost_max_usd: 65433.2,
      after: { createdAt: '2026-11-01', id: 'evil id' },
      rows: 3,
      part: null,
    })
    expect(sql).not.toMatch(/evil|2026|87654|98765|4321|7654|6543/)
    expect(parametersOf(sql)).toEqual([...Object.keys(bound), 'org_id'].sort())
    const { only_violations: _, ...bindable } = filters
    expect(Object.values(bound)).toEqual(
      expect.arrayContaining([
        ...Object.values(bindable),
        '65432.100000000',
        '65433.200000000',
        'evil id',
        '2026-11-01',
        3,
      ]),
    )
  })

  it('binds every filter of costs, and writes none of them into its text', () => {
    const filters = {
      vendor_id: 'evil vendor',
      model: 'evil model',
      workspace_id: 'evil workspace',
      project_id: 'evil project',
      actor_id: 'evil actor',
      api_key_id: 'evil key',
      operation: `evil' OR 1=1 --`,
    }
    const span = { from: '2026-11-01', to: '2026-11-02' }
    const { sql, bound } = costByCube.sql({ groups: ['actor', 'week'], filters, span, before: null, rows: 3 })
    expect(sql).not.toMatch(/evil|2026/)
    expect(parametersOf(sql)).toEqual([...Object.keys(bound), 'org_id'].sort())
    expect(Object.values(bound)).toEqual(expect.arrayContaining(Object.values(filters)))
  })
})
