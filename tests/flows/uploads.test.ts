import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Json, type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

const send = (name: string, raw: BodyInit, more = '', headers: Record<string, string> = {}) =>
  stack.call('POST', `/api/v1/uploads?name=${name}${more}`, { raw, headers })
const at = new Date(Date.now() - 86_400_000).toISOString()

const stored = async (where: string, count = 1): Promise<Json[]> =>
  until(
    () => stack.rows<Json>(`SELECT id, prompt_excerpt, created_at FROM events WHERE ${where} ORDER BY id`),
    (rows) => rows.length >= count,
  )

describe('a file', () => {
  it('of CSV is scanned and stored row by row, and what became of each is told', async () => {
    const csv = [
      'request_id;model;question;answer;user_email;time;mood',
      `up-1;gpt-5-mini;"My SSN is 536-90-4399; and
more";Noted;jo@x.org;${at};good`,
      `up-2;gpt-5-mini;Hello;Hi;;${at};`,
      `up-2;gpt-5-mini;Hello;Hi;;${at};`,
      `up-3;gpt-5-mini;Old;;;2019-01-01;`,
      `up-4;gpt-5-mini;Never;;;yesterday;`,
      `up-5;gpt-5-mini;Too;many;;${at};bad;cells`,
    ].join('\r\n')
    const answer = await send('calls.csv', csv)
    expect(answer).toMatchObject({
      status: 200,
      body: {
        name: 'calls.csv',
        format: 'csv',
        status: 'succeeded',
        bytes_read: csv.length,
        rows_read: 6,
        ingested: 2,
        duplicates: 1,
        quarantined: 1,
        unreadable: 2,
        last_error: null,
      },
    })
    expect((answer.body.faults as Json[]).map(({ line, reason }) => [line, reason])).toEqual([
      [2, 'The column “mood” has no place here and is left out.'],
      [7, 'timestamp: Give a moment with its zone, such as 2026-01-31T12:00:00Z'],
      [8, 'The row has 8 cells, and the first row names 7.'],
    ])
    expect(await stored("id LIKE 'up-%'", 2)).toMatchObject([
      { id: 'up-1', prompt_excerpt: 'My SSN is [REDACTED]; and\nmore' },
      { id: 'up-2' },
    ])
    const id = String(answer.body.id)
    expect((await stack.call('GET', `/api/v1/uploads/${id}`)).body).toEqual(answer.body)
    const { body } = await stack.call('GET', '/api/v1/uploads')
    expect((body.items as Json[]).map((item) => item.id)).toContain(id)
  })

  it('without ids may be sent again, whole after it was cut off, and nothing is stored twice', async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) =>
      JSON.stringify({
        model: 'again',
        messages: [{ role: 'user', content: `line ${index % 7}` }],
        timestamp: at,
      }),
    )
    const whole = `${lines.join('\n')}\n`
    const part = await send('again.jsonl', whole.slice(0, whole.length / 2 - 10), '&format=jsonl')
    expect(part.body).toMatchObject({ status: 'succeeded', unreadable: 1 })
    const rest = await send('again.jsonl.gz', gzipSync(whole), '', { 'content-type': 'application/gzip' })
    expect(rest.body).toMatchObject({ format: 'jsonl', rows_read: 2_500, duplicates: part.body.ingested })
    expect(await send('again.jsonl', whole)).toMatchObject({ body: { ingested: 0, duplicates: 2_500 } })
    const rows = await until(
      () =>
        stack.rows<{ n: number; ids: number }>(
          "SELECT toUInt32(count()) AS n, toUInt32(uniqExact(id)) AS ids FROM events WHERE model = 'again'",
        ),
      ([row]) => (row?.n ?? 0) >= 2_500,
    )
    expect(rows).toEqual([{ n: 2_500, ids: 2_500 }])
  })

  it('can be watched while it comes, and says so when it stops coming', async () => {
    const id = 'watched-upload-1'
    const url = new URL(`${stack.url}/api/v1/uploads?name=slow.jsonl&id=${id}`)
    const headers = { authorization: `Bearer ${stack.apiKey}`, 'transfer-encoding': 'chunked' }
    const sending = request(url, { method: 'POST', headers })
    sending.on('error', () => {})
    for (let row = 0; row < 600; row++)
      sending.write(`{"id":"slow-${row}","model":"slow","timestamp":"${at}"}\n`)
    const watch = () => stack.call('GET', `/api/v1/uploads/${id}`)
    const seen = await until(watch, ({ body }) => body.ingested === 500)
    expect(seen.body).toMatchObject({ status: 'running', rows_read: 500, unreadable: 0 })
    expect((await send('x.csv', 'id\n', `&id=${id}`)).status).toBe(409)
    sending.destroy()
    const ended = await until(watch, ({ body }) => body.status === 'failed')
    expect(ended.body).toMatchObject({
      ingested: 500,
      last_error: expect.stringContaining('Send the whole file again'),
    })
  })
})

describe('a file that is refused', () => {
  it.each([
    ['of no known kind', 'x.pdf', 'x', '', 415],
    ['without a name', '', 'x', '&format=csv', 422],
    ['of an unknown format', 'x.csv', 'x', '&format=xml', 422],
    ['with a quote that does not end', 'x.csv', 'id,prompt\n1,"open', '', 400],
    ['with two columns of one name', 'x.csv', 'id,id\n1,2\n', '', 400],
  ])('%s', async (_, name, raw, more, status) => {
    expect((await send(name, raw, more)).status).toBe(status)
  })

  it('of a spreadsheet in UTF-16 is read as what it says', async () => {
    const text = '\ufeffid\tprompt\nwide-1\tGr\u00fc\u00dfe an jo@x.org\n'
    const little = Buffer.from(text, 'utf16le')
    const big = Buffer.from(text.replace('wide-1', 'wide-2'), 'utf16le').swap16()
    for (const raw of [little, big])
      expect((await send('x.tsv', raw)).body).toMatchObject({ ingested: 1, faults: [] })
    expect(await stored("id LIKE 'wide-%'", 2)).toMatchObject([
      { id: 'wide-1', prompt_excerpt: 'Gr\u00fc\u00dfe an [REDACTED]' },
      { id: 'wide-2', prompt_excerpt: 'Gr\u00fc\u00dfe an [REDACTED]' },
    ])
  })

  it('that is not UTF-8 is told so, once', async () => {
    const raw = Buffer.from('id,prompt\nlatin-1,Gr\u00fc\u00dfe\nlatin-2,\u00e9t\u00e9\n', 'latin1')
    const { body } = await send('x.csv', raw)
    expect(body).toMatchObject({
      ingested: 2,
      faults: [{ line: 2, reason: 'It is not UTF-8: characters are lost from here on.' }],
    })
  })

  it('has rows that say nothing, and they become no events', async () => {
    const { body } = await send('x.csv', 'colour,mood\nred,good\nblue,bad\n')
    expect(body).toMatchObject({ rows_read: 2, ingested: 0, unreadable: 2 })
    expect(body.faults).toContainEqual({ line: 3, reason: 'Nothing in it has a place here.' })
  })

  it('is one of gzip that is not whole, or unpacks to a row that never ends', async () => {
    const packed = gzipSync(Array.from({ length: 500 }, () => randomBytes(50).toString('hex')).join('\n'))
    expect(await send('x.jsonl', packed.subarray(0, packed.length / 2))).toMatchObject({
      status: 400,
      body: { detail: 'The file is not whole gzip.' },
    })
    const bomb = Buffer.concat(Array.from({ length: 22 }, () => gzipSync(Buffer.alloc(50_000_000, 32))))
    const id = 'a-bomb-of-spaces'
    // It is answered while its sender still writes, who may only see that nobody reads any more: the same goes for who
    // comes next on that connection, and is not heard at all.
    const ended = await until(
      async () => {
        const { status, body } = await stack.call('GET', `/api/v1/uploads/${id}`)
        if (status !== 404) return body
        const answer = await send('x.csv', bomb, `&id=${id}`).catch(() => null)
        if (answer !== null) expect(answer.status).toBe(400)
        return null
      },
      (upload) => upload !== null && upload.status !== 'running',
    )
    expect(ended).toMatchObject({ status: 'failed', ingested: 0 })
    expect(ended?.last_error).toMatch(/^The row that begins at line 1 is longer than|not whole gzip|cut off/)
  })

  it('tells its rows nothing of nobody: without a permission, and of another’s uploads', async () => {
    expect((await stack.call('POST', '/api/v1/uploads?name=x.csv', { raw: 'id\n', key: null })).status).toBe(
      401,
    )
    expect((await stack.call('GET', '/api/v1/uploads/nothing')).status).toBe(404)
  })
})

it('hostile rows are told by their line, and none is a 500', async () => {
  const rows = [
    `${'['.repeat(50_000)}${']'.repeat(50_000)}`,
    `{"messages":[${'['.repeat(50_000)}${']'.repeat(50_000)}]}`,
    '{"__proto__":{"id":"x"},"constructor":1,"tokens_in":-1}',
    '{"latency_ms":"NaN","model":"m"}',
    '{"cost_usd":1e999}',
    '\ud800 {"id":"x"}',
    'null',
  ]
  const { status, body } = await send('hostile.jsonl', rows.join('\n'))
  expect(status).toBe(200)
  expect(body).toMatchObject({ rows_read: 7, unreadable: 7, ingested: 0 })
  const garbage = await send('garbage.csv', randomBytes(100_000))
  expect([200, 400]).toContain(garbage.status)
})
