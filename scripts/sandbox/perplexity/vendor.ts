import { hashText, idText } from '../../demo/chance.ts'
import { directoryOf } from '../directory.ts'
import { grouped } from '../grouped.ts'
import { type Model, unlistedModel } from '../models.ts'
import { DAY_MS, floorTo } from '../moments.ts'
import { answerBy, bearerOf } from '../routes.ts'
import { type Traffic, trafficOf } from '../traffic.ts'
import { intParam, Refusal, type Reply, type Vendor, type WireRequest } from '../wire.ts'

/** What a page holds at most, whatever is asked for, so that days go on over pages. */
const ROWS_MAX = 30

const models: readonly Model[] = Object.freeze(
  ['sonar', 'gpt-5', 'claude-opus-4-8'].map((id) => unlistedModel(id, 0, 0)),
)

/** Perplexity for a seed: the analytics of the Enterprise app, and as much of the API platform as checks a key. */
export function perplexityVendor(seed: string): Vendor {
  const traffic = trafficOf(seed, { name: 'perplexity', models }, directoryOf(seed))
  const analyticsKey = `pplx-analytics-${idText(hashText(`${seed}/perplexity/analytics`), 40)}`
  const apiKey = `pplx-${idText(hashText(`${seed}/perplexity/api`), 48)}`
  return {
    id: 'perplexity',
    variables: (url) => ({ PERPLEXITY_BASE_URL: url }),
    credentials: () => [
      { kind: 'analytics_key', secret: analyticsKey },
      { kind: 'api_key', secret: apiKey },
    ],
    ledger: (fromMs, toMs, nowMs) => ({
      requests: rowsOf(traffic, fromMs, toMs, nowMs).reduce((sum, { count }) => sum + count, 0),
      tokensIn: 0,
      tokensOut: 0,
      tokensCached: 0,
      costsNano: {},
    }),
    fault: (status) => refused(status, faultMessages[status] ?? 'Internal error'),
    answer: answerBy(
      [
        {
          method: 'GET',
          path: /^\/v2\/analytics\/computer\/usage$/,
          answer: (request) => ({ body: memberUsage(request, traffic) }),
        },
        { method: 'GET', path: /^\/v1\/async\/sonar$/, answer: () => ({ body: { requests: [] } }) },
        {
          method: 'GET',
          path: /^\/v1\/models$/,
          answer: () => ({ body: { object: 'list', data: models.map(({ id }) => ({ id })) } }),
        },
      ],
      (request) => {
        // The list of models answers everybody.
        if (request.path === '/v1/models') return
        const needed = request.path.startsWith('/v2/') ? analyticsKey : apiKey
        if (bearerOf(request) !== needed) throw new Refusal(401, faultMessages[401] ?? '')
      },
      refused,
    ),
  }
}

const faultMessages: Readonly<Record<number, string>> = {
  401: 'Invalid API key',
  403: 'Not allowed',
  404: 'The analytics API is not enabled for this organization',
  429: 'Request rate limit exceeded',
}

const types: Readonly<Record<number, string>> = {
  400: 'invalid_request',
  401: 'unauthorized',
  404: 'feature_disabled',
  429: 'request_rate_limit_exceeded',
}

function refused(status: number, message: string): Reply {
  return { status, body: { error: { message, type: types[status] ?? 'internal_error', code: status } } }
}

type Row = { readonly dayMs: number; readonly email: string; count: number; models: Map<string, number> }

/** Members' queries of days that are over. A query in the playground is put to no model. */
function rowsOf(traffic: Traffic, fromMs: number, toMs: number, nowMs: number): Row[] {
  const endMs = Math.min(floorTo(toMs, DAY_MS), floorTo(nowMs, DAY_MS))
  return grouped<Row>(
    traffic,
    { startMs: floorTo(fromMs, DAY_MS), endMs },
    nowMs,
    ({ atMs, caller }) => `${floorTo(atMs, DAY_MS)}/${caller.index}`,
    ({ atMs, caller }) => ({
      dayMs: floorTo(atMs, DAY_MS),
      email: caller.person?.email ?? '',
      count: 0,
      models: new Map(),
    }),
    (row, { model, meter, counted, playground }) => {
      const queries = meter.requests * counted
      row.count += queries
      if (!playground) row.models.set(model.id, (row.models.get(model.id) ?? 0) + queries)
    },
  )
    .filter(({ email }) => email !== '')
    .toSorted((a, b) => a.dayMs - b.dayMs || (a.email < b.email ? -1 : 1))
}

/** `GET /v2/analytics/computer/usage`. A cursor goes with its parameters only. Errors: Refusal 400. */
function memberUsage({ query, nowMs }: WireRequest, traffic: Traffic): unknown {
  const seconds = (name: string) =>
    intParam(query, name, { min: 0, max: 99_999_999_999, otherwise: nowMs / 1000 })
  if (query.get('dataset') !== 'query_volume') throw new Refusal(400, 'dataset: query_volume')
  if (query.get('group_by') !== 'user_email') throw new Refusal(400, 'group_by: user_email')
  const [fromMs, toMs] = [seconds('start_time') * 1000, seconds('end_time') * 1000]
  if (toMs - fromMs > 90 * DAY_MS) throw new Refusal(400, 'At most 90 days')
  const limit = Math.min(intParam(query, 'limit', { min: 1, max: 100, otherwise: 50 }), ROWS_MAX)

  const asked = new URLSearchParams(query)
  asked.delete('page')
  const seal = String(hashText(asked.toString()))
  const [from = 0, of = seal] = openCursor(query.get('page'))
  if (of !== seal) throw new Refusal(400, 'page: the parameters are not those of the page before')
  const rows = rowsOf(traffic, fromMs, toMs, nowMs)
  const until = Number(from) + limit
  const byDay = Map.groupBy(rows.slice(Number(from), until), ({ dayMs }) => dayMs)
  const hasMore = until < rows.length
  return {
    categories: ['Model'],
    data: [...byDay].map(([dayMs, results]) => ({
      start_time: dayMs / 1000,
      end_time: (dayMs + DAY_MS) / 1000,
      results: results.map(({ email, count, models: byModel }) => ({
        user_email: email,
        count,
        by_categories: { Model: [...byModel].map(([category, each]) => ({ category, count: each })) },
      })),
    })),
    has_more: hasMore,
    next_page: hasMore ? Buffer.from(`${until}/${seal}`).toString('base64url') : null,
  }
}

function openCursor(page: string | null): string[] {
  return page === null ? [] : Buffer.from(page, 'base64url').toString().split('/')
}
