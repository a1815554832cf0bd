import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { answer, client, key, testServers } from '../../tests/support/outbound.ts'
import { privateHosts } from './host-guard.ts'
import { outbound } from './outbound.ts'

const { serve, failureOf } = testServers()

describe('outbound', () => {
  it('gives the body as received and as JSON', async () => {
    const { base, seen } = await serve(
      answer(200, ' {"a": [1]}', { 'content-type': 'Application/JSON; charset=utf-8' }),
    )
    expect(await client(base).get()).toMatchObject({
      ok: true,
      value: { raw: ' {"a": [1]}', json: { a: [1] } },
    })
    expect(seen[0]?.headers).toMatchObject({ authorization: `Bearer ${key}`, 'user-agent': 'AegisFlow' })
  })

  it.each([
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not_found'],
    [300, 'redirect'],
    [399, 'redirect'],
    [400, 'rejected'],
    [402, 'rejected'],
    [499, 'rejected'],
    [408, 'rejected'],
    [410, 'gone'],
    [429, 'rate_limited'],
    [500, 'server_error'],
    [503, 'server_error'],
    [529, 'server_error'],
  ])('names status %i %s', async (status, tag) => {
    expect(await failureOf(answer(status))).toMatchObject({ tag })
  })

  it('does not follow a redirect', async () => {
    const { base, seen } = await serve(answer(302, '', { location: '/elsewhere' }), answer(200))
    expect(await client(base).get()).toEqual({
      ok: false,
      failure: { tag: 'redirect', status: 302, location: '/elsewhere' },
    })
    expect(seen.length).toBe(1)
  })

  it('calls no host but the vendor’s', async () => {
    const { base, seen } = await serve(answer(200))
    const { call } = client(base)
    const port = new URL(base).port
    for (const url of [`http://localhost:${port}/`, `https://127.0.0.1:${port}/`, 'http://127.0.0.1:1/']) {
      expect(await call(new URL(url), {})).toMatchObject({ ok: false, failure: { tag: 'refused_url' } })
    }
    expect(seen.length).toBe(0)
  })

  it('calls no private host that is not listed', async () => {
    const { base, seen } = await serve(answer(200))
    expect(await client(base, {}, '').get()).toMatchObject({ ok: false, failure: { tag: 'refused_url' } })
    expect(seen.length).toBe(0)
  })

  it('downloads from the hosts that are named for it, over https and never from a private one', async () => {
    const { base, seen } = await serve(answer(200))
    const called: string[] = []
    const send = outbound({
      bases: [{ url: base, privateHosts: privateHosts(new URL(base).host) }],
      downloadHosts: /^(?:files\.example|10\.0\.0\.1)$/,
      fetch: async (url) => {
        called.push(url)
        return Response.json({})
      },
      nowMs: Date.now,
      sleep: async () => undefined,
      random: () => 0,
    })
    const isCalled = async (url: string) => (await send({ url: new URL(url), headers: {} })).ok
    expect(await isCalled('https://files.example/a')).toBe(true)
    for (const url of ['http://files.example/a', 'https://10.0.0.1/a', 'https://other.example/a'])
      expect([url, await isCalled(url)]).toEqual([url, false])
    expect([called, seen.length]).toEqual([['https://files.example/a'], 0])
  })

  it('calls no name that resolves to the private address that it spells', async () => {
    const { base, seen } = await serve(answer(200))
    const { port } = new URL(base)
    for (const named of [`https://127.0.0.1.nip.io:${port}`, `https://app-127-0-0-1.sslip.io:${port}`]) {
      const failure = { tag: 'refused_url', reason: 'a private or reserved host' }
      expect(await client(named, {}, '').get()).toEqual({ ok: false, failure })
    }
    expect(seen.length).toBe(0)
  })

  it.each([
    ['a page of HTML', '<html>', 'text/html'],
    ['JSON declared as text', '{}', 'text/plain'],
    ['JSON that stops early', '{"a":', 'application/json'],
    ['an empty body', '', 'application/json'],
    ['a type that only looks alike', '{}', 'application/jsonp'],
    ['a type that only ends alike', '{}', 'x-application/json'],
  ])('refuses %s', async (_what, body, type) => {
    expect(await failureOf(answer(200, body, { 'content-type': type }))).toMatchObject({ tag: 'bad_json' })
  })

  it.each([
    ['{"error":{"message":"a","code":"b"}}', 'a', 'b'],
    ['{"error":"invalid_client","error_description":"a"}', 'a', 'invalid_client'],
    ['{"__type":"com.amazon#ThrottlingException","message":"a"}', 'a', 'com.amazon#ThrottlingException'],
    ['{"errors":[{"message":"a"}],"code":"two words"}', 'a', null],
    ['{"detail":"a"}', 'a', null],
    ['[]', null, null],
  ])('reads the vendor’s words and code out of %s', async (body, detail, code) => {
    expect(await failureOf(answer(400, body))).toEqual({ tag: 'rejected', status: 400, detail, code })
  })

  it('sends a body as POST and says nothing of it on the address', async () => {
    const seen: string[] = []
    const { base } = await serve((request, response) => {
      request.on('data', (chunk) => seen.push(`${request.method} ${chunk}`))
      request.on('end', () => answer(200)(request, response))
    })
    const { send } = client(base)
    expect((await send({ url: new URL('/q', base), headers: {}, body: '{"a":1}' })).ok).toBe(true)
    expect(seen).toEqual(['POST {"a":1}'])
  })

  it('takes text when text is asked for, and nothing as nothing', async () => {
    const lines = '{"a":1}\n{"a":2}\n'
    const { base, seen } = await serve(
      answer(200, lines, { 'content-type': 'application/x-ndjson' }),
      answer(204, ''),
    )
    const { send } = client(base)
    const text = { url: new URL('/q', base), headers: {}, accept: 'text' as const }
    expect(await send(text)).toMatchObject({ ok: true, value: { raw: lines } })
    expect(await send(text)).toMatchObject({ ok: true, value: { raw: '', json: null } })
    expect(seen.map(({ headers }) => headers.accept)).toEqual(['*/*', '*/*'])
  })

  it('asks by GET for JSON where nothing else is said, and by the method that is', async () => {
    const { base, seen } = await serve(answer(200))
    const { get, send } = client(base)
    await get()
    await send({ url: new URL('/q', base), headers: {}, method: 'POST' })
    expect(seen.map(({ method, headers }) => [method, headers.accept])).toEqual([
      ['GET', 'application/json'],
      ['POST', 'application/json'],
    ])
  })

  it('takes a structured JSON type', async () => {
    const { base } = await serve(answer(200, '{}', { 'content-type': 'application/problem+json' }))
    expect((await client(base).get()).ok).toBe(true)
  })

  it('stops reading at the size limit', async () => {
    const { base } = await serve((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write('"')
      const timer = setInterval(() => response.write('x'.repeat(60)), 1)
      response.on('close', () => clearInterval(timer))
    })
    const failure = { tag: 'too_large', bodyBytesMax: 100 }
    expect(await client(base, { bodyBytesMax: 100 }).get()).toEqual({ ok: false, failure })
  })

  it('takes a body of exactly the size limit', async () => {
    const { base } = await serve(answer(200, `"${'x'.repeat(98)}"`))
    expect((await client(base, { bodyBytesMax: 100 }).get()).ok).toBe(true)
    expect((await client(base, { bodyBytesMax: 99 }).get()).ok).toBe(false)
  })

  it.each([
    ['headers', () => {}],
    [
      'the rest of the body',
      (_request: IncomingMessage, response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' }).write('{')
      },
    ],
  ])('does not wait for ever for %s', async (_what, handler) => {
    const { base } = await serve(handler)
    const result = await client(base, { attemptMs: 50, attemptsMax: 1 }).get()
    expect(result).toEqual({ ok: false, failure: { tag: 'timeout' } })
  })

  it('waits in no attempt longer than all of them may take', async () => {
    const { base } = await serve(() => {})
    const result = await client(base, { totalMs: 50, attemptsMax: 1 }).get()
    expect(result).toEqual({ ok: false, failure: { tag: 'timeout' } })
  }, 10_000)

  it('names a lost connection and a body that breaks off a network failure', async () => {
    expect(await failureOf((request) => void request.socket.destroy())).toEqual({ tag: 'network' })
    const broken = await failureOf((request, response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{')
      setTimeout(() => request.socket.destroy(), 10)
    })
    expect(broken).toEqual({ tag: 'network' })
  })

  it('reads characters whose bytes come apart', async () => {
    const { base } = await serve((_request, response) => {
      const bytes = Buffer.from('"Größe 😀"')
      response.writeHead(200, { 'content-type': 'application/json' })
      const next = (at: number): void => {
        if (at === bytes.length) return void response.end()
        response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1))
      }
      next(0)
    })
    expect(await client(base).get()).toMatchObject({ ok: true, value: { json: 'Größe 😀' } })
  })

  it('says what is wrong with an address or a type', async () => {
    const { base } = await serve(answer(200, 'x', { 'content-type': 'image/png' }))
    const { send, call } = client(base)
    const url = new URL(base)
    const reasonOf = async (result: ReturnType<typeof call>) => {
      const { ok, ...rest } = await result
      return 'failure' in rest && 'reason' in rest.failure ? rest.failure.reason : ok
    }
    expect(await reasonOf(call(url, {}))).toBe('the content type is not JSON')
    expect(await reasonOf(send({ url, headers: {}, accept: 'text' }))).toBe('the content type is not text')
    expect(await reasonOf(call(new URL('https://other.example'), {}))).toBe('another host than the vendor’s')
    const nowhere = outbound({
      bases: [{ url: '{base_url}', privateHosts: [] }],
      fetch,
      nowMs: Date.now,
      sleep: async () => {},
      random: () => 0,
    })
    expect(await reasonOf(nowhere({ url, headers: {} }))).toBe('the base address cannot be read')
  })

  it('tells the vendor’s reason without the key', async () => {
    const message = `Incorrect API key ${key} or sk-ant-api03-ZZZZ9 or *********abcd.\n Missing scopes: api.usage.read.`
    const failure = await failureOf(answer(403, JSON.stringify({ error: { message } })))
    const detail = 'Incorrect API key [hidden] or [hidden] or [hidden] Missing scopes: api.usage.read.'
    expect(failure).toEqual({ tag: 'forbidden', detail })
  })

  it.each(['', 'plain', '{"error":5}', '{"error":{"message":5}}', 'null', `{"a":"${'x'.repeat(9000)}"}`])(
    'has no reason to tell from the body %j',
    async (body) => {
      expect(await failureOf(answer(401, body))).toEqual({ tag: 'unauthorized', detail: null })
    },
  )
})
