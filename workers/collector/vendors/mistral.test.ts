import { describe, expect, it } from 'vitest'
import { deedsOf } from '../../../scripts/sandbox/deeds.ts'
import { directoryOf } from '../../../scripts/sandbox/directory.ts'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { secret } from '../../vault/secret.ts'
import type { PullWindow } from '../vendor.ts'
import { mistral } from './mistral.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const november = { fromMs: Date.parse('2026-11-01T00:00:00Z'), toMs: nowMs, page: null }
const workspaces = [
  { uuid: 'ws-1', name: 'Support', is_default: false },
  { uuid: 'ws-2', name: 'Sales', is_default: true },
]

/** An organization of two workspaces, and what a test says of the rest. */
const vendorAt = (answer: (url: URL) => Reply, header: 'x-api-key' | 'authorization' = 'x-api-key') =>
  serveVendor(
    mistral,
    {
      basePath: '/v1/admin',
      secret: 'k1',
      accountRef: 'ws-2',
      nowMs,
      refuse: (headers) =>
        headers[header] === (header === 'x-api-key' ? 'k1' : 'Bearer k1')
          ? null
          : { status: 401, body: { detail: 'Unauthorized' } },
    },
    (url) => {
      if (!url.pathname.endsWith('/workspaces')) return answer(url)
      const items = url.searchParams.get('page') === '1' ? workspaces : []
      return { body: { total: 2, items, page: 1, page_size: 25 } }
    },
  )

async function pull(name: string, answer: (url: URL) => Reply, window: PullWindow = november) {
  const { ctx, seen } = await vendorAt(answer)
  return { page: await pulled(mistral, name, ctx, window), seen }
}

const figure = (group: string, value: unknown, other: object = {}) => ({
  usage_type: 'usage',
  event_type: 'api_tokens',
  billing_metric: 'mistral-large-2512',
  billing_display_name: 'mistral-large-latest',
  billing_group: group,
  timestamp: '2026-11-18',
  value,
  value_paid: value,
  ...other,
})
const price = (group: string, amount: unknown, other: object = {}) => ({
  event_type: 'api_tokens',
  billing_metric: 'mistral-large-2512',
  billing_group: group,
  api_zone: 'global',
  service_tier: null,
  price: amount,
  ...other,
})
const prices = [price('input', '0.0000018'), price('output', 0.0000054), price('cached', '1.8e-7')]
const model = (lists: object) => ({
  completion: { models: { 'mistral-large-latest::mistral-large-2512': lists } },
})
const report = (categories: object, other: object = {}) => ({
  ...categories,
  vibe_usage: 0,
  currency: 'EUR',
  prices,
  ...other,
})
const input = figure('input', 1_200_345)
const output = figure('output', 88_012)
const whole = { body: report(model({ input: [input], output: [output] })) }
const nothing = { body: report({}) }
const byWorkspace = (answers: Record<string, Reply>) => (url: URL) =>
  answers[url.searchParams.get('workspace_id') ?? 'all'] ?? nothing

describe('Mistral usage', () => {
  it('reads a month by workspace, and the rest of the whole without one', async () => {
    const ofOne = { body: report(model({ input: [figure('input', 1_200_000)], output: [output] })) }
    const { page, seen } = await pull('usage', byWorkspace({ all: whole, 'ws-1': ofOne }))
    expect(page.usage).toMatchObject([
      {
        vendorId: 'mistral',
        model: 'mistral-large-2512',
        operation: 'completion',
        bucketStartAtMs: Date.parse('2026-11-18T00:00:00Z'),
        bucketMs: dayMs,
        projectRef: 'ws-1',
        actorRef: null,
        requests: null,
        tokensIn: 1_200_000,
        tokensOut: 88_012,
        tokensCached: 0,
        costSource: 'priced',
      },
      { projectRef: null, tokensIn: 345, tokensOut: 0 },
    ])
    const asked = seen.filter(({ pathname }) => pathname === '/v1/admin/usage')
    expect(asked.map(({ search }) => search)).toEqual([
      '?year=2026&month=11&workspace_id=ws-1',
      '?year=2026&month=11&workspace_id=ws-2',
      '?year=2026&month=11',
    ])
  })

  it('counts cached tokens as input once, and does without them', async () => {
    const lists = { input: [figure('input', 700)], cached: [figure('cached', 300)], output: [] }
    const { page } = await pull('usage', byWorkspace({ all: { body: report(model(lists)) } }))
    expect(page.usage).toMatchObject([{ tokensIn: 1_000, tokensCached: 300, tokensOut: 0 }])
  })

  it('takes what it costs from the report where that is in dollars', async () => {
    const inDollars = { body: report(model({ input: [input], output: [output] }), { currency: 'USD' }) }
    const { page } = await pull('usage', byWorkspace({ all: inDollars }))
    // 1,200,345 x 1,800 + 88,012 x 5,400 billionths
    expect(page.usage).toMatchObject([{ costNanoUsd: 2_635_885_800n, costSource: 'vendor' }])
  })

  it('reads a category that it does not know, leaves lists of other things, and counts pages as no tokens', async () => {
    const categories = {
      agents: { sessions: model({ input: [figure('input', 5)] }).completion },
      seats: { plans: [{ plan: 'enterprise', seats: 40 }] },
      ocr: {
        models: { 'ocr-latest::ocr-1': { input: [figure('input', 9, { event_type: 'ocr_pages' })] } },
      },
    }
    const { page } = await pull('usage', byWorkspace({ all: { body: report(categories) } }))
    expect(page.usage).toMatchObject([{ operation: 'agents.sessions', tokensIn: 5 }])
    expect(page.skipped).toEqual([])
  })

  it('skips and counts figures without their shape', async () => {
    const bad = [figure('input', 'many'), figure('input', 1, { timestamp: null })]
    const { page } = await pull(
      'usage',
      byWorkspace({ all: { body: report(model({ input: [input, ...bad] })) } }),
    )
    expect([page.usage.length, page.rows, page.skipped]).toEqual([
      1,
      3,
      [{ reason: 'malformed_row', count: 2 }],
    ])
  })

  it('goes on month by month, and leaves days outside the window', async () => {
    const window = { fromMs: Date.parse('2026-10-31T00:00:00Z'), toMs: todayMs - 2 * dayMs }
    const first = await pull('usage', byWorkspace({ all: whole }), { ...window, page: null })
    expect([first.page.nextPage, first.page.usage]).toEqual(['2026-11', []])
    const second = await pull('usage', byWorkspace({ all: whole }), { ...window, page: '2026-11' })
    expect([second.page.nextPage, second.page.usage]).toEqual([null, []])
  })
})

describe('Mistral costs', () => {
  it('multiplies by prices in text and in numbers, in the organization’s currency', async () => {
    const lists = { input: [input], output: [output], cached: [figure('cached', 7)] }
    const { page } = await pull('cost', byWorkspace({ all: { body: report(model(lists)) } }))
    expect(page.costs.map(({ lineItem, amountNano, currency }) => [lineItem, amountNano, currency])).toEqual([
      ['mistral-large-2512, input, completion', 2_160_621_000n, 'EUR'],
      ['mistral-large-2512, output, completion', 475_264_800n, 'EUR'],
      ['mistral-large-2512, cached, completion', 1_260n, 'EUR'],
    ])
  })

  it('rounds once, beyond the digits of a price', async () => {
    const body = report(model({ input: [figure('input', 2_000)] }), { prices: [price('input', '2.5e-10')] })
    const { page } = await pull('cost', byWorkspace({ all: { body } }))
    expect(page.costs.map(({ amountNano }) => amountNano)).toEqual([500n])
  })

  it('takes the price of the zone and the tier, and what is free for nothing', async () => {
    const body = report(
      model({
        input: [
          figure('input', 10, { api_zone: 'eu' }),
          figure('input', 10, { service_tier: 'batch', timestamp: '2026-11-17' }),
          figure('input', 10, { value_paid: 0, timestamp: '2026-11-16' }),
        ],
      }),
      {
        prices: [
          ...prices,
          price('input', 2, { api_zone: 'eu' }),
          price('input', 3, { service_tier: 'batch' }),
        ],
      },
    )
    const { page } = await pull('cost', byWorkspace({ all: { body } }))
    expect(page.costs.map(({ amountNano }) => amountNano)).toEqual([20_000_000_000n, 30_000_000_000n, 0n])
  })

  it('counts a figure without a price as skipped, and never as nothing', async () => {
    const body = report(model({ input: [input] }), { prices: [price('output', 1)] })
    const { page } = await pull('cost', byWorkspace({ all: { body } }))
    expect([page.costs, page.skipped]).toEqual([[], [{ reason: 'malformed_row', count: 1 }]])
  })
})

describe('Mistral audit', () => {
  const entry = (id: number, at: string) => ({
    log_id: id,
    created_at: at,
    actor_type: 'HUMAN',
    actor_metadata: { user_uuid: '3b1e', email: 'zoe@example.com' },
    event_type: 'user.log_in',
    event_metadata: { ip: '203.0.113.9' },
    target_type: 'USER',
    target_metadata: { uuid: '3b1e' },
    organization_uuid: '0aa1',
    workspace_uuid: null,
  })

  it('reads a bare list', async () => {
    const { page, seen } = await pull('audit', () => ({ body: [entry(90211, '2026-11-18T12:01:44Z')] }))
    expect(page.audit).toEqual([
      {
        naturalKey: '90211',
        vendorId: 'mistral',
        atMs: Date.parse('2026-11-18T12:01:44Z'),
        action: 'user.log_in',
        actorRef: '3b1e',
        actorEmail: 'zoe@example.com',
        projectRef: null,
        targetType: 'USER',
        targetRef: '3b1e',
        outcome: null,
        address: '203.0.113.9',
        details: expect.objectContaining({ event_metadata: { ip: '203.0.113.9' } }),
      },
    ])
    expect(Object.fromEntries(seen[0]?.searchParams ?? [])).toMatchObject({
      sort: 'ascending',
      after: '2026-10-31T23:59:59.000Z',
      before: new Date(nowMs).toISOString(),
      limit: '100',
    })
    expect(page.nextPage).toBe(`${Date.parse('2026-11-18T12:01:44Z')}:90211`)
  })

  it('reads ids and names wherever they stand, moments with and without a zone, and keeps what else is told', async () => {
    const bare = {
      ...entry(1, '2026-11-18T12:01:44'),
      log_id: 'log-1',
      actor_metadata: { uuid: 'u', user_uuid: '' },
    }
    const other = {
      ...entry(2, '2026-11-18T13:01:44+01:00'),
      actor_metadata: null,
      event_metadata: { ip_address: '203.0.113.7', ip: 7 },
      target_metadata: { id: 'key-1' },
      workspace_uuid: 'ws-1',
    }
    const body = [bare, other, entry(3, 'soon'), 7]
    const { page } = await pull('audit', () => ({ body }))
    const noonMs = Date.parse('2026-11-18T12:01:44Z')
    expect(page.audit).toMatchObject([
      { naturalKey: 'log-1', atMs: noonMs, actorRef: 'u', actorEmail: null, targetRef: '3b1e' },
      {
        naturalKey: '2',
        atMs: noonMs,
        actorRef: null,
        address: '203.0.113.7',
        targetRef: 'key-1',
        projectRef: 'ws-1',
      },
    ])
    expect(page.audit[1]?.details).toEqual({
      actor_type: 'HUMAN',
      actor_metadata: null,
      event_metadata: { ip_address: '203.0.113.7', ip: 7 },
      target_metadata: { id: 'key-1' },
    })
    expect(page).toMatchObject({
      rows: 4,
      skipped: [{ reason: 'malformed_row', count: 2 }],
      raw: JSON.stringify(body),
    })
  })

  it.each([
    ['a log that it may not read', 403, null, 'forbidden'],
    ['a cursor without a moment', 200, 'x:1', 'bad_json'],
    ['a cursor without an entry', 200, '5:', 'bad_json'],
  ])('stops at %s', async (_what, status, page, tag) => {
    const { ctx } = await vendorAt(() => ({ status, body: [] }))
    expect(await streamOf(mistral, 'audit').pull(ctx, { ...november, page })).toMatchObject({
      failure: { tag },
    })
  })

  it('goes on after the last entry seen, and takes none twice', async () => {
    const at = '2026-11-18T12:01:44Z'
    const page = `${Date.parse(at)}:2`
    const answer = () => ({ body: [entry(1, at), entry(2, at), entry(3, at)] })
    const next = await pull('audit', answer, { ...november, page })
    expect(next.page.audit.map(({ naturalKey }) => naturalKey)).toEqual(['3'])
    const end = await pull('audit', () => ({ body: [entry(1, at), entry(2, at)] }), { ...november, page })
    expect(end.page).toMatchObject({ audit: [], rows: 0, nextPage: null })
  })

  it('goes on behind a whole page', async () => {
    const full = Array.from({ length: 100 }, (_, i) => entry(i, '2026-11-18T12:01:44Z'))
    const { page } = await pull('audit', () => ({ body: full }))
    expect([page.rows, page.nextPage]).toEqual([100, `${Date.parse('2026-11-18T12:01:44Z')}:99`])
  })

  it('stops where a whole page stands at the moment it went on from', async () => {
    const at = '2026-11-18T12:01:44Z'
    const full = Array.from({ length: 100 }, (_, i) => entry(i, at))
    const { ctx } = await vendorAt(() => ({ body: full }))
    const window = { ...november, page: `${Date.parse(at)}:99` }
    expect(await streamOf(mistral, 'audit').pull(ctx, window)).toMatchObject({
      failure: { tag: 'bad_json' },
    })
  })
})

describe('Mistral’s header', () => {
  it('is a bearer token where the documented one is refused, and stays so for the run', async () => {
    const { ctx, seen } = await vendorAt(() => whole, 'authorization')
    expect((await mistral.validate(ctx)).ok).toBe(true)
    expect(seen.map(({ pathname }) => pathname.replace('/v1/admin/', ''))).toEqual([
      'usage',
      'usage',
      'workspaces',
      'workspaces',
    ])
  })

  it('is refused both ways for a wrong key', async () => {
    const { ctx, seen } = await vendorAt(() => whole)
    expect(await mistral.validate({ ...ctx, secret: secret('k2') })).toMatchObject({
      failure: { tag: 'unauthorized' },
    })
    expect(seen.length).toBe(2)
  })
})

describe('Mistral at the sandbox', { timeout: 30_000 }, () => {
  const span = { fromMs: todayMs - 30 * dayMs, toMs: todayMs }

  it('gives 30 days to the token and the billionth of a euro, the deleted workspace’s too', async () => {
    const { ctx, ledger } = await atSandbox(mistral, nowMs)
    const usage = await pullAll(streamOf(mistral, 'usage'), ctx, span)
    const costs = await pullAll(streamOf(mistral, 'cost'), ctx, span)
    const truth = ledger(span.fromMs, span.toMs)
    expect(truth.tokensIn).toBeGreaterThan(1_000_000)
    expect(sumsOf(usage, costs)).toEqual(truth)
    const rows = usage.usage
    expect(new Set(rows.map(({ projectRef }) => projectRef)).size).toBe(6)
    expect(rows.some(({ projectRef }) => projectRef === null)).toBe(true)
  })

  it('gives every entry of the audit log once', async () => {
    const { ctx } = await atSandbox(mistral, nowMs)
    const { audit, pages } = await pullAll(streamOf(mistral, 'audit'), ctx, span)
    const ids = audit.map(({ naturalKey }) => naturalKey)
    const truth = deedsOf('northwind', 'mistral', directoryOf('northwind'), nowMs).filter(
      ({ atMs }) => atMs >= span.fromMs && atMs < span.toMs,
    )
    expect(truth.length).toBeGreaterThan(300)
    expect(new Set(ids)).toEqual(new Set(truth.map(({ id }) => String(id))))
    expect(pages.length).toBeGreaterThan(10)
  })

  it('names people and workspaces', async () => {
    const { ctx } = await atSandbox(mistral, nowMs)
    const { inventory: entries } = await pullAll(streamOf(mistral, 'inventory'), ctx, {
      fromMs: nowMs - 1,
      toMs: nowMs,
    })
    expect(entries.filter(({ type }) => type === 'actor').length).toBe(40)
    expect(entries.filter(({ type }) => type === 'project').length).toBe(5)
  })
})
