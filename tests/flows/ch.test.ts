import { request as httpRequest } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { ClickHouseLogLevel, createClient } from '@clickhouse/client'
import { createClient as createWebClient } from '@clickhouse/client-web'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { secretHash } from '../../workers/identity/tokens.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
const key = 'afk_bikey0000001_biKeySecret0123456789abcdefgh'
const basic = (user: string, password: string): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`

beforeAll(async () => {
  stack = await testStack()
  const db = drizzle(stack.d1, { schema })
  const [organization] = await db.select().from(schema.organizations)
  const shared = {
    orgId: organization?.id ?? '',
    rateRequests: 100_000,
    rateWindowS: 60,
    createdAtMs: Date.now(),
  }
  await db.insert(schema.apiKeys).values([
    {
      ...shared,
      id: 'bikey0000001',
      name: 'BI',
      secretHash: await secretHash('biKeySecret0123456789abcdefgh'),
      scopes: ['sql:run'],
    },
    {
      ...shared,
      id: 'nokey0000001',
      name: 'no',
      secretHash: await secretHash('noKeySecret0123456789abcdefgh'),
      scopes: ['events:read'],
    },
  ])
  await stack.ingest(
    ['a', 'b'].map((id) => ({ id, model_name: `model-${id}`, vendor_id: 'openai', prompt: 'hello' })),
  )
  await until(
    async () => (await ask('SELECT count() FROM events')).text,
    (text) => text === '2\n',
  )
})
afterAll(() => stack.end())

type Reply = { status: number; headers: Headers; text: string }

async function ask(
  body: string | Uint8Array<ArrayBuffer> | null,
  query = '',
  headers: Record<string, string> = {},
): Promise<Reply> {
  const response = await fetch(`${stack.url}/ch${query}`, {
    method: body === null ? 'GET' : 'POST',
    headers: { 'x-clickhouse-user': 'default', 'x-clickhouse-key': key, ...headers },
    ...(body === null ? {} : { body }),
  })
  return { status: response.status, headers: response.headers, text: await response.text() }
}

describe('the official client', () => {
  const settings = () => ({ url: stack.url, pathname: '/ch', username: 'default', password: key })

  it('of Node pings, selects, binds, packs and streams', async () => {
    const client = createClient({
      ...settings(),
      database: 'default',
      compression: { response: true },
      log: { level: ClickHouseLogLevel.OFF },
    })
    expect(await client.ping({ select: true })).toEqual({ success: true })
    const rows = await client.query({
      query:
        'SELECT id, model FROM events WHERE vendor_id = {vendor:String} AND id IN {ids:Array(String)} ORDER BY id',
      query_params: { vendor: 'openai', ids: ["it's", 'a', 'b'] },
      format: 'JSONEachRow',
    })
    expect(await rows.json()).toEqual([
      { id: 'a', model: 'model-a' },
      { id: 'b', model: 'model-b' },
    ])
    const streamed = await client.query({ query: 'SELECT number FROM numbers(50000)', format: 'JSONEachRow' })
    let count = 0
    for await (const part of streamed.stream()) count += part.length
    expect(count).toBe(50_000)
    await client.close()
  })

  it('of Node learns why something is refused', async () => {
    const client = createClient({ ...settings(), log: { level: ClickHouseLogLevel.OFF } })
    await expect(client.query({ query: 'SELECT * FROM raw_payloads' })).rejects.toMatchObject({
      code: '60',
      type: 'UNKNOWN_TABLE',
    })
    await expect(client.query({ query: 'SELECT nothing FROM events' })).rejects.toMatchObject({ code: '47' })
    await expect(client.command({ query: 'DROP TABLE events' })).rejects.toMatchObject({ code: '164' })
    await expect(
      client.insert({ table: 'events', values: [{ id: 'x' }], format: 'JSONEachRow' }),
    ).rejects.toMatchObject({ code: expect.stringMatching(/62|164/) })
    await client.close()
  })

  it('of the web selects', async () => {
    const client = createWebClient(settings())
    const answer = await client.query({ query: 'SELECT version() AS v, count() AS n FROM events' })
    expect(await answer.json()).toMatchObject({ data: [{ v: '26.7', n: 2 }], rows: 1 })
    await client.close()
  })
})

describe('who calls', () => {
  it.each<[string, Record<string, string>, string]>([
    ['Basic', { authorization: basic('default', key) }, ''],
    ['Basic of anyone', { authorization: basic('grafana', key) }, ''],
    ['headers', { 'x-clickhouse-key': key }, ''],
    ['the address', {}, `&user=default&password=${key}`],
  ])('shows the key by %s', async (_, headers, parameters) => {
    const response = await fetch(`${stack.url}/ch/?query=SELECT+1${parameters}`, { headers })
    expect([response.status, await response.text()]).toEqual([200, '1\n'])
  })

  it('is asked for one, or told that it is not right or not enough', async () => {
    const codes = async (headers: Record<string, string>) => {
      const response = await fetch(`${stack.url}/ch?query=SELECT+1`, { headers })
      return [response.status, response.headers.get('x-clickhouse-exception-code')]
    }
    expect(await codes({})).toEqual([401, '194'])
    expect(await codes({ 'x-clickhouse-key': `${key}x` })).toEqual([403, '516'])
    expect(await codes({ authorization: basic('default', '') })).toEqual([401, '194'])
    expect(await codes({ 'x-clickhouse-key': 'afk_nokey0000001_noKeySecret0123456789abcdefgh' })).toEqual([
      403,
      '497',
    ])
  })

  it('may look whether we are there', async () => {
    for (const path of ['/ch', '/ch/', '/ch/ping', '/api/v1/ch/ping'])
      expect(await (await fetch(stack.url + path)).text()).toBe('Ok.\n')
  })
})

describe('what tools send', () => {
  it.each([
    ['Grafana tests a connection', 'SELECT 1', '1\n'],
    ['Grafana lists databases', 'SELECT name FROM system.databases', 'aegisflow\n'],
    [
      'Grafana lists tables',
      "SELECT name FROM system.tables WHERE database = 'aegisflow' AND name LIKE 'event%'",
      'events\n',
    ],
    [
      'Metabase reads columns',
      "SELECT DISTINCT c.name, c.type FROM system.columns AS c JOIN system.tables AS t ON c.table = t.name WHERE c.table = 'events' AND c.name = 'id'",
      'id\tString\n',
    ],
    [
      'Metabase asks with full names',
      "SELECT COUNT(*) AS `count` FROM `aegisflow`.`events` WHERE `aegisflow`.`events`.`id` = 'a'",
      '1\n',
    ],
    [
      'JDBC greets',
      'select currentUser() as user, timezone() as timezone, version() as version',
      'default\tUTC\t26.7\n',
    ],
    ['DBeaver comments', '/* ApplicationName=DBeaver 24.1.0 - Main */ SELECT database() ;', 'aegisflow\n'],
    ['a shell', 'SHOW DATABASES', 'aegisflow\n'],
    ['a shell', "SHOW TABLES FROM aegisflow LIKE 'vendor%'", 'vendor_costs\n'],
    ['a shell', 'EXISTS TABLE aegisflow.findings', '1\n'],
    ['a shell', 'EXISTS raw_payloads', '0\n'],
    [
      'Superset',
      "SELECT table_name FROM information_schema.tables WHERE table_schema = 'aegisflow' AND table_name = 'events'",
      'events\n',
    ],
    ['a person', 'SELECT id FROM events ORDER BY id FORMAT CSV', '"a"\n"b"\n'],
  ])('%s: %s', async (_, sql, text) => {
    expect(await ask(sql)).toMatchObject({ status: 200, text })
  })

  it('describes tables, and only those that are open', async () => {
    expect((await ask('DESCRIBE TABLE events FORMAT CSV')).text).toContain('"cost_usd","Decimal(38, 9)"')
    expect((await ask('DESC `aegisflow`.`findings`')).text).toContain('detector\tLowCardinality(String)')
    expect(await ask('DESCRIBE raw_payloads')).toMatchObject({ status: 404 })
  })

  it('takes the query from the address, the body, or one after the other, packed or not', async () => {
    expect((await ask(null, '?query=SELECT+7')).text).toBe('7\n')
    expect((await ask('7, 8', '?query=SELECT')).text).toBe('7\t8\n')
    expect((await ask(gzipSync('SELECT 9'), '', { 'content-encoding': 'gzip' })).text).toBe('9\n')
  })

  it('answers with a server’s headers and formats', async () => {
    const answer = await ask('SELECT 1 AS a', '?default_format=CSVWithNames&query_id=mine-1')
    expect(answer.text).toBe('"a"\n1\n')
    expect(answer.headers.get('x-clickhouse-query-id')).toBe('mine-1')
    expect(answer.headers.get('x-clickhouse-format')).toBe('CSVWithNames')
    expect(answer.headers.get('x-clickhouse-timezone')).toBe('UTC')
    expect(JSON.parse(answer.headers.get('x-clickhouse-summary') ?? '')).toHaveProperty('read_rows')
    for (const format of [
      'Native',
      'RowBinaryWithNamesAndTypes',
      'Parquet',
      'ArrowStream',
      'JSONCompact',
      'Pretty',
    ])
      expect((await ask(`SELECT 1 FORMAT ${format}`)).status).toBe(200)
  })

  it('ends a query of its own by name, as a client does whose user presses stop', async () => {
    const slow = "SELECT count() FROM numbers(1765432109) WHERE SHA256(toString(number)) = '1'"
    const asked = ask(slow, '?query_id=slow-1')
    const kill = (id: string) => ask(`KILL QUERY WHERE query_id = '${id}' ASYNC FORMAT CSV`)
    const { text } = await until(
      () => kill('slow-1'),
      (answer) => answer.text !== '',
    )
    expect(text).toBe('"waiting","slow-1","default",""\n')
    expect((await asked).headers.get('x-clickhouse-exception-code')).toBe('394')
    expect(await kill('slow-2')).toMatchObject({ status: 200, text: '' })
    expect((await ask("KILL QUERY WHERE user = 'default'")).headers.get('x-clickhouse-exception-code')).toBe(
      '164',
    )
  })

  it('packs an answer when it is asked to', async () => {
    const raw = (path: string) =>
      new Promise<[string | undefined, Buffer]>((resolve, reject) => {
        const outgoing = httpRequest(`${stack.url}${path}`, {
          headers: { 'x-clickhouse-key': key, 'accept-encoding': 'gzip' },
        })
        outgoing.on('response', async (response) => {
          resolve([response.headers['content-encoding'], Buffer.concat(await response.toArray())])
        })
        outgoing.on('error', reject)
        outgoing.end()
      })
    const [encoding, body] = await raw('/ch?query=SELECT+1&enable_http_compression=1')
    expect([encoding, gunzipSync(body).toString()]).toEqual(['gzip', '1\n'])
  })

  it.each([
    ['?readonly=0', "SELECT getSetting('readonly')", 46],
    ['?additional_table_filters={}', 'SELECT 1', 164],
    ['?allow_introspection_functions=1', 'SELECT 1', 164],
    ['?output_format_schema=/tmp/x', 'SELECT 1', 164],
    ['?database=system', 'SELECT 1', 81],
    ['?compress=1', 'SELECT 1', 48],
    ['?default_format=Template', 'SELECT 1', 73],
    ['', 'SELECT 1; SELECT 2', 62],
    ['', 'SELECT * FROM system.processes', 60],
    ['', "SELECT * FROM url('http://127.0.0.1:1', CSV, 'a String')", 497],
    ['', 'SHOW CREATE TABLE events', 164],
    ['', 'SELECT {x:String}', 456],
  ])('refuses %s %s', async (query, sql, code) => {
    const answer = await ask(sql, query)
    expect([answer.status >= 400, answer.headers.get('x-clickhouse-exception-code')]).toEqual([
      true,
      String(code),
    ])
    expect(answer.text).toMatch(
      new RegExp(`^Code: ${code}\\. DB::Exception: .*\\([A-Z_]+\\) \\(version 26\\.7\\)\\n$`, 's'),
    )
  })

  it('lets a client’s own way of reading be its own', async () => {
    expect(
      (await ask('SELECT number FROM numbers(10)', '?max_result_rows=3&result_overflow_mode=break')).text,
    ).toBe('0\n1\n2\n')
    expect(await ask('SELECT number FROM numbers(10)', '?max_result_rows=3')).toMatchObject({ status: 400 })
  })
})
