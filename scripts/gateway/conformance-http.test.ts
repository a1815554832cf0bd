import { request } from 'node:http'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { account, credentials, openTarget, type Target } from './conformance-target.ts'

let target: Target
const ask: Target['ask'] = (...question) => target.ask(...question)

beforeAll(async () => {
  target = await openTarget()
})

afterAll(() => target.close())

describe('plain HTTP', () => {
  it.each(['/ping', '/', '/replicas_status'])('says Ok. at %s', async (path) => {
    expect(await (await fetch(target.url + path)).text()).toBe('Ok.\n')
  })

  it('knows no other path', async () => {
    for (const path of ['/nowhere', '//', '//[']) expect((await fetch(target.url + path)).status).toBe(404)
  })

  it.each([
    [
      'basic',
      {
        Authorization: `Basic ${Buffer.from(`${account.username}:${account.password}`).toString('base64')}`,
      },
      '',
    ],
    ['headers', credentials, ''],
    ['the URL', {}, `&user=${account.username}&password=${account.password}`],
  ])('lets in by %s', async (_, headers, parameters) => {
    expect((await fetch(`${target.url}/?query=SELECT+1${parameters}`, { headers })).status).toBe(200)
  })

  it('lets nobody in by another user, two ways at once or another scheme', async () => {
    const attempts: [string, Record<string, string>][] = [
      ['', { ...credentials, 'X-ClickHouse-User': 'nobody' }],
      ['', { Authorization: 'Bearer abc' }],
      [`&user=${account.username}&password=${account.password}`, credentials],
    ]
    for (const [parameters, headers] of attempts) {
      const response = await fetch(`${target.url}/?query=SELECT+1${parameters}`, { headers })
      expect([response.status, response.headers.get('x-clickhouse-exception-code')]).toEqual([403, '516'])
    }
  })

  it('takes the text from the URL, the body, or one after the other', async () => {
    expect((await ask('', { query: 'SELECT 7' }, { method: 'GET' })).text).toBe('7\n')
    expect((await ask('SELECT 7')).text).toBe('7\n')
    expect((await ask('7, 8', { query: 'SELECT' })).text).toBe('7\t8\n')
  })

  it('answers with the headers of a server', async () => {
    const { headers } = await ask('SELECT 1 AS a FORMAT JSONEachRow', { query_id: `q-${process.pid}` })
    expect(headers.get('x-clickhouse-query-id')).toBe(`q-${process.pid}`)
    expect(headers.get('x-clickhouse-format')).toBe('JSONEachRow')
    expect(headers.get('content-type')).toMatch(/^application\/x-ndjson/)
    expect(headers.get('x-clickhouse-timezone')).toMatch(/\w/)
    expect(headers.get('x-clickhouse-server-display-name')).toMatch(/\w/)
    expect(JSON.parse(headers.get('x-clickhouse-summary') ?? '')).toMatchObject({
      read_rows: '1',
      written_rows: '0',
    })
  })

  it.each([
    [{ default_format: 'CSVWithNames' }, {}, '"a"\n1\n'],
    [{}, { 'X-ClickHouse-Format': 'CSV' }, '1\n'],
    [{}, {}, '1\n'],
  ])('chooses the format by %j %j', async (parameters, headers, text) => {
    expect((await ask('SELECT 1 AS a', parameters, { headers })).text).toBe(text)
  })

  it('packs a result when asked and only then', async () => {
    const { port, hostname } = new URL(target.url)
    const raw = async (parameters: string) => {
      return new Promise<{ encoding: string | undefined; body: Buffer }>((resolve, reject) => {
        const outgoing = request({
          port,
          hostname,
          path: `/?query=SELECT+1${parameters}`,
          headers: { ...credentials, 'Accept-Encoding': 'gzip' },
        })
        outgoing.on('response', async (response) => {
          resolve({
            encoding: response.headers['content-encoding'],
            body: Buffer.concat(await response.toArray()),
          })
        })
        outgoing.on('error', reject)
        outgoing.end()
      })
    }
    const packed = await raw('&enable_http_compression=1')
    expect([packed.encoding, gunzipSync(packed.body).toString()]).toEqual(['gzip', '1\n'])
    expect(await raw('')).toEqual({ encoding: undefined, body: Buffer.from('1\n') })
  })

  it('unpacks a body by its encoding', async () => {
    expect((await ask(gzipSync('SELECT 9'), {}, { headers: { 'Content-Encoding': 'gzip' } })).text).toBe(
      '9\n',
    )
    expect(
      (await ask('SELECT 9', {}, { headers: { 'Content-Encoding': 'gzip' } })).status,
    ).toBeGreaterThanOrEqual(400)
  })

  it('refuses an unknown setting and a wrong value', async () => {
    expect(await ask('SELECT 1', { no_such_setting: '1' })).toMatchObject({
      status: 404,
      text: expect.stringContaining('UNKNOWN_SETTING'),
    })
    expect((await ask('SELECT 1', { max_threads: 'many' })).status).toBe(400)
  })

  it('carries no setting, parameter or database into the next request', async () => {
    await ask('SELECT 1', { max_block_size: '7', param_x: '1' })
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        ask('SELECT {x:Int32}', { max_block_size: String(n + 1), param_x: String(n) }),
      ),
    )
    expect((await ask("SELECT getSetting('max_block_size') = 7")).text).toBe('0\n')
    expect((await ask('SELECT {x:Int32}')).text).toContain('UNKNOWN_QUERY_PARAMETER')
    const elsewhere = await fetch(`${target.url}/`, {
      method: 'POST',
      headers: credentials,
      body: 'SELECT currentDatabase()',
    })
    expect(await elsewhere.text()).toBe('default\n')
  })

  it.each([
    'SELECT 1; SELECT 2',
    'SELECT 1; DROP TABLE kept',
    'SHOW TABLES; DROP TABLE kept',
    'SELECT 1e--5; DROP TABLE kept',
    "SELECT '\\'' ; DROP TABLE kept --'",
  ])('runs one statement: %s is refused', async (sql) => {
    await ask('CREATE TABLE IF NOT EXISTS kept (a Int8) ENGINE = MergeTree ORDER BY a')
    expect(await ask(sql)).toMatchObject({
      status: 400,
      text: expect.stringMatching(/^Code: 62\..*SYNTAX_ERROR/s),
    })
    expect((await ask('EXISTS TABLE kept')).text).toBe('1\n')
  })

  it.each(["SELECT ';' AS s -- ;\n;", "SELECT /* ; */ ';' AS s", 'SELECT $$;$$ AS s'])(
    'takes semicolons that end nothing: %s',
    async (sql) => {
      expect(await ask(sql)).toMatchObject({ status: 200, text: ';\n' })
    },
  )

  it('takes rows as rows, whatever stands in them', async () => {
    await ask('CREATE TABLE kept_rows (s String) ENGINE = MergeTree ORDER BY s')
    const evil = 'a\n\n; DROP TABLE kept_rows;\n'
    expect((await ask(`INSERT INTO kept_rows FORMAT CSV\n"${evil}"\n`)).status).toBe(200)
    expect(
      (await ask(`INSERT INTO kept_rows FORMAT JSONEachRow\n{"s":"b"}\n\n; DROP TABLE kept_rows`)).status,
    ).toBe(400)
    expect((await ask('SELECT s FROM kept_rows FORMAT JSONEachRow')).text).toBe(
      `${JSON.stringify({ s: evil })}\n`,
    )
  })

  it('takes a comment with a semicolon before the rows', async () => {
    await ask('CREATE TABLE noted (a Int8) ENGINE = MergeTree ORDER BY a')
    expect((await ask('INSERT INTO noted /* ; */ FORMAT CSV\n1\n')).status).toBe(200)
    expect((await ask('SELECT * FROM noted')).text).toBe('1\n')
  })

  it('takes long parameters and holds to limits', async () => {
    const long = 'x'.repeat(200_000)
    expect((await ask('SELECT length({s:String})', { param_s: long })).text).toBe('200000\n')
    const endless = 'SELECT count() FROM system.numbers'
    expect(await ask(endless, { max_execution_time: '0.2' })).toMatchObject({
      status: 408,
      text: expect.stringContaining('(TIMEOUT_EXCEEDED)'),
    })
    const greedy = 'SELECT uniqExact(number) FROM numbers(10000000)'
    expect((await ask(greedy, { max_memory_usage: '10000000' })).text).toContain('(MEMORY_LIMIT_EXCEEDED)')
  })

  it('takes binary rows', async () => {
    await ask('CREATE TABLE bytes (a UInt8, s String) ENGINE = MergeTree ORDER BY a')
    const rows = Buffer.from([10, 2, 10, 59, 200, 0])
    expect((await ask(rows, { query: 'INSERT INTO bytes FORMAT RowBinary' })).status).toBe(200)
    const native = Buffer.from(
      await (
        await fetch(`${target.url}/?database=${target.database}&query=SELECT+*+FROM+bytes+FORMAT+Native`, {
          headers: credentials,
        })
      ).arrayBuffer(),
    )
    expect((await ask(native, { query: 'INSERT INTO bytes FORMAT Native' })).status).toBe(200)
    expect((await ask('SELECT a, s FROM bytes ORDER BY a FORMAT JSONCompactEachRow')).text).toBe(
      '[10, "\\n;"]\n[10, "\\n;"]\n[200, ""]\n[200, ""]\n',
    )
  })

  it('takes an insert without rows', async () => {
    await ask('CREATE TABLE nothing (a UInt8) ENGINE = MergeTree ORDER BY a')
    expect((await ask('', { query: 'INSERT INTO nothing FORMAT JSONEachRow' })).status).toBe(200)
    expect((await ask('SELECT count() FROM nothing')).text).toBe('0\n')
  })

  it.each([
    'SHOW DATABASES',
    'DESCRIBE TABLE system.one',
    'EXPLAIN SELECT 1',
    'EXISTS TABLE system.one',
    'SYSTEM FLUSH LOGS',
    "KILL QUERY WHERE query_id = 'none'",
  ])('answers %s', async (sql) => expect((await ask(sql)).status).toBe(200))

  it('changes, optimizes and drops a table', async () => {
    for (const sql of [
      'CREATE TABLE changing (a Int8) ENGINE = MergeTree ORDER BY a',
      'ALTER TABLE changing ADD COLUMN b String',
      'INSERT INTO changing VALUES (1, toString(1 + 1))',
      'INSERT INTO changing SELECT 2, 3',
      'OPTIMIZE TABLE changing FINAL',
    ]) {
      expect([sql, (await ask(sql)).status]).toEqual([sql, 200])
    }
    expect((await ask('SELECT * FROM changing ORDER BY a')).text).toBe('1\t2\n2\t3\n')
    expect((await ask('DROP TABLE changing SYNC')).status).toBe(200)
  })

  it('complains about the text it was given', async () => {
    const { status, text } = await ask('SELECT 1 FROM')
    expect([status, text.slice(0, 63)]).toEqual([
      400,
      'Code: 62. DB::Exception: Syntax error: failed at position 14 (e',
    ])
    expect(text).not.toContain("OUTFILE '")
  })

  it('says how many rows an insert wrote', async () => {
    await ask('CREATE TABLE summed (a Int8) ENGINE = MergeTree ORDER BY a')
    const { headers } = await ask('INSERT INTO summed VALUES (1), (2)')
    expect(JSON.parse(headers.get('x-clickhouse-summary') ?? '')).toMatchObject({ written_rows: '2' })
  })

  it('waits for the end when asked, so that a late failure has its own status', async () => {
    const late = 'SELECT throwIf(number = 2000000) FROM numbers(3000000)'
    expect(await ask(late, { wait_end_of_query: '1' })).toMatchObject({
      status: 500,
      text: expect.stringMatching(/^Code: 395\./),
    })
    expect((await ask('SELECT sum(number) FROM numbers(1000)', { wait_end_of_query: '1' })).text).toBe(
      '499500\n',
    )
  })
})
