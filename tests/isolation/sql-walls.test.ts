import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { analystUserStatements } from '../../analytics/sql/server-user.ts'
import { type AnalystEngine, analystEngine, hiddenMark, otherMark } from '../support/analyst-engine.ts'

let engine: AnalystEngine
beforeAll(async () => {
  engine = await analystEngine()
})
afterAll(() => engine.end())

describe('what an analyst asks', () => {
  it.each([
    ['SELECT count() FROM events', '[1]'],
    ["select COUNT(*), Sum(tokens_in) from aegisflow.events as e where e.kind != ''", '[1, 1]'],
    ['SELECT vendor_id FROM events', '["own-text"]'],
    ['SELECT aegisflow.events.vendor_id FROM aegisflow.events', '["own-text"]'],
    ['SELECT `events`.`vendor_id` FROM `aegisflow`.`events`', '["own-text"]'],
    ['SELECT detector, "end" FROM findings', '["own-text", 2]'],
    [
      'WITH t AS (SELECT vendor_id AS v FROM events), 1 AS one SELECT v, one FROM t AS a JOIN t AS b USING v',
      '["own-text", 1]',
    ],
    ['WITH events AS (SELECT vendor_id FROM events) SELECT * FROM events', '["own-text"]'],
    [
      "SELECT value, sum(events) FROM dimension_daily WHERE dimension = 'vendor' GROUP BY value",
      '["own-text", 1]',
    ],
    [
      "SELECT quantilesDDMerge(0.01, 0.5)(latency_ms)[1] > 0 FROM dimension_hourly WHERE dimension = 'vendor' AND latency_count > 0",
      '[1]',
    ],
    ['SELECT 1 IN (SELECT 1), 2 IN (1, 2), (1, 2) IN ((1, 2), (3, 4)), 1 NOT IN (2)', '[1, 1, 1, 1]'],
    ['SELECT vendor_id IN (SELECT value FROM dimension_daily) FROM events', '[1]'],
    [
      'SELECT number, sum(number) OVER (ORDER BY number ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) AS s FROM numbers(3) ORDER BY number DESC LIMIT 1',
      '[2, 3]',
    ],
    [
      "SELECT arrayMap((x, y) -> x * y + 1, [1, 2], [3, 4]), tuple(1, 2).2, [1, 2][2], map('a', 1)['a']",
      '[[4,9], 2, 2, 1]',
    ],
    ["SELECT x::Int32 + 1, CAST('2' AS Nullable(UInt8)), -x, NOT x FROM (SELECT 1 AS x)", '[2, 2, -1, 0]'],
    [
      "SELECT CASE WHEN 1 = 1 THEN 'a' ELSE 'b' END, if(1 > 2, 1, 2), 1 ? 2 : 3, 5 BETWEEN 1 AND 9, NULL IS NULL",
      '["a", 2, 2, 1, 1]',
    ],
    [
      "SELECT toDate('2026-01-02') - INTERVAL 1 DAY, 'it''s' || '\\\\', position('a' in 'ba'), 'é' LIKE '%'",
      '["2026-01-01", "it\'s\\\\", 2, 1]',
    ],
    ['SELECT 1 UNION ALL SELECT 2 UNION ALL (SELECT 3)', '[1]'],
    ['SELECT * EXCEPT (a) REPLACE (b + 1 AS b), t.a FROM (SELECT 1 AS a, 2 AS b) AS t', '[3, 1]'],
    ['SELECT ((SELECT 1) + (SELECT 2)) AS three, exists(SELECT 1)', '[3, 1]'],
    [
      "SELECT count() FILTER (WHERE kind != ''), countDistinct(vendor_id), quantile(0.5)(tokens_in), uniqIf(id, 1) FROM events",
      '[1, 1, 1, 1]',
    ],
    ['FROM events SELECT count() GROUP BY ALL HAVING count() > 0', '[1]'],
    ['SELECT a FROM (SELECT 1 AS t) ARRAY JOIN [7] AS a', '[7]'],
    [
      'SELECT k, count() FROM (SELECT 1 AS k) GROUP BY GROUPING SETS ((k), ()) ORDER BY k DESC LIMIT 1',
      '[1, 1]',
    ],
    [
      'SELECT number FROM numbers(3) ORDER BY number WITH FILL FROM 0 TO 5 STEP 1 LIMIT 1 BY number LIMIT 1 OFFSET 4',
      '[4]',
    ],
    ['SELECT row_number() OVER w FROM numbers(1) WINDOW w AS (PARTITION BY number ORDER BY number)', '[1]'],
    ["SELECT name FROM system.tables WHERE database = 'aegisflow' AND name = 'events'", '["events"]'],
    ["SELECT count() > 30 FROM system.columns WHERE table = 'events'", '[1]'],
    [
      'SELECT version(), timezone(), currentDatabase(), hostName()',
      '["26.7", "UTC", "aegisflow", "aegisflow"]',
    ],
    ["SELECT JSONExtractString('{\"a\": \"x\"}', 'a'), JSONExtract('{\"a\": 1}', 'a', 'UInt8')", '["x", 1]'],
  ])('is answered: %s', async (text, first) => {
    const { answered, text: answer } = await engine.ask(text)
    expect([answered, answer.split('\n')[0]]).toEqual([true, first])
  })

  it('binds its parameters as values', async () => {
    const parameters = { text: "it's\n\\ \t 'x' OR 1", list: "['a','b']" }
    const { text } = await engine.ask('SELECT {text:String}, {list:Array(String)}', null, parameters)
    expect(JSON.parse(text)).toEqual([parameters.text, ['a', 'b']])
  })
})

describe('the user of a server', () => {
  it('is made by statements that ClickHouse understands', async () => {
    const statements = analystUserStatements('aegisflow', "o'hara", "pass'word\\")
    expect(statements.length).toBeGreaterThan(20)
    for (const statement of statements) {
      const canonical = await engine.sql.normalise(engine.own, statement)
      expect(canonical).toMatch(/^(?:CREATE USER|GRANT SELECT ON|CREATE ROW POLICY)/)
    }
  })
})

describe('the marks', () => {
  it('stand in every table of both tenants, so that a hole would show them', async () => {
    expect(await engine.stored()).toContain('raw_payloads')
    for (const mark of [otherMark, hiddenMark]) expect(mark).toContain('MARK')
  })
})
