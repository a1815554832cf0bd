import { describe, expect, it } from 'vitest'
import { deedsOf } from '../../../scripts/sandbox/deeds.ts'
import { directoryOf } from '../../../scripts/sandbox/directory.ts'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, serveVendor } from '../../../tests/support/vendor-wire.ts'
import type { PullWindow } from '../vendor.ts'
import { xai } from './xai.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2026-11-20T12:30:15.500Z')
const todayMs = Date.parse('2026-11-20T00:00:00Z')
const twoDays: PullWindow = { fromMs: todayMs - 2 * dayMs, toMs: todayMs, page: null }

const vendorAt = (answer: (url: URL) => Reply, accountRef = 'team-1') =>
  serveVendor(
    xai,
    {
      secret: 'xai-token-1',
      accountRef,
      nowMs,
      refuse: ({ authorization }) =>
        authorization === 'Bearer xai-token-1'
          ? null
          : { status: 401, body: { code: 16, message: 'Invalid bearer token', details: [] } },
    },
    answer,
  )

async function pull(name: string, body: unknown, window = twoDays) {
  const { ctx, seen } = await vendorAt(() => ({ body }))
  return { page: await pulled(xai, name, ctx, window), seen }
}

const point = (day: string, ...values: unknown[]) => ({ timestamp: `${day}T00:00:00Z`, values })
const series = (dataPoints: unknown[], name = 'grok-4-0709 input') => ({
  group: [name],
  groupLabels: [name],
  dataPoints,
})

describe('xAI costs', () => {
  it('reads dollars by day and line of the bill', async () => {
    const { page, seen } = await pull('cost', {
      timeSeries: [
        series([point('2026-11-18', 0.9127), point('2026-11-19', -1.5, 'more')]),
        series([point('2026-11-18', 1e-7)], 'grok-4-0709 output'),
      ],
      limitReached: false,
    })
    expect(page.costs.map(({ lineItem, dayAtMs, amountNano }) => [lineItem, dayAtMs, amountNano])).toEqual([
      ['grok-4-0709 input', todayMs - 2 * dayMs, 912_700_000n],
      ['grok-4-0709 input', todayMs - dayMs, -1_500_000_000n],
      ['grok-4-0709 output', todayMs - 2 * dayMs, 100n],
    ])
    expect(page.costs[0]).toMatchObject({ vendorId: 'xai', currency: 'USD', projectRef: null })
    expect(seen[0]?.pathname).toBe('/v1/billing/teams/team-1/usage')
  })

  it('asks for dollars by the day and line, in whole days of UTC', async () => {
    const { ctx, calls } = await vendorAt(() => ({ body: { timeSeries: [], limitReached: false } }))
    await pulled(xai, 'cost', ctx, twoDays)
    expect(JSON.parse(calls[0]?.body ?? '')).toEqual({
      analyticsRequest: {
        timeRange: {
          startTime: '2026-11-18 00:00:00',
          endTime: '2026-11-20 00:00:00',
          timezone: 'Etc/GMT',
        },
        timeUnit: 'TIME_UNIT_DAY',
        values: [{ name: 'usd', aggregation: 'AGGREGATION_SUM' }],
        groupBy: ['description'],
        filters: [],
      },
    })
  })

  it('names a line by its label, its group or neither, and leaves days outside the window', async () => {
    const day = point('2026-11-19', 1)
    const { page } = await pull('cost', {
      timeSeries: [
        {
          group: ['g'],
          groupLabels: ['label'],
          dataPoints: [day, point('2026-11-17', 2), point('2026-11-20', 4)],
        },
        { group: ['g'], groupLabels: [''], dataPoints: [day] },
        { group: [], groupLabels: null, dataPoints: [{ timestamp: '2026-11-19T07:00:00Z', values: [3] }] },
      ],
    })
    expect(
      page.costs.map(({ lineItem, dayAtMs, amountNano, apiKeyRef }) => [
        lineItem,
        dayAtMs,
        amountNano,
        apiKeyRef,
      ]),
    ).toEqual([
      ['label', todayMs - dayMs, 1_000_000_000n, null],
      ['g', todayMs - dayMs, 1_000_000_000n, null],
      ['unspecified', todayMs - dayMs, 3_000_000_000n, null],
    ])
  })

  it('refuses a page cursor that is none of its own', async () => {
    const { ctx } = await vendorAt(() => ({ body: {} }))
    const page = await streamOf(xai, 'cost').pull(ctx, { ...twoDays, page: 'p2' })
    expect(page).toMatchObject({ ok: false, failure: { tag: 'bad_json' } })
  })

  it('throws away an answer that reached its limit and asks for its halves', async () => {
    const cut = { timeSeries: [series([point('2026-11-18', 1)])], limitReached: true }
    const { page } = await pull('cost', cut)
    const middleMs = todayMs - dayMs
    expect(page).toMatchObject({
      costs: [],
      rows: 0,
      nextPage: `${twoDays.fromMs}-${middleMs},${middleMs}-${todayMs}`,
    })
    const { ctx } = await vendorAt(() => ({ body: cut }))
    const oneDay = { ...twoDays, fromMs: todayMs - dayMs }
    expect(await streamOf(xai, 'cost').pull(ctx, oneDay)).toMatchObject({ failure: { tag: 'bad_json' } })
  })

  it('leaves days outside the span and skips what is malformed', async () => {
    const { page } = await pull('cost', {
      timeSeries: [
        series([point('2026-11-18', 1), point('2026-11-20', 1), point('soon', 1), point('2026-11-19')]),
        { group: 'x' },
      ],
    })
    expect([page.costs.length, page.rows, page.skipped]).toEqual([
      1,
      4,
      [{ reason: 'malformed_row', count: 3 }],
    ])
  })

  it('says that the team is another’s', async () => {
    const { ctx } = await vendorAt(() => ({ status: 404, body: { code: 5, message: 'Team not found' } }))
    expect(await streamOf(xai, 'cost').pull(ctx, twoDays)).toMatchObject({
      failure: { tag: 'not_found', detail: 'Team not found' },
    })
  })

  it('asks for the team where it is not known yet', async () => {
    const { ctx, seen } = await vendorAt(
      (url) => ({
        body: url.pathname.startsWith('/auth')
          ? { scope: 'SCOPE_TEAM', scopeId: 'team-2' }
          : { timeSeries: [] },
      }),
      '',
    )
    expect((await streamOf(xai, 'cost').pull(ctx, twoDays)).ok).toBe(true)
    expect(seen.at(-1)?.pathname).toBe('/v1/billing/teams/team-2/usage')
  })
})

describe('xAI audit', () => {
  const event = (description: string) => ({
    eventId: 'ev_01',
    eventTime: '2026-11-18T11:00:00Z',
    description,
    user: {
      userId: 'u_9',
      email: 'mia@example.com',
      givenName: 'Mia',
      familyName: 'Ott',
      profileImage: '',
    },
  })

  it('reads an event, and goes on until there is no token', async () => {
    const { page, seen } = await pull(
      'audit',
      { events: [event('API key created')], nextPageToken: 'p2' },
      { ...twoDays, page: 'p1' },
    )
    expect(page.audit).toMatchObject([
      {
        naturalKey: 'ev_01',
        action: 'API key created',
        actorRef: 'u_9',
        actorEmail: 'mia@example.com',
        atMs: Date.parse('2026-11-18T11:00:00Z'),
      },
    ])
    expect(page.nextPage).toBe('p2')
    expect(seen[0]?.searchParams.get('pageToken')).toBe('p1')
    expect((await pull('audit', { events: [], nextPageToken: '' })).page.nextPage).toBeNull()
  })

  it('keeps people out of the action, and their words in the details', async () => {
    const description = 'Mia Ott (mia@example.com) invited bob@example.com'
    const { page } = await pull('audit', { events: [event(description)] })
    expect(page.audit[0]?.action).toBe('… … … invited …')
    expect(page.audit[0]?.details).toMatchObject({ description })
  })

  it('stops at a token that repeats itself', async () => {
    const { ctx } = await vendorAt(() => ({ body: { events: [], nextPageToken: 'p1' } }))
    const result = await streamOf(xai, 'audit').pull(ctx, { ...twoDays, page: 'p1' })
    expect(result).toMatchObject({ failure: { tag: 'bad_json' } })
  })
})

describe('xAI validation', () => {
  const answers = (key: object, balance: Reply) => (url: URL) =>
    url.pathname.startsWith('/auth') ? { body: key } : balance
  const team = { apiKeyId: 'k', scope: 'SCOPE_TEAM', scopeId: 'team-1', teamId: 'team-1' }

  it('names the team, and the balance with its sign turned back', async () => {
    const { ctx } = await vendorAt(answers(team, { body: { changes: [], total: { val: '-3790' } } }))
    expect(await xai.validate(ctx)).toEqual({
      ok: true,
      value: { accountRef: 'team-1', note: 'Prepaid balance: 37.9 USD.' },
    })
  })

  it('does without a balance', async () => {
    const { ctx } = await vendorAt(answers(team, { status: 404, body: {} }))
    expect(await xai.validate(ctx)).toEqual({ ok: true, value: { accountRef: 'team-1' } })
  })

  it.each([
    ['false', true],
    [false, true],
    [null, true],
    ['true', false],
    [true, false],
  ])('takes a flag of disabled as %j', async (disabled, isTaken) => {
    const { ctx } = await vendorAt(answers({ ...team, disabled }, { status: 404, body: {} }))
    expect((await xai.validate(ctx)).ok).toBe(isTaken)
  })

  it('takes the 400 for a key that is none as a refusal of the key', async () => {
    const { ctx } = await vendorAt(() => ({ status: 400, body: { code: 3, message: 'Incorrect API key' } }))
    expect(await xai.validate(ctx)).toMatchObject({ failure: { tag: 'unauthorized' } })
  })

  it('refuses a key without a team', async () => {
    const { ctx } = await vendorAt(answers({ scope: 'SCOPE_ORGANIZATION', scopeId: 'o-1' }, { body: {} }))
    expect(await xai.validate(ctx)).toMatchObject({ failure: { tag: 'forbidden' } })
  })
})

describe('xAI at the sandbox', { timeout: 30_000 }, () => {
  const span = { fromMs: todayMs - 30 * dayMs, toMs: todayMs }

  it('gives 30 days of costs to the nano-dollar, over answers that reached their limit', async () => {
    const { ctx, asked, ledger } = await atSandbox(xai, nowMs)
    const costs = await pullAll(streamOf(xai, 'cost'), ctx, span)
    const truth = ledger(span.fromMs, span.toMs)
    expect(truth.costsNano.USD).toBeGreaterThan(1_000_000_000n)
    expect(sumsOf(costs).costsNano).toEqual(truth.costsNano)
    expect(asked().filter((call) => call.endsWith('/usage')).length).toBeGreaterThan(1)
  })

  it('gives every event of the audit log once', async () => {
    const { ctx } = await atSandbox(xai, nowMs)
    const { audit } = await pullAll(streamOf(xai, 'audit'), ctx, span)
    const ids = audit.map(({ naturalKey }) => naturalKey)
    const truth = deedsOf('northwind', 'xai', directoryOf('northwind'), nowMs).filter(
      ({ atMs }) => atMs >= span.fromMs && atMs < span.toMs,
    )
    expect(ids.toSorted()).toEqual(truth.map(({ id }) => `ev_${id}`).toSorted())
  })
})
