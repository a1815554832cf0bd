import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Probe, probeSandbox } from './probe.ts'

const NOW_MS = Date.UTC(2026, 10, 18, 15)
let probe: Probe

beforeEach(async () => {
  probe = await probeSandbox(NOW_MS)
})
afterEach(() => probe.sandbox.stop())

const projects = () => probe.openai('/organization/projects')
const organization = () => probe.anthropic('/organizations/me')

describe('faults', () => {
  it('hold for as many requests as ordered and for one vendor only', async () => {
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'failing', times: 2 })
    const statuses = [await projects(), await organization(), await projects(), await projects()].map(
      (r) => r.status,
    )
    expect(statuses).toEqual([500, 200, 500, 200])
  })

  it('hold until all is ordered well again when no number is given', async () => {
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'failing' })
    for (let i = 0; i < 4; i++) expect((await projects()).status).toBe(500)
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'ok' })
    expect((await projects()).status).toBe(200)
  })

  it('can be kept to some paths', async () => {
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'forbidden', path: '/costs' })
    expect((await projects()).status).toBe(200)
    expect((await probe.openai('/organization/costs?start_time=1')).status).toBe(403)
  })

  it('tell the wait of a rate limit in seconds, as a date, or not at all', async () => {
    const waits: (string | null)[] = []
    for (const retryAfter of ['seconds', 'http_date', 'none'] as const) {
      probe.sandbox.control.fault({ vendor: 'anthropic', mode: 'rate_limited', retryAfter, seconds: 30 })
      const response = await organization()
      expect(response.status).toBe(429)
      waits.push(response.headers.get('retry-after'))
    }
    expect(waits).toEqual(['30', 'Wed, 18 Nov 2026 15:00:30 GMT', null])
  })

  it.each([
    ['openai', 'unauthorized', 401, { error: { code: 'invalid_api_key' } }],
    ['openai', 'forbidden', 403, { error: { type: 'invalid_request_error' } }],
    ['anthropic', 'unauthorized', 401, { error: { type: 'authentication_error' } }],
    ['anthropic', 'forbidden', 403, { error: { type: 'permission_error' } }],
  ] as const)('%s says %s in its own words', async (vendor, mode, status, body) => {
    probe.sandbox.control.fault({ vendor, mode })
    const response = await (vendor === 'openai' ? projects() : organization())
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject(body)
  })

  it('say overloaded as Anthropic does', async () => {
    probe.sandbox.control.fault({ vendor: 'anthropic', mode: 'failing', status: 529 })
    const response = await organization()
    expect(response.status).toBe(529)
    expect(await response.json()).toMatchObject({ type: 'error', error: { type: 'overloaded_error' } })
  })

  it('break the JSON of a good answer', async () => {
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'broken_json', times: 1 })
    const response = await projects()
    expect(response.status).toBe(200)
    await expect(response.json()).rejects.toThrow(SyntaxError)
  })

  it('cut the body off', async () => {
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'truncated', times: 1 })
    const response = await projects()
    expect(response.status).toBe(200)
    await expect(response.text()).rejects.toThrow()
  })

  it('answer late, or never', async () => {
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'slow', ms: 60, times: 1 })
    const startMs = performance.now()
    expect((await projects()).status).toBe(200)
    expect(performance.now() - startMs).toBeGreaterThan(55)
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'hang' })
    const url = `${probe.sandbox.url}/openai/v1/models`
    await expect(fetch(url, { signal: AbortSignal.timeout(80) })).rejects.toThrow(/timeout/)
  })

  it('do not keep the sandbox from stopping', async () => {
    probe.sandbox.control.fault({ vendor: 'openai', mode: 'hang' })
    const unanswered = projects()
    const refused = expect(unanswered).rejects.toThrow()
    await expect.poll(() => probe.sandbox.control.requests().length).toBe(1)
    await probe.sandbox.stop()
    await refused
    probe = await probeSandbox(NOW_MS)
  })
})

describe('the log of requests', () => {
  it('has vendor, method, path and query, and no whole key', async () => {
    await probe.openai('/organization/projects?limit=3')
    await probe.openai('/models', '')
    expect(probe.sandbox.control.requests()).toEqual([
      {
        vendor: 'openai',
        method: 'GET',
        path: '/v1/organization/projects',
        query: '?limit=3',
        auth: `sk-admin-***${probe.keys.openai.slice(-4)}`,
      },
      { vendor: 'openai', method: 'GET', path: '/v1/models', query: '', auth: null },
    ])
    probe.sandbox.control.forgetRequests()
    expect(probe.sandbox.control.requests()).toEqual([])
  })
})

describe('the control path', () => {
  const order = (body: unknown) =>
    fetch(`${probe.sandbox.url}/__control`, { method: 'POST', body: JSON.stringify(body) })

  it('orders faults and gives the log', async () => {
    expect((await order({ vendor: 'openai', mode: 'unauthorized', times: 1 })).status).toBe(200)
    expect([(await projects()).status, (await projects()).status]).toEqual([401, 200])
    const log = await (await fetch(`${probe.sandbox.url}/__control`)).json()
    expect(log).toMatchObject({ requests: [{ path: '/v1/organization/projects' }, {}] })
  })

  it.each([
    { vendor: 'nobody', mode: 'ok' },
    { vendor: 'openai', mode: 'sulking' },
    { vendor: 'openai', mode: 'slow' },
    { vendor: 'openai', mode: 'failing', status: 404 },
    { vendor: 'openai', mode: 'hang', times: -1 },
    { vendor: 'openai', mode: 'rate_limited', retryAfter: 'soon' },
    null,
  ])('refuses %o', async (body) => {
    expect((await order(body)).status).toBe(400)
    expect((await projects()).status).toBe(200)
  })

  it('is the only path outside the vendors', async () => {
    expect((await fetch(`${probe.sandbox.url}/nobody/v1/models`)).status).toBe(404)
  })
})
