import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { problemSchema } from '../../analytics/contract/problem.ts'
import { type TestStack, testStack, until } from '../support/stack.ts'

let stack: TestStack
beforeAll(async () => {
  stack = await testStack()
})
afterAll(() => stack.end())

const json = { 'content-type': 'application/json' }
const good = { model_name: 'm', prompt: 'fine' }
const batchOf = (count: number) => JSON.stringify({ events: Array.from({ length: count }, () => good) })
const withEvent = (event: unknown) => JSON.stringify({ events: [good, event] })

const refusals: [name: string, status: number, body: BodyInit, headers: Record<string, string>][] = [
  ['malformed JSON', 400, '{"events":[', json],
  ['an empty body', 400, '', json],
  ['invalid UTF-8', 400, Buffer.from([0x7b, 0x22, 0xc3, 0x28, 0x22, 0x7d]), json],
  ['a body that is not JSON by its type', 415, batchOf(1), { 'content-type': 'text/plain' }],
  ['a body of 20 MB', 413, `{"events":[{"model_name":"m","prompt":"${'x'.repeat(20_000_000)}"}]}`, json],
  ['a batch of 10,001', 422, batchOf(10_001), json],
  ['an empty batch', 422, batchOf(0), json],
  ['an array in place of an object', 422, '[]', json],
  ['a wrong type', 422, withEvent({ ...good, latency_ms: 'fast' }), json],
  ['an unknown field', 422, withEvent({ ...good, colour: 'red' }), json],
  ['an unknown field beside the events', 422, JSON.stringify({ events: [good], mode: 'fast' }), json],
  ['a negative token count', 422, withEvent({ ...good, tokens_in: -1 }), json],
  ['a fractional token count', 422, withEvent({ ...good, tokens_out: 1.5 }), json],
  ['an unknown severity', 422, withEvent({ ...good, severity: 'extreme' }), json],
  ['a timestamp without zone', 422, withEvent({ ...good, timestamp: '2026-11-21T10:00:00' }), json],
  ['an id with a line break', 422, withEvent({ ...good, id: 'a\nb' }), json],
  ['an empty model', 422, withEvent({ ...good, model_name: '' }), json],
]

/** Who still sends when the refusal is there may meet a closed connection before reading it, and asks again. */
async function answered<Answer>(ask: () => Promise<Answer>, times = 5): Promise<Answer> {
  try {
    return await ask()
  } catch (error) {
    if (times === 1) throw error
    return answered(ask, times - 1)
  }
}

describe('bad input', () => {
  it.each(refusals)('refuses %s with %i and stores nothing', async (_name, status, raw, headers) => {
    const answer = await answered(() => stack.call('POST', '/api/v1/ingest/llm', { raw, headers }))
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    const problem = problemSchema.parse(answer.body)
    expect(problem.status).toBe(status)
    expect(problem.error.request_id).toBe(answer.headers.get('x-request-id'))
  })

  it('names the field at fault', async () => {
    const raw = withEvent({ ...good, colour: 'red' })
    const { body } = await stack.call('POST', '/api/v1/ingest/llm', { raw, headers: json })
    expect(problemSchema.parse(body).error.issues).toEqual([
      { path: 'events.1.colour', message: 'Unknown field' },
    ])
  })

  it('left nothing half-stored behind, and takes the largest batch that is allowed', async () => {
    const largest = await stack.call('POST', '/api/v1/ingest/llm', { raw: batchOf(10_000), headers: json })
    expect(largest.body).toEqual({ ingested: 10_000, duplicates: 0, quarantined: 0 })
    const rows = await until(
      async () => Number((await stack.rows<{ n: number }>('SELECT count() AS n FROM events'))[0]?.n),
      (count) => count >= 10_000,
    )
    expect(rows).toBe(10_000)
  })

  it('answers a wrong method with 405 and what is allowed', async () => {
    const answer = await stack.call('PUT', '/api/v1/ingest/llm', { body: {} })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('answers an unknown path with 404 in the same shape', async () => {
    const answer = await stack.call('GET', '/api/v1/nothing/here')
    expect([answer.status, problemSchema.parse(answer.body).error.code]).toEqual([404, 'not_found'])
  })

  it('answers a write to an address outside the API with 404 in the same shape', async () => {
    for (const path of ['/v1/metrics', '/nothing', '/']) {
      const answer = await stack.call('POST', path, { body: {} })
      expect([answer.status, problemSchema.parse(answer.body).error.request_id]).toEqual([
        404,
        answer.headers.get('x-request-id'),
      ])
    }
  })

  it('names the field at fault also where the answer is no JSON', async () => {
    const query = await stack.call('POST', '/api/v1/sql', { body: { query: 'SELECT 1', colour: 'red' } })
    const inAddress = await stack.call('POST', '/api/v1/sql?colour=red', { body: { query: 'SELECT 1' } })
    const owner = await stack.signIn('owner@demo.test')
    const focus = await owner.call('GET', '/api/v1/costs/focus?colour=red')
    for (const { status, body } of [query, inAddress, focus]) {
      expect([status, problemSchema.parse(body).error.issues]).toEqual([
        422,
        [{ path: 'colour', message: 'Unknown field' }],
      ])
    }
    expect((await owner.call('GET', '/api/v1/costs/focus?format=csv')).status).toBe(200)
    expect((await owner.call('GET', '/api/v1/costs/focus?format=json')).status).toBe(422)
  })

  it('takes a write without a body where nothing has to be said, and nowhere else', async () => {
    const owner = await stack.signIn('owner@demo.test')
    const nothing = { key: null, headers: { cookie: owner.cookie, 'x-csrf-token': owner.csrf } }
    expect(await stack.call('POST', '/api/v1/pipeline/ingest', nothing)).toMatchObject({
      status: 200,
      body: { taken: 0 },
    })
    expect((await stack.call('POST', '/api/v1/encryption/rotate', nothing)).status).toBe(202)
    expect((await stack.call('POST', '/api/v1/workspaces', nothing)).status).toBe(415)
    expect((await stack.call('POST', '/api/v1/ingest/llm')).status).toBe(415)
  })

  it('answers every list with its items and where it goes on', async () => {
    const owner = await stack.signIn('owner@demo.test')
    for (const list of [
      'vendors',
      'collector/breakers',
      'compliance/detectors',
      'roles',
      'dashboard/models',
    ]) {
      const { body } = await owner.call('GET', `/api/v1/${list}`)
      expect([list, Array.isArray(body.items), body.next_cursor]).toEqual([list, true, null])
    }
  })

  it('takes a well-formed request id and replaces any other', async () => {
    const given = await stack.call('GET', '/health', { headers: { 'x-request-id': 'trace-12345678' } })
    expect(given.headers.get('x-request-id')).toBe('trace-12345678')
    const bad = await stack.call('GET', '/health', { headers: { 'x-request-id': 'no spaces please' } })
    expect(bad.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    for (const path of ['/', '/assets/missing.js']) {
      const page = await stack.call('GET', path, { headers: { 'x-request-id': 'trace-12345678' } })
      expect(page.headers.get('x-request-id')).toBe('trace-12345678')
    }
  })

  it('answers a missing asset with 404, not with the start page', async () => {
    expect((await stack.call('GET', '/assets/missing.js')).status).toBe(404)
    expect((await stack.call('GET', '/activity')).headers.get('content-type')).toContain('text/html')
  })

  it('answers on every alias of a path', async () => {
    for (const path of ['/health', '/api/health', '/api/v1/health']) {
      expect((await stack.call('GET', path)).body.status).toBe('ok')
    }
    for (const path of ['/dashboard/overview', '/api/dashboard/overview', '/api/v1/dashboard/overview']) {
      expect((await stack.call('GET', path)).status).toBe(200)
    }
  })
})
