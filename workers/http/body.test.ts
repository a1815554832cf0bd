import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { bodyBytesMax, readForm, readJson, saysNothing } from './body.ts'

const encoder = new TextEncoder()
const request = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request('http://api/', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  })

/** A body of several parts, whose length nobody announces. */
function chunked(parts: readonly (string | Uint8Array)[]): Request {
  let given = 0
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = parts[given++]
      if (part === undefined) controller.close()
      else controller.enqueue(typeof part === 'string' ? encoder.encode(part) : part)
    },
  })
  const init = {
    method: 'POST',
    body: stream,
    duplex: 'half',
    headers: { 'content-type': 'application/json' },
  }
  return new Request('http://api/', init as RequestInit)
}

async function read(from: Request, bytesMax?: number): Promise<unknown> {
  const body = await readJson(from, bytesMax)
  return body.ok ? body.value : body.failure.kind
}

describe('the type of a body', () => {
  it.each([
    'application/json',
    'application/json; charset=utf-8',
    'APPLICATION/JSON',
    'application/problem+json',
  ])('%s is JSON', async (type) => expect(await read(request('{}', { 'content-type': type }))).toEqual({}))

  it.each([
    'x-application/json',
    'text/plain',
    'application/jsonl',
    'application/xml',
    'text/json',
    'application/json-seq',
    '',
  ])('%j is not', async (type) =>
    expect(await read(request('{}', { 'content-type': type }))).toBe('unsupported_media_type'),
  )
})

describe('the length of a body', () => {
  it('may be at its limit and not one byte over it, announced or not', async () => {
    expect(await read(request('"1234"'), 6)).toBe('1234')
    expect(await read(request('"12345"'), 6)).toBe('too_large')
    expect(await read(chunked(['"12', '34"']), 6)).toBe('1234')
    expect(await read(chunked(['"12', '345"']), 6)).toBe('too_large')
  })

  it.each(['2', 'many', ''])('is measured when its announcement is %j', async (length) => {
    expect(await read(request('"12345"', { 'content-length': length }), 6)).toBe('too_large')
  })

  it('may be what it was announced to be, up to the limit', async () => {
    const announced = (body: string, bytes: number) => request(body, { 'content-length': String(bytes) })
    expect(await read(announced('"1234"', 6), 6)).toBe('1234')
    expect(await read(announced('"1234"', 6), 7)).toBe('1234')
    expect(await read(announced('"12345"', 7), 6)).toBe('too_large')
  })

  it('counts bytes, not characters', async () => {
    expect(await read(request('"é"'), 4)).toBe('é')
    expect(await read(request('"€"'), 4)).toBe('too_large')
  })

  it('is refused by its announcement before anything is read', async () => {
    const announced = request('{}', { 'content-length': String(bodyBytesMax + 1) })
    expect(await read(announced)).toBe('too_large')
    expect(announced.bodyUsed).toBe(false)
  })

  it('is not read on once it is over the limit', async () => {
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(1000))
      },
    })
    const init = {
      method: 'POST',
      body: endless,
      duplex: 'half',
      headers: { 'content-type': 'application/json' },
    }
    expect(await read(new Request('http://api/', init as RequestInit), 5000)).toBe('too_large')
    expect(pulled).toBeLessThan(10)
  })
})

describe('a packed body', () => {
  const packed = (text: string, encoding: string, bytesMax?: number) =>
    read(request(gzipSync(text), { 'content-encoding': encoding }), bytesMax)

  it.each(['gzip', 'x-gzip', 'GZIP', ' gzip '])('is read when it is %j', async (encoding) => {
    expect(await packed('{"a":1}', encoding)).toEqual({ a: 1 })
  })

  it.each(['', 'identity', 'Identity'])('is none when its encoding is %j', async (encoding) => {
    expect(await read(request('{"a":1}', { 'content-encoding': encoding }))).toEqual({ a: 1 })
  })

  it.each(['br', 'deflate', 'gzip, gzip', 'zstd'])('of the encoding %s is refused', async (encoding) => {
    expect(await packed('{}', encoding)).toBe('unsupported_media_type')
  })

  it('is measured as it came and as it unpacks', async () => {
    const text = JSON.stringify('x'.repeat(98))
    expect(await packed(text, 'gzip', 100)).toBe('x'.repeat(98))
    expect(await packed(text, 'gzip', 99)).toBe('too_large')
    const small = gzipSync('"x"')
    const whole = small.byteLength
    const asked = () => request(small, { 'content-encoding': 'gzip', 'content-length': String(whole) })
    expect(await read(asked(), whole)).toBe('x')
    expect(await read(asked(), whole - 1)).toBe('too_large')
  })

  it('that is none, or is cut off, is refused', async () => {
    const message = 'The body is not gzip.'
    for (const bytes of [
      encoder.encode('{}'),
      gzipSync('{"a":1}').subarray(0, -9),
      new Uint8Array([0x1f, 0x8b]),
    ]) {
      const body = await readJson(request(bytes, { 'content-encoding': 'gzip' }))
      expect(body).toMatchObject({ ok: false, failure: { kind: 'bad_request', message } })
    }
  })
})

describe('a request without a body', () => {
  const saying = (init: RequestInit) => saysNothing(new Request('http://api/', { method: 'POST', ...init }))

  it.each([
    ['nothing at all', true, {}],
    ['an announced nothing', true, { body: new Uint8Array(), headers: { 'content-length': '0' } }],
    ['a type', false, { headers: { 'content-type': 'application/json' } }],
    ['a body', false, { body: new Uint8Array([1]) }],
    [
      'an announced nothing of a type',
      false,
      { body: new Uint8Array(), headers: { 'content-length': '0', 'content-type': 'application/json' } },
    ],
  ])('that has %s says nothing: %s', (_, saysSo, init) => expect(saying(init)).toBe(saysSo))

  it('is not JSON, and an empty form', async () => {
    const bare = () =>
      new Request('http://api/', { method: 'POST', headers: { 'content-type': 'application/json' } })
    expect(await read(bare())).toBe('bad_request')
    const form = await readForm(bare())
    expect(form.ok && [...form.value]).toEqual([])
  })
})

describe('a form', () => {
  it('is read as its fields, within the limit', async () => {
    const form = await readForm(request('a=1&b=%C3%A9+x'), 14)
    expect(form.ok && Object.fromEntries(form.value)).toEqual({ a: '1', b: 'é x' })
    expect(await readForm(request('a=1&b=%C3%A9+x'), 13)).toMatchObject({
      ok: false,
      failure: { kind: 'too_large' },
    })
  })
})

describe('the text of a body', () => {
  it('may begin with a byte order mark and be cut anywhere, also inside a character', async () => {
    expect(await read(request('\ufeff{"a":1}'))).toEqual({ a: 1 })
    const bytes = encoder.encode('"😀"')
    expect(await read(chunked([bytes.subarray(0, 3), bytes.subarray(3)]))).toBe('😀')
  })

  it.each(['', '{', '{"a":1,}', 'undefined', '{}{}', "{'a':1}"])('%j is not JSON', async (text) => {
    expect(await readJson(request(text))).toMatchObject({
      ok: false,
      failure: { kind: 'bad_request', message: 'The body is not JSON.' },
    })
  })

  it('is UTF-8 or refused', async () => {
    expect(await readJson(chunked([new Uint8Array([0x22, 0xff, 0x22])]))).toMatchObject({
      ok: false,
      failure: { kind: 'bad_request', message: 'The body is not valid UTF-8.' },
    })
  })

  it('is read alone, whatever an earlier one broke off with', async () => {
    const brokenOff = chunked([new Uint8Array([0x22, 0xe2, 0x82])])
    const itsRest = chunked([new Uint8Array([0xac, 0x22])])
    expect(await readJson(brokenOff)).toMatchObject({ ok: false })
    expect(await readJson(itsRest)).toMatchObject({ ok: false })
    expect(await read(request('"\u20ac"'))).toBe('€')
  })

  it('has no half characters: an escaped one becomes the replacement character, a pair stays', async () => {
    expect(await read(request(String.raw`{"a":["\ud800"],"b":"x\uDFFFy","c":"\ud83d\ude00"}`))).toEqual({
      a: ['\ufffd'],
      b: 'x\ufffdy',
      c: '😀',
    })
    const names = await read(request(String.raw`[{"\ud800":1,"b":{"x\udfff":null},"\ud83d\ude00":[]}]`))
    expect(names).toEqual([{ '\ufffd': 1, b: { 'x\ufffd': null }, '😀': [] }])
  })

  it('keeps a name that every object has as any other, whatever stands beside it', async () => {
    const text = String.raw`{"__proto__":{"a":1},"\ud800":2}`
    const value = (await read(request(text))) as object
    expect(Object.getOwnPropertyNames(value).toSorted()).toEqual(['__proto__', '\ufffd'])
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
  })

  it('says U+FFFD where its sender does', async () => {
    expect(await read(request('"a\ufffdb"'))).toBe('a\ufffdb')
    expect(await read(request('\ufeff"a\ufffd"'))).toBe('a\ufffd')
  })
})
