import { describe, expect, it } from 'vitest'
import { bodyBytesMax, readJson } from './body.ts'

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

  it.each(['text/plain', 'application/jsonl', 'application/xml', 'text/json', 'application/json-seq', ''])(
    '%j is not',
    async (type) =>
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

  it('has no half characters: an escaped one becomes the replacement character, a pair stays', async () => {
    expect(await read(request(String.raw`{"a":["\ud800"],"b":"x\uDFFFy","c":"\ud83d\ude00"}`))).toEqual({
      a: ['\ufffd'],
      b: 'x\ufffdy',
      c: '😀',
    })
  })
})
