import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
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
  table: 'quarantined',
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
        ...sql.matchAll(/\bFROM\s+(\w+)(\s+AS\s+\w+)?(\s+WHERE (?:\w+\.)?org_id = \{org_id:String\})?/g),
      ]
      const tables = reads.filter(([, table]) => !named.has(table))
      expect(tables.length).toBeGreaterThan(0)
      for (const [read, table, , isOfTenant] of tables) {
        expect([read, isOfTenant !== undefined]).toEqual([read, true])
        const isRollup = /_hourly$/.test(table ?? '')
        expect([table, isRollup]).toEqual([table, question.tier === 'hourly'])
      }
      expect(bound).not.toHaveProperty('org_id')
      expect(parametersOf(sql)).toEqual([...Object.keys(bound), 'org_id'].sort())
    },
  )

  it('binds every filter of the event list, and writes none of them into its text', () => {
    const filters = {
      kind: 'llm',
      source: 'ingest',
      vendor_id: 'evil vendor',
      model: 'evil model',
      workspace_id: 'evil workspace',
      project_id: 'evil project',
      actor_id: 'evil actor',
      severity: 'high',
      violation_type: 'evil type',
      risk_label: 'risky',
      status: 'evil status',
      only_violations: true,
      from: '2026-11-01T00:00:00Z',
      to: '2026-11-02T00:00:00Z',
      q: `evil' OR 1=1 --`,
    } as const
    const { sql, bound } = eventsSearch.sql({
      ...filters,
      after: { createdAt: '2026-11-01', id: 'evil id' },
      rows: 3,
      part: null,
    })
    expect(sql).not.toMatch(/evil|2026/)
    expect(parametersOf(sql)).toEqual([...Object.keys(bound), 'org_id'].sort())
    const { only_violations: _, ...bindable } = filters
    expect(Object.values(bound)).toEqual(
      expect.arrayContaining([...Object.values(bindable), 'evil id', '2026-11-01', 3]),
    )
  })
})
