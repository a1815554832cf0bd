import { createClient } from '@clickhouse/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Browser, type Json, type TestStack, testStack, until } from '../support/stack.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs

let stack: TestStack
let owner: Browser
beforeAll(async () => {
  stack = await testStack()
  owner = await stack.signIn('owner@demo.test')
})
afterAll(() => stack.end())

const predict = (events: readonly Json[], headers: Record<string, string> = {}) =>
  stack.call('POST', '/api/v1/ingest/ml', { body: { events }, headers })
const ago = (ms: number) => new Date(Date.now() - ms).toISOString()
const eventOf = async (id: string) =>
  (
    await until(
      () => stack.call('GET', `/api/v1/events/${id}`),
      ({ status }) => status === 200,
    )
  ).body
/** In the table and in the rollup, which is written a moment later. */
const stored = (model: string, count: number) =>
  until(
    () =>
      stack.rows<{ rows: number }>(
        `SELECT count() AS rows FROM events WHERE model = '${model}'
         UNION ALL SELECT sum(events) FROM model_hourly WHERE model = '${model}'`,
      ),
    (sums) => sums.every(({ rows }) => Number(rows) === count),
  )

/** Predictions whose features are spread evenly around a middle, without any chance. */
const predictions = (
  model: string,
  count: number,
  at: (index: number) => string,
  change: Json = {},
): Json[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `${model}-${at(index)}-${index}`,
    model_name: model,
    prediction: index % 10 === 0 ? 'fraud' : 'fine',
    probabilities: { fraud: 0.1, fine: 0.9 },
    features: { amount: 100 + (index % 100), country: index % 3 === 0 ? 'FR' : 'DE', weekend: index % 7 > 4 },
    latency_ms: 40 + (index % 20),
    timestamp: at(index),
    ...change,
  }))

describe('a pushed prediction', () => {
  it('is an event of its own kind with what the model said, and nothing of anybody', async () => {
    const answer = await predict([
      {
        id: 'claim-1',
        model_name: 'claims',
        model_version: '7',
        prediction: 'approve',
        input_data: { note: 'The insured is ann@corp.io, SSN 536-90-4399', amount: 1200 },
        probabilities: { approve: 0.7, refuse: 0.3 },
        features: { amount: 1200, contact: 'ann@corp.io', first: true },
        latency_ms: 31,
      },
    ])
    expect(answer).toMatchObject({ status: 202, body: { ingested: 1, duplicates: 0, quarantined: 0 } })
    const event = await eventOf('claim-1')
    expect(event).toMatchObject({
      kind: 'ml',
      source: 'ingest',
      model: 'claims',
      operation: 'predict',
      requests: 1,
      tokens_in: 0,
      tokens_estimated: false,
      cost_usd: '0',
      latency_ms: 31,
      prompt_excerpt: 'note: The insured is [REDACTED], SSN [REDACTED]\ncontact: [REDACTED]',
      response_excerpt: 'prediction: approve',
      severity: 'critical',
      risk_score: 0.12,
      risk_label: 'normal',
      ml: {
        model_version: '7',
        prediction: 'approve',
        probabilities: { approve: 0.7, refuse: 0.3 },
        features: { amount: 1200, contact: '[REDACTED]', first: true },
      },
    })
  })

  it('is stored once, by its id or by the key of the request', async () => {
    const one = { id: 'twice', model: 'once', prediction: 1 }
    expect((await predict([one, one])).body).toEqual({ ingested: 1, duplicates: 1, quarantined: 0 })
    expect((await predict([one])).body).toMatchObject({ ingested: 0, duplicates: 1 })
    const keyed = { 'idempotency-key': 'batch-1' }
    await predict([{ model: 'once', prediction: 2 }], keyed)
    expect((await predict([{ model: 'once', prediction: 2 }], keyed)).body).toMatchObject({ duplicates: 1 })
    await stored('once', 2)
    const [sum] = await stack.rows<{ n: number }>(
      `SELECT toInt32(sum(values_count)) AS n FROM ml_features_hourly WHERE model = 'once'`,
    )
    expect(sum?.n).toBe(2)
  })

  it.each([
    ['no prediction', { model: 'm' }, 422],
    ['a probability beyond one', { model: 'm', prediction: 1, probabilities: [2] }, 422],
    ['a field that nobody knows', { model: 'm', prediction: 1, colour: 'red' }, 422],
  ])('with %s is refused', async (_what, event, status) => {
    expect((await predict([event])).status).toBe(status)
  })

  it('nested without an end is refused, and takes nothing down', async () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    const raw = `{"events":[{"model":"m","prediction":1,"input_data":${deep}}]}`
    const headers = { 'content-type': 'application/json' }
    expect((await stack.call('POST', '/ingest/ml', { raw, headers })).status).toBe(422)
  })

  it('from the future is quarantined, and taken up as a prediction once its time has come', async () => {
    const timestamp = new Date(Date.now() + dayMs + 8_000).toISOString()
    const answer = await predict([{ id: 'early', model: 'm', prediction: 'yes', timestamp }])
    expect(answer.body).toEqual({ ingested: 0, duplicates: 0, quarantined: 1 })
    await until(
      async () => (await owner.call('POST', '/api/v1/pipeline/ingest', { from: 'quarantined' })).body,
      ({ stored }) => stored === 1,
      60_000,
    )
    expect(await eventOf('early')).toMatchObject({ kind: 'ml', ml: { prediction: 'yes' } })
  })
})

describe('what is normal for a model', () => {
  it('is set by hand, judges the next prediction, and is forgotten', async () => {
    const address = '/api/v1/models/profiles/scored%2Fv2'
    const set = await owner.call('PUT', address, {
      baseline_latency_ms: 50,
      feature_stats: { amount: { mean: 100, std: 10 } },
    })
    expect(set).toMatchObject({
      status: 200,
      body: { model: 'scored/v2', source: 'set', baseline_latency_ms: 50 },
    })
    await predict([
      { id: 'far', model: 'scored/v2', prediction: 1, probabilities: [0.5], features: { amount: 130 } },
    ])
    expect(await eventOf('far')).toMatchObject({ risk_score: 0.5, risk_label: 'suspicious' })
    expect((await owner.call('GET', address)).body).toMatchObject({
      feature_stats: { amount: { mean: 100, std: 10 } },
    })
    expect((await owner.call('DELETE', address)).status).toBe(200)
    expect((await owner.call('GET', address)).status).toBe(404)
    expect((await owner.call('DELETE', address)).status).toBe(404)
    await predict([{ id: 'unknown', model: 'scored/v2', prediction: 1, features: { amount: 130 } }])
    expect(await eventOf('unknown')).toMatchObject({ risk_score: 0 })
    const { body } = await owner.call('GET', '/api/v1/audit?limit=50')
    const actions = (body.items as { action: string }[]).map(({ action }) => action)
    expect(actions).toEqual(expect.arrayContaining(['model_profile.set', 'model_profile.removed']))
  })

  it.each([
    ['no baseline said', {}],
    ['a baseline of nothing', { baseline_latency_ms: 0 }],
    ['a spread below nothing', { baseline_latency_ms: null, feature_stats: { a: { mean: 1, std: -1 } } }],
    [
      'quantiles that fall',
      {
        baseline_latency_ms: null,
        feature_stats: { a: { mean: 1, std: 1, quantiles: Array.from({ length: 101 }, (_, i) => -i) } },
      },
    ],
    [
      'too few quantiles',
      { baseline_latency_ms: null, feature_stats: { a: { mean: 1, std: 1, quantiles: [1, 2] } } },
    ],
  ])('is refused with %s', async (_what, body) => {
    expect((await owner.call('PUT', '/api/v1/models/profiles/bad', body)).status).toBe(422)
  })

  it('is not for everyone to say', async () => {
    const viewer = await stack.signIn('viewer@demo.test')
    const body = { baseline_latency_ms: 50 }
    expect((await viewer.call('PUT', '/api/v1/models/profiles/m', body)).status).toBe(403)
    expect((await viewer.call('POST', '/api/v1/models/profiles/m/learn', {})).status).toBe(403)
    expect((await viewer.call('GET', '/api/v1/models/profiles')).status).toBe(200)
  })

  it('is learned from what it did, and not from nothing', async () => {
    const from = Math.floor(Date.now() / hourMs) * hourMs - 3 * dayMs
    await predict(predictions('learned', 600, (index) => new Date(from + index * 60_000).toISOString()))
    await stored('learned', 600)
    const learn = (body: Json, model = 'learned') =>
      owner.call('POST', `/api/v1/models/profiles/${model}/learn`, body)
    const { status, body } = await learn({})
    expect(status).toBe(200)
    expect(body).toMatchObject({ source: 'learned', baseline_latency_ms: 49.5 })
    const stats = body.feature_stats as Record<string, Record<string, number | number[]>>
    expect(Object.keys(stats).toSorted()).toEqual(['(prediction)', 'amount', 'country', 'weekend'])
    expect(stats.amount).toMatchObject({ n: 600, mean: 149.5, min: 100, max: 199 })
    expect(stats.amount?.std).toBeCloseTo(28.89, 2)
    const quantiles = stats.amount?.quantiles as number[]
    expect(Math.max(...quantiles.map((value, level) => Math.abs(value - (100 + 0.99 * level))))).toBeLessThan(
      3,
    )
    expect(stats.country).toEqual({ n: 600, categories: { DE: 400, FR: 200 } })
    expect(stats.weekend).toMatchObject({ categories: { true: 170, false: 430 } })
    expect(stats['(prediction)']).toMatchObject({ categories: { fine: 540, fraud: 60 } })

    expect((await learn({}, 'nobody')).status).toBe(404)
    expect((await learn({ from: ago(dayMs), to: ago(2 * dayMs) })).status).toBe(400)
    expect((await learn({ from: ago(40 * dayMs), to: ago(dayMs) })).status).toBe(400)
    expect((await learn({ from: 'yesterday' })).status).toBe(422)
    expect((await learn({ to: '1970-01-02T00:00:00Z' })).status).toBe(404)

    const changed = await owner.call('PUT', '/api/v1/models/profiles/learned', {
      baseline_latency_ms: 60,
      feature_stats: { amount: { mean: 150, std: 30 } },
    })
    expect(changed.body).toMatchObject({ source: 'set', feature_stats: { amount: { mean: 150, n: 600 } } })
    const kept = changed.body.feature_stats as Record<string, { quantiles: number[] }>
    expect(kept.amount?.quantiles).toHaveLength(101)
  })
})

describe('a model that drifts', () => {
  const detail = async (model: string) => (await owner.call('GET', `/api/v1/dashboard/models/${model}`)).body
  const listed = async (model: string) => {
    const { body } = await owner.call('GET', '/api/v1/dashboard/models')
    return (body.items as Json[]).find((item) => item.model === model)
  }

  it('is seen in its latency, its features and its health, and is well again once that is normal', async () => {
    const from = Math.floor(Date.now() / hourMs) * hourMs - 3 * dayMs
    await predict(predictions('fraud', 1000, (index) => new Date(from + index * 60_000).toISOString()))
    await stored('fraud', 1000)
    expect((await owner.call('POST', '/api/v1/models/profiles/fraud/learn', {})).status).toBe(200)
    await predict(
      predictions('fraud', 200, (index) => ago(index * 1000), { latency_ms: 80 }).map((event, index) => ({
        ...event,
        features: { amount: 160 + (index % 100), country: index % 3 === 0 ? 'FR' : 'DE', weekend: false },
        ...(index < 10 ? { status: 'error' } : {}),
      })),
    )
    await stored('fraud', 1200)
    const seen = await listed('fraud')
    expect(seen).toMatchObject({
      events: 1200,
      requests: 1200,
      has_profile: true,
      kinds: ['ml'],
      worst_feature: { verdict: 'drifted' },
      recent_latency_ms: 80,
    })
    expect(seen?.error_rate).toBeCloseTo(10 / 1200, 9)
    expect(seen?.drift).toBeCloseTo((80 / 49.5 - 1) * 100, 6)
    expect(seen?.health).toBeCloseTo(100 - 0.4 * (80 / 49.5 - 1) * 100, 6)

    const full = await detail('fraud')
    const features = full.features as { feature: string; verdict: string; histogram: Json }[]
    const verdicts = Object.fromEntries(features.map(({ feature, verdict }) => [feature, verdict]))
    expect(verdicts).toMatchObject({ amount: 'drifted', country: 'stable', '(prediction)': 'stable' })
    for (const { histogram } of features) {
      for (const side of ['reference', 'current']) {
        const shares = histogram[side] as number[]
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 6)
      }
    }
    expect((full.hours as Json[]).length).toBeGreaterThan(10)

    const { body } = await owner.call('GET', '/api/v1/dashboard/health')
    expect(body).toMatchObject({ bounds: { min: 0, max: 100 }, drifting: [{ model: 'fraud' }] })
    expect(Number(body.health)).toBeLessThan(100)

    const learned = await owner.call('POST', '/api/v1/models/profiles/fraud/learn', { from: ago(hourMs) })
    expect(learned.status).toBe(200)
    expect(await listed('fraud')).toMatchObject({ worst_feature: { verdict: 'stable' } })
  })

  it('and one that nobody knows are told apart', async () => {
    expect((await owner.call('GET', '/api/v1/dashboard/models/nobody')).status).toBe(404)
    expect((await owner.call('GET', '/api/v1/dashboard/models/claims')).body).toMatchObject({
      has_profile: false,
      drift: null,
      worst_feature: null,
      features: expect.arrayContaining([
        expect.objectContaining({ feature: 'amount', verdict: 'no_reference' }),
      ]),
    })
  })
})

describe('the distribution of risk', () => {
  it('counts every event once under its label', async () => {
    const { body } = await owner.call('GET', '/api/v1/dashboard/risk-distribution')
    const rows = await stack.rows<{ label: string; n: number }>(
      'SELECT risk_label AS label, toInt32(count()) AS n FROM events GROUP BY label',
    )
    const of = (label: string) => rows.find((row) => row.label === label)?.n ?? 0
    expect(body).toEqual({
      normalCount: of('normal'),
      suspiciousCount: of('suspicious'),
      riskyCount: of('risky'),
    })
    expect(of('suspicious')).toBeGreaterThan(0)
    const old = await owner.call('GET', '/api/v1/dashboard/risk-distribution?from=2020-01-01&to=2020-01-31')
    expect(old.body).toEqual({ normalCount: 0, suspiciousCount: 0, riskyCount: 0 })
    for (const query of ['from=2026-02-01&to=2026-01-01', 'from=2020-01-01&to=2026-01-01'])
      expect((await owner.call('GET', `/api/v1/dashboard/risk-distribution?${query}`)).status).toBe(400)
    expect((await owner.call('GET', '/api/v1/dashboard/risk-distribution?from=x')).status).toBe(422)
    expect((await owner.call('GET', '/api/v1/dashboard/risk-distribution?to=0000-01-01')).status).toBe(400)
    const first = await owner.call('GET', '/api/v1/dashboard/risk-distribution?to=1970-01-02')
    expect(first.body).toEqual({ normalCount: 0, suspiciousCount: 0, riskyCount: 0 })
  })
})

describe('the figures of a model', () => {
  const figures = async () =>
    (
      await stack.rows<Json>(`
        SELECT
          (SELECT (toInt32(sum(events)), toInt32(sum(errors)), toInt32(sum(risky)), sum(latency_sum_ms), toInt32(sum(latency_count)))
            FROM model_hourly WHERE model = 'exact') AS model,
          (SELECT (toInt32(sum(events)), sum(latency_ms)) FROM model_recent WHERE model = 'exact') AS recent,
          (SELECT (toInt32(sum(values_count)), sum(values_sum), round(varSampStableMerge(spread), 6), quantilesGKMerge(200, 0.5)(ranks)[1])
            FROM ml_features_hourly WHERE model = 'exact' AND feature = 'amount') AS amount,
          (SELECT groupArray((category, n)) FROM (SELECT category, toInt32(sum(values_count)) AS n FROM ml_categories_hourly
            WHERE model = 'exact' AND feature = 'country' GROUP BY category HAVING n != 0 ORDER BY category)) AS country`)
    )[0] as Record<string, unknown[]>

  it('stay exact through a correction, and through an insert that is repeated', async () => {
    const events = [10, 20, 30].map((amount, index) => ({
      id: `exact-${index}`,
      model: 'exact',
      prediction: 1,
      features: { amount, country: index === 0 ? 'FR' : 'DE' },
      latency_ms: amount,
    }))
    await predict(events)
    await stored('exact', 3)
    const before = await until(figures, ({ country }) => country?.length === 2)
    expect(before).toEqual({
      model: [3, 0, 0, 60, 3],
      recent: [3, 60],
      amount: [3, 60, 100, 20],
      country: [
        ['DE', 2],
        ['FR', 1],
      ],
    })
    const client = createClient(stack.clickHouse)
    const [row] = await stack.rows<Json>(`SELECT * FROM events WHERE id = 'exact-0'`)
    const ml = String(row?.ml).replace('"FR"', '"[REDACTED]"')
    const values = [
      { ...row, sign: -1, revision: 1 },
      { ...row, sign: 1, revision: 1, risk_label: 'risky', status: 'error', ml },
    ]
    const correct = () =>
      client.insert({
        table: 'event_changes',
        values,
        format: 'JSONEachRow',
        clickhouse_settings: {
          async_insert: 0,
          insert_deduplication_token: 'a-correction',
          deduplicate_blocks_in_dependent_materialized_views: 1,
        },
      })
    await correct()
    await correct()
    await client.close()
    expect(await figures()).toEqual({
      ...before,
      model: [3, 1, 1, 60, 3],
      country: [
        ['DE', 2],
        ['[REDACTED]', 1],
      ],
    })
  })
})
