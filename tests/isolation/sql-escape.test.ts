import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AnalystEngine, analystEngine, hiddenMark, otherMark } from '../support/analyst-engine.ts'
import { hostileQueries } from '../support/hostile-queries.ts'
import { attempts } from './sql-attempts.ts'

const fileMark = 'MARK-in-a-file'
const urlMark = 'MARK-behind-an-address'
const leak = /MARK|root:x:|tenants\b|analyst-sql-/

let engine: AnalystEngine
let server: Server
let called = 0
let folder: string
let before: string
beforeAll(async () => {
  engine = await analystEngine()
  server = createServer((_, response) => {
    called += 1
    response.end(`${urlMark}\n`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  folder = mkdtempSync(join(tmpdir(), 'analyst-file-'))
  writeFileSync(join(folder, 'secret.txt'), `${fileMark}\n`)
  before = await engine.stored()
})
afterAll(async () => {
  server.close()
  rmSync(folder, { recursive: true })
  await engine.end()
})

const filled = (text: string): string =>
  text
    .replaceAll('URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    .replaceAll('FILE', join(folder, 'secret.txt'))

/** What of the names tried stands in a refusal without telling anything: the caller wrote it. */
const told = (text: string, answer: string): string =>
  text.includes('tenants') ? answer.replace(/tenants/g, '') : answer

async function nothingHappened(): Promise<void> {
  expect(await engine.stored()).toBe(before)
  expect(called).toBe(0)
  expect(existsSync('/tmp/analyst-escape.csv') || existsSync('/tmp/analyst-escape')).toBe(false)
}

describe('every attempt', () => {
  it('is one of many, none of them twice', () => {
    expect(new Set(attempts.map(([, text]) => text)).size).toBe(attempts.length)
    expect(attempts.length).toBeGreaterThanOrEqual(150)
  })

  it.each(attempts)('by %s is refused: %s', async (_, text) => {
    const { answered, text: answer } = await engine.ask(filled(text), null, {
      t: 'raw_payloads',
      d: 'tenants',
      c: 'org_id',
      p: '.*',
      x: '1',
    })
    expect([answered, answer]).toEqual([false, expect.any(String)])
    expect(told(filled(text), answer).match(leak)).toBeNull()
  })

  it('changes nothing, reads no file and calls no address', nothingHappened)
})

/** What the last wall cannot hold back, so that the reader before it must. */
const beyondFilters =
  /merge\w*\(|merge\(|`merge`|system\.|SYSTEM\.|`system|"system|information_schema|INFORMATION_SCHEMA|url\(|file\(|s3|remote|cluster|loop\(|EXPLAIN|SHOW|DESCRIBE|EXISTS|getS|SYSTEM|KILL/i

describe('behind the last wall alone', () => {
  it('no attempt finds rows of the other tenant or of closed tables, but by what is named here', async () => {
    let held = 0
    for (const [, text] of attempts) {
      if (beyondFilters.test(text) || text.length > 5_000) continue
      const { answered, text: answer } = await engine.askFenced(filled(text))
      if (answered)
        expect([text, answer.includes(otherMark), answer.includes(hiddenMark)]).toEqual([text, false, false])
      held += 1
    }
    expect(held).toBeGreaterThan(100)
    await nothingHappened()
  })

  it.each([
    'events',
    'event_changes',
    'raw_payloads',
    'quarantined',
    'vendor_audit',
    'vendor_costs',
    'quarantine_ends',
    'dimension_hourly',
    'dimension_daily',
    'usage_daily',
    'facet_daily',
    'inspection_daily',
    'events_view',
    'dimension_hourly_view',
  ])('%s shows no row of the other tenant', async (table) => {
    for (const text of [
      `SELECT * FROM tenants.${table}`,
      `SELECT * FROM tenants.${table} AS a JOIN tenants.${table} AS b ON 1 = 1`,
      `SELECT * FROM (SELECT * FROM tenants.${table}) WHERE 1 OR org_id = 'other-tenant'`,
      `SELECT * FROM view(SELECT * FROM tenants.${table})`,
      `WITH x AS (SELECT * FROM tenants.${table}) SELECT * FROM x UNION ALL SELECT * FROM x`,
    ]) {
      const { text: answer } = await engine.askFenced(text)
      expect([text, answer.includes(otherMark), answer.includes(hiddenMark)]).toEqual([text, false, false])
    }
  })

  it('lets merge and the tables of the server through, which is why the reader refuses them', async () => {
    expect((await engine.askFenced("SELECT count() FROM merge('tenants', '^raw_payloads$')")).text).toBe(
      '[2]\n',
    )
    expect((await engine.askFenced('SELECT count() > 0 FROM system.tables')).text).toBe('[1]\n')
  })
})

describe('the reader alone', () => {
  it('writes the tenant into each table, so that the rows are theirs without any filter', async () => {
    const { sql } = await engine.sql.check(
      engine.own,
      null,
      'SELECT count() FROM events, findings, vendor_costs',
    )
    expect(sql.match(/org_id = 'own-tenant'/g)).toHaveLength(3)
  })
})

describe('whatever is made of queries, valid and hostile', () => {
  it('shows no mark and changes nothing', { timeout: 180_000 }, async () => {
    let answers = 0
    let refusals = 0
    for (const text of hostileQueries(
      20261121,
      1500,
      attempts.map(([, each]) => filled(each)),
    )) {
      const { answered, text: answer } = await engine.ask(text)
      expect([text, told(text, answer).replaceAll(folder, '').match(leak)]).toEqual([text, null])
      if (answered) answers += 1
      else refusals += 1
    }
    expect(answers).toBeGreaterThan(50)
    expect(refusals).toBeGreaterThan(500)
    await nothingHappened()
  })
})
