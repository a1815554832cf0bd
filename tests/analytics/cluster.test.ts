import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { clusterStatements, migrationsTable, onCluster } from '../../scripts/cluster-ddl.ts'
import { type RunningGateway, startGateway } from '../../scripts/gateway/start.ts'
import { migrations } from '../../scripts/migrate.ts'

const rendered = migrations('main').flatMap(({ name, statements }) =>
  statements.map((statement) => [name, statement] as const),
)
const all = rendered.map(([, statement]) => statement)

let dir: string
let gateway: RunningGateway
beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'aegisflow-cluster-'))
  gateway = await startGateway({ dir })
})
afterAll(async () => {
  await gateway.stop()
  rmSync(dir, { recursive: true, force: true })
})

/** What ClickHouse's own parser makes of a text, which is bound and never spliced. */
async function parsed(statement: string): Promise<{ status: number; text: string }> {
  const url = new URL(gateway.url)
  url.searchParams.set('query', 'SELECT formatQuerySingleLine({q:String}) FORMAT TSVRaw')
  url.searchParams.set(
    'param_q',
    statement.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t'),
  )
  const response = await fetch(url, { method: 'POST' })
  return { status: response.status, text: (await response.text()).trim() }
}

const named = (of: RegExp): string[] => all.flatMap((statement) => of.exec(statement)?.[1] ?? [])
const created = named(/^CREATE TABLE (\w+)_local ON CLUSTER/)
const dropped = new Set(named(/^DROP TABLE (\w+) ON CLUSTER/))

describe('the migrations of a cluster', () => {
  it('are as many as those of a single server, from the same files', () => {
    expect(migrations('main').map(({ name }) => name)).toEqual(migrations(null).map(({ name }) => name))
    expect(created.length).toBeGreaterThan(10)
  })

  it('are each one statement for ClickHouse’s parser', async () => {
    const others = [migrationsTable('main'), migrationsTable(null), `CREATE DATABASE x${onCluster('main')}`]
    for (const statement of [...all, ...others]) {
      const { status, text } = await parsed(statement)
      expect([status, status === 200 ? '' : text, statement.slice(0, 60)]).toEqual([
        200,
        '',
        statement.slice(0, 60),
      ])
      expect(text).not.toBe('')
    }
    expect((await parsed('CREATE TABLE x ON CLUSTER (a String')).status).not.toBe(200)
    expect((await parsed('DROP TABLE x; DROP TABLE y')).status).not.toBe(200)
  })

  it('reach every server', () => {
    const alone = all.filter((statement) => !/ ON CLUSTER 'main'/.test(statement))
    expect(alone.filter((statement) => !/^INSERT INTO \w+/.test(statement))).toEqual([])
  })

  it('keep rows in replicated tables alone, each with its Distributed table by tenant', () => {
    for (const table of created) {
      const [local = ''] = all.filter((statement) => statement.startsWith(`CREATE TABLE ${table}_local `))
      const engine = /\)\s*ENGINE = (\w+)(.*)/.exec(local)
      expect([table, /^(Null|Replicated\w*MergeTree)$/.test(engine?.[1] ?? '')]).toEqual([table, true])
      if (engine?.[1] !== 'Null') expect(engine?.[2]).toMatch(/^\('[^']*\{uuid\}\/\{shard\}', '\{replica\}'/)
      expect(all).toContain(
        `CREATE TABLE ${table} ON CLUSTER 'main' AS ${table}_local ENGINE = Distributed('main', currentDatabase(), '${table}_local', sipHash64(org_id))`,
      )
      expect([table, /\borg_id\b/.test(local)]).toEqual([table, true])
    }
    expect(all.filter((statement) => /non_replicated/.test(statement))).toEqual([])
  })

  it('let every token hold: all that an insert writes stands on local tables that remember it', () => {
    const views = all.flatMap((statement) => {
      const view = /^CREATE MATERIALIZED VIEW (\w+) ON CLUSTER 'main' TO (\w+) AS/.exec(statement)
      return view ? [{ name: view[1] ?? '', target: view[2] ?? '', statement }] : []
    })
    expect(views.length).toBeGreaterThan(5)
    for (const { name, target, statement } of views) {
      const sources = [...statement.matchAll(/\bFROM\s+(\w+)/g)].map(([, table]) => table ?? '')
      expect([name, sources.length > 0, sources.every((table) => table.endsWith('_local'))]).toEqual([
        name,
        true,
        true,
      ])
      const [table = ''] = all.filter((each) => each.startsWith(`CREATE TABLE ${target} `))
      expect([name, /\breplicated_deduplication_window = \d+/.test(table)]).toEqual([name, true])
    }
  })

  it('change a column behind both names and an index where the rows are', () => {
    const altered = all.filter((statement) => statement.startsWith('ALTER TABLE'))
    const columns = altered.filter((statement) => / (ADD|MODIFY|DROP) COLUMN /.test(statement))
    for (const statement of columns) {
      const [, table = '', rest = ''] = /^ALTER TABLE (\w+) (.*)$/s.exec(statement) ?? []
      const other = table.endsWith('_local') ? table.slice(0, -'_local'.length) : `${table}_local`
      expect(columns).toContain(`ALTER TABLE ${other} ${rest}`)
    }
    const indexes = altered.filter((statement) => / INDEX /.test(statement))
    expect(indexes.length).toBeGreaterThan(1)
    for (const statement of indexes) expect(statement).toMatch(/^ALTER TABLE \w+_local ON CLUSTER/)
  })

  it('exchange the tables that hold rows, and no Distributed one, which goes by the name', () => {
    const exchanged = all.filter((statement) => statement.startsWith('EXCHANGE'))
    expect(exchanged).not.toEqual([])
    for (const statement of exchanged)
      expect(statement).toMatch(/^EXCHANGE TABLES \w+_local AND \w+_local ON CLUSTER 'main'$/)
  })

  it('drop both tables of a name', () => {
    for (const table of dropped) {
      const local = table.endsWith('_local') ? table : `${table}_local`
      expect(dropped).toContain(local)
    }
  })

  it.each([
    'RENAME TABLE a TO b',
    'OPTIMIZE TABLE events FINAL',
    'CREATE TABLE x (org_id String) ENGINE = Memory',
    'ALTER TABLE events DELETE WHERE 1',
  ])('are refused while nobody has said what %s means on a cluster', (statement) => {
    expect(() => clusterStatements(statement, 'main', new Set())).toThrow('no rule renders this')
  })

  it.each([`main' ON`, 'a b', '', 'x`'])('are not made for a cluster called %j', (name) => {
    expect(() => clusterStatements('DROP VIEW x', name, new Set())).toThrow('not the name of a cluster')
  })
})
