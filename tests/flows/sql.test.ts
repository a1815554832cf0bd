import { type ClientRequest, request as httpRequest } from 'node:http'
import { drizzle } from 'drizzle-orm/d1'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SqlResult } from '../../analytics/contract/sql.ts'
import * as schema from '../../analytics/store/d1/schema/index.ts'
import { secretHash } from '../../workers/identity/tokens.ts'
import { api } from '../support/asking.ts'
import { type Person, people } from '../support/people.ts'
import { type Answer, type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
let who: { owner: Person; analyst: Person; other: Person; viewer: Person; partial: Person }
const key = 'afk_analystkey01_analystKeySecret0123456789abc'

beforeAll(async () => {
  stack = await testStack()
  who = await people(stack, {
    owner: 'owner',
    analyst: 'analyst',
    other: 'analyst',
    viewer: 'viewer',
    partial: 'viewer',
  })
  const db = drizzle(stack.d1, { schema })
  const [organization] = await db.select().from(schema.organizations)
  await db.insert(schema.apiKeys).values({
    id: 'analystkey01',
    orgId: organization?.id ?? '',
    name: 'BI',
    secretHash: await secretHash('analystKeySecret0123456789abc'),
    scopes: ['sql:run'],
    rateRequests: 100_000,
    rateWindowS: 60,
    createdAtMs: Date.now(),
  })
  const places = [
    ['one', 'first'],
    ['two', 'first'],
    ['three', 'second'],
  ]
  const workspaces = await Promise.all(
    ['first', 'second'].map(async (name) => [
      name,
      String((await who.owner.call('POST', api('/workspaces'), { name })).body.id),
    ]),
  )
  const idOf = new Map(workspaces as [string, string][])
  await stack.ingest(
    places.map(([id = '', place = '']) => ({
      id,
      model_name: `model-${id}`,
      vendor_id: 'openai',
      workspace_id: idOf.get(place) ?? '',
      prompt: id === 'two' ? 'SSN 536-90-4399' : 'nothing',
      tokens_in: 10,
    })),
  )
  const granted = await who.owner.call('POST', api('/permissions'), {
    subject_type: 'user',
    subject_id: who.partial.id,
    permission: 'sql:run',
    reason: 'looks at one workspace',
    scope_type: 'workspace',
    scope_id: idOf.get('first'),
  })
  expect(granted.status).toBe(201)
  await until(
    async () => (await ask('SELECT count() AS n FROM events')).data[0]?.n,
    (n) => n === 3,
  )
})
afterAll(() => stack.end())

const run = (body: Json, headers: Record<string, string> = {}, path = '/sql'): Promise<Answer> =>
  stack.call('POST', api(path), { body, headers, key })
const ask = async (query: string, params: Json = {}): Promise<SqlResult> =>
  (await run({ query, params })).body as unknown as SqlResult

const underWay = async (mark: string) =>
  Number(
    (
      await stack.rows<{ n: number }>(
        `SELECT count() AS n FROM system.processes WHERE query LIKE '%${mark}%' AND query NOT LIKE '%processes%'`,
      )
    )[0]?.n,
  )

describe('POST /sql', () => {
  it('answers with types, rows and statistics', async () => {
    const query = "SELECT id, tokens_in, created_at > '2020-01-01' AS recent FROM events ORDER BY id"
    const answer = await ask(query)
    expect(answer.meta).toEqual([
      { name: 'id', type: 'String' },
      { name: 'tokens_in', type: 'Int64' },
      { name: 'recent', type: 'UInt8' },
    ])
    expect(answer.data).toEqual(['one', 'three', 'two'].map((id) => ({ id, tokens_in: 10, recent: 1 })))
    expect(answer).toMatchObject({
      rows: 3,
      truncated: false,
      statistics: { elapsed: expect.any(Number), rows_read: expect.any(Number) },
    })
  })

  it('says that the limit cut the result, and not when it did not', async () => {
    const cut = await run({ query: 'SELECT number FROM numbers(100)', limit: 10 })
    expect(cut.body).toMatchObject({ rows: 10, truncated: true })
    expect((await run({ query: 'SELECT number FROM numbers(10)', limit: 10 })).body).toMatchObject({
      rows: 10,
      truncated: false,
    })
    expect((await ask('SELECT number FROM numbers(20000)')).truncated).toBe(true)
    expect((await ask("SELECT repeat('é', 3000) AS long FROM numbers(3)")).rows).toBe(3)
    expect((await ask('SELECT 1 WHERE 0')).data).toEqual([])
  })

  it('binds parameters of every sort', async () => {
    const params = { text: "it's\n'x'", list: ['a', "b'"], n: -3, yes: true, none: null }
    const answer = await ask(
      'SELECT {text:String} AS text, {list:Array(String)} AS list, {n:Int32} AS n, {yes:Bool} AS yes, {none:Nullable(String)} AS none',
      params,
    )
    expect(answer).toMatchObject({ data: [params] })
    expect((await run({ query: 'SELECT {gone:String}' })).body).toMatchObject({
      status: 400,
      error: { exception: { code: 456 }, position: { line: 1, column: 9 } },
    })
  })

  it.each([
    ['csv', 'text/csv', '"n"\n0\n1\n'],
    ['tsv', 'text/tab-separated-values', 'n\n0\n1\n'],
    ['jsonl', 'application/x-ndjson', '{"n":0}\n{"n":1}\n'],
  ])('writes %s, by name, by address and by what is accepted', async (format, type, text) => {
    const query = 'SELECT toUInt8(number) AS n FROM numbers(2)'
    for (const answer of [
      await run({ query, format }),
      await run({ query }, {}, `/sql?format=${format}`),
      await run({ query }, { accept: `${type};q=0.9, */*;q=0.1` }),
    ]) {
      expect(answer.headers.get('content-type')).toContain(type)
      expect([answer.status, answer.headers.get('content-disposition')]).toEqual([
        200,
        `attachment; filename="query.${format}"`,
      ])
      expect(answer.body.text).toBe(text)
    }
    expect((await run({ query: `${query} FORMAT CSVWithNames` })).body.text).toBe('"n"\n0\n1\n')
  })

  it.each([
    ['parquet', 'PAR1'],
    ['arrow', '\xff\xff\xff\xff'],
  ])('writes %s', async (format, start) => {
    const response = await fetch(`${stack.url}/api/v1/sql?format=${format}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: 'SELECT number FROM numbers(100)' }),
    })
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes.subarray(0, 4).toString('latin1')).toBe(start)
  })

  it.each([
    ['SELECT nothing\nFROM events', 'nothing', { line: 1, column: 8 }, 47],
    ['SELECT id\nFROM events\nWHRE 1', ': 1 is', { line: 3, column: 6 }, 62],
    ['SELECT id FROM raw_payloads', 'raw_payloads', { line: 1, column: 16 }, 60],
    ["SELECT 'é', file('x')", 'file', { line: 1, column: 13 }, 46],
    ['SELECT 1; SELECT 2', 'Multi', { line: 1, column: 9 }, 62],
    ['DROP TABLE events', 'DROP', { line: 1, column: 1 }, 164],
    ['SELECT 1 FORMAT Npy', 'Npy', { line: 1, column: 17 }, 73],
  ])('says where %s goes wrong', async (query, word, position, code) => {
    const { status, body } = await run({ query })
    expect([status, body.title]).toEqual([400, 'Query refused'])
    expect(body.error).toMatchObject({ code: 'bad_query', exception: { code }, position })
    expect(String(body.detail)).toContain(word)
    expect(JSON.stringify(body)).not.toMatch(/org_id|formatQuery|127\.0\.0\.1|in scope/i)
  })

  it.each([
    ['SELECT count() FROM numbers(1000000000000)', 158],
    ["SELECT groupArray(repeat('x', 1000)) FROM numbers(10000000)", 241],
    ['SELECT repeat(toString(number % 7), 100000) FROM numbers(1000)', 396],
  ])('ends %s at its limits', async (query, code) => {
    expect((await run({ query })).body).toMatchObject({ status: 400, error: { exception: { code } } })
  })

  it('keeps readers of a part to its events, in every table that tells them apart', async () => {
    const call = (query: string) => who.partial.call('POST', api('/sql'), { query })
    expect((await call('SELECT id FROM events ORDER BY id')).body.data).toEqual([
      { id: 'one' },
      { id: 'two' },
    ])
    expect((await call('SELECT DISTINCT event_id FROM findings')).body.data).toEqual([{ event_id: 'two' }])
    expect((await call('SELECT sum(events) FROM dimension_daily')).body.detail).toContain(
      'whole organization',
    )
    const { body } = await who.partial.call('GET', api('/sql/schema'))
    expect((body.tables as { name: string }[]).map(({ name }) => name)).toEqual(['events', 'findings'])
    const listed = await call('SELECT name FROM system.tables ORDER BY name')
    expect(listed.body.data).toEqual([{ name: 'events' }, { name: 'findings' }])
  })

  it('is for those who may', async () => {
    expect((await who.viewer.call('POST', api('/sql'), { query: 'SELECT 1' })).status).toBe(403)
    expect((await who.analyst.call('POST', api('/sql'), { query: 'SELECT 1' })).status).toBe(200)
  })

  it('leaves an entry that says who asked what', async () => {
    await who.analyst.call('POST', api('/sql'), { query: "SELECT 'written down' FROM raw_payloads" })
    const { body } = await who.owner.call('GET', api('/audit?action=sql.run&limit=5'))
    expect((body.items as Json[])[0]).toMatchObject({
      actor: `user:${who.analyst.id}`,
      outcome: 'failed',
      details: { after: { query: "SELECT 'written down' FROM raw_payloads" } },
    })
  })

  it('runs at most four queries of an organization at once, and lets others wait their turn', async () => {
    const query = "SELECT count() FROM numbers(1654321098) WHERE SHA256(toString(number)) = '1'"
    const names = Array.from({ length: 8 }, (_, index) => `slow-${index}`)
    const ended: number[] = []
    // One that is ended after its answer began breaks off in the middle.
    const asked = Promise.allSettled(
      names.map(async (query_id) => ended.push((await run({ query, query_id })).status)),
    )
    await until(
      () => ended.length,
      (count) => count === 4,
    )
    expect(ended).toEqual([429, 429, 429, 429])
    await until(
      () => underWay('1654321098'),
      (n) => n === 4,
    )
    for (const name of names) await stack.call('DELETE', api(`/sql/running/${name}`), { key })
    await asked
    expect((await run({ query: 'SELECT 1' })).status).toBe(200)
  })

  it('breaks an export off that is longer than one may be, so that no part of it looks whole', async () => {
    await expect(run({ query: 'SELECT number FROM numbers(2000000)', format: 'csv' })).rejects.toThrow()
  })

  it.each([
    [
      'closes while rows arrive',
      "SELECT number, repeat('x', 1000) FROM numbers(900000) WHERE 1987654321 > 1 FORMAT CSV",
      (outgoing: ClientRequest) => outgoing.destroy(),
    ],
    [
      'resets before the first row',
      "SELECT count() FROM numbers(1987654321) WHERE SHA256(toString(number)) = '1'",
      (outgoing: ClientRequest) => outgoing.socket?.resetAndDestroy(),
    ],
  ])('ends the query of a caller who %s', async (_, query, leave) => {
    const outgoing = httpRequest(`${stack.url}/api/v1/sql`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })
    outgoing.on('error', () => undefined)
    outgoing.end(JSON.stringify({ query }))
    await until(
      () => underWay('1987654321'),
      (n) => n > 0,
    )
    leave(outgoing)
    await until(
      () => underWay('1987654321'),
      (n) => n === 0,
    )
    expect((await run({ query: 'SELECT 1' })).status).toBe(200)
  })

  it('ends a query by its name before the first row, for whoever runs it and nobody else', async () => {
    const query = "SELECT count() FROM numbers(1876543210) WHERE SHA256(toString(number)) = '1'"
    const asked = who.analyst.call('POST', api('/sql'), { query, query_id: 'my-query.1' })
    await until(
      () => underWay('1876543210'),
      (n) => n > 0,
    )
    const end = (id: string) => api(`/sql/running/${encodeURIComponent(id)}`)
    expect((await who.other.call('DELETE', end('my-query.1'))).status).toBe(404)
    expect((await who.viewer.call('DELETE', end('my-query.1'))).status).toBe(403)
    expect((await who.analyst.call('DELETE', end('my-query'))).status).toBe(404)
    expect((await who.analyst.call('DELETE', end("my-query.1') OR ('1"))).status).toBe(404)
    expect(await underWay('1876543210')).toBe(1)
    expect(await who.analyst.call('DELETE', end('my-query.1'))).toMatchObject({
      status: 200,
      body: { ended: 1 },
    })
    await until(
      () => underWay('1876543210'),
      (n) => n === 0,
    )
    expect((await asked).status).toBe(400)
    expect((await who.analyst.call('POST', api('/sql'), { query: 'SELECT 1', query_id: "'" })).status).toBe(
      422,
    )
  })
})

describe('GET /sql/schema', () => {
  it('names tables, functions and examples, each of which runs', async () => {
    const { body } = await stack.call('GET', api('/sql/schema'), { key })
    const { tables, functions, examples } = body as unknown as {
      tables: { name: string; columns: { name: string; type: string }[] }[]
      functions: { names: string[] }[]
      examples: { query: string }[]
    }
    expect(functions.flatMap(({ names }) => names).length).toBeGreaterThan(500)
    expect(examples.length).toBeGreaterThan(3)
    for (const { query } of examples)
      expect((await run({ query, params: { vendor: 'openai' } })).status).toBe(200)
    for (const { name, columns } of tables) {
      const { meta } = await ask(`SELECT * FROM ${name}`)
      expect([name, meta]).toEqual([
        name,
        columns.map((column) => ({ name: column.name, type: column.type })),
      ])
    }
  })
})

describe('saved queries', () => {
  it('are their owner’s alone until they are shared, and only the owner changes them', async () => {
    const saved = await who.analyst.call('POST', api('/sql/queries'), { name: 'mine', query: 'SELECT 1' })
    expect(saved.status).toBe(201)
    expect(saved.body).toMatchObject({ name: 'mine', shared: false, own: true, params: {} })
    const path = api(`/sql/queries/${saved.body.id}`)
    const seen = async (person: Person) =>
      ((await person.call('GET', api('/sql/queries'))).body.items as Json[]).map(({ name, own }) => [
        name,
        own,
      ])
    expect(await seen(who.other)).toEqual([])
    expect((await who.other.call('PATCH', path, { shared: true })).status).toBe(404)
    expect((await who.analyst.call('PATCH', path, { shared: true, query: 'SELECT 2' })).body).toMatchObject({
      query: 'SELECT 2',
      shared: true,
    })
    expect(await seen(who.other)).toEqual([['mine', false]])
    expect((await who.other.call('DELETE', path)).status).toBe(404)
    expect((await who.analyst.call('DELETE', path)).body).toEqual({ removed: true })
    expect(await seen(who.analyst)).toEqual([])
  })
})
