import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import type { PullWindow } from '../vendor.ts'
import { huggingface } from './huggingface.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const window: PullWindow = { fromMs: todayMs - 2 * dayMs, toMs: todayMs, page: null }
const path = '/api/organizations/acme/billing/usage/inference'

const vendorAt = (answer: (url: URL) => Reply) =>
  serveVendor(
    huggingface,
    {
      secret: 'hf_1',
      kind: 'token',
      accountRef: '65aa',
      nowMs,
      settings: { organization: 'acme' },
      refuse: ({ authorization }) =>
        authorization === 'Bearer hf_1' ? null : { status: 401, body: { error: 'Invalid credentials' } },
    },
    answer,
  )

async function pull(name: string, reply: Reply, asked = window) {
  const { ctx, seen } = await vendorAt(() => reply)
  return { page: await pulled(huggingface, name, ctx, asked), seen }
}

const line = {
  user: 'acme-dev',
  model: 'Qwen/Qwen3-32B',
  provider: 'nscale',
  requestCount: 120,
  costCents: 14,
  inputTokens: 401_223,
  outputTokens: 20_110,
}
const day = (usage: unknown[], period = '2026-11-18T00:00:00.000Z') => ({ period, usage })

describe('Hugging Face usage', () => {
  it('reads a day by person, model and provider, with what it cost', async () => {
    const { page, seen } = await pull('usage', { body: [day([line])] })
    expect(page.usage).toMatchObject([
      {
        vendorId: 'huggingface',
        model: 'Qwen/Qwen3-32B',
        operation: 'inference',
        bucketStartAtMs: todayMs - 2 * dayMs,
        actorRef: 'acme-dev',
        requests: 120,
        tokensIn: 401_223,
        tokensOut: 20_110,
        tokensCached: 0,
        costNanoUsd: 140_000_000n,
        costSource: 'vendor',
      },
    ])
    expect(`${seen[0]?.pathname}${decodeURIComponent(seen[0]?.search ?? '')}`).toBe(
      `${path}?startDate=2026-11-18T00:00:00.000Z&endDate=2026-11-19T23:59:59.999Z&limit=31`,
    )
  })

  it.each([['usage'], ['data']])('takes the days in an envelope of %s as well', async (name) => {
    const { page } = await pull('usage', { body: { [name]: [day([line])] } })
    expect(page.usage.length).toBe(1)
  })

  it('fails on another shape, rather than read nothing', async () => {
    const { ctx } = await vendorAt(() => ({ body: { periods: [] } }))
    expect(await streamOf(huggingface, 'usage').pull(ctx, window)).toMatchObject({
      failure: { tag: 'bad_json' },
    })
  })

  it('keeps rows apart by each dimension, adds up those that nothing tells apart', async () => {
    const others = [{ user: 'other' }, { model: 'm2' }, { provider: 'together' }, {}]
    const { page } = await pull('usage', {
      body: [day([line, ...others.map((each) => ({ ...line, ...each }))])],
    })
    expect(page.usage.map(({ requests }) => requests)).toEqual([240, 120, 120, 120])
  })

  it('skips and counts what is malformed', async () => {
    const bad = [
      { ...line, costCents: 'much' },
      { ...line, requestCount: -1 },
    ]
    const { page } = await pull('usage', { body: [day([line, ...bad]), day([line], 'soon'), null] })
    expect([page.usage.length, page.rows, page.skipped]).toEqual([
      1,
      5,
      [
        { reason: 'malformed_row', count: 2 },
        { reason: 'malformed_bucket', count: 2 },
      ],
    ])
  })

  it('follows the link to the next page by its query only, and stops where it links to itself', async () => {
    const link = '<https://elsewhere.example/api?cursor=2&limit=31>; rel="next"'
    const first = await pull('usage', { body: [], headers: { link } })
    expect(first.page.nextPage).toBe('?cursor=2&limit=31')
    const second = await pull('usage', { body: [] }, { ...window, page: '?cursor=2&limit=31' })
    expect(`${second.seen[0]?.pathname}${second.seen[0]?.search}`).toBe(`${path}?cursor=2&limit=31`)
    expect(second.page.nextPage).toBeNull()
    const { ctx } = await vendorAt(() => ({ body: [], headers: { link } }))
    const again = await streamOf(huggingface, 'usage').pull(ctx, { ...window, page: '?cursor=2&limit=31' })
    expect(again).toMatchObject({ failure: { tag: 'bad_json' } })
  })

  it('says that the organization’s bill is not for the token', async () => {
    const { ctx } = await vendorAt(() => ({ status: 403, body: { error: 'Billing read is needed' } }))
    expect(await streamOf(huggingface, 'usage').pull(ctx, window)).toMatchObject({
      failure: { tag: 'forbidden', detail: 'Billing read is needed' },
    })
  })
})

describe('Hugging Face costs', () => {
  it('reads lines by model and provider, of each person apart', async () => {
    const { page } = await pull('cost', { body: [day([line, { ...line, user: 'b', costCents: '0.5' }])] })
    expect(page.costs.map(({ lineItem, amountNano, currency }) => [lineItem, amountNano, currency])).toEqual([
      ['Qwen/Qwen3-32B at nscale', 140_000_000n, 'USD'],
      ['Qwen/Qwen3-32B at nscale', 5_000_000n, 'USD'],
    ])
  })
})

describe('Hugging Face validation', () => {
  const whoAmI = { type: 'user', id: '64f0', orgs: [{ id: '65aa', name: 'Acme' }, { name: 'broken' }] }
  const answers =
    (bill: Reply, me: unknown = whoAmI) =>
    (url: URL) =>
      url.pathname === '/api/whoami-v2' ? { body: me } : bill

  it('names the organization, once its bill may be read', async () => {
    const { ctx, seen } = await vendorAt(answers({ body: [] }))
    expect(await huggingface.validate(ctx)).toEqual({ ok: true, value: { accountRef: '65aa' } })
    expect(seen.map(({ pathname }) => pathname)).toEqual(['/api/whoami-v2', path])
  })

  it('refuses a token that may not read the bill, and one of no member', async () => {
    const { ctx } = await vendorAt(answers({ status: 403, body: { error: 'no' } }))
    expect(await huggingface.validate(ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
    const outsider = await vendorAt(answers({ body: [] }, { type: 'user', orgs: [] }))
    expect(await huggingface.validate(outsider.ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
  })

  it('hands back the time that the RateLimit header names', async () => {
    const { ctx } = await vendorAt(() => ({
      status: 429,
      body: {},
      headers: { ratelimit: '"api";r=0;t=120' },
    }))
    expect(await huggingface.validate(ctx)).toEqual({
      ok: false,
      failure: { tag: 'rate_limited', retryAfterMs: 120_000 },
    })
  })
})

describe('Hugging Face at the sandbox', { timeout: 30_000 }, () => {
  it('gives 30 days to the token and the cent, page by page', async () => {
    const { ctx, asked, ledger } = await atSandbox(huggingface, nowMs)
    const span = { fromMs: todayMs - 30 * dayMs, toMs: todayMs }
    const usage = await pullAll(streamOf(huggingface, 'usage'), ctx, span)
    const costs = await pullAll(streamOf(huggingface, 'cost'), ctx, span)
    const truth = ledger(span.fromMs, span.toMs)
    expect(truth.tokensIn).toBeGreaterThan(1_000_000)
    expect(sumsOf(usage, costs)).toEqual(truth)
    expect(asked().filter((call) => call.includes('cursor=')).length).toBe(4)
  })
})
