import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTarget, type Target } from './conformance-target.ts'

let target: Target
const ask: Target['ask'] = (...question) => target.ask(...question)

beforeAll(async () => {
  target = await openTarget()
})

afterAll(() => target.close())

describe('a read-only request', () => {
  beforeAll(async () => {
    await ask('CREATE TABLE guarded (tenant String, n Int32) ENGINE = MergeTree ORDER BY n')
    await ask("INSERT INTO guarded VALUES ('a', 1), ('a', 2), ('b', 3)")
  })

  it.each([
    ["INSERT INTO guarded VALUES ('c', 4)", '1'],
    ['DROP TABLE guarded', '1'],
    ['CREATE TABLE other (a Int8) ENGINE = Memory', '2'],
    ['SELECT 1 SETTINGS max_threads = 1', '1'],
    ['SET max_threads = 1', '1'],
    ['SELECT 1 SETTINGS readonly = 0', '2'],
    ["SELECT * FROM file('/etc/passwd', 'LineAsString')", '1'],
  ])('refuses %s with readonly=%s', async (sql, readonly) => {
    const { status, text } = await ask(sql, { readonly })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(text).toMatch(/READONLY|ACCESS_DENIED|DATABASE_ACCESS_DENIED|PATH_ACCESS_DENIED/)
    expect((await ask('SELECT count() FROM guarded')).text).toBe('3\n')
  })

  it('is what GET makes', async () => {
    expect(
      (await ask('', { query: "INSERT INTO guarded VALUES ('c', 4)" }, { method: 'GET' })).text,
    ).toContain('READONLY')
    expect((await ask('', { query: 'SELECT 1', max_threads: '1' }, { method: 'GET' })).status).toBe(200)
    expect((await ask('', { query: 'SELECT 1', readonly: '0' }, { method: 'GET' })).text).toContain(
      'READONLY',
    )
  })

  it('may set its own limits from outside and change none from inside', async () => {
    expect((await ask('SELECT count() FROM numbers(10)', { readonly: '1', max_threads: '1' })).text).toBe(
      '10\n',
    )
  })

  it('sees only what the filter from outside leaves', async () => {
    const filter = {
      readonly: '1',
      additional_table_filters: `{'${target.database}.guarded': 'tenant = \\'a\\''}`,
    }
    expect((await ask('SELECT sum(n) FROM guarded AS g', filter)).text).toBe('3\n')
    expect(
      (await ask('SELECT sum(n) FROM guarded SETTINGS additional_table_filters = {}', filter)).text,
    ).toContain('READONLY')
    expect((await ask('SELECT sum(n) FROM guarded')).text).toBe('6\n')
  })
})
