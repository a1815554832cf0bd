import { generateKeyPairSync } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { atSandbox } from '../../../tests/support/sandbox-vendor.ts'
import { pullAll, pulled, refused, streamOf, sumsOf } from '../../../tests/support/vendor-pages.ts'
import { type Reply, type SeenCall, serveVendor } from '../../../tests/support/vendor-wire.ts'
import { gemini } from './gemini.ts'

const nowMs = Date.parse('2026-11-20T12:30:15Z')
const window = {
  fromMs: Date.parse('2026-11-18T00:00:00Z'),
  toMs: Date.parse('2026-11-18T02:00:00Z'),
  page: null,
}
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const serviceAccount = JSON.stringify({
  project_id: 'acme-studio',
  private_key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  client_email: 'reader@acme-studio.iam.gserviceaccount.com',
})
const credential = {
  secret: 'AQ.Ab8RN6abcdefghijklmnopqrstuvwxyz',
  accountRef: 'acme-studio',
  serviceAccount,
}

type Answers = { models?: Reply; series?: (call: SeenCall) => Reply }

const google = ({ models, series }: Answers, serviceAccountGiven = true) =>
  serveVendor(
    gemini,
    serviceAccountGiven ? { ...credential, nowMs } : { secret: credential.secret, nowMs },
    (url, call) => {
      if (url.pathname === '/v1beta/models') return models ?? { body: { models: [{ name: 'models/x' }] } }
      if (url.pathname === '/token') return { body: { access_token: 'ya29.granted' } }
      return series?.(call) ?? { body: {} }
    },
  )

const point = (limit_name: string | null, value: number, model = 'gemini-2.5-flash') => ({
  metric: { labels: { model, ...(limit_name === null ? {} : { limit_name }) } },
  resource: { labels: { location: 'global' } },
  points: [{ interval: { endTime: '2026-11-18T01:00:00Z' }, value: { int64Value: String(value) } }],
})

describe('a Gemini key', () => {
  it('is tried by listing one model, in a header and never in the address', async () => {
    const { ctx, calls: seen } = await google({}, false)
    expect(await gemini.validate(ctx)).toEqual({ ok: true, value: { accountRef: null } })
    expect(seen[0]?.url.href).toMatch(/\/v1beta\/models\?pageSize=1$/)
    expect(seen[0]?.headers['x-goog-api-key']).toBe(credential.secret)
  })

  it.each([
    [400, 'INVALID_ARGUMENT', 'API key not valid. Please pass a valid API key.', 'unauthorized'],
    [401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.', 'unauthorized'],
    [403, 'PERMISSION_DENIED', 'Generative Language API has not been used in the project.', 'forbidden'],
  ])('is answered %i %s (%s) and is then %4$s', async (code, status, message, tag) => {
    const { ctx } = await google({ models: { status: code, body: { error: { code, message, status } } } })
    expect(await gemini.validate(ctx)).toMatchObject({ ok: false, failure: { tag } })
  })

  it('is known by both of its looks, and never refused for another', () => {
    const hint = gemini.credentialKinds[0]?.hint
    for (const key of [credential.secret, `AIza${'x'.repeat(35)}`]) expect(key).toMatch(hint ?? /^$/)
    expect('sk-proj-abc').not.toMatch(hint ?? /./)
  })

  it('has no counts by itself, and says why', async () => {
    const { ctx, calls: seen } = await google({}, false)
    const failure = await refused(gemini, 'usage', ctx, window)
    expect(failure).toEqual({
      tag: 'forbidden',
      detail: 'counts are read with a service account, and it has none',
    })
    expect(seen).toEqual([])
  })

  it('with a service account stands for that project, once its metrics can be read', async () => {
    const { ctx } = await google({})
    expect(await gemini.validate(ctx)).toEqual({ ok: true, value: { accountRef: 'acme-studio' } })
    const denied = {
      status: 403,
      body: { error: { code: 403, message: 'denied', status: 'PERMISSION_DENIED' } },
    }
    const other = await google({ series: () => denied })
    expect(await gemini.validate(other.ctx)).toMatchObject({ ok: false, failure: { tag: 'forbidden' } })
  })
})

describe('Gemini quota metrics', () => {
  const metricOf = ({ url }: SeenCall) => url.searchParams.get('filter') ?? ''

  it('are read one by one, each under what it counts, and apart by place and model', async () => {
    const asked: string[] = []
    const { ctx } = await google({
      series: (call) => {
        const type = /"([^"]+)"/.exec(metricOf(call))?.[1] ?? ''
        asked.push(type.split('.googleapis.com/')[1] ?? '')
        expect(call.url.searchParams.getAll('aggregation.groupByFields')).toEqual([
          'metric.label.model',
          'metric.label.limit_name',
          'resource.label.location',
        ])
        const there = { ...point(null, 2 ** asked.length), resource: { labels: { location: 'europe' } } }
        return { body: { timeSeries: [point(null, 10 ** asked.length), there, { points: [{}] }] } }
      },
    })
    const page = await pulled(gemini, 'usage', ctx, window)
    expect(asked).toEqual([
      'quota/generate_content_paid_tier_input_token_count/usage',
      'quota/generate_content_paid_tier_2_input_token_count/usage',
      'quota/generate_content_paid_tier_3_input_token_count/usage',
      'generate_content_usage_output_token_count',
      'quota/generate_requests_per_model/usage',
      'quota/generate_content_free_tier_requests/usage',
    ])
    expect(page.usage.map(({ tokensIn, tokensOut, requests }) => [tokensIn, tokensOut, requests])).toEqual([
      [1_110, 10_000, 1_100_000],
      [14, 16, 96],
    ])
    expect(page.skipped).toEqual([{ reason: 'malformed_row', count: 6 }])
  })

  it('count once what is told for several limits, and add up the tiers', async () => {
    const { ctx } = await google({
      series: (call) => {
        const metric = metricOf(call)
        if (metric.includes('paid_tier_input'))
          return { body: { timeSeries: [point('PerMinute', 90), point('PerDay', 100)] } }
        if (metric.includes('paid_tier_2_input')) return { body: { timeSeries: [point(null, 11)] } }
        if (metric.includes('output')) return { body: { timeSeries: [point(null, 7)] } }
        if (metric.includes('requests_per_model')) return { body: { timeSeries: [point('PerMinute', 3)] } }
        return { body: {} }
      },
    })
    expect((await pulled(gemini, 'usage', ctx, window)).usage).toMatchObject([
      { model: 'gemini-2.5-flash', requests: 3, tokensIn: 111, tokensOut: 7, projectRef: 'acme-studio' },
    ])
  })

  it('that a project has never had count nothing', async () => {
    const missing = {
      status: 404,
      body: { error: { code: 404, message: 'Cannot find metric', status: 'NOT_FOUND' } },
    }
    const { ctx, calls: seen } = await google({ series: () => missing })
    expect(await pulled(gemini, 'usage', ctx, window)).toMatchObject({ rows: 0, skipped: [], nextPage: null })
    expect(seen).toHaveLength(7)
  })

  it('of a model without a name are kept as unknown and unpriced', async () => {
    const { ctx } = await google({
      series: (call) => ({
        body: metricOf(call).includes('output') ? { timeSeries: [point(null, 5, '')] } : {},
      }),
    })
    const { usage } = await pulled(gemini, 'usage', ctx, window)
    expect(usage).toMatchObject([{ model: 'unknown', requests: null, tokensOut: 5, costSource: 'unpriced' }])
  })
})

describe('Gemini and its sandbox', { timeout: 30_000 }, () => {
  it('end up with the same tokens and calls over 30 days', async () => {
    const days = { fromMs: Date.parse('2026-10-19T00:00:00Z'), toMs: Date.parse('2026-11-18T00:00:00Z') }
    const served = await atSandbox(gemini, nowMs)
    const { usage, skipped } = await pullAll(streamOf(gemini, 'usage'), served.context(), days)
    expect(sumsOf({ usage, costs: [] })).toEqual(served.ledger(days.fromMs, days.toMs))
    expect(skipped).toEqual([])
  })

  it('part over a key that is not known', async () => {
    const served = await atSandbox(gemini, nowMs)
    expect(await gemini.validate(served.context())).toEqual({
      ok: true,
      value: { accountRef: 'northwind-ai-studio' },
    })
    const wrong = await gemini.validate(served.context({ secret: 'AQ.wrong' }))
    expect(wrong).toMatchObject({ ok: false, failure: { tag: 'unauthorized' } })
  })
})
