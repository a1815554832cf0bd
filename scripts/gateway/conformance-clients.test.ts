import { Readable } from 'node:stream'
import {
  type ClickHouseClient,
  type ClickHouseClientConfigOptions,
  ClickHouseLogLevel,
  createClient,
} from '@clickhouse/client'
import { createClient as createWebClient } from '@clickhouse/client-web'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, openTarget, type Target } from './conformance-target.ts'

let target: Target
let connection: ClickHouseClientConfigOptions
let node: ClickHouseClient
let clients: Record<string, Pick<ClickHouseClient, 'query' | 'insert' | 'command' | 'ping'>>
const ask: Target['ask'] = (...question) => target.ask(...question)

beforeAll(async () => {
  target = await openTarget()
  const { url, database } = target
  connection = { url, database, ...account, log: { level: ClickHouseLogLevel.OFF } }
  node = createClient(connection)
  clients = { node, web: createWebClient({ url, database, ...account }) as unknown as ClickHouseClient }
})

afterAll(async () => {
  await node.close()
  await target.close()
})

describe.each(['node', 'web'])('the %s client', (name) => {
  const client = () => {
    const found = clients[name]
    if (found === undefined) throw new Error(name)
    return found
  }
  const table = `rows_${name}`

  it('pings', async () => {
    expect(await client().ping({ select: true })).toEqual({ success: true })
  })

  it.each([
    ['JSON', '"data"'],
    ['JSONCompact', '[0, "a0"]'],
    ['JSONEachRow', '{"n":"2","s":"a2"}'],
    ['JSONCompactEachRowWithNamesAndTypes', '["n", "s"]\n["UInt64", "String"]\n["0", "a0"]'],
    ['CSVWithNames', '"n","s"\n0,"a0"\n1,"a1"\n2,"a2"\n'],
    ['TabSeparated', '0\ta0\n1\ta1\n2\ta2\n'],
  ] as const)('reads one whole document in %s', async (format, expected) => {
    const result = await client().query({
      query: "SELECT number AS n, 'a' || toString(number) AS s FROM numbers(3)",
      format,
      // A block a row: each must not become a document of its own.
      clickhouse_settings: {
        max_block_size: '1',
        output_format_json_quote_64bit_integers:
          format.startsWith('JSONCompactEach') || format === 'JSONEachRow' ? 1 : 0,
      },
    })
    expect(await result.text()).toContain(expected)
  })

  it('keeps totals, extremes and the count before the limit', async () => {
    const result = await client().query({
      query:
        'SELECT number % 3 AS k, count() AS c FROM numbers(10) GROUP BY k WITH TOTALS ORDER BY k LIMIT 2 SETTINGS extremes = 1, output_format_json_quote_64bit_integers = 0',
    })
    expect(await result.json()).toMatchObject({
      rows: 2,
      totals: { k: 0, c: 10 },
      extremes: { min: { c: 3 } },
      rows_before_limit_at_least: 3,
    })
  })

  it('binds typed parameters as they are', async () => {
    const values = {
      text: 'it\'s a "quote" \\ and\na line\t; -- /* ü 😀',
      list: ["a'b", 'c\\d', 'e\nf'],
      number: -12,
      at: new Date('2026-11-01T10:20:30.456Z'),
      none: null,
      map: new Map([["k'1", 'v\\1']]),
    }
    const result = await client().query({
      query: `SELECT {text:String} AS text, {list:Array(String)} AS list, {number:Int32} AS number,
        toUnixTimestamp64Milli({at:DateTime64(3)}) AS at, {none:Nullable(String)} AS none, {map:Map(String, String)} AS map
        SETTINGS output_format_json_quote_64bit_integers = 0`,
      query_params: values,
      format: 'JSONEachRow',
    })
    expect(await result.json()).toEqual([
      {
        text: values.text,
        list: values.list,
        number: -12,
        at: values.at.getTime(),
        none: null,
        map: { "k'1": 'v\\1' },
      },
    ])
  })

  it('inserts rows and reads them back', async () => {
    await client().command({
      query: `CREATE TABLE ${table} (id UInt32, name String, tags Array(String)) ENGINE = MergeTree ORDER BY id`,
    })
    const rows = [
      { id: 1, name: "o'hara; DROP TABLE x", tags: ['a', 'b'] },
      { id: 2, name: 'line\n\n; DROP TABLE x', tags: [] },
    ]
    const inserted = await client().insert({
      table,
      values: rows,
      format: 'JSONEachRow',
      columns: ['id', 'name', 'tags'],
    })
    expect(inserted).toMatchObject({ executed: true })
    const result = await client().query({
      query: `SELECT * FROM ${table} ORDER BY id`,
      format: 'JSONEachRow',
    })
    expect(await result.json()).toEqual(rows)
  })

  it.each([
    ['SELECT nothing', '47', 'UNKNOWN_IDENTIFIER'],
    ['SELECT * FROM missing', '60', 'UNKNOWN_TABLE'],
    ['SELECT * FROM missing.missing', '81', 'UNKNOWN_DATABASE'],
    ['SELECT 1 1', '62', 'SYNTAX_ERROR'],
    ["SELECT toUInt8('x')", '6', 'CANNOT_PARSE_TEXT'],
    ['SELECT {a:Int8}', '456', 'UNKNOWN_QUERY_PARAMETER'],
  ])('learns what is wrong with %s', async (query, code, type) => {
    await expect(client().query({ query })).rejects.toMatchObject({ code, type })
  })
})

describe('the Node client', () => {
  it('inserts a stream', async () => {
    await node.command({ query: 'CREATE TABLE streamed (n UInt32) ENGINE = MergeTree ORDER BY n' })
    await node.insert({
      table: 'streamed',
      values: Readable.from(Array.from({ length: 5000 }, (_, n) => ({ n }))),
      format: 'JSONEachRow',
    })
    await node.insert({
      table: 'streamed',
      values: Readable.from(['5000\n', '5001\n'], { objectMode: false }),
      format: 'CSV',
    })
    expect((await ask('SELECT count(), sum(n) FROM streamed')).text).toBe(`5002\t${(5001 * 5002) / 2}\n`)
  })

  it('sends and takes compressed bodies', async () => {
    const client = createClient({
      ...connection,
      compression: { request: true, response: true },
    })
    await client.command({ query: 'CREATE TABLE packed (s String) ENGINE = MergeTree ORDER BY s' })
    await client.insert({ table: 'packed', values: [{ s: 'x'.repeat(100_000) }], format: 'JSONEachRow' })
    const result = await client.query({ query: 'SELECT * FROM packed', format: 'JSONEachRow' })
    expect(await result.json()).toEqual([{ s: 'x'.repeat(100_000) }])
    await client.close()
  })

  it('is refused with a wrong password', async () => {
    const client = createClient({
      url: target.url,
      username: account.username,
      password: 'wrong',
      log: { level: ClickHouseLogLevel.OFF },
    })
    await expect(client.query({ query: 'SELECT 1' })).rejects.toMatchObject({
      code: '516',
      type: 'AUTHENTICATION_FAILED',
    })
    await client.close()
  })
})

describe('a repeated insert', () => {
  const insert = (token: string, n: number) =>
    node.insert({
      table: 'counted',
      values: [{ n }],
      format: 'JSONEachRow',
      clickhouse_settings: {
        insert_deduplication_token: token,
        async_insert: 0,
        deduplicate_blocks_in_dependent_materialized_views: 1,
      },
    })
  const counts = async () =>
    (await ask('SELECT (SELECT count() FROM counted), (SELECT sum(c) FROM counted_rollup)')).text

  it('counts once with its token, in the table and in its rollup, and again with another', async () => {
    const window = 'SETTINGS non_replicated_deduplication_window = 100'
    await ask(`CREATE TABLE counted (n Int32) ENGINE = MergeTree ORDER BY n ${window}`)
    await ask(
      `CREATE TABLE counted_rollup (k Int32, c UInt64) ENGINE = SummingMergeTree ORDER BY k ${window}`,
    )
    await ask(
      'CREATE MATERIALIZED VIEW counted_view TO counted_rollup AS SELECT n AS k, count() AS c FROM counted GROUP BY k',
    )
    await insert('t1', 1)
    await insert('t1', 1)
    expect(await counts()).toBe('1\t1\n')
    await insert('t2', 1)
    expect(await counts()).toBe('2\t2\n')
    await Promise.all(['t1', 't2', 't3', 't3', 't4'].map((token) => insert(token, 1)))
    expect(await counts()).toBe('4\t4\n')
  })
})
