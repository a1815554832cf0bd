import { createPublicKey } from 'node:crypto'
import { jwtVerify } from 'jose'
import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, refused, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import {
  credential,
  dayMs,
  document,
  google,
  int,
  isTokens,
  nowMs,
  one,
  privateKey,
  window,
} from '../../../tests/support/vertex-wire.ts'
import { vertex } from './vertex.ts'

async function usage(tokens: unknown[], invocations: unknown[] = []) {
  const { ctx } = await google({
    series: (call) => ({ body: { timeSeries: isTokens(call) ? tokens : invocations, unit: '1' } }),
  })
  return pulled(vertex, 'usage', ctx, window)
}

describe('a service account', () => {
  it('signs a short-lived assertion with its own key and asks once per run', async () => {
    const { ctx, calls: seen } = await google({})
    await pulled(vertex, 'usage', ctx, window)
    const asked = seen.filter(({ url }) => url.pathname === '/token')
    const form = new URLSearchParams(asked[0]?.body)
    expect([asked.length, form.get('grant_type')]).toEqual([1, 'urn:ietf:params:oauth:grant-type:jwt-bearer'])
    const { payload, protectedHeader } = await jwtVerify(
      form.get('assertion') ?? '',
      createPublicKey(privateKey),
      {
        currentDate: new Date(nowMs),
        issuer: document.client_email,
        audience: document.token_uri,
      },
    )
    expect(protectedHeader).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' })
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(3_600)
    expect(payload.scope).toMatch(/monitoring\.read .*bigquery\.readonly$/)
  })

  it.each([
    ['no JSON', 'sk-123'],
    ['another document', '{"type":"authorized_user","refresh_token":"x"}'],
    ['a broken key', JSON.stringify({ ...document, private_key: '-----BEGIN PRIVATE KEY-----\nAAAA' })],
  ])('is no valid credential as %s', async (_name, secret) => {
    const { ctx, calls: seen } = await google({}, { secret })
    expect(await vertex.validate(ctx)).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
    expect(seen).toEqual([])
  })

  it('is never sent to an address that its document names', async () => {
    const secret = JSON.stringify({ ...document, token_uri: 'https://attacker.example/token' })
    const { ctx, calls: seen } = await google({}, { secret })
    await pulled(vertex, 'usage', ctx, window)
    expect(seen[0]?.url.pathname).toBe('/token')
  })

  it.each([
    [400, 'invalid_grant', 'Invalid JWT Signature.', 'unauthorized'],
    [400, 'invalid_grant', 'Invalid grant: account not found', 'unauthorized'],
    [401, 'invalid_client', 'The OAuth client was not found.', 'unauthorized'],
    [
      400,
      'invalid_grant',
      'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.',
      'rejected',
    ],
  ])('is answered %i %s (%s) and is then %4$s', async (status, error, error_description, tag) => {
    const { ctx } = await google({ token: { status, body: { error, error_description } } })
    expect(await vertex.validate(ctx)).toMatchObject({ ok: false, failure: { tag } })
  })

  it('reads nothing where neither it nor the settings name a project, else what the settings name', async () => {
    const secret = JSON.stringify({ ...document, project_id: undefined })
    const nowhere = await google({}, { secret })
    for (const stream of ['usage', 'cost'])
      expect(await refused(vertex, stream, nowhere.ctx, window)).toMatchObject({ tag: 'forbidden' })
    expect(nowhere.calls).toEqual([])
    const settings = { ...credential.settings, project_ids: 'acme-ai-02' }
    const { ctx, calls: seen } = await google({}, { secret, settings })
    await pulled(vertex, 'usage', ctx, window)
    await pulled(vertex, 'cost', ctx, window)
    const projects = seen.map(({ url }) => /projects\/([^/]+)/.exec(url.pathname)?.[1]).filter(Boolean)
    expect(new Set(projects)).toEqual(new Set(['acme-ai-02']))
  })

  it.each(['usage', 'cost'])('that is refused a token reads no %s', async (stream) => {
    const { ctx } = await google({ token: { status: 401, body: { error: 'invalid_client' } } })
    expect(await refused(vertex, stream, ctx, window)).toMatchObject({ tag: 'unauthorized' })
  })

  it('is valid when a metric can be read, and stands for its project', async () => {
    const { ctx } = await google({})
    expect(await vertex.validate(ctx)).toEqual({ ok: true, value: { accountRef: 'acme-ai-01' } })
    const message = 'Permission monitoring.timeSeries.list denied'
    const denied = { status: 403, body: { error: { code: 403, message, status: 'PERMISSION_DENIED' } } }
    const other = await google({ series: () => denied })
    expect(await vertex.validate(other.ctx)).toMatchObject({ ok: false, failure: { tag: 'forbidden' } })
  })
})

describe('Vertex AI metrics', () => {
  it('asks for sums by whole hours that have passed, and groups by model, type and location', async () => {
    const { ctx, calls: seen } = await google({})
    await pulled(vertex, 'usage', ctx, { ...window, toMs: nowMs + dayMs })
    const asked = seen.filter(({ url }) => url.pathname === '/v3/projects/acme-ai-01/timeSeries')
    expect(asked.map(({ url }) => url.searchParams.get('filter'))).toEqual([
      'metric.type="aiplatform.googleapis.com/publisher/online_serving/token_count"',
      'metric.type="aiplatform.googleapis.com/publisher/online_serving/model_invocation_count"',
    ])
    const query = asked[0]?.url.searchParams
    expect(Object.fromEntries(query ?? [])).toMatchObject({
      'interval.startTime': '2026-11-18T00:00:00Z',
      'interval.endTime': '2026-11-20T12:00:00Z',
      'aggregation.alignmentPeriod': '3600s',
      'aggregation.perSeriesAligner': 'ALIGN_SUM',
      'aggregation.crossSeriesReducer': 'REDUCE_SUM',
    })
    expect(query?.getAll('aggregation.groupByFields')).toEqual([
      'resource.label.model_user_id',
      'resource.label.publisher',
      'resource.label.location',
      'metric.label.type',
    ])
  })

  it('gathers tokens and invocations of an hour into one priced row', async () => {
    const { usage: rows } = await usage(
      [one('input', int(1_000_000)), one('output', int(100_000))],
      [one(null, int(40))],
    )
    expect(rows).toEqual([
      {
        naturalKey: expect.stringContaining('us-central1'),
        vendorId: 'vertex',
        model: 'gemini-2.5-flash',
        operation: 'inference',
        bucketStartAtMs: Date.parse('2026-11-18T00:00:00Z'),
        bucketMs: 3_600_000,
        projectRef: 'acme-ai-01',
        actorRef: null,
        apiKeyRef: null,
        requests: 40,
        tokensIn: 1_000_000,
        tokensOut: 100_000,
        tokensCached: 0,
        tokensReasoning: 0,
        // 1 million at 30 cents, 100,000 at 2.5 dollars per million
        costNanoUsd: 550_000_000n,
        costSource: 'priced',
      },
    ])
  })

  it('keeps types of tokens apart that are not documented, those without a known price unpriced', async () => {
    const types = ['input', 'cached_input', 'cache_write_1h', 'cache_creation', 'thoughts', 'holograms', null]
    const { usage: rows } = await usage(types.map((type) => one(type, int(1_000))))
    expect(
      rows.map((row) => [row.operation, row.tokensIn, row.tokensCached, row.tokensOut, row.costSource]),
    ).toEqual([
      ['inference', 1_000, 0, 0, 'priced'],
      ['tokens:cached_input', 1_000, 1_000, 0, 'priced'],
      ['tokens:cache_write_1h', 1_000, 0, 0, 'priced'],
      ['tokens:cache_creation', 1_000, 0, 0, 'priced'],
      ['tokens:thoughts', 0, 0, 1_000, 'unpriced'],
      ['tokens:holograms', 1_000, 0, 0, 'unpriced'],
      ['tokens:untyped', 1_000, 0, 0, 'unpriced'],
    ])
  })

  it('keeps publishers apart, and calls a model that has no name unknown', async () => {
    const labelled = (labels: object) => ({ ...one('input', int(5)), resource: { type: 'r', labels } })
    const named = { model_user_id: 'm', location: 'us-central1' }
    const { usage: rows } = await usage([
      labelled({ ...named, publisher: 'google' }),
      labelled({ ...named, publisher: 'anthropic' }),
      labelled({}),
    ])
    expect(rows.map(({ model, tokensIn }) => [model, tokensIn])).toEqual([
      ['m', 5],
      ['m', 5],
      ['unknown', 5],
    ])
    expect(new Set(rows.map(({ naturalKey }) => naturalKey)).size).toBe(3)
  })

  it('keeps a count up to the largest exact number, and counts a larger one as malformed', async () => {
    const exact = await usage([one('input', int('9007199254740991'))])
    expect(exact.usage[0]?.tokensIn).toBe(9_007_199_254_740_991)
    const { usage: rows, skipped } = await usage([
      one('input', int('9007199254740993')),
      one('output', int('many')),
      one('output', { doubleValue: 1.5 }),
    ])
    expect([rows, skipped]).toEqual([[], [{ reason: 'malformed_row', count: 3 }]])
  })

  it('adds up points of one row that stand on several pages', async () => {
    const { ctx, calls: seen } = await google({
      series: (call) => {
        if (!isTokens(call)) return { body: {} }
        const isSecond = call.url.searchParams.get('pageToken') === 'p2'
        const timeSeries = [isSecond ? one('output', int(7)) : one('input', int(5))]
        return { body: { timeSeries, nextPageToken: isSecond ? '' : 'p2' } }
      },
    })
    const page = await pulled(vertex, 'usage', ctx, window)
    expect(page.usage).toMatchObject([{ tokensIn: 5, tokensOut: 7, requests: null }])
    expect(JSON.parse(page.raw)).toHaveLength(3)
    expect(seen).toHaveLength(4)
  })

  it('gives up on a page cursor that repeats itself', async () => {
    const { ctx, calls: seen } = await google({
      series: () => ({ body: { timeSeries: [], nextPageToken: 'same' } }),
    })
    expect(await refused(vertex, 'usage', ctx, window)).toMatchObject({ tag: 'bad_json' })
    expect(seen).toHaveLength(3)
  })

  it('reads each project that the settings name, and nothing of an hour that has not passed', async () => {
    const settings = { ...credential.settings, project_ids: 'acme-ai-01, acme-ai-02' }
    const { ctx, calls: seen } = await google({}, { settings })
    const first = await pulled(vertex, 'usage', ctx, window)
    const second = await pulled(vertex, 'usage', ctx, { ...window, page: first.nextPage })
    expect(second.nextPage).toBeNull()
    expect(seen.filter(({ url }) => url.pathname.includes('/acme-ai-02/'))).toHaveLength(2)
    expect(await refused(vertex, 'usage', ctx, { ...window, page: 'acme-ai-03|' })).toMatchObject({
      tag: 'gone',
    })
    const open = { fromMs: nowMs - 1_000, toMs: nowMs, page: null }
    expect(await pulled(vertex, 'usage', ctx, open)).toMatchObject({ rows: 0, raw: '' })
  })
})

describe('Vertex AI and its sandbox', { timeout: 30_000 }, () => {
  const days = { fromMs: Date.parse('2026-10-19T00:00:00Z'), toMs: Date.parse('2026-11-18T00:00:00Z') }

  it('end up with the same tokens, calls and money over 30 days', async () => {
    const served = await atSandbox(vertex, nowMs)
    const ctx = served.context()
    const usage = await pullAll(streamOf(vertex, 'usage'), ctx, days)
    const cost = await pullAll(streamOf(vertex, 'cost'), ctx, days)
    expect(cost.pages.length).toBeGreaterThan(2)
    expect(sumsOf({ usage: usage.usage, costs: cost.costs })).toEqual(served.ledger(days.fromMs, days.toMs))
    expect([...usage.skipped, ...cost.skipped]).toEqual([])
    expect(new Set(usage.usage.map(({ projectRef }) => projectRef)).size).toBe(2)
  })

  it('end up the same when buckets were read before they were final', async () => {
    const served = await atSandbox(vertex, days.toMs - 2 * 3_600_000)
    const span = { fromMs: days.toMs - dayMs, toMs: days.toMs }
    const early = await pullAll(streamOf(vertex, 'usage'), served.context(), span)
    served.setNow(nowMs)
    const late = await pullAll(streamOf(vertex, 'usage'), served.context(), span)
    const ledger = { ...served.ledger(span.fromMs, span.toMs), costsNano: {} }
    expect(sumsOf({ usage: [...early.usage, ...late.usage], costs: [] })).toEqual(ledger)
  })

  it('part over a foreign signature, and take the demo company’s credential', async () => {
    const served = await atSandbox(vertex, nowMs)
    expect(await vertex.validate(served.context())).toMatchObject({ ok: true })
    const own = JSON.parse(served.context().secret.reveal())
    const forged = JSON.stringify({ ...own, private_key: document.private_key })
    const denied = await vertex.validate(served.context({ secret: forged }))
    expect(denied).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
  })

  it('part over a clock that is off, without blaming the credential', async () => {
    const served = await atSandbox(vertex, nowMs)
    const skewed = { ...served.context(), nowMs: nowMs - 3_600_000 }
    expect(await vertex.validate(skewed)).toMatchObject({ ok: false, failure: { tag: 'rejected' } })
  })
})
